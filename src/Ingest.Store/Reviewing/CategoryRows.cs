using Ingest.Core.Corrections;
using Ingest.Core.Reports;

namespace Ingest.Store.Reviewing;

/// <summary>
/// A category is printed once and holds for many rows: a row that goes to another takes that one's points, and points that
/// are corrected are so for all of its rows.
/// </summary>
internal static class CategoryRows
{
    private const string CategoryKey = "category";
    private const string PointsKey = "categoryPoints";

    /// <summary>What else changes with a value.</summary>
    public static IEnumerable<(RowAnchor Anchor, string Field, FieldValue? Before, FieldValue? After)> Following(
        ReviewReport report, FieldPlace place, string field, FieldValue? value)
    {
        if (place.Anchor is not { List: RowList.Indicators } anchor)
        {
            return [];
        }

        var rows = report.Corrected.Report.Indicators.Zip(report.Corrected.Indicators).ToList();
        var own = rows.First(row => row.Second == anchor).First;
        return field switch
        {
            CategoryKey => PointsOf(rows.Select(row => row.First), value) is { } points && !Equals(points, Points(own))
                ? [(anchor, PointsKey, Points(own), points)] : [],
            PointsKey => rows
                .Where(row => row.Second != anchor && row.First.Text(CategoryKey) == own.Text(CategoryKey) && Equals(Points(row.First), Points(own)))
                .Select(row => (row.Second, PointsKey, Points(row.First), value)),
            _ => [],
        };
    }

    private static FieldValue? PointsOf(IEnumerable<Indicator> rows, FieldValue? category) =>
        category is TextValue { Text: var name } && rows.FirstOrDefault(row => row.Text(CategoryKey) == name) is { } first ? Points(first) : null;

    private static FieldValue? Points(Indicator row) => row.Find(PointsKey)?.Value;
}
