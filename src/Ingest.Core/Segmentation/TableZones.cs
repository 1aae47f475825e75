using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>
/// Tells on recognised pages where the rows of the indicator table are: below its head, down to its total or over the
/// next pages. A head is known by most of its labels; the others are then told by a looser comparison.
/// </summary>
internal sealed class TableZones(IReadOnlyList<(PackIndex Form, LabelGuess Columns)> forms)
{
    /// <summary>So many labels of a head must be right, and such a share of its cells right or nearly so.</summary>
    private const int LeastRight = 2;
    private const double LeastShare = 0.6;

    /// <summary>Rows of a head; what is taller frames the table.</summary>
    private const int TallestHead = 3;

    /// <param name="Heads">Cells of the head that are not yet labels, and which they are.</param>
    /// <param name="Rows">Cells below the head.</param>
    /// <param name="Open">
    /// The middles of the columns of a table that goes on behind this grid, in points from its left side, for sheets lie differently on the
    /// glass; null where none does.
    /// </param>
    public sealed record Zone(IReadOnlyDictionary<Cell, string> Heads, IReadOnlySet<Cell> Rows, IReadOnlyList<double>? Open);

    public Zone Of(Grid grid, IReadOnlyList<double>? open)
    {
        var heads = new Dictionary<Cell, string>();
        var rows = new HashSet<Cell>();
        var inside = open is not null && GoesOn(grid, open);
        if (!inside)
        {
            open = null;
        }

        for (var row = 0; row < grid.Rows; row++)
        {
            var cells = grid.Cells.Where(cell => cell.Row == row && !cell.IsBlank).ToList();
            if (HeadOf([.. cells.Where(cell => cell.RowSpan <= TallestHead)], cell => cell.Text, cell => cell.Lines.SelectMany(line => line.Words)) is { } head)
            {
                foreach (var (cell, label) in head)
                {
                    heads[cell] = label;
                }

                (inside, open) = (true, [.. cells.Select(cell => cell.Box.CentreX - grid.Box.X)]);
            }
            else if (inside)
            {
                rows.UnionWith(grid.Cells.Where(cell => cell.Row == row));
                if (cells.Count > 0 && forms.Any(form => form.Form.IsTotal(cells[0].Text)))
                {
                    (inside, open) = (false, null);
                }
            }
        }

        return new Zone(heads, rows, open);
    }

    /// <summary>The same for the head of a table without rulings.</summary>
    public TextLine RepairHead(TextLine line) => line.Words.Count > LeastRight && HeadOf(line.Words, word => word.Text, word => [word]) is { Count: > 0 } head
        ? new TextLine(line.Page, [.. line.Words.Select(word => head.TryGetValue(word, out var label) ? new Word(label, word.Box, word.Confidence) : word)])
        : line;

    /// <summary>Null where these are no head; else those that must be put right.</summary>
    private Dictionary<T, string>? HeadOf<T>(IReadOnlyList<T> cells, Func<T, string> textOf, Func<T, IEnumerable<Word>> wordsOf)
        where T : class
    {
        Dictionary<T, string>? head = null;
        foreach (var (form, columns) in forms)
        {
            var right = cells.Where(cell => form.WholeColumn(textOf(cell)) is not null).ToHashSet();
            if (right.Count < LeastRight)
            {
                continue;
            }

            var known = right.Select(cell => form.WholeColumn(textOf(cell))!.Value.Item.Key).ToHashSet(StringComparer.Ordinal);
            var near = new Dictionary<T, string>();
            foreach (var cell in cells.Where(cell => !right.Contains(cell)))
            {
                if (columns.Nearest(LabelGuess.FoldedText.Of(wordsOf(cell)), believesAll: true) is { } label
                    && form.WholeColumn(label) is { } column && known.Add(column.Item.Key))
                {
                    near[cell] = label;
                }
            }

            if (known.Count * 2 < form.Pack.Table.UsualColumns)
            {
                continue;
            }

            if (TakeInOrder(form, cells, textOf, near))
            {
                return near;
            }

            head ??= right.Count + near.Count >= LeastShare * cells.Count ? near : null;
        }

        return head;
    }

    /// <summary>
    /// Where most heads stand as the form has its columns, one a column, so do those that a seal covers, and those that are
    /// another column's but for a stroke: 三级指标 in the place of 二级指标.
    /// </summary>
    private static bool TakeInOrder<T>(PackIndex form, IReadOnlyList<T> cells, Func<T, string> textOf, Dictionary<T, string> near)
        where T : class
    {
        var usual = form.Pack.Table.Columns.Where(column => column.Of is null && !column.Optional).ToList();
        if (cells.Count != usual.Count)
        {
            return false;
        }

        var keys = cells.Select(cell => form.WholeColumn(near.GetValueOrDefault(cell, textOf(cell)))?.Item.Key).ToList();
        if (keys.Where((key, i) => key == usual[i].Key).Count() * 2 < usual.Count
            || keys.Where((key, i) => key is not null && key != usual[i].Key && NearLabel(usual[i], textOf(cells[i])) is null).Any())
        {
            return false;
        }

        for (var i = 0; i < cells.Count; i++)
        {
            if (keys[i] != usual[i].Key && (NearLabel(usual[i], textOf(cells[i])) ?? usual[i].Labels.FirstOrDefault(label => !Wildcard.IsOne(label))) is { } label)
            {
                near[cells[i]] = label;
            }
        }

        return true;
    }

    /// <summary>The column's label of which the text is but a character off; null where there is none.</summary>
    private static string? NearLabel(FormColumn column, string text)
    {
        var read = Labels.Fold(text);
        return column.Labels.FirstOrDefault(label => Labels.Fold(label) is var folded && folded.Length == read.Length && folded.Zip(read).Count(pair => pair.First != pair.Second) == 1);
    }

    /// <summary>A grid without a head has a column of its own for nearly each of the table's.</summary>
    private static bool GoesOn(Grid grid, IReadOnlyList<double> open)
    {
        var places = open.Select(column => grid.Cells.FirstOrDefault(cell => cell.ColumnSpan == 1
            && cell.Box.X <= grid.Box.X + column && grid.Box.X + column <= cell.Box.Right)?.Column ?? -1).Where(place => place >= 0).Distinct().Count();
        return places * 4 >= open.Count * 3;
    }
}
