using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Operating;
using Ingest.Cli.Working;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary><c>ingest import PATH…</c>: folders, files, or a list of them on stdin, into the database.</summary>
internal static class ImportCommand
{
    public const string Stdin = "-";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("import", terminal.Say(
            "Read files into the database: folders with all that is in them, files, or - for a list on stdin",
            "将文件读入数据库：文件夹（含子文件夹）、文件，或用 - 从标准输入读取清单"));
        var paths = new Argument<string[]>("PATH")
        {
            Description = terminal.Say(
                "folders, files, .zip files, s3://bucket/prefix, or - for one path a line on stdin", "文件夹、文件、.zip 压缩包、s3://存储桶/前缀，或 -（标准输入，每行一个路径）"),
            Arity = ArgumentArity.OneOrMore,
        };
        var archive = CommonOptions.Archive(terminal);
        var enqueue = new Option<bool>("--enqueue")
        {
            Description = terminal.Say("leave the reading to ingest worker, on this and other machines", "仅登记，由本机或其他机器上的 ingest worker 处理"),
        };
        command.Add(paths);
        command.Add(archive);
        command.Add(enqueue);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(paths);
            var scan = FileScan.Of(
                named.Where(path => path != Stdin), named.Contains(Stdin, StringComparer.Ordinal) ? StdinLines() : [], cancellationToken);
            Tell(terminal, scan);
            await using var store = await database.OpenPatientlyAsync(parsed, cancellationToken);
            var importer = new Importer(terminal, extractors);
            var job = new Importer.Job(
                "import", [.. named.Select(Root)], scan.Files, OriginalArchive.At(parsed.GetValue(archive)));
            if (parsed.GetValue(enqueue))
            {
                return await EnqueueAsync(terminal, store, importer, job, Extractors.Version(extractors.Packs(parsed)), cancellationToken);
            }

            var result = await importer.RunAsync(store, job, parsed, cancellationToken);
            importer.Report(result);
            return result.Counts.SetAside > 0 || scan.Closed.Count > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
    }

    private static string Root(string path) => path == Stdin || S3Folder.Holds(path) ? path : Path.GetFullPath(path);

    private static async Task<int> EnqueueAsync(
        Terminal terminal, IngestStore store, Importer importer, Importer.Job job, ExtractorVersion version, CancellationToken cancellationToken)
    {
        var batch = await importer.RegisterAsync(store, job, version, cancellationToken);
        var counts = await store.CountAsync(batch, cancellationToken);
        var queue = WorkQueue.Open(store.ConnectionString);
        await queue.EnqueueAsync(store, batch, cancellationToken);
        terminal.Result(
            $"batch {batch}: {counts.Found} files, {counts.Waiting} waiting for workers; start some with: ingest worker",
            $"批次 {batch}：共 {counts.Found} 个文件，{counts.Waiting} 个等待工作进程处理；启动命令：ingest worker");
        return ExitCode.Ok;
    }

    private static IEnumerable<string> StdinLines()
    {
        while (Console.In.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return line;
            }
        }
    }

    private static void Tell(Terminal terminal, FileScan scan)
    {
        terminal.Note($"{scan.Files.Count} files found", $"找到 {scan.Files.Count} 个文件");
        if (scan.PassedOver.Count > 0)
        {
            var kinds = scan.PassedOver.Select(kind => terminal.Say($"{Name(kind.Key).English} {kind.Value}", $"{Name(kind.Key).Chinese} {kind.Value}"));
            terminal.Note(
                $"passed over and not counted: {string.Join(", ", kinds)}", $"略过且不计入：{string.Join("，", kinds)}");
        }

        foreach (var folder in scan.Closed)
        {
            terminal.Error($"{Paths.Shown(folder)}: cannot be listed and is left out; mend its permissions", $"{Paths.Shown(folder)}：无法读取文件夹，已略过；请检查权限");
        }
    }

    private static (string English, string Chinese) Name(PassedOver kind) => kind switch
    {
        PassedOver.Hidden => ("hidden", "隐藏项"),
        PassedOver.LinkToFolder => ("links to folders", "指向文件夹的链接"),
        PassedOver.Special => ("pipes, sockets, devices", "管道、套接字、设备"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
