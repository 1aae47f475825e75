using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>A row under its first-level label.</summary>
internal sealed record PlacedRow(DumpRow Row, CategoryMark? Label, Doubt? Doubt);

/// <summary>
/// Puts the rows of a dump under their first-level labels. In the order of the text, where the declared points agree with
/// that; else in the form's usual order, with rows that stand alone between two labels moved under any of them, so that the
/// points agree. What was moved carries a doubt: the dump does not tell its place.
/// </summary>
internal static class DumpCategories
{
    /// <summary>More rows than this are never moved: the ways to do it double with each.</summary>
    private const int MostLoose = 4;

    public static IReadOnlyList<PlacedRow> Place(IReadOnlyList<DumpRow> rows, IReadOnlyList<DumpMark> marks, IReadOnlyList<string> usual)
    {
        var weights = rows.Select(row => row.Weight?.Number).ToList();
        var anchors = marks.Select(mark => (Row: Math.Min(RowAt(rows, mark.Token), rows.Count - 1), mark.Label.Text)).ToList();
        var owners = CategoryResolver.Resolve(weights, anchors);
        if (rows.Count > 0 && !Agrees(owners, weights, marks) && Reorder(rows, weights, marks, usual) is { } reordered)
        {
            return reordered;
        }

        return [.. rows.Select((row, i) => new PlacedRow(row, owners[i] < 0 ? null : marks[owners[i]].Label, null))];
    }

    /// <summary>The row that holds a token, or the next one.</summary>
    private static int RowAt(IReadOnlyList<DumpRow> rows, int token)
    {
        var row = 0;
        while (row < rows.Count && rows[row].Token < token)
        {
            row++;
        }

        // A label in front of a row's first token stands beside it; one among its tokens, beside that row.
        return row < rows.Count && rows[row].Token == token ? row : Math.Max(0, row - 1);
    }

    private static bool Agrees(int[] owners, List<decimal?> weights, IReadOnlyList<DumpMark> marks) =>
        marks.Select(mark => Labels.Fold(mark.Label.Text)).Distinct().All(label =>
        {
            var points = CategoryLabel.PointsOf(marks.First(mark => Labels.Fold(mark.Label.Text) == label).Label.Text);
            var sum = owners.Index().Where(pair => pair.Item >= 0 && Labels.Fold(marks[pair.Item].Label.Text) == label)
                .Sum(pair => weights[pair.Index] ?? 0);
            return points is null || points == sum;
        });

    private static List<PlacedRow>? Reorder(
        IReadOnlyList<DumpRow> rows, List<decimal?> weights, IReadOnlyList<DumpMark> marks, IReadOnlyList<string> usual)
    {
        var labels = marks.DistinctBy(mark => Labels.Fold(mark.Label.Text)).ToList();
        var folded = usual.Select(Labels.Fold).ToList();
        int Rank(DumpMark mark) => folded.IndexOf(Labels.Fold(Categories.Parse(mark.Label.Text).Name));
        var points = labels.Select(mark => CategoryLabel.PointsOf(mark.Label.Text)).ToList();
        if (labels.Exists(mark => Rank(mark) < 0) || points.Exists(point => point is null) || weights.Exists(weight => weight is null))
        {
            return null;
        }

        var order = labels.OrderBy(Rank).ToList();
        var loose = Loose(rows, marks);
        for (var moved = 0; moved <= loose.Count; moved++)
        {
            foreach (var choice in Choices(loose, moved))
            {
                if (Fill(rows, weights, order, [.. choice]) is { } placed)
                {
                    return placed;
                }
            }
        }

        return null;
    }

    /// <summary>Rows that stand between two different labels without the company that those labels' points want.</summary>
    private static List<int> Loose(IReadOnlyList<DumpRow> rows, IReadOnlyList<DumpMark> marks)
    {
        var loose = new List<int>();
        for (var i = 1; i < marks.Count; i++)
        {
            var between = Enumerable.Range(0, rows.Count)
                .Where(row => rows[row].Token >= marks[i - 1].Token && rows[row].Token < marks[i].Token).ToList();
            if (between.Count is 1 or 2 && Labels.Fold(marks[i - 1].Label.Text) != Labels.Fold(marks[i].Label.Text))
            {
                loose.AddRange(between.Where(row => !rows[row].FromColumns));
            }
        }

        return [.. loose.Distinct().Take(MostLoose)];
    }

    private static IEnumerable<IEnumerable<int>> Choices(List<int> items, int count) => count == 0
        ? [[]]
        : items.SelectMany((item, i) => Choices(items[(i + 1)..], count - 1).Select(rest => rest.Prepend(item)));

    /// <summary>
    /// The rows in the order of the text, cut where the labels' points are full; a moved row goes to the label that
    /// still wants its weight.
    /// </summary>
    private static List<PlacedRow>? Fill(IReadOnlyList<DumpRow> rows, List<decimal?> weights, List<DumpMark> order, HashSet<int> moved)
    {
        foreach (var homes in Assignments([.. moved], order.Count))
        {
            var placed = new List<PlacedRow>();
            var at = 0;
            var holds = true;
            for (var label = 0; label < order.Count && holds; label++)
            {
                var mine = homes.Where(pair => pair.Label == label).Select(pair => pair.Row).ToList();
                var want = CategoryLabel.PointsOf(order[label].Label.Text)!.Value - mine.Sum(row => weights[row]!.Value);
                var columns = placed.Count;
                while (at < rows.Count && (want > 0 || label == order.Count - 1))
                {
                    if (!moved.Contains(at))
                    {
                        want -= weights[at]!.Value;
                        placed.Add(new PlacedRow(rows[at], order[label].Label, null));
                        columns = rows[at].FromColumns ? placed.Count : columns;
                    }

                    at++;
                }

                // A row that came out apart from the columns of its page stood at their foot, or before the first of them.
                placed.InsertRange(columns, mine.Select(row => new PlacedRow(rows[row], order[label].Label, Unsettled)));
                holds = want == 0;
            }

            if (holds && at == rows.Count)
            {
                return placed;
            }
        }

        return null;
    }

    private static IEnumerable<List<(int Row, int Label)>> Assignments(List<int> rows, int labels) => rows.Count == 0
        ? [[]]
        : Assignments(rows[1..], labels).SelectMany(rest =>
            Enumerable.Range(0, labels).Reverse().Select(label => new List<(int, int)>(rest) { (rows[0], label) }));

    private static readonly Doubt Unsettled = new(
        "row-order-unsettled", "文本转储未能确定本行在一级指标内的位置，请核对",
        "the dump does not settle where in its category this row stands");
}
