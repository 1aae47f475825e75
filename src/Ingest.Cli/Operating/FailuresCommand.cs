using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest failures [--reason R]</c>: every file that was set aside, why, and what can be done.</summary>
internal static class FailuresCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("failures", terminal.Say("Every file that was set aside, and why", "列出全部被搁置的文件及原因"));
        var reason = new Option<string?>("--reason") { Description = terminal.Say("only this reason", "仅列出该原因"), HelpName = "REASON" };
        command.Add(reason);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var rows = await store.FailuresAsync(
                new RowFilter { Reason = parsed.GetValue(reason), Limit = int.MaxValue }, cancellationToken);
            Print(terminal, rows);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Terminal terminal, IReadOnlyList<FailureRow> rows)
    {
        if (rows.Count > 0)
        {
            Terminal.Table(
                [terminal.Say("reason", "原因"), terminal.Say("path", "路径"), terminal.Say("message", "说明"), terminal.Say("tries", "次数"), terminal.Say("when", "时间")],
                rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Reason, Paths.Shown(row.Path), terminal.Say(row.Message, row.MessageZh), row.Attempts.ToString(CultureInfo.InvariantCulture),
                    row.When.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                ]));
        }

        terminal.Note($"{rows.Count} files are set aside", $"共 {rows.Count} 个文件被搁置");
        foreach (var name in rows.Select(row => row.Reason).Distinct(StringComparer.Ordinal))
        {
            var (english, chinese) = Reasons.Of(name);
            terminal.Note($"{name}: the file {english}", $"{name}：{chinese}");
        }
    }
}
