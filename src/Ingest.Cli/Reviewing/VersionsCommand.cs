using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary><c>ingest versions</c>: reports that were filed more than once, which of them is published, and how a reviewer says otherwise.</summary>
internal static class VersionsCommand
{
    private const int AtOnce = 500;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("versions", terminal.Say(
            "Reports that were filed more than once (same unit, project and year), and which version is published", "列出重复提交的报告（单位、项目、年度相同）及所发布的版本"))
        {
            Choosing("show", VersionChoice.Shown, terminal.Say("Publish this version instead of the one that the rule chose", "改为发布这一版本"), terminal),
            Choosing("apart", VersionChoice.Apart, terminal.Say("This report is no version of the others: publish it beside them", "此报告不是其他报告的版本，单独发布"), terminal),
            Choosing("undo", VersionChoice.Undone, terminal.Say("Take back what was chosen for this report", "撤销对此报告的选择"), terminal),
        };
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            await ListAsync(terminal, store, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task ListAsync(Terminal terminal, IngestStore store, CancellationToken cancellationToken)
    {
        List<ReportVersion> all = [];
        long after = 0;
        while (await store.Reviews.AllVersionsAsync(after, AtOnce, cancellationToken) is { Count: > 0 } some)
        {
            all.AddRange(some);
            after = some[^1].ShownReportId;
        }

        if (all.Count > 0)
        {
            Terminal.Table(
                [
                    terminal.Say("published", "发布"), terminal.Say("report", "报告"), terminal.Say("project", "项目"), terminal.Say("unit", "单位"), terminal.Say("year", "年度"),
                    terminal.Say("kind", "类型"), terminal.Say("date", "自评时间"), terminal.Say("errors", "错误"), terminal.Say("state", "状态"), terminal.Say("file", "文件"),
                ],
                all.Select(version => Row(terminal, version)));
        }

        var shown = all.Count(version => version.IsShown);
        terminal.Note(
            $"{shown} reports were filed more than once, {all.Count - shown} other versions are not counted; ingest versions show|apart|undo REPORT decides otherwise",
            $"{shown} 份报告重复提交，另有 {all.Count - shown} 个版本不计入；ingest versions show|apart|undo 报告编号 可另作决定");
    }

    private static IReadOnlyList<string> Row(Terminal terminal, ReportVersion version) =>
    [
        version.IsShown ? "✓" : "", version.ReportId.ToString(CultureInfo.InvariantCulture), version.Project ?? "", version.Unit ?? "",
        version.FiscalYear?.ToString(CultureInfo.InvariantCulture) ?? "", version.Kind, version.Date ?? "", version.Errors.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', States(terminal, version)), Paths.Shown(version.Path),
    ];

    private static IEnumerable<string> States(Terminal terminal, ReportVersion version)
    {
        if (version.IsApproved)
        {
            yield return terminal.Say("approved", "已批准");
        }

        if (version.Choice is not null)
        {
            yield return terminal.Say($"chosen by {version.ChosenBy}", $"{version.ChosenBy} 选定");
        }
    }

    private static Command Choosing(string name, VersionChoice choice, string description, Terminal terminal)
    {
        var report = new Argument<long>("REPORT") { Description = terminal.Say("the report's number", "报告编号") };
        var by = new Option<string>("--by")
        {
            Description = terminal.Say("who decides (default: the user of this system)", "决定人（默认：系统用户）"), HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName,
        };
        var reason = new Option<string?>("--reason") { Description = terminal.Say("why", "理由"), HelpName = "TEXT" };
        var command = new Command(name, description) { report, by, reason };
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var id = parsed.GetValue(report);
            if ((await store.ReportsAsync(new RowFilter { ReportId = id }, cancellationToken)).Count == 0)
            {
                throw new UserException(ExitCode.Usage, $"there is no report {id}", $"没有编号为 {id} 的报告");
            }

            var isNew = await store.Reviews.ChooseVersionAsync(id, choice, parsed.GetValue(by)!, parsed.GetValue(reason), cancellationToken);
            terminal.Note(isNew ? "recorded" : "that stands already; nothing changed", isNew ? "已记录" : "与现状相同，未作改动");
            return ExitCode.Ok;
        });
        return command;
    }
}
