using Ingest.Core.Classes;
using Ingest.Core.Corrections;
using Ingest.Core.Documents;
using Ingest.Core.Dumps;
using Ingest.Core.Forms;
using Ingest.Core.Labelling;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Sums;
using Ingest.Core.Validation;

namespace Ingest.Core;

/// <summary>The whole of the extraction on one screen; each line is a stage with its own tests.</summary>
/// <param name="learned">What models may add; nothing where it is left out.</param>
public sealed class ReportParser(IReadOnlyList<FormPack> packs, Learned? learned = null)
{
    /// <summary>How many missing labels a message names.</summary>
    private const int ShownLabels = 8;

    private readonly IReadOnlyList<PackIndex> forms = [.. packs.Select(pack => new PackIndex(pack))];
    private readonly FormSelector selector = new([.. packs.Select(pack => new PackIndex(pack))]);
    private readonly LabelRepair labels = new([.. packs.Select(pack => new PackIndex(pack))]);

    /// <summary>Reads every report in <paramref name="document"/>.</summary>
    /// <param name="outline">Where a reviewer says that its reports begin; null where its content decides.</param>
    /// <exception cref="UnreadableDocumentException">No report of any known form is in it.</exception>
    public Extraction Parse(Document document, Outline? outline = null)
    {
        var pages = labels.Repair(document.Pages);
        var scores = selector.Rank(pages);
        var parts = outline is null ? Split(pages, scores) : OutlineSplitter.Split(pages, outline, FormOf);
        if (parts.Count == 0)
        {
            throw NoReport(document, scores);
        }

        var readings = parts.Select(ReadLabels).ToList();
        return new Extraction(
            document.FileName, document.Sha256, document.Pages.Count, document.Kind,
            PageChecks.Validate(document, parts, [.. readings.Select(pair => pair.Reading)]),
            [.. readings.Select(pair => Build(pair.Part, pair.Reading, document.Pages))]);
    }

    private (ReportPart Part, FormReading Reading) ReadLabels(ReportPart part) =>
        learned?.Labels is { } ask ? new LabelLearner(ask, Read).Read(part) : (part, Read(part));

    private static FormReading Read(ReportPart part) =>
        part.Source == TextSource.Dump ? DumpFormReader.Read(part) : FormReader.Read(part);

    private Report Build(ReportPart part, FormReading reading, IReadOnlyList<Page> pages)
    {
        var build = new FieldBuilder(part.Pack, part.Source);
        var report = new Report(
            part.Key, part.Pack.Form, build.Fields(reading), build.Indicators(reading), build.Totals(reading), Findings: [])
        {
            Funds = build.Funds(reading),
        };
        report = EvidencePlacer.Place(FiscalYear.Complete(report, part.Pack), pages);
        report = IndicatorClasses.Assign(report, learned?.Classes);
        report = (learned?.Confidences ?? ConfidenceMap.None).Apply(report, part.Pack);
        (report, var weighed) = SumEvidence.Weigh(report, part.Pack);
        (report, var doubts) = part.Source == TextSource.Dump ? DumpDoubts.Weigh(report, part.Pack) : (report, []);
        return report with { Findings = [.. ReadingChecks.Validate(reading), .. weighed, .. doubts, .. Validator.Validate(report, part.Pack)] };
    }

    /// <summary>By the likeliest form that finds a report; and, where a part of the document is of another form, by that.</summary>
    private IReadOnlyList<ReportPart> Split(IReadOnlyList<PageLayout> pages, IReadOnlyList<FormScore> scores)
    {
        var likely = scores.Where(score => score.IsForm).Select(score => score.Form).ToList();
        if (likely.FirstOrDefault(form => SplitAs(form, pages).Count > 0) is not { } main)
        {
            return [];
        }

        var parts = FormSections.Find(pages, main, likely, selector).SelectMany(section => SplitAs(section.Form, section.Pages));
        return [.. parts.Select((part, i) => part with { Key = part.Key with { Ordinal = i + 1 } })];
    }

    private PackIndex FormOf(string form, IReadOnlyList<PageLayout> pages) =>
        forms.FirstOrDefault(known => known.Pack.Form == form) ?? selector.Rank(pages)[0].Form;

    private static IReadOnlyList<ReportPart> SplitAs(PackIndex form, IReadOnlyList<PageLayout> pages) =>
        ReportSplitter.Split(Furniture.Remove(pages, form.IsLabelled), form);

    private static UnreadableDocumentException NoReport(Document document, IReadOnlyList<FormScore> scores)
    {
        var blank = document.Pages.Count(page => page.Words.Count == 0);
        if (blank == document.Pages.Count)
        {
            return new UnreadableDocumentException(
                UnreadableReason.NoReportFound,
                $"{document.FileName}: no text was read on any of its {blank} pages; look at it, and scan it again if it is not blank",
                $"{document.FileName}：全部 {blank} 页均未读到文字；请查看文件，若并非空白请重新扫描");
        }

        var nearest = scores[0];
        var sought = nearest.Found.Count + nearest.Missing.Count;
        var missing = string.Join(' ', nearest.Missing.Take(ShownLabels)) + (nearest.Missing.Count > ShownLabels ? " …" : "");
        return new UnreadableDocumentException(
            UnreadableReason.NoReportFound,
            $"{document.FileName}: no report of a known form is in it; nearest is {nearest.Form.Pack.Form} " +
            $"({(nearest.HasTitle ? "its title" : "no title of it")}, {nearest.Found.Count} of its {sought} labels), " +
            $"missing {missing}; `ingest inspect --why` on this file shows all",
            $"{document.FileName}：未找到已知表单的报告；最接近的是 {nearest.Form.Pack.Form}" +
            $"（{(nearest.HasTitle ? "有其标题" : "无其标题")}，{sought} 个标签中找到 {nearest.Found.Count} 个），" +
            $"缺少：{missing}；可用 ingest inspect --why 查看全部");
    }
}
