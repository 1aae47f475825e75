using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>Reads the indicator table of a dump that keeps the page's columns with spaces (pdftotext -layout).</summary>
internal static class DumpGridReader
{
    /// <summary>The table, with places as the lines have them; null when its header does not stand on one line with spaces between.</summary>
    public static AssembledTable? Read(IReadOnlyList<TextLine> lines, PackIndex index)
    {
        IReadOnlyList<ColumnRange>? header = null;
        var fragments = new List<TableFragment>();
        foreach (var page in lines.GroupBy(line => line.Page))
        {
            var body = new List<TextLine>();
            TextLine? total = null;
            foreach (var line in page)
            {
                if (StreamTableReader.HeaderOf(line, index) is { } found)
                {
                    header = IsSpaced(line) ? found : header;
                }
                else if (header is not null && total is null && DumpTableZone.ColumnsOn(line.Text, index).Count == 0)
                {
                    total = line.Words.Any(word => index.IsTotal(word.Text)) ? line : null;
                    body.AddRange(total is null ? [line] : []);
                }
            }

            if (header is not null && (body.Count > 0 || total is not null))
            {
                fragments.Add(ReadPage(page.Key, header, body, total, index));
            }
        }

        return fragments.Count == 0 ? null : TableAssembler.Assemble(fragments, index.Pack.Table);
    }

    /// <summary>Where cells follow each other with one space, places mean nothing.</summary>
    private static bool IsSpaced(TextLine header) =>
        header.Words.Zip(header.Words.Skip(1)).Count(pair => pair.Second.Box.X - pair.First.Box.Right > 1.5 * DumpGrid.LineHeight) >= 2;

    private static TableFragment ReadPage(
        int page, IReadOnlyList<ColumnRange> header, List<TextLine> body, TextLine? total, PackIndex index)
    {
        var table = index.Pack.Table;
        var category = table.CategoryKey;
        var pieces = body.Select(line => (IReadOnlyList<Snippet>)[.. DumpTokens.Pieces(line)]).ToList();
        var cells = GridColumns.Divide(header, total is null ? pieces : [.. pieces, [.. DumpTokens.Pieces(total)]]);
        var lines = body.Zip(cells, (line, own) => new GridRows.Line(
            line.Box.CentreY, own.Where(pair => pair.Key != category).ToDictionary(pair => pair.Key, pair => pair.Value)))
            .Where(line => line.Cells.Count > 0).ToList();
        var numbers = table.Columns.Where(column => column.Kind == FieldKind.Number).Select(column => column.Key).ToList();
        var anchors = Enumerable.Range(0, lines.Count).Where(i => numbers.Exists(lines[i].Cells.ContainsKey)).ToList();
        var columns = header.ToDictionary(column => column.Column.Key, column => (IReadOnlyList<Snippet>)[.. cells.Take(body.Count)
            .SelectMany(line => line.TryGetValue(column.Column.Key, out var own) ? [Joined(own)] : Array.Empty<Snippet>())]);
        return new TableFragment(
            page, header, StreamTableReader.RowsOf(columns, Bands(lines, GridRows.Starts(lines, anchors)), table), false,
            total is null ? null : cells[^1].Where(pair => numbers.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    /// <summary>The pieces of one cell on one line, with the space between them.</summary>
    private static Snippet Joined(IReadOnlyList<Snippet> pieces) => pieces.Count == 1 ? pieces[0] : pieces[0] with
    {
        Text = string.Join(' ', pieces.Select(piece => piece.Text)), Box = Box.Around(pieces.Select(piece => piece.Box)),
    };

    private static List<RowBand> Bands(List<GridRows.Line> lines, IReadOnlyList<int> starts)
    {
        var edges = starts.Where(start => start > 0 && start < lines.Count).Distinct()
            .Select(start => (lines[start - 1].Y + lines[start].Y) / 2).ToList();
        return [.. edges.Prepend(double.MinValue).Zip(edges.Append(double.MaxValue), (top, bottom) => new RowBand(top, bottom))];
    }
}
