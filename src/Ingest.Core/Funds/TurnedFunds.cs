using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Funds;

/// <summary>
/// Tables of funds that have no row of heads: those of 2018, where each amount stands beside its label and the sources of money
/// below (预算数： | 100 | 执行数： | 95, 其中：财政拨款 | 100 | …), and those that are turned: sources across, amounts down.
/// </summary>
internal static class TurnedFunds
{
    private const int LeastLines = 2;

    /// <param name="to">The grid row after the last of the form.</param>
    public static FundsFragment? FindAt(Grid grid, int row, int to, PackIndex index) =>
        PairsAt(grid, row, to, index) ?? TurnedAt(grid, row, to, index);

    /// <summary>An amount and what stands beside it: two cells, or one that holds both.</summary>
    private sealed record Pair(FormColumn Column, string? Unit, Cell Label, IReadOnlyList<Snippet> Value);

    private static FundsFragment? PairsAt(Grid grid, int row, int to, PackIndex index)
    {
        var pairs = PairsIn(grid, row, index);
        var at = row + 1;
        for (; pairs.Exists(IsMoney) && at < to && PairsIn(grid, at, index).Where(pair => !pairs.Exists(known => known.Column.Key == pair.Column.Key)).ToList() is [_, ..] further
            && further.Exists(IsMoney); at++)
        {
            pairs.AddRange(further);
        }

        if (pairs.Count(IsMoney) < 2 || !pairs.Exists(pair => pair.Value.Any(part => part.Text.Any(char.IsDigit))))
        {
            return null;
        }

        var unit = CellsOf(grid, row).Concat(grid.Cells.Where(cell => cell.Row < row && cell.RowEnd > row))
            .Select(cell => FundIndex.UnitIn(cell.Text)).FirstOrDefault(found => found is not null);
        var units = pairs.ToDictionary(pair => pair.Column.Key, string? (pair) => pair.Unit ?? unit, StringComparer.Ordinal);
        var rows = new List<FundRow> { new([], FundLine.Total, pairs.ToDictionary(pair => pair.Column.Key, pair => pair.Value, StringComparer.Ordinal), units) };
        for (; at < to && LineAt(grid, at, pairs, index) is { } line; at++)
        {
            rows.Add(line with { Units = units });
        }

        return new FundsFragment([], rows, row, at);
    }

    private static bool IsMoney(Pair pair) => pair.Column.Kind == FieldKind.Amount;

    private static List<Pair> PairsIn(Grid grid, int row, PackIndex index) =>
        [.. CellsOf(grid, row).Select(cell => PairOf(grid, cell, index)).OfType<Pair>().DistinctBy(pair => pair.Column.Key)];

    /// <summary>A label with nothing but its value to the right: a row of heads has another head there.</summary>
    private static Pair? PairOf(Grid grid, Cell cell, PackIndex index)
    {
        if ((index.WholeFund(cell.Text) ?? index.LooseFund(cell.Text)) is { } whole)
        {
            return RightOf(grid, cell) is { } value && IsAmount(value.Text) ? new Pair(whole.Item, whole.Unit, cell, [.. value.Snippets]) : null;
        }

        return Inline(cell, text => index.WholeFund(text)) is { } inline && IsAmount(CjkText.Join(inline.Value.Select(part => part.Text)))
            ? new Pair(inline.Match.Item, inline.Match.Unit, cell, inline.Value)
            : null;
    }

    /// <summary>预算数：100 in one cell.</summary>
    private static (LabelMatch<FormColumn> Match, IReadOnlyList<Snippet> Value)? Inline(Cell cell, Func<string, LabelMatch<FormColumn>?> find)
    {
        if (cell.Lines.Count != 1 || cell.Lines[0].Text.AsSpan().IndexOfAny('：', ':') is not (> 0 and var colon))
        {
            return null;
        }

        var line = cell.Lines[0];
        return find(line.Text[..colon]) is { } match && line.Slice(colon + 1, line.Text.Length) is { } value ? (match, [value]) : null;
    }

    /// <summary>A source of money under each of the labels, and its amounts; null for the form's next row.</summary>
    private static FundRow? LineAt(Grid grid, int row, IReadOnlyList<Pair> pairs, PackIndex index)
    {
        var found = pairs.Select(pair => (pair.Column.Key, Label: CellAt(grid, row, pair.Label.Box.CentreX))).Where(pair => pair.Label is { IsBlank: false }).ToList();
        if (found.Count == 0 || !found.TrueForAll(pair => NameOf(pair.Label!).Code is not null))
        {
            return null;
        }

        return new FundRow(
            NameOf(found[0].Label!).Line, NameOf(found[0].Label!).Code,
            found.ToDictionary(pair => pair.Key, pair => ValueOf(pair.Label!), StringComparer.Ordinal), new Dictionary<string, string?>(StringComparer.Ordinal));

        (IReadOnlyList<Snippet> Line, string? Code) NameOf(Cell cell)
        {
            if (index.Funds!.CodeOf(cell.Text) is { } code)
            {
                return ([.. cell.Snippets], code);
            }

            // 其中：财政拨款：100 in one cell; the first colon is that of 其中.
            var line = cell.Lines[0];
            var colon = line.Text.LastIndexOfAny(['：', ':']);
            return cell.Lines.Count == 1 && colon > 0 && index.Funds.CodeOf(line.Text[..colon]) is { } inline ? ([line.Slice(0, colon)!], inline) : ([], null);
        }

        IReadOnlyList<Snippet> ValueOf(Cell label)
        {
            if (index.Funds!.CodeOf(label.Text) is not null)
            {
                return RightOf(grid, label) is { } value && IsAmount(value.Text) ? [.. value.Snippets] : [];
            }

            var line = label.Lines[0];
            return line.Slice(line.Text.LastIndexOfAny(['：', ':']) + 1, line.Text.Length) is { } amount ? [amount] : [];
        }
    }

    /// <summary>Sources of money across, the total among them, and below them rows that begin with an amount's label.</summary>
    private static FundsFragment? TurnedAt(Grid grid, int row, int to, PackIndex index)
    {
        var heads = CellsOf(grid, row).Select(cell => (Cell: cell, Code: index.Funds!.CodeOf(cell.Text))).Where(pair => pair.Code is not null).ToList();
        if (heads.Count < LeastLines || !heads.Exists(head => head.Code == FundLine.Total))
        {
            return null;
        }

        var amounts = new List<(LabelMatch<FormColumn> Match, int Row)>();
        var left = heads.Min(head => head.Cell.Box.X) + 1;
        var at = row + 1;
        for (; at < to && grid.Cells.Where(cell => cell.Row == at && cell.Box.Right <= left && !cell.IsBlank)
            .Select(cell => index.WholeFund(cell.Text)).FirstOrDefault(match => match is not null) is { } label; at++)
        {
            amounts.Add((label, at));
        }

        if (amounts.Count(amount => amount.Match.Item.Kind == FieldKind.Amount) < LeastLines)
        {
            return null;
        }

        var unit = grid.Cells.Where(cell => cell.Row <= row && cell.RowEnd > row && cell.Box.Right <= left)
            .Select(cell => FundIndex.UnitIn(cell.Text)).FirstOrDefault(found => found is not null);
        var units = amounts.DistinctBy(amount => amount.Match.Item.Key).ToDictionary(amount => amount.Match.Item.Key, amount => amount.Match.Unit ?? unit, StringComparer.Ordinal);
        return new FundsFragment([], [.. heads.Select(head => new FundRow(
            [.. head.Cell.Snippets], head.Code,
            amounts.DistinctBy(amount => amount.Match.Item.Key).ToDictionary(
                amount => amount.Match.Item.Key,
                IReadOnlyList<Snippet> (amount) => CellAt(grid, amount.Row, head.Cell.Box.CentreX) is { } cell && cell.Row == amount.Row ? [.. cell.Snippets] : [],
                StringComparer.Ordinal),
            units))], row, at);
    }

    private static bool IsAmount(string text) => text.Any(char.IsDigit)
        ? text.All(sign => char.IsDigit(sign) || char.IsWhiteSpace(sign) || "，,.．%％万元亿千".Contains(sign, StringComparison.Ordinal))
        : Blanks.IsBlank(text);

    private static IEnumerable<Cell> CellsOf(Grid grid, int row) => grid.Cells.Where(cell => cell.Row == row && !cell.IsBlank).OrderBy(cell => cell.Column);

    private static Cell? RightOf(Grid grid, Cell cell) =>
        grid.Cells.FirstOrDefault(other => other.Column == cell.ColumnEnd && other.Row <= cell.Row && other.RowEnd > cell.Row);

    private static Cell? CellAt(Grid grid, int row, double x) =>
        grid.Cells.FirstOrDefault(cell => cell.Row == row && cell.Box.X <= x && x <= cell.Box.Right);
}
