using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store.Exporting;

namespace Ingest.Cli.Importing;

/// <summary><c>ingest manifest BATCH</c>: what became of each file of a batch, as CSV.</summary>
internal static class ManifestCommand
{
    private static readonly ExportTable Table = new("manifest", "批次清单", "The account of a batch",
    [
        new("path", ExportType.Text, "文件路径", "The file"),
        new("sha256", ExportType.Text, "文件内容的 SHA-256", "SHA-256 of its bytes; empty while it waits or when it could not be opened"),
        new("outcome", ExportType.Text, "结果：waiting、stored、known、set-aside", "waiting, stored, known or set-aside"),
        new("reason", ExportType.Text, "搁置原因", "Why it is set aside"),
        new("message", ExportType.Text, "搁置说明", "The same in words"),
        new("reports", ExportType.Integer, "报告数", "Reports that its content gives"),
        new("pages", ExportType.Integer, "页数", "Pages"),
        new("recorded_at", ExportType.Time, "记录时间", "When this was recorded"),
    ]);

    public static Command Create(Terminal terminal)
    {
        var command = new Command("manifest", terminal.Say(
            "The account of a batch as CSV: each file, and what became of it", "以 CSV 输出批次清单：每个文件及其处理结果"));
        var batch = new Argument<long>("BATCH")
        {
            Description = terminal.Say("its number; ingest status lists them", "批次编号；用 ingest status 查看"),
        };
        command.Add(batch);
        var database = new Databases(command, terminal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await database.OpenAsync(parsed, cancellationToken);
            var number = parsed.GetRequiredValue(batch);
            if (!await store.HasBatchAsync(number, cancellationToken))
            {
                throw new UserException(ExitCode.Usage, $"no batch {number}; ingest status lists them", $"没有批次 {number}；用 ingest status 查看");
            }

            await using var output = Console.OpenStandardOutput();
            await using var writer = ExportFormat.Csv.Writer(output);
            await writer.BeginAsync(Table, cancellationToken);
            await foreach (var row in store.ManifestAsync(number, cancellationToken))
            {
                var message = terminal.IsChinese ? row.MessageZh ?? row.Message : row.Message;
                object?[] cells = [row.Path, row.Sha256, row.Outcome, row.Reason, message, row.Reports, (long?)row.Pages, row.RecordedAt.UtcDateTime];
                await writer.WriteAsync(cells, cancellationToken);
            }

            await writer.EndAsync(cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
