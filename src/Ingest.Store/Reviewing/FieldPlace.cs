using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Store.Reviewing;

/// <summary>A value of a report that can be corrected: its row, its kind, and what it is by now.</summary>
internal sealed record FieldPlace(RowAnchor? Anchor, FieldKind Kind, FieldValue? Value)
{
    /// <summary>Null where the form has no such field, or the report no such row.</summary>
    public static FieldPlace? Find(ReviewReport report, RowName? row, string field)
    {
        if (report.Pack is not { } pack || CorrectionValues.KindOf(pack, row?.List, field) is not { } kind)
        {
            return null;
        }

        if (row is null)
        {
            return report.Corrected.Report.Find(field) is { } found ? new FieldPlace(null, kind, found.Value) : null;
        }

        var at = IndexOf(report, row);
        return at < 0 ? null : new FieldPlace(AnchorsOf(report, row.List)[at], kind, CellsOf(report, row.List, at).FirstOrDefault(cell => cell.Key == field)?.Value);
    }

    public static int IndexOf(ReviewReport report, RowName row) =>
        AnchorsOf(report, row.List).ToList().FindIndex(anchor => row.AddedBy is { } added ? anchor.AddedBy == added : anchor.AddedBy is null && anchor.Ordinal == row.Ordinal);

    public static IReadOnlyList<RowAnchor> AnchorsOf(ReviewReport report, RowList list) =>
        list == RowList.Indicators ? report.Corrected.Indicators : report.Corrected.Funds;

    public static IReadOnlyList<Field> CellsOf(ReviewReport report, RowList list, int at) =>
        list == RowList.Indicators ? report.Corrected.Report.Indicators[at].Cells : report.Corrected.Report.Funds![at].Cells;
}
