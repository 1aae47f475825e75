using System.CommandLine;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Core.Documents;

namespace Ingest.Cli.Importing;

/// <summary><c>ingest retry [--reason R]…</c>: reads again what was set aside.</summary>
internal static class RetryCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("retry", terminal.Say("Read again what was set aside", "重新处理被搁置的文件"));
        var reasons = new Option<string[]>("--reason")
        {
            Description = terminal.Say("only what was set aside for this reason; may be repeated (default: all)", "仅处理该原因的文件；可重复（默认全部）"),
            HelpName = "REASON",
            DefaultValueFactory = _ => [],
        };
        command.Add(reasons);
        var database = new Databases(command, terminal);
        var extractors = new Extractors(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenPatientlyAsync(parsed, cancellationToken);
            var items = await store.RetryAsync(parsed.GetRequiredValue(reasons), cancellationToken);
            var files = BatchFiles.ToTryAgain(items);
            terminal.Note($"{files.Count} files to try again", $"重新处理 {files.Count} 个文件");
            var importer = new Importer(terminal, extractors);
            var result = await importer.RunAsync(store, new("retry", [.. files.Select(file => file.Path)], files), parsed, cancellationToken);
            importer.Report(result);
            return result.Counts.SetAside > 0 ? ExitCode.SomeSetAside : ExitCode.Ok;
        });
        return command;
    }
}
