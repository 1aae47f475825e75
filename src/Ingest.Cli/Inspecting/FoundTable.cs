using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Cli.Inspecting;

/// <summary>A table as found on a page, before anything is known of its meaning.</summary>
/// <param name="IsRuled">False for a table whose columns only white space parts: those are known by their form's header alone.</param>
internal sealed record FoundTable(int Page, bool IsRuled, Box Box, int Rows, int Columns, IReadOnlyList<FoundCell> Cells)
{
    /// <summary>Every ruled table, and the unruled indicator tables of the forms that are known.</summary>
    public static IReadOnlyList<FoundTable> In(Document document, IReadOnlyList<FormPack> packs)
    {
        var layouts = document.Pages.Select(PageLayout.Of).ToList();
        var ruled = layouts.SelectMany(layout => layout.Grids).Select(Of).ToList();
        var parts = packs.Select(pack => ReportSplitter.Split(layouts, new PackIndex(pack))).MaxBy(found => found.Count) ?? [];
        var unruled = parts
            .SelectMany(part => FormReader.Read(part).Table is { } table ? Of(table, part.Pack.Table) : [])
            .Where(table => !ruled.Exists(other => other.Page == table.Page && other.Box.ContainsCentreOf(table.Box)));
        return [.. ruled.Concat(unruled).OrderBy(table => table.Page).ThenBy(table => table.Box.Y)];
    }

    private static FoundTable Of(Grid grid) => new(
        grid.Page, true, grid.Box, grid.Rows, grid.Columns,
        [.. grid.Cells.Select(cell => new FoundCell(
            cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Box, string.Join('\n', cell.Lines.Select(line => line.Text))))]);

    /// <summary>One for each page that rows of it stand on.</summary>
    private static IEnumerable<FoundTable> Of(AssembledTable table, FormTable form) => table.Rows
        .Select(row => form.Columns
            .Select((column, index) => (index, Snippets: column.Kind == FieldKind.Category ? row.Category : row.Cells.GetValueOrDefault(column.Key) ?? []))
            .Where(cell => cell.Snippets.Count > 0)
            .ToList())
        .Where(row => row.Count > 0)
        .GroupBy(row => row.Min(cell => cell.Snippets[0].Page))
        .Select(page =>
        {
            var cells = page.SelectMany((row, index) => row.Select(cell => new FoundCell(
                index, cell.index, 1, 1, Box.Around(cell.Snippets.Select(snippet => snippet.Box)),
                string.Join('\n', cell.Snippets.Select(snippet => snippet.Text))))).ToList();
            return new FoundTable(page.Key, false, Box.Around(cells.Select(cell => cell.Box)), page.Count(), form.Columns.Count, cells);
        });
}

/// <param name="Row">Counted from 0, as is the column.</param>
/// <param name="Text">Its lines, with line feeds between them.</param>
internal sealed record FoundCell(int Row, int Column, int RowSpan, int ColumnSpan, Box Box, string Text);
