using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Funds;

/// <summary>A line of the table of funds before it is normalised.</summary>
/// <param name="Cells">By column key.</param>
/// <param name="Units">The unit that a column is printed in, by column key.</param>
public sealed record FundRow(
    IReadOnlyList<Snippet> Line, string? Code,
    IReadOnlyDictionary<string, IReadOnlyList<Snippet>> Cells, IReadOnlyDictionary<string, string?> Units);

/// <summary>Where a column of funds stands on its page, and the unit that its label names.</summary>
public sealed record FundColumn(FormColumn Column, double Left, double Right, string? Unit)
{
    public double Centre => (Left + Right) / 2;
}

/// <summary>The part of the table of funds that stands in one grid.</summary>
/// <param name="FirstRow">The grid row of its header.</param>
/// <param name="EndRow">The grid row after it.</param>
public sealed record FundsFragment(IReadOnlyList<FundColumn> Columns, IReadOnlyList<FundRow> Rows, int FirstRow, int EndRow);

/// <summary>Finds the table of funds among the rows of a ruled form: a header of its own, and a line for each source of money.</summary>
public static class FundsReader
{
    /// <param name="from">The first grid row of the form.</param>
    /// <param name="to">The grid row after the last.</param>
    /// <param name="open">The columns of a table that the page before broke off; null where there is none.</param>
    public static FundsFragment? Find(Grid grid, int from, int to, PackIndex index, IReadOnlyList<FundColumn>? open)
    {
        if (index.Funds is not { } funds)
        {
            return null;
        }

        // Tasks with their amounts stand in front of the sources of money on some forms.
        FundsFragment? unknown = null;
        for (var row = from; row < to; row++)
        {
            if (TurnedFunds.FindAt(grid, row, to, index) is { } turned)
            {
                return turned;
            }

            if (HeaderAt(grid, row, to, index) is { } header)
            {
                var found = Read(grid, row, header.End, to, header.Columns, index, funds);
                if (found.Rows.Count(line => line.Code is not null) * 2 >= found.Rows.Count)
                {
                    return found;
                }

                unknown ??= found;
            }
        }

        return unknown ?? (open is not null && from == 0 && Read(grid, 0, 0, to, open, index, funds) is { Rows.Count: > 0 } rest ? rest : null);
    }

    /// <summary>The columns, when at least half of the labels stand in this row, the budget's or the executed amount's among them.</summary>
    private static (IReadOnlyList<FundColumn> Columns, int End)? HeaderAt(Grid grid, int row, int to, PackIndex index)
    {
        var found = grid.Cells
            .Where(cell => cell.Row == row && cell.RowEnd <= to && !cell.IsBlank)
            .Select(cell => (Cell: cell, Match: index.WholeFund(cell.Text)))
            .Where(pair => pair.Match is not null)
            .ToList();
        var keys = found.Select(pair => pair.Match!.Value.Item.Key).Distinct().Count();
        if (keys < 2 || keys * 2 < index.Funds!.Funds.Columns.Count(column => !column.Optional)
            || !found.Exists(pair => pair.Match!.Value.Item.Kind == FieldKind.Amount))
        {
            return null;
        }

        var loose = grid.Cells
            .Where(cell => cell.Row == row && cell.RowEnd <= to && !cell.IsBlank && !found.Exists(pair => pair.Cell == cell))
            .Select(cell => (Cell: cell, Match: index.LooseFund(cell.Text)))
            .Where(pair => pair.Match is { } match && !found.Exists(other => other.Match!.Value.Item.Key == match.Item.Key));
        return ([.. found.Concat(loose.ToList()).Select(pair => new FundColumn(
            pair.Match!.Value.Item, pair.Cell.Box.X, pair.Cell.Box.Right, pair.Match.Value.Unit))], found.Max(pair => pair.Cell.RowEnd));
    }

    private static FundsFragment Read(
        Grid grid, int first, int start, int to, IReadOnlyList<FundColumn> columns, PackIndex index, FundIndex funds)
    {
        var left = columns.Min(column => column.Left) + 1;
        var frame = start > first ? FrameOf(grid, first, start, left, funds) : null;
        var unit = frame is null ? null : FundIndex.UnitIn(frame.Text);
        var rows = new List<FundRow>();
        var at = start;
        for (; at < Math.Min(to, frame?.RowEnd > start ? frame.RowEnd : to); at++)
        {
            var labels = grid.Cells.Where(cell => cell.Row == at && cell.Box.Right <= left && !cell.IsBlank && cell != frame).ToList();
            if (Ends(labels, index, known: frame?.RowEnd > start))
            {
                break;
            }

            var cells = columns.ToDictionary(column => column.Column.Key, column => CellAt(grid, column, at), StringComparer.Ordinal);
            IReadOnlyList<Snippet> line = [.. labels.SelectMany(cell => cell.Snippets)];
            if (line.Count > 0 || cells.Values.Any(lines => lines.Count > 0))
            {
                rows.Add(new FundRow(
                    line, CodeOf(line, rows.Count, funds), cells, columns.ToDictionary(column => column.Column.Key, column => column.Unit ?? unit, StringComparer.Ordinal)));
            }
        }

        return new FundsFragment([.. columns.Select(column => column with { Unit = column.Unit ?? unit })], rows, first, at);
    }

    /// <summary>What stands at the left of the header: the words for the whole table, beside all of it or above its lines.</summary>
    private static Cell? FrameOf(Grid grid, int first, int start, double left, FundIndex funds)
    {
        var beside = grid.Cells.Where(cell => cell.Row <= first && cell.RowEnd > first && cell.Box.Right <= left && !cell.IsBlank).ToList();
        return beside.Find(cell => funds.IsHeading(cell.Text)) ?? beside.Find(cell => cell.RowEnd > start) ?? beside.FirstOrDefault();
    }

    /// <summary>The form's next label. Beside a cell that spans the table only a field's own label ends it early.</summary>
    private static bool Ends(List<Cell> labels, PackIndex index, bool known)
    {
        return (!known && labels.Count == 0)
            || labels.Exists(cell => index.IsHeading(cell.Text) || (index.WholeField(cell.Text) is not null && index.Funds!.CodeOf(cell.Text) is null));
    }

    /// <summary>The value of a column in a row; a cell that began in a row above belongs to that row.</summary>
    private static IReadOnlyList<Snippet> CellAt(Grid grid, FundColumn column, int row) =>
        grid.Cells.FirstOrDefault(cell => cell.Row == row && cell.Box.X <= column.Centre && column.Centre <= cell.Box.Right) is { } found
            ? [.. found.Snippets]
            : [];

    /// <summary>A table of one line without a name speaks of the total.</summary>
    private static string? CodeOf(IReadOnlyList<Snippet> line, int before, FundIndex funds) => line.Count == 0
        ? (before == 0 ? FundLine.Total : null)
        : funds.CodeOf(CjkText.Join(line.Select(part => part.Text)));
}
