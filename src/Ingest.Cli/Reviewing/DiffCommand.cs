using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ingest.Cli.Extracting;
using Ingest.Cli.Hosting;
using Ingest.Cli.Operating;
using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store;

namespace Ingest.Cli.Reviewing;

/// <summary><c>ingest diff A B</c>: what two readings say otherwise, field by field; the same comparison as the differences page makes.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("diff", terminal.Say("What two readings of documents say otherwise, field by field", "逐字段列出两次提取结果的不同"));
        var description = terminal.Say(
            "an extraction's number, batch:N, before:N (what that batch found), a version of the program, published, or a file that extract --json wrote",
            "提取编号、batch:批次编号、before:批次编号（该批次之前的结果）、程序版本、published（已发布内容）或 extract --json 的输出文件");
        var before = new Argument<string>("A") { Description = description };
        var after = new Argument<string>("B") { Description = terminal.Say("the same, for the other side", "另一方，写法相同") };
        var format = new Option<string>("--format")
        {
            Description = terminal.Say("text, json or csv (default text)", "text、json 或 csv（默认 text）"), HelpName = "FORMAT", DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "csv");
        command.Add(before);
        command.Add(after);
        command.Add(format);
        var database = new Databases(command, terminal);
        var packs = CommonOptions.Packs(terminal);
        command.Add(packs);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (one, other) = (parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            var known = PackSet.Load(parsed.GetRequiredValue(packs));
            await using var output = Console.OpenStandardOutput();
            await using IDiffWriter writer = parsed.GetValue(format) switch
            {
                "json" => new DiffJson(output, one, other),
                "csv" => new DiffCsv(output),
                _ => new DiffText(terminal),
            };
            var counts = new DifferenceCounts();
            await foreach (var pair in PairsAsync(one, other, known, database.Options(parsed) with { Packs = known }, cancellationToken))
            {
                var reports = pair.Differences;
                counts.Add(pair, reports);
                await writer.WriteAsync(pair, reports, cancellationToken);
            }

            await writer.EndAsync(counts, cancellationToken);
            return counts.IsSame ? ExitCode.Ok : ExitCode.Differs;
        });
        return command;
    }

    private static async IAsyncEnumerable<ReadingPair> PairsAsync(
        string before, string after, IReadOnlyList<FormPack> packs, StoreOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (File.Exists(before) && File.Exists(after))
        {
            var (one, other) = (await ReadAsync(before, packs, cancellationToken), await ReadAsync(after, packs, cancellationToken));
            yield return new ReadingPair(other.Sha256, after, AsRead(one), AsRead(other));
            yield break;
        }

        if (File.Exists(before) || File.Exists(after))
        {
            throw new UserException(ExitCode.Usage, "a file is held against a file: name two", "文件只能与文件比较，请指定两个文件");
        }

        await using var store = await IngestStore.OpenAsync(options, cancellationToken);
        var pairs = store.Reviews.PairsAsync(Reading.Parse(before), Reading.Parse(after), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pairs)
        {
            while (await NextAsync(pairs))
            {
                yield return pairs.Current;
            }
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<ReadingPair> pairs)
    {
        try
        {
            return await pairs.MoveNextAsync();
        }
        catch (ReadingMissingException missing)
        {
            var (english, chinese) = missing.Reading switch
            {
                Reading.OfExtraction extraction => ($"there is no extraction {extraction.Id}", $"没有编号为 {extraction.Id} 的提取结果"),
                Reading.OfBatch batch => ($"batch {batch.Id} recorded no extraction; ingest status lists the batches", $"批次 {batch.Id} 没有提取结果；用 ingest status 查看批次"),
                Reading.BeforeBatch batch => ($"no document of batch {batch.Id} was read before it", $"批次 {batch.Id} 的文件此前没有提取结果"),
                Reading.OfVersion version => ($"version {version.Version} recorded no extraction, and there is no such file", $"没有版本 {version.Version} 的提取结果，也没有该文件"),
                _ => ("nothing is published", "没有已发布的内容"),
            };
            throw new UserException(ExitCode.Usage, english, chinese);
        }
    }

    private static async Task<Extraction> ReadAsync(string file, IReadOnlyList<FormPack> packs, CancellationToken cancellationToken)
    {
        try
        {
            return ReportJson.Read(await File.ReadAllTextAsync(file, cancellationToken), packs);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            throw new UserException(ExitCode.Usage, $"{file}: not what ingest extract --json writes: {wrong.Message}", $"{file}：不是 ingest extract --json 的输出：{wrong.Message}");
        }
    }

    private static IReadOnlyList<CorrectedReport> AsRead(Extraction extraction) => [.. extraction.Reports.Select(report => CorrectionApplier.Apply(report, null, []))];
}
