using Ingest.Core.Documents;
using Ingest.Core.Normalisation;
using Ingest.Core.Tables;

namespace Ingest.Core.Segmentation;

/// <summary>A page as plain text in reading order: lines from top to bottom, and the rows of a table where it begins.</summary>
public static class PageText
{
    /// <summary>One line of the page a line; a row of a table is one line, its cells parted by tabs.</summary>
    public static string Of(Page page)
    {
        var layout = PageLayout.Of(page);
        var lines = layout.Lines.Select(line => (line.Box.Y, Text: line.Text));
        var rows = layout.Grids.SelectMany(Rows);
        return string.Join('\n', lines.Concat(rows).OrderBy(part => part.Y).Select(part => part.Text));
    }

    /// <summary>A cell is told where it begins, in its first row; a table's rows stay together, and blank ones say nothing.</summary>
    private static IEnumerable<(double Y, string Text)> Rows(Grid grid) => grid.Cells
        .GroupBy(cell => cell.Row)
        .Where(row => row.Any(cell => !cell.IsBlank))
        .OrderBy(row => row.Key)
        .Select(row => (grid.Box.Y, string.Join('\t', row.OrderBy(cell => cell.Column).Select(cell => CjkText.Join(cell.Lines.Select(line => line.Text))))));
}
