namespace Ingest.Fixtures.Forms;

/// <summary>Puts grids with different columns under one another as one grid: its columns are all their edges together.</summary>
internal static class GridStack
{
    public static Grid Join(IReadOnlyList<Grid> grids, GridLook look)
    {
        var edges = grids.SelectMany(Edges).Distinct().Order().ToList();
        var widths = edges.Zip(edges.Skip(1), (left, right) => right - left).ToList();
        var rows = grids.SelectMany(grid => grid.Rows.Select((_, index) => Widen(grid, index, edges))).ToList();
        return new Grid(widths, rows, look);
    }

    private static Row Widen(Grid grid, int rowIndex, List<double> edges)
    {
        var own = Edges(grid).ToList();
        var row = grid.Rows[rowIndex];
        var starts = GridMap.Starts(grid)[rowIndex];
        var cells = row.Cells.Select((cell, index) =>
        {
            var left = edges.IndexOf(own[starts[index]]);
            var right = edges.IndexOf(own[starts[index] + cell.Columns]);
            return cell with { Columns = right - left };
        });
        return row with { Cells = [.. cells] };
    }

    // Rounded, so that the same edge reached by different sums is the same edge.
    private static IEnumerable<double> Edges(Grid grid)
    {
        var edge = 0.0;
        yield return edge;
        foreach (var width in grid.Widths)
            yield return edge = Math.Round(edge + width, 3);
    }
}

/// <summary>Where the cells of each row begin, given those that reach down from rows above.</summary>
internal static class GridMap
{
    public static IReadOnlyList<IReadOnlyList<int>> Starts(Grid grid)
    {
        var reach = new int[grid.Widths.Count];
        var all = new List<IReadOnlyList<int>>();
        foreach (var row in grid.Rows)
        {
            var starts = new List<int>();
            var column = 0;
            var covered = reach.Select(rows => rows > 0).ToArray();
            foreach (var cell in row.Cells)
            {
                while (covered[column])
                    column++;
                starts.Add(column);
                for (var end = column + cell.Columns; column < end; column++)
                    reach[column] = cell.Rows;
            }

            all.Add(starts);
            for (var index = 0; index < reach.Length; index++)
                reach[index] = Math.Max(0, reach[index] - 1);
        }

        return all;
    }
}
