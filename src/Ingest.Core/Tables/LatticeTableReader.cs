using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>Reads the indicator table out of a ruled grid; a grid may hold header fields above it and notes below.</summary>
public static class LatticeTableReader
{
    /// <param name="Fragment">The table's part of the grid.</param>
    /// <param name="FirstRow">The grid row where it begins, its header included.</param>
    /// <param name="EndRow">The grid row after it.</param>
    /// <param name="Heading">The first-level label in a row of its own under which the table goes on; null where it has none.</param>
    public sealed record Result(TableFragment Fragment, int FirstRow, int EndRow, CategoryMark? Heading);

    /// <summary>The table in this grid, or what goes on of one with the columns <paramref name="open"/>; null when there is none.</summary>
    /// <param name="heading">The first-level label in a row of its own under which that table goes on.</param>
    public static Result? Read(Grid grid, PackIndex index, IReadOnlyList<ColumnRange>? open, CategoryMark? heading = null)
    {
        var (first, columns, at) = HeaderOf(grid, index, 0);
        if (columns is null)
        {
            columns = open is null ? null : OpenColumns.Align(grid, open, index);
            (first, at) = (0, 0);
        }
        else if (open is null)
        {
            heading = null;
        }

        if (columns is null)
        {
            return null;
        }

        var rows = new List<RowFragment>();
        var marks = new Dictionary<Cell, CategoryMark>();
        IReadOnlyDictionary<string, IReadOnlyList<Snippet>>? totals = null;
        while (at < grid.Rows && totals is null)
        {
            if (HeaderAt(grid, index, at) is { } repeated)
            {
                (columns, at) = repeated;
                continue;
            }

            var leftmost = LeftmostAt(grid, columns, at, index);
            if (leftmost is not null && (index.IsTotal(leftmost.Text) || IsMisreadTotal(grid, columns, leftmost, rows, index)))
            {
                totals = CellsOf(grid, columns, at, at + 1);
                at = leftmost.RowEnd;
            }
            else if (leftmost is not null && IsHeading(grid, columns, leftmost, index))
            {
                heading = new CategoryMark([.. leftmost.Snippets]);
                at = leftmost.RowEnd;
            }
            else if (leftmost is not null && Ends(grid, columns, leftmost, index))
            {
                break;
            }
            else
            {
                var end = UnitEnd(grid, columns, at);
                if (Unruled(grid, columns, at, end))
                {
                    var lines = WithoutTotal(LinesByColumn(grid, columns, at, end), index, out totals);
                    var split = StreamTableReader.SplitRows(lines, index.Pack.Table);
                    rows.AddRange(heading is null || split.Any(row => row.Category is not null) ? split : split.Select(row => row with { Category = heading }));
                }
                else
                {
                    var mark = MarkOf(grid, columns.FirstOrDefault(column => column.Column.Kind == FieldKind.Category), at, marks);
                    rows.Add(new RowFragment(CellsOf(grid, columns, at, end), mark is null or { IsBlank: true } ? heading ?? mark : mark)
                    {
                        Levels = LevelsOf(grid, columns, at, marks),
                    });
                }

                at = end;
            }
        }

        var spansKnown = rows.TrueForAll(row => row.Category is not null);
        return new Result(new TableFragment(grid.Page, columns, rows, spansKnown, totals), first, at, heading);
    }

    /// <summary>
    /// A last row whose word no recogniser could read is the total all the same: it names no indicator, and its number holds
    /// all those above, or is their sum where the form goes on below.
    /// </summary>
    private static bool IsMisreadTotal(Grid grid, IReadOnlyList<ColumnRange> columns, Cell leftmost, List<RowFragment> rows, PackIndex index)
    {
        const int longest = 4;
        if (leftmost.Text.Length > longest || leftmost.Snippets.All(line => line.Confidence == 1)
            || columns.FirstOrDefault(column => column.Column.TotalKey is not null) is not { } summed
            || columns.FirstOrDefault(column => column.Column.Key == "name") is not { } name || name.Left < leftmost.Box.X + 1)
        {
            return false;
        }

        var total = Normalisation.Numbers.Parse(CellAt(grid, summed, leftmost.Row).Text);
        var above = rows.Sum(row => row.Cells.TryGetValue(summed.Column.Key, out var lines) && lines.Count == 1 ? Normalisation.Numbers.Parse(lines[0].Text) ?? 0 : 0);
        return rows.Count > 0 && (index.IsNearTotal(leftmost.Text) ? total is not null : leftmost.RowEnd == grid.Rows || IsAcross(grid, columns, leftmost) ? total >= above : total == above) && CellAt(grid, name, leftmost.Row) is var named && (named == leftmost || named.IsBlank);
    }

    /// <summary>A cell over all columns up to the first number, as no indicator has one but the word for the total does.</summary>
    private static bool IsAcross(Grid grid, IReadOnlyList<ColumnRange> columns, Cell leftmost) => leftmost.ColumnSpan > 2
        && columns.Where(column => column.Column.Kind is FieldKind.Category or FieldKind.Level || column.Column.Key is "name" or "target" or "actual")
            .All(column => CellAt(grid, column, leftmost.Row) == leftmost);

    /// <summary>A first-level label that takes a row of its own, across the table, above those that stand under it.</summary>
    private static bool IsHeading(Grid grid, IReadOnlyList<ColumnRange> columns, Cell leftmost, PackIndex index) =>
        leftmost.ColumnSpan == grid.Columns && columns.Count > 1
        && (CategoryLabel.IsUsual(leftmost.Text, index.Pack.Table.Categories)
            || (leftmost.RowEnd < grid.Rows && leftmost.Lines.Count == 1 && leftmost.Text.Length <= 16 && leftmost.Text.AsSpan().IndexOfAny("，。；：:") < 0
                && !index.IsNote(leftmost.Text) && index.WholeField(leftmost.Text) is null
                && columns.Any(column => column.Column.Kind == FieldKind.Number
                    && Normalisation.Numbers.Parse(CellAt(grid, column, leftmost.RowEnd).Text) is not null)));

    /// <summary>The total line at the foot of rows that no ruling parts.</summary>
    private static IReadOnlyDictionary<string, IReadOnlyList<Snippet>> WithoutTotal(
        IReadOnlyDictionary<string, IReadOnlyList<Snippet>> lines, PackIndex index, out IReadOnlyDictionary<string, IReadOnlyList<Snippet>>? total)
    {
        total = null;
        if (lines.Values.SelectMany(column => column).FirstOrDefault(line => index.IsTotal(line.Text)) is not { } word)
        {
            return lines;
        }

        var top = word.Box.CentreY - word.Box.Height;
        total = Pick(line => line.Box.CentreY >= top && line != word);
        return Pick(line => line.Box.CentreY < top);

        Dictionary<string, IReadOnlyList<Snippet>> Pick(Func<Snippet, bool> isIn) =>
            lines.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Snippet>)[.. pair.Value.Where(isIn)]);
    }

    /// <summary>
    /// The first cell of a row that holds something. A cell beside the table that frames it (绩效指标, upright over all rows)
    /// counts only where it says that the table is over.
    /// </summary>
    private static Cell? LeftmostAt(Grid grid, IReadOnlyList<ColumnRange> columns, int row, PackIndex index)
    {
        var left = columns.Min(column => column.Left) + 1;
        return Enumerable.Range(0, grid.Columns).Select(column => grid.At(row, column)).FirstOrDefault(cell => !cell.IsBlank
            && (cell.Box.Right > left || (cell.Row == row && (index.IsTotal(cell.Text) || index.WholeField(cell.Text) is not null
                || index.IsNote(cell.Text)))));
    }

    /// <summary>
    /// What follows the table in the same grid: a note, or a label of the form. An indicator may have a label's name
    /// (预算执行率), but not in the first column and not without a number.
    /// </summary>
    private static bool Ends(Grid grid, IReadOnlyList<ColumnRange> columns, Cell leftmost, PackIndex index)
    {
        var hasNumber = columns.Any(column => column.Column.Kind == FieldKind.Number
            && Normalisation.Numbers.Parse(CellAt(grid, column, leftmost.Row).Text) is not null);
        return !hasNumber && (leftmost.Column == 0 || leftmost.Box.X <= columns.Min(column => column.Left) + 1)
            && (leftmost.ColumnSpan >= grid.Columns - 1 || index.WholeField(leftmost.Text) is not null || index.IsNote(leftmost.Text));
    }

    private static (int First, IReadOnlyList<ColumnRange>? Columns, int End) HeaderOf(Grid grid, PackIndex index, int from)
    {
        for (var row = from; row < grid.Rows; row++)
        {
            if (HeaderAt(grid, index, row) is { } header)
            {
                return (row, header.Columns, header.End);
            }
        }

        return (0, null, 0);
    }

    /// <summary>The columns, when at least half of the form's column labels begin in this row.</summary>
    private static (IReadOnlyList<ColumnRange> Columns, int End)? HeaderAt(Grid grid, PackIndex index, int row)
    {
        var found = Labels(row, row + 1);
        if (found.Select(pair => pair.Column.Key).Distinct().Count() * 2 < index.Pack.Table.UsualColumns)
        {
            return null;
        }

        // Where the header has two rows, labels stand in the second under one that several columns share.
        var end = found.Max(pair => pair.Cell.RowEnd);
        var labels = WithLoose(Labels(row, end), row, end);
        var undivided = labels.Where(pair => !labels.Exists(under => under.Cell.Row >= pair.Cell.RowEnd && under.Cell.Box.OverlapX(pair.Cell.Box) > 1));
        return ([.. undivided.DistinctBy(pair => pair.Column.Key).Select(pair => new ColumnRange(pair.Column, pair.Cell.Box.X, pair.Cell.Box.Right))], end);

        // The row is a header; a column whose words no label has may still be told by some of them.
        List<(Cell Cell, FormColumn Column)> WithLoose(List<(Cell Cell, FormColumn Column)> known, int from, int to) =>
        [
            .. known,
            .. grid.Cells
                .Where(cell => cell.Row >= from && cell.Row < to && !cell.IsBlank && !known.Exists(pair => pair.Cell == cell))
                .Select(cell => (Cell: cell, Match: index.LooseColumn(cell.Text)))
                .Where(pair => pair.Match is { } loose && !known.Exists(other => other.Column.Key == loose.Item.Key))
                .Select(pair => (pair.Cell, pair.Match!.Value.Item)),
        ];

        List<(Cell Cell, FormColumn Column)> Labels(int from, int to) => [.. grid.Cells
            .Where(cell => cell.Row >= from && cell.Row < to && !cell.IsBlank)
            .Select(cell => (Cell: cell, Match: index.WholeColumn(cell.Text)))
            .Where(pair => pair.Match is not null)
            .Select(pair => (pair.Cell, pair.Match!.Value.Item))];
    }

    private static Cell CellAt(Grid grid, ColumnRange column, int row) => grid.Cells.FirstOrDefault(cell =>
        cell.Row <= row && row < cell.RowEnd && cell.Box.X <= column.Centre && column.Centre <= cell.Box.Right)
        ?? grid.At(row, 0);

    /// <summary>
    /// A row of the table ends where the first of its name and numbers ends: explanations and first-level cells may span
    /// several of them.
    /// </summary>
    private static int UnitEnd(Grid grid, IReadOnlyList<ColumnRange> columns, int row) => columns
        .Where(column => column.Column.Kind == FieldKind.Number || column.Column.Key == "name")
        .Select(column => CellAt(grid, column, row).RowEnd)
        .DefaultIfEmpty(row + 1)
        .Min();

    /// <summary>
    /// Several numbers in one cell: rulings mark the columns of this table, but not its rows. Each row has a name, so that of
    /// fewer lines of names the numbers are not the rows': a speck or what is left of a ruling was read as one.
    /// </summary>
    private static bool Unruled(Grid grid, IReadOnlyList<ColumnRange> columns, int row, int end)
    {
        var numbers = columns.Where(column => column.Column.Kind == FieldKind.Number).Select(column => CellAt(grid, column, row))
            .Where(cell => cell.RowEnd <= end && cell.Lines.Count > 1 && cell.Lines.All(line => Normalisation.Numbers.Parse(line.Text) is not null))
            .Select(cell => cell.Lines.Count).DefaultIfEmpty().Max();
        return numbers > 0 && (columns.FirstOrDefault(column => column.Column.Key == "name") is not { } name
            || CellAt(grid, name, row).Lines.Count >= numbers);
    }

    private static Dictionary<string, IReadOnlyList<Snippet>> LinesByColumn(
        Grid grid, IReadOnlyList<ColumnRange> columns, int row, int end) => columns.ToDictionary(
            column => column.Column.Key,
            column => (IReadOnlyList<Snippet>)[.. CellAt(grid, column, row).Snippets]);

    private static Dictionary<string, IReadOnlyList<Snippet>> CellsOf(
        Grid grid, IReadOnlyList<ColumnRange> columns, int row, int end)
    {
        var cells = new Dictionary<string, IReadOnlyList<Snippet>>(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns.Where(column => column.Column.Kind is not (FieldKind.Category or FieldKind.Level)))
        {
            // Numbers belong to the row in which their cell begins; a text may be shared by several.
            var inUnit = Enumerable.Range(row, end - row).Select(r => CellAt(grid, column, r)).Distinct()
                .Where(cell => column.Column.Kind != FieldKind.Number || cell.Row >= row);
            cells[column.Column.Key] = [.. inUnit.SelectMany(cell => cell.Snippets)];
        }

        return cells;
    }

    private static Dictionary<string, CategoryMark> LevelsOf(
        Grid grid, IReadOnlyList<ColumnRange> columns, int row, Dictionary<Cell, CategoryMark> marks) => columns
            .Where(column => column.Column.Kind == FieldKind.Level)
            .ToDictionary(column => column.Column.Key, column => MarkOf(grid, column, row, marks)!, StringComparer.Ordinal);

    private static CategoryMark? MarkOf(Grid grid, ColumnRange? column, int row, Dictionary<Cell, CategoryMark> marks)
    {
        if (column is null)
        {
            return null;
        }

        var cell = CellAt(grid, column, row);
        if (!marks.TryGetValue(cell, out var mark))
        {
            marks[cell] = mark = new CategoryMark([.. cell.Snippets]);
        }

        return mark;
    }
}
