using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>How much of a reading makes sense: values of their kind, whole rows, sums that hold.</summary>
internal static class DumpAgreement
{
    /// <param name="index">Its labels do not stand inside values.</param>
    public static double OfForm(FormReading reading, PackIndex index) => reading.Captures.Sum(capture =>
    {
        var texts = capture.Lines.Select(line => line.Text).ToList();
        var isRead = texts.Count > 0 && Normaliser.Normalise(capture.Field.Kind, "", texts, capture.Unit) is not null;
        var isMixed = capture.Field.Kind != FieldKind.Narrative && index.NamesOtherField(string.Concat(texts), capture.Field);
        return isMixed ? -1 : isRead ? 1 : 0;
    }) - (0.1 * Math.Min(5, reading.Unread.Count));

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
        return agreement + Categories(table, numbers[0].Key) - (0.2 * Oddities(table));
    }

    /// <summary>Cells that begin or end as none does: 。 in front, a bracket left open, a name that is a sentence.</summary>
    private static int Oddities(AssembledTable table) => table.Rows.Sum(row =>
    {
        var name = CategoryLabel.TextOf(row.Cells.GetValueOrDefault("name", []));
        return (name.Contains('。', StringComparison.Ordinal) ? 1 : 0) + row.Cells.Values.Select(CategoryLabel.TextOf)
            .Count(text => text.Length > 0 && (DumpRows.IsOpen(text) || "，。；、）”》%".Contains(text[0], StringComparison.Ordinal)));
    });

    /// <summary>First-level labels whose declared points are those of their rows; rows without a label count against.</summary>
    private static double Categories(AssembledTable table, string weight) => table.Rows
        .GroupBy(row => Labels.Fold(CategoryLabel.TextOf(row.Category)))
        .Sum(group => group.Key.Length == 0 ? -0.5 * group.Count()
            : CategoryLabel.PointsOf(CategoryLabel.TextOf(group.First().Category)) is { } points
                && points == group.Sum(row => NumberIn(row.Cells, weight) ?? 0) ? 3 : 0);

    private static decimal? NumberIn(IReadOnlyDictionary<string, IReadOnlyList<Snippet>> cells, string key) =>
        Numbers.Parse(CategoryLabel.TextOf(cells.GetValueOrDefault(key, [])));
}
