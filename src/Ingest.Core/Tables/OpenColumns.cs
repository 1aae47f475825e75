using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>The columns of a table that goes on over a page, found again in a grid that has no header.</summary>
internal static class OpenColumns
{
    /// <summary>
    /// The open table's columns, when this grid has a column of its own for nearly each of them; the word in front of the
    /// total may run over several.
    /// </summary>
    public static IReadOnlyList<ColumnRange>? Align(Grid grid, IReadOnlyList<ColumnRange> open, PackIndex index)
    {
        open = Shifted(grid, open);
        var inside = open.Count(column => column.Centre > grid.Box.X && column.Centre < grid.Box.Right);
        var own = open.Select(column => PlaceOf(grid, column)).Distinct().Count();
        var hasTotal = grid.Cells.Any(cell => !cell.IsBlank && index.IsTotal(cell.Text));
        return inside == open.Count && own * 4 >= open.Count * (hasTotal ? 2 : 3) ? open : null;
    }

    /// <summary>
    /// Sheets lie differently on the glass: the columns are moved sideways where that brings nearly all of their sides onto those
    /// of this grid, and they are not there already.
    /// </summary>
    private static IReadOnlyList<ColumnRange> Shifted(Grid grid, IReadOnlyList<ColumnRange> open)
    {
        var sides = grid.Cells.Select(cell => cell.Box.X).Append(grid.Box.Right).ToList();
        double Off(double shift) => open.SelectMany(column => (double[])[column.Left, column.Right])
            .Select(side => sides.Min(other => Math.Abs(other - side - shift))).Order().ElementAt(open.Count * 2 * 3 / 4);
        if (Off(0) <= Lattice.Tolerance)
        {
            return open;
        }

        double[] shifts = [grid.Box.X - open.Min(column => column.Left), grid.Box.Right - open.Max(column => column.Right)];
        return shifts.MinBy(Off) is var best && Off(best) <= Lattice.Tolerance
            ? [.. open.Select(column => column with { Left = column.Left + best, Right = column.Right + best })]
            : open;
    }

    private static int PlaceOf(Grid grid, ColumnRange column)
    {
        var cells = grid.Cells.Where(cell => cell.ColumnSpan == 1);
        return cells.FirstOrDefault(cell => cell.Box.X <= column.Centre && column.Centre <= cell.Box.Right)?.Column ?? -1;
    }
}
