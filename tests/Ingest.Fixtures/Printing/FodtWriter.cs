using System.Globalization;
using System.Xml.Linq;
using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Printing;

/// <summary>Blocks as flat OpenDocument text for LibreOffice Writer.</summary>
internal sealed class FodtWriter(Layout layout)
{
    // One tiny line parts tables that touch: Writer would run them into one.
    private static readonly TextLook Hairline = new() { Size = 2 };

    private readonly FodtStyles _styles = new(layout);
    private int _tables;

    public string Write(IReadOnlyList<Form> forms)
    {
        var text = new XElement(Fodt.Office + "text");
        for (var index = 0; index < forms.Count; index++)
        {
            var newPage = index > 0 && !layout.Flow;
            foreach (var block in forms[index].Blocks)
            {
                text.Add(Elements(block, newPage));
                newPage = false;
            }
        }

        var document = new XElement(Fodt.Office + "document", Fodt.Namespaces,
            new XAttribute(Fodt.Office + "version", "1.3"), new XAttribute(Fodt.Office + "mimetype", "application/vnd.oasis.opendocument.text"),
            _styles.FontFaces(), _styles.Defaults(), _styles.Automatic(), _styles.MasterPage(), new XElement(Fodt.Office + "body", text));
        // Writer takes a file without the declaration for plain text, and white space between elements for content.
        return """<?xml version="1.0" encoding="UTF-8"?>""" + document.ToString(SaveOptions.DisableFormatting);
    }

    private IEnumerable<XElement> Elements(Block block, bool newPage) => block switch
    {
        TextBlock text => Paragraphs(text.Paragraphs, text.Look, text.Lead, newPage),
        Gap gap => [new XElement(Fodt.Text + "p", Style(Fodt.Text, _styles.GapParagraph(gap.Points)))],
        Grid grid => [Table(grid), .. Paragraphs([""], Hairline)],
        _ => throw new InvalidOperationException($"no such block: {block}"),
    };

    private IEnumerable<XElement> Paragraphs(IReadOnlyList<string> paragraphs, TextLook look, string? lead = null, bool newPage = false) =>
        paragraphs.Select((paragraph, index) => new XElement(Fodt.Text + "p",
            Style(Fodt.Text, _styles.Paragraph(look, newPage && index == 0)),
            lead is not null && index == 0 ? new XElement(Fodt.Text + "span", Style(Fodt.Text, FodtStyles.BoldSpan), lead) : null,
            paragraph));

    private XElement Table(Grid grid)
    {
        var name = _styles.Table(++_tables, grid);
        var table = new XElement(Fodt.Table + "table", Style(Fodt.Table, name));
        table.Add(grid.Widths.Select((_, index) => new XElement(Fodt.Table + "table-column", Style(Fodt.Table, FodtStyles.Column(name, index)))));
        var starts = GridMap.Starts(grid);
        var header = new XElement(Fodt.Table + "table-header-rows");
        for (var index = 0; index < grid.Rows.Count; index++)
        {
            var row = TableRow(grid, grid.Rows[index], starts[index]);
            if (grid.Rows[index].IsHeader && grid.Look.RepeatHeader)
                header.Add(row);
            else
                table.Add(row);
            if (grid.Rows[index].IsHeader && grid.Look.RepeatHeader)
                table.Add(header);
        }

        return table;
    }

    private XElement TableRow(Grid grid, Row row, IReadOnlyList<int> starts)
    {
        var element = new XElement(Fodt.Table + "table-row", Style(Fodt.Table, _styles.RowStyle(grid.Look.BreakRows)));
        var column = 0;
        for (var index = 0; index < row.Cells.Count; index++)
        {
            // Every grid position wants an element; those under a span are "covered".
            element.Add(Covered(starts[index] - column));
            var cell = row.Cells[index];
            element.Add(TableCell(grid.Look, row, cell), Covered(cell.Columns - 1));
            column = starts[index] + cell.Columns;
        }

        element.Add(Covered(grid.Widths.Count - column));
        return element;
    }

    private XElement TableCell(GridLook look, Row row, Cell cell)
    {
        var text = cell.Text with { Size = cell.Text.Size ?? look.FontSize };
        return new XElement(Fodt.Table + "table-cell", Style(Fodt.Table, _styles.Cell(look, row, cell)),
            new XAttribute(Fodt.Office + "value-type", "string"),
            new XAttribute(Fodt.Table + "number-columns-spanned", cell.Columns.ToString(CultureInfo.InvariantCulture)),
            new XAttribute(Fodt.Table + "number-rows-spanned", cell.Rows.ToString(CultureInfo.InvariantCulture)),
            Paragraphs(cell.Paragraphs, text));
    }

    private static IEnumerable<XElement> Covered(int count) =>
        Enumerable.Range(0, count).Select(_ => new XElement(Fodt.Table + "covered-table-cell"));

    private static XAttribute Style(XNamespace family, string name) => new(family + "style-name", name);
}
