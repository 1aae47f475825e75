using Ingest.Core.Documents;
using Ingest.Core.Dumps;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Validation;

namespace Ingest.Core;

/// <summary>The whole of the extraction on one screen; each line is a stage with its own tests.</summary>
public sealed class ReportParser(IReadOnlyList<FormPack> packs)
{
    private readonly IReadOnlyList<PackIndex> forms = [.. packs.Select(pack => new PackIndex(pack))];

    /// <summary>Reads every report in <paramref name="document"/>.</summary>
    /// <exception cref="UnreadableDocumentException">No report of any known form is in it.</exception>
    public Extraction Parse(Document document)
    {
        var pages = document.Pages.Select(PageLayout.Of).ToList();
        var parts = Split(pages);
        if (parts.Count == 0)
        {
            throw NoReport(document);
        }

        var readings = parts.Select(Read).ToList();
        return new Extraction(
            document.FileName, document.Sha256, document.Pages.Count, document.Kind,
            PageChecks.Validate(document, parts, readings), [.. parts.Zip(readings, (part, reading) => Build(part, reading, document.Pages))]);
    }

    private static FormReading Read(ReportPart part) =>
        part.Source == TextSource.Dump ? DumpFormReader.Read(part) : FormReader.Read(part);

    private static Report Build(ReportPart part, FormReading reading, IReadOnlyList<Page> pages)
    {
        var report = new Report(
            part.Key, part.Pack.Form,
            FieldBuilder.Fields(reading, part.Pack, part.Source),
            FieldBuilder.Indicators(reading, part.Pack.Table, part.Source),
            FieldBuilder.Totals(reading, part.Pack.Table, part.Source),
            Findings: []);
        report = EvidencePlacer.Place(FiscalYear.Complete(report, part.Pack), pages);
        return report with { Findings = [.. ReadingChecks.Validate(reading), .. Validator.Validate(report, part.Pack)] };
    }

    /// <summary>By the form that finds most reports; a document holds reports of one form.</summary>
    private IReadOnlyList<ReportPart> Split(IReadOnlyList<PageLayout> pages) => forms
        .Select(form => ReportSplitter.Split(
            Furniture.Remove(pages, text => form.IsTitle(text) || form.FieldAt(text, 0) is not null || form.ColumnAt(text, 0) is not null), form))
        .MaxBy(parts => parts.Count) ?? [];

    private static UnreadableDocumentException NoReport(Document document)
    {
        var blank = document.Pages.Count(page => page.Words.Count == 0);
        return new UnreadableDocumentException(
            UnreadableReason.NoReportFound,
            blank == document.Pages.Count
                ? $"{document.FileName}: no text was read on any of its {blank} pages; look at it, and scan it again if it is not blank"
                : $"{document.FileName}: no report of a known form is in it; `ingest inspect --why` on this file tells what was missing",
            blank == document.Pages.Count
                ? $"{document.FileName}：全部 {blank} 页均未读到文字；请查看文件，若并非空白请重新扫描"
                : $"{document.FileName}：未找到已知表单的报告；可用 ingest inspect --why 查看缺少哪些标签");
    }
}
