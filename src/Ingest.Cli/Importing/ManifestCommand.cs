using System.CommandLine;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Store;

namespace Ingest.Cli.Importing;

/// <summary><c>ingest manifest BATCH</c>: what became of each file of a batch, as CSV.</summary>
internal static class ManifestCommand
{
    private static readonly string[] Columns = ["path", "sha256", "outcome", "reason", "message", "reports", "pages", "recorded_at"];

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

            await WriteAsync(terminal, store.ManifestAsync(number, cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(Terminal terminal, IAsyncEnumerable<ManifestRow> rows)
    {
        // Excel takes UTF-8 for what it is only behind a mark, and a cell that begins with = + - @ for a formula.
        await using var writer = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };
        await using var csv = new CsvWriter(writer, configuration);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        await foreach (var row in rows)
        {
            csv.WriteField(row.Path);
            csv.WriteField(row.Sha256);
            csv.WriteField(row.Outcome);
            csv.WriteField(row.Reason);
            csv.WriteField(row.Message is null ? null : terminal.Say(row.Message, row.MessageZh ?? row.Message));
            csv.WriteField(row.Reports);
            csv.WriteField(row.Pages);
            csv.WriteField(row.RecordedAt.ToString("O", CultureInfo.InvariantCulture));
            await csv.NextRecordAsync();
        }
    }
}
