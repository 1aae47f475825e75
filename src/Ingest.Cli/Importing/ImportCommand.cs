using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;

namespace Ingest.Cli.Importing;

/// <summary><c>ingest import PATH…</c>: folders, files, or a list of them on stdin, into the database.</summary>
internal static class ImportCommand
{
    private const string Stdin = "-";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("import", terminal.Say(
            "Read files into the database: folders with all that is in them, files, or - for a list on stdin",
            "将文件读入数据库：文件夹（含子文件夹）、文件，或用 - 从标准输入读取清单"));
        var paths = new Argument<string[]>("PATH")
        {
            Description = terminal.Say("folders, files, or - for one path a line on stdin", "文件夹、文件，或 -（标准输入，每行一个路径）"),
            Arity = ArgumentArity.OneOrMore,
        };
        command.Add(paths);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetRequiredValue(paths);
            var scan = FileScan.Of(named.SelectMany(path => path == Stdin ? StdinLines() : [path]), cancellationToken);
            Tell(terminal, scan);
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var importer = new Importer(terminal, extractors);
            var job = new Importer.Job("import", [.. named.Select(path => path == Stdin ? path : Path.GetFullPath(path))], scan.Files);
            var (_, counts) = await importer.RunAsync(store, job, parsed, cancellationToken);
            importer.Report(counts);
            return counts.SetAside > 0 || scan.Closed.Count > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
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
            var kinds = string.Join(", ", scan.PassedOver.Select(kind => $"{(kind.Key.Length == 0 ? "-" : kind.Key)} {kind.Value}"));
            terminal.Note(
                $"{scan.PassedOver.Values.Sum()} other files passed over, neither .pdf nor .txt ({kinds})",
                $"略过 {scan.PassedOver.Values.Sum()} 个非 .pdf、.txt 文件（{kinds}）");
        }

        foreach (var folder in scan.Closed)
        {
            terminal.Error($"{folder}: cannot be listed and is left out; mend its permissions", $"{folder}：无法读取文件夹，已略过；请检查权限");
        }
    }
}
