using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Header;

/// <summary>
/// Reads labelled values from the cells of a ruled form: the value stands in the cell beside its label, below it, or
/// with it in one cell.
/// </summary>
public static class CellFormReader
{
    /// <param name="Captures">Values with their labels.</param>
    /// <param name="Head">Text in the first row that no label on this page speaks for: the rest of a cell that the page break cut.</param>
    /// <param name="Tail">The same in the last row: its label stands on the next page.</param>
    /// <param name="Unread">Cells that belong to no label.</param>
    public sealed record Result(
        IReadOnlyList<Capture> Captures, IReadOnlyList<Snippet> Head, IReadOnlyList<Snippet> Tail, IReadOnlyList<TextLine> Unread);

    /// <param name="from">The first grid row that belongs to the form.</param>
    /// <param name="to">The grid row after the last.</param>
    public static Result Read(Grid grid, int from, int to, PackIndex index)
    {
        var cells = grid.Cells.Where(cell => cell.Row >= from && cell.Row < to).ToList();
        var labels = cells
            .Select(cell => (Cell: cell, Match: cell.IsBlank ? null : index.WholeField(cell.Text)))
            .Where(pair => pair.Match is not null)
            .ToDictionary(pair => pair.Cell, pair => pair.Match!.Value);
        foreach (var cell in cells.Where(cell => !cell.IsBlank && !labels.ContainsKey(cell) && !index.IsHeading(cell.Text)))
        {
            // A label in words of its own, where the field's usual label does not stand.
            if (index.LooseField(cell.Text) is { } loosely && !labels.Values.Any(match => match.Item.Key == loosely.Item.Key))
            {
                labels[cell] = loosely;
            }
        }

        // A frame may be one cell around many labels, and a narrow column in it may break them over lines.
        var joined = cells.Where(cell => !labels.ContainsKey(cell)).ToDictionary(cell => cell, cell => LabelStacks.Join(cell.Lines, index));
        var labelled = cells.Where(cell => labels.ContainsKey(cell) || joined[cell].Any(line => LabelHit.In(line, index).Count > 0)).ToHashSet();
        var captures = new List<Capture>();
        var frames = cells.Where(cell => !cell.IsBlank && !labels.ContainsKey(cell) && (index.IsHeading(cell.Text) || index.IsTitle(cell.Text))).ToHashSet();
        labelled.UnionWith(frames);
        var read = new HashSet<Cell>(labels.Keys.Concat(frames));
        foreach (var (label, match) in labels)
        {
            // The text of a narrative may begin like a label; what stands beside its label is text all the same.
            var isText = match.Item.Kind == FieldKind.Narrative;
            Func<Cell, bool> isLabel = isText ? cell => labels.ContainsKey(cell) || frames.Contains(cell) : labelled.Contains;
            var values = Beside(label, cells, isLabel);
            if (values.Count == 0)
            {
                values = Below(label, cells, cell => isLabel(cell) || OpensWithLabel(cell.Lines, index));
            }

            read.UnionWith(values);
            captures.Add(new Capture(match.Item, match.Unit, [.. values.SelectMany(cell => cell.Snippets)], LabelOf(label)));
        }

        var unread = new List<TextLine>();
        var loose = new List<Cell>();
        foreach (var cell in cells.Where(cell => !cell.IsBlank && !read.Contains(cell)))
        {
            if (labelled.Contains(cell))
            {
                captures.AddRange(FreeFormReader.Read(joined[cell], index, out var rest));
                unread.AddRange(rest);
            }
            else
            {
                loose.Add(cell);
            }
        }

        var head = loose.Where(cell => cell.Row == 0).ToList();
        var tail = loose.Where(cell => cell.RowEnd == grid.Rows && cell.Row > 0).ToList();
        unread.AddRange(loose.Except(head).Except(tail).SelectMany(cell => cell.Lines));
        return new Result(
            [.. captures.OrderBy(capture => capture.Label?.Box.Y)], [.. head.SelectMany(cell => cell.Snippets)], [.. tail.SelectMany(cell => cell.Snippets)], unread);
    }

    private static Snippet LabelOf(Cell cell) => new(
        cell.Lines[0].Page, cell.Text, Box.Around(cell.Lines.Select(line => line.Box)), cell.Snippets.Min(line => line.Confidence));

    /// <summary>The cells to the right of a label, in its rows, up to the next label.</summary>
    private static List<Cell> Beside(Cell label, List<Cell> cells, Func<Cell, bool> isLabel)
    {
        var values = new List<Cell>();
        for (var column = label.ColumnEnd; ;)
        {
            var next = cells.Where(cell => cell.Column == column && cell.Row < label.RowEnd && cell.RowEnd > label.Row).ToList();
            if (next.Count == 0 || next.Exists(cell => isLabel(cell)))
            {
                // Three cells in a row are a value, a label that the form's pack does not know, and its value.
                return values.Count >= 3 && values.TrueForAll(cell => cell.Row == label.Row && !cell.IsBlank) ? [values[0]] : values;
            }

            values.AddRange(next);
            column = next.Max(cell => cell.ColumnEnd);
        }
    }

    /// <summary>A frame around another field: its label with a colon, and its text behind.</summary>
    private static bool OpensWithLabel(IReadOnlyList<TextLine> lines, PackIndex index) =>
        lines.Count > 0 && LabelHit.In(lines[0], index) is [{ Start: 0, HasColon: true }, ..];

    private static List<Cell> Below(Cell label, List<Cell> cells, Func<Cell, bool> isLabel) => [.. cells.Where(cell =>
        cell.Row == label.RowEnd && cell.Column < label.ColumnEnd && cell.ColumnEnd > label.Column && !isLabel(cell))];
}
