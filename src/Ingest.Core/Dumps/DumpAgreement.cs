using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>How much of a reading makes sense: values of their kind, whole rows, sums that hold.</summary>
internal static class DumpAgreement
{
    public static double OfCaptures(IReadOnlyList<Capture> captures) => captures.Count(capture =>
        capture.Lines.Count > 0 && Normaliser.Normalise(
            capture.Field.Kind, "", [.. capture.Lines.Select(line => line.Text)], capture.Unit) is not null);

    public static double OfTable(AssembledTable? table, FormTable form)
    {
        if (table is null)
        {
            return 0;
        }

        var numbers = form.Columns.Where(column => column.Kind == FieldKind.Number).ToList();
        var agreement = 0.5 * table.Rows.Count(row =>
            row.Cells.GetValueOrDefault("name", []).Count > 0 && numbers.TrueForAll(column => NumberIn(row.Cells, column.Key) is not null));
        agreement += numbers.Sum(column => table.Totals is { } totals && NumberIn(totals, column.Key) is { } total
            && table.Rows.Sum(row => NumberIn(row.Cells, column.Key) ?? 0) == total ? 10 : 0);
        return agreement + Categories(table, numbers[0].Key);
    }

    /// <summary>First-level labels whose declared points are those of their rows; rows without a label count against.</summary>
    private static double Categories(AssembledTable table, string weight) => table.Rows
        .GroupBy(row => Labels.Fold(CategoryLabel.TextOf(row.Category)))
        .Sum(group => group.Key.Length == 0 ? -0.5 * group.Count()
            : CategoryLabel.PointsOf(CategoryLabel.TextOf(group.First().Category)) is { } points
                && points == group.Sum(row => NumberIn(row.Cells, weight) ?? 0) ? 3 : 0);

    private static decimal? NumberIn(IReadOnlyDictionary<string, IReadOnlyList<Snippet>> cells, string key) =>
        Numbers.Parse(CategoryLabel.TextOf(cells.GetValueOrDefault(key, [])));
}
