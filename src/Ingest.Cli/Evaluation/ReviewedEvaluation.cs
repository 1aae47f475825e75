using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingest.Cli.Hosting;
using Ingest.Cli.Importing.Sources;
using Ingest.Cli.Operating;
using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store;

namespace Ingest.Cli.Evaluation;

/// <summary>
/// <c>ingest evaluate --reviewed</c>: what a version read, against what reviewers approved, by form and field; and what they approved
/// as goldens. Findings are not measured: a reviewer's correction changes them.
/// </summary>
internal sealed class ReviewedEvaluation
{
    private const int AtOnce = 50;

    private readonly Terminal terminal;
    private readonly Databases _database;
    private readonly Option<bool> _reviewed;
    private readonly Option<bool> _corrected;
    private readonly Option<string?> _readBy;
    private readonly Option<string?> _export;
    private readonly Option<string?> _archive;

    public ReviewedEvaluation(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        command.Add(_reviewed = new("--reviewed")
        {
            Description = terminal.Say("measure what is stored against what reviewers approved", "以审核人员批准的报告为准，评测已入库的提取结果"),
        });
        command.Add(_corrected = new("--corrected")
        {
            Description = terminal.Say("with --reviewed: reports that were corrected count as well, approved or not", "与 --reviewed 合用：已更正但未批准的报告也计入"),
        });
        command.Add(_readBy = new("--read-by")
        {
            Description = terminal.Say("with --reviewed: what this version read (default: the newest reading of each document)", "与 --reviewed 合用：评测该版本的提取结果（默认每个文件最新的一次）"),
            HelpName = "VERSION",
        });
        command.Add(_export = new("--export")
        {
            Description = terminal.Say("with --reviewed: write a golden, and its original beside it, for each document all of whose reports are settled", "与 --reviewed 合用：为全部报告均已审核的文件写出标准答案及其原件"),
            HelpName = "DIR",
        });
        command.Add(_archive = CommonOptions.Archive(terminal));
        _database = new Databases(command, terminal);
    }

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_reviewed);

    /// <returns>A score for each form of each document.</returns>
    public async Task<EvaluationResult> RunAsync(ParseResult parsed, IReadOnlyList<FormPack> packs, CancellationToken cancellationToken)
    {
        await using var store = await IngestStore.OpenAsync(_database.Options(parsed) with { Packs = packs }, cancellationToken);
        var comparer = new DocumentComparer(new ValueKinds(packs));
        var goldens = parsed.GetValue(_export) is { } folder ? new GoldenFolder(folder, new Originals(OriginalArchive.At(parsed.GetValue(_archive)))) : null;
        List<DocumentScore> scores = [];
        long after = 0, unread = 0;
        while (await store.Reviews.ReviewedAsync(after, AtOnce, parsed.GetValue(_corrected), cancellationToken) is { Count: > 0 } page)
        {
            after = page[^1].DocumentId;
            foreach (var document in page)
            {
                if (goldens is not null)
                {
                    await goldens.WriteAsync(document, cancellationToken);
                }

                if (await store.Reviews.LatestAsync(document.DocumentId, parsed.GetValue(_readBy), cancellationToken) is { } read)
                {
                    scores.AddRange(document.Reports.GroupBy(report => report.Report.Form, StringComparer.Ordinal).Select(form => Score(comparer, document, form.Key, [.. form], read)));
                }
                else
                {
                    unread++;
                }
            }
        }

        Tell(goldens, unread);
        return scores.Count > 0 ? new EvaluationResult(scores, [], new Dictionary<string, Floor>(StringComparer.Ordinal))
            : throw new UserException(ExitCode.Usage, "nothing is reviewed yet that this version has read", "还没有既经审核、又由该版本读过的报告");
    }

    public void Print(EvaluationResult evaluation, int differences)
    {
        var printer = new ScorePrinter(terminal, differences);
        foreach (var form in evaluation.Documents.GroupBy(score => score.Quality, StringComparer.Ordinal).OrderBy(form => form.Key, StringComparer.Ordinal))
        {
            var (reports, values) = (form.Sum(score => score.GoldenReports), Tally.Of(form.SelectMany(score => score.Values)));
            terminal.Result($"{form.Key}: {reports} reviewed reports in {form.Count()} documents, {values} of all values", $"{form.Key}：{form.Count()} 个文件中 {reports} 份已审核报告，全部取值 {values}");
            printer.PrintFields([.. form]);
        }

        printer.PrintDifferences(evaluation.Documents);
        var all = Tally.Of(evaluation.Documents.SelectMany(score => score.Values));
        terminal.Result($"{all} of all values", $"全部取值 {all}");
    }

    private void Tell(GoldenFolder? goldens, long unread)
    {
        if (unread > 0)
        {
            terminal.Note($"{unread} reviewed documents were not read by this version", $"有 {unread} 个已审核文件未由该版本读过");
        }

        if (goldens is not null)
        {
            terminal.Note(
                $"{goldens.Written} goldens written; {goldens.Partial} documents left out, since only some of their reports are settled; {goldens.Gone} originals are gone",
                $"写出 {goldens.Written} 份标准答案；{goldens.Partial} 个文件因只有部分报告经审核而略过；{goldens.Gone} 个原件已不在");
        }
    }

    /// <summary>Of the reading, only the reports that are settled are looked at.</summary>
    private static DocumentScore Score(DocumentComparer comparer, ReviewedDocument document, string form, IReadOnlyList<CorrectedReport> truth, string read)
    {
        var ordinals = truth.Select(report => report.Report.Key.Ordinal).ToHashSet();
        var json = JsonNode.Parse(read)!.AsObject();
        json["reports"] = new JsonArray([.. json["reports"]!.AsArray().Where(report => ordinals.Contains(report!["ordinal"]!.GetValue<int>())).Select(report => report!.DeepClone())]);
        var score = comparer.Compare(
            Paths.Shown(document.Paths.FirstOrDefault() ?? document.Sha256), JsonSerializer.SerializeToElement(GoldenFolder.Golden(document, truth)),
            JsonSerializer.SerializeToElement(json));
        return score with
        {
            Quality = form,
            Values = [.. score.Values.Where(value => !value.Path.StartsWith("document.", StringComparison.Ordinal) && value.Key is not ("indicators.class" or "indicators.classSource"))],
        };
    }
}

/// <summary>What reviewers approved, as goldens: NAME.json beside NAME.pdf, NAME the hash of the content.</summary>
internal sealed class GoldenFolder(string folder, Originals originals)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Written { get; private set; }

    public int Partial { get; private set; }

    public int Gone { get; private set; }

    /// <summary>The contract's JSON without evidence, findings and classes, of which a reviewer says nothing.</summary>
    public static JsonObject Golden(ReviewedDocument document, IReadOnlyList<CorrectedReport> reports)
    {
        var extraction = new Extraction("", document.Sha256, document.PageCount, DocumentKind.Text, [], [.. reports.Select(report => report.Report)]);
        var json = JsonNode.Parse(ReportJson.Write(extraction))!.AsObject();
        json["document"] = new JsonObject { ["sha256"] = document.Sha256, ["pageCount"] = document.PageCount, ["kind"] = document.Kind };
        foreach (var report in json["reports"]!.AsArray())
        {
            report!.AsObject().Remove("evidence");
            report.AsObject().Remove("findings");
            foreach (var row in report["indicators"]?.AsArray() ?? [])
            {
                // Learned from the name, and settled by nobody.
                row!.AsObject().Remove("class");
                row.AsObject().Remove("classSource");
            }
        }

        return json;
    }

    public async Task WriteAsync(ReviewedDocument document, CancellationToken cancellationToken)
    {
        if (document.Reports.Count < document.AllReports)
        {
            Partial++;
            return;
        }

        using var original = await originals.FindAsync(document.Sha256, document.Paths, cancellationToken);
        if (original is null)
        {
            Gone++;
            return;
        }

        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, document.Sha256[..16]);
        File.Copy(original.Path, name + Path.GetExtension(document.Paths[0]).ToLowerInvariant(), overwrite: true);
        await File.WriteAllTextAsync(name + ".json", Golden(document, document.Reports).ToJsonString(Format) + "\n", cancellationToken);
        Written++;
    }
}
