using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Serving;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest erase SHA256|PATH</c>: a document and all that came of it, for good; what is left is a record that it happened.</summary>
internal static class EraseCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("erase", terminal.Say(
            "Erase a document and all that came of it: reports, corrections, drawn pages, its copy in the archive; the file itself stays where it lies",
            "彻底删除一个文件的全部结果：报告、更正、页面图像及归档副本；原文件不受影响"));
        var what = new Argument<string>("SHA256|PATH") { Description = terminal.Say("its content's SHA-256, or a path at which it was seen", "文件内容的 SHA-256，或其出现过的路径") };
        var yes = new Option<bool>("--yes") { Description = terminal.Say("do not ask", "不再询问") };
        var reason = new Option<string?>("--reason") { Description = terminal.Say("recorded with it", "记录原因"), HelpName = "TEXT" };
        var archive = CommonOptions.Archive(terminal);
        command.Add(what);
        command.Add(yes);
        command.Add(reason);
        command.Add(archive);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var documents = await FindAsync(store, parsed.GetRequiredValue(what), cancellationToken);
            foreach (var document in documents)
            {
                Show(terminal, document);
            }

            if (!parsed.GetValue(yes) && !IsConfirmed(terminal, documents.Count))
            {
                terminal.Note("nothing was erased", "未删除任何内容");
                return ExitCode.Ok;
            }

            var order = new ErasureOrder(Environment.UserName, parsed.GetValue(reason));
            foreach (var document in documents)
            {
                await EraseAsync(store, document, order, parsed.GetValue(archive), cancellationToken);
                terminal.Result($"erased {document.Sha256}", $"已删除 {document.Sha256}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<ErasableDocument>> FindAsync(IngestStore store, string what, CancellationToken cancellationToken)
    {
        var found = await store.FindErasableAsync(what, cancellationToken);
        if (found.Count == 0 && !S3Folder.Holds(what))
        {
            found = await store.FindErasableAsync(Path.GetFullPath(what), cancellationToken);
        }

        return found.Count > 0 ? found : throw new UserException(
            ExitCode.Usage, $"{Paths.Shown(what)}: no document of that content or path is in the database", $"{Paths.Shown(what)}：数据库中没有该文件");
    }

    private static void Show(Terminal terminal, ErasableDocument document)
    {
        terminal.Note(
            $"{document.Sha256}: {document.Reports} reports ({document.ApprovedReports} approved), {document.Corrections} corrections, seen at:",
            $"{document.Sha256}：报告 {document.Reports} 份（已审定 {document.ApprovedReports} 份），更正 {document.Corrections} 条，路径：");
        foreach (var path in document.Paths)
        {
            terminal.Line($"  {Paths.Shown(path)}");
        }
    }

    private static bool IsConfirmed(Terminal terminal, int documents)
    {
        if (Console.IsInputRedirected)
        {
            throw new UserException(ExitCode.Usage, "nobody is there to be asked; say --yes to erase it", "无法询问确认；确要删除请加 --yes");
        }

        Console.Error.Write(terminal.Say(
            documents == 1 ? "Erase it for good? Type yes: " : $"Erase these {documents} documents for good? Type yes: ",
            documents == 1 ? "确定彻底删除？请输入 yes：" : $"确定彻底删除这 {documents} 个文件？请输入 yes："));
        return Console.In.ReadLine()?.Trim() == "yes";
    }

    private static async Task EraseAsync(IngestStore store, ErasableDocument document, ErasureOrder order, string? archive, CancellationToken cancellationToken)
    {
        await store.EraseAsync(document.Sha256, order, cancellationToken);
        await store.Accounts.AuditAsync(new AuditEntry(TimeProvider.System.GetUtcNow(), "erased", order.By, "command line", document.Sha256), cancellationToken);
        Delete(ServeCommand.CacheFolder(), document.Sha256);
        if (archive is not null)
        {
            Delete(archive, document.Sha256);
        }
    }

    /// <summary>Archive and cache lie alike: by the first two letters, then by the whole hash with whatever follows it.</summary>
    private static void Delete(string folder, string sha256)
    {
        var shelf = Path.Combine(folder, sha256[..2]);
        if (Directory.Exists(shelf))
        {
            foreach (var file in Directory.EnumerateFiles(shelf, sha256 + "*"))
            {
                File.Delete(file);
            }
        }
    }
}
