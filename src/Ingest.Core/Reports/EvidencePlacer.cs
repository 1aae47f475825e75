using Ingest.Core.Documents;

namespace Ingest.Core.Reports;

/// <summary>
/// Ties evidence to the pages as they are displayed: regions that were read on a turned page go back to where they lie,
/// and a value that any recognised page had a part in came by OCR.
/// </summary>
public static class EvidencePlacer
{
    public static Report Place(Report report, IReadOnlyList<Page> pages)
    {
        if (!pages.Any(page => page.Placement is not null || page.Source != pages[0].Source))
        {
            return report;
        }

        return report with
        {
            Fields = [.. report.Fields.Select(Place)],
            Indicators = [.. report.Indicators.Select(row => row with { Cells = [.. row.Cells.Select(Place)] })],
            Totals = [.. report.Totals.Select(Place)],
            Funds = report.Funds is null ? null : [.. report.Funds.Select(line => line with { Cells = [.. line.Cells.Select(Place)] })],
        };

        Field Place(Field field) => field.Evidence.Regions.Count == 0 ? field : field with
        {
            Evidence = field.Evidence with
            {
                Regions = [.. field.Evidence.Regions.Select(Placed)],
                Source = SourceOf(field.Evidence),
            },
        };

        Region Placed(Region region) => pages[region.Page - 1].Placement is { } placement
            ? region with { Box = placement.Apply(region.Box) }
            : region;

        TextSource SourceOf(Evidence evidence) => evidence.Source is TextSource.Text or TextSource.Ocr
            ? evidence.Regions.Any(region => pages[region.Page - 1].Source == TextSource.Ocr) ? TextSource.Ocr : TextSource.Text
            : evidence.Source;
    }
}
