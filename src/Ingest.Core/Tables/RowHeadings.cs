using Ingest.Core.Documents;

namespace Ingest.Core.Tables;

/// <summary>First-level labels on lines of their own, above the rows that stand under them, where no ruling shows it.</summary>
internal static class RowHeadings
{
    /// <summary>
    /// The same labels, each beside the row that it precedes, when all of them stand between rows and the first one above all
    /// rows of its page: a label in the middle of its rows never does.
    /// </summary>
    public static List<(int Row, CategoryMark Mark)> Beside(IReadOnlyList<RowFragment> rows, List<(int Row, CategoryMark Mark)> marks)
    {
        if (marks.Count == 0 || !StandsAbove(marks[0].Mark, rows) || marks.Exists(pair => MeetsARow(pair.Mark, rows)))
        {
            return marks;
        }

        var beside = new List<(int Row, CategoryMark Mark)>();
        foreach (var (row, mark) in marks)
        {
            var next = Enumerable.Range(0, rows.Count).FirstOrDefault(at => IsBelow(rows[at], mark), row);
            if (beside.Count > 0 && beside[^1].Row >= next)
            {
                return marks;
            }

            beside.Add((next, mark));
        }

        return beside;
    }

    private static bool StandsAbove(CategoryMark mark, IReadOnlyList<RowFragment> rows) => LinesOn(mark.Lines[0].Page, rows)
        .All(line => line.Box.CentreY > mark.Lines[^1].Box.Bottom);

    private static bool MeetsARow(CategoryMark mark, IReadOnlyList<RowFragment> rows)
    {
        var label = Box.Around(mark.Lines.Select(line => line.Box));
        return LinesOn(mark.Lines[0].Page, rows).Any(line => line.Box.OverlapY(label) > 0.3 * line.Box.Height);
    }

    private static bool IsBelow(RowFragment row, CategoryMark mark)
    {
        var lines = row.Cells.Values.SelectMany(cell => cell).ToList();
        var page = mark.Lines[0].Page;
        return lines.Count > 0 && lines.TrueForAll(line => line.Page > page || (line.Page == page && line.Box.CentreY > mark.Lines[^1].Box.CentreY));
    }

    private static IEnumerable<Snippet> LinesOn(int page, IReadOnlyList<RowFragment> rows) =>
        rows.SelectMany(row => row.Cells.Values).SelectMany(cell => cell).Where(line => line.Page == page);
}
