using System.CommandLine;
using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary><c>ingest status</c>: what is in the database, and how the last batches went.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("status", terminal.Say("What is stored, what is set aside, and how the last batches went", "查看入库、搁置情况与最近批次"));
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            Print(terminal, await store.StatusAsync(cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Terminal terminal, StoreStatus status)
    {
        terminal.Result($"reports {status.Reports}, approved {status.ApprovedReports}", $"报告 {status.Reports} 份，其中已审定 {status.ApprovedReports} 份");
        if (status.OtherVersions > 0)
        {
            terminal.Result(
                $"{status.OtherVersions} of them are other versions of a report that was filed more than once (ingest versions)",
                $"其中 {status.OtherVersions} 份是重复提交报告的其他版本（ingest versions）");
        }

        Terminal.Table(
            [terminal.Say("documents", "文件"), terminal.Say("state", "状态"), terminal.Say("reason", "原因")],
            status.Documents.Select(count => (IReadOnlyList<string>)[Show(count.Documents), StateName(terminal, count.State), count.Reason ?? ""]));
        Terminal.Table(
            [terminal.Say("findings", "疑点"), terminal.Say("in reports", "涉及报告"), terminal.Say("severity", "级别"), terminal.Say("rule", "规则")],
            status.Findings.Select(count => (IReadOnlyList<string>)[Show(count.Findings), Show(count.Reports), count.Severity, count.Rule]));
        Terminal.Table(
            [
                terminal.Say("batch", "批次"), terminal.Say("command", "命令"), terminal.Say("state", "状态"), terminal.Say("started", "开始"),
                terminal.Say("found", "找到"), terminal.Say("stored", "入库"), terminal.Say("known", "已有"), terminal.Say("set aside", "搁置"), terminal.Say("waiting", "待处理"),
            ],
            status.Batches.Select(batch => (IReadOnlyList<string>)
            [
                Show(batch.BatchId), batch.Command, BatchState(terminal, batch.State), batch.StartedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                batch.FilesFound is { } found ? Show(found) : "", Show(batch.Counts.Stored), Show(batch.Counts.Known), Show(batch.Counts.SetAside), Show(batch.Counts.Waiting),
            ]));
        if (status.Batches.Any(batch => batch.State == "interrupted"))
        {
            terminal.Note(
                "an interrupted batch ended without a word; what it did stays done, and the same command goes on from there",
                "意外中断的批次已完成的部分仍然有效；再次执行同一命令即可继续");
        }
    }

    private static string StateName(Terminal terminal, DocumentState state) => state switch
    {
        DocumentState.Stored => terminal.Say("stored", "入库"),
        DocumentState.SetAside => terminal.Say("set aside", "搁置"),
        _ => terminal.Say("to be tried again", "待重试"),
    };

    private static string BatchState(Terminal terminal, string state) => state switch
    {
        "running" => terminal.Say(state, "进行中"),
        "queued" => terminal.Say("with the workers", "工作进程处理中"),
        "finished" => terminal.Say(state, "已完成"),
        "stopped" => terminal.Say(state, "已停止"),
        "interrupted" => terminal.Say(state, "意外中断"),
        _ => state,
    };

    private static string Show(long number) => number.ToString(CultureInfo.InvariantCulture);
}
