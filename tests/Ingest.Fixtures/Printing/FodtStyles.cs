using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Printing;

/// <summary>OpenDocument styles an element only by name, so each look that is asked for becomes one named style, once.</summary>
internal sealed partial class FodtStyles(Layout layout)
{
    public const string BoldSpan = "Bold";

    private static readonly string[] Sides = ["top", "right", "bottom", "left"];

    private readonly Dictionary<object, string> _names = [];
    private readonly List<XElement> _automatic =
        [Named(BoldSpan, "text", new XElement(Fodt.Style + "text-properties", Bold()))];

    private double TextWidth =>
        (layout.Page.Landscape ? 297 : 210) - layout.Page.Margins[1] - layout.Page.Margins[3];

    public string Paragraph(TextLook look, bool newPage) => Once(("p", look, newPage), "P", name => Named(name, "paragraph",
        new XElement(Fodt.Style + "paragraph-properties",
            new XAttribute(Fodt.Fo + "text-align", look.Align switch { Align.Centre => "center", Align.Right => "end", Align.Justify => "justify", _ => "start" }),
            new XAttribute(Fodt.Fo + "text-indent", Fodt.Points(look.FirstLineIndent * layout.FontSize)),
            new XAttribute(Fodt.Fo + "line-height", look.Size < 4 ? "100%" : (layout.LineHeight * 80).ToString("0", CultureInfo.InvariantCulture) + "%"),
            newPage ? new XAttribute(Fodt.Fo + "break-before", "page") : null),
        new XElement(Fodt.Style + "text-properties", Size(look.Size), look.Bold ? Bold() : [],
            look.LetterSpacing > 0 ? new XAttribute(Fodt.Fo + "letter-spacing", Fodt.Points(look.LetterSpacing * layout.FontSize)) : null)));

    public string GapParagraph(double points) => Once(("gap", points), "G", name => Named(name, "paragraph",
        new XElement(Fodt.Style + "paragraph-properties", new XAttribute(Fodt.Fo + "line-height", Fodt.Points(points))),
        new XElement(Fodt.Style + "text-properties", Size(2))));

    public string Table(int number, Grid grid)
    {
        var name = $"Table{number}";
        _automatic.Add(Named(name, "table", new XElement(Fodt.Style + "table-properties",
            new XAttribute(Fodt.Style + "width", Fodt.Millimetres(TextWidth)), new XAttribute(Fodt.Table + "align", "left"),
            new XAttribute(Fodt.Table + "border-model", "collapsing"))));
        _automatic.AddRange(grid.Widths.Select((width, index) => Named(Column(name, index), "table-column",
            new XElement(Fodt.Style + "table-column-properties",
                new XAttribute(Fodt.Style + "column-width", Fodt.Millimetres(TextWidth * width / 100))))));
        return name;
    }

    public static string Column(string table, int index) => $"{table}.C{index}";

    public string RowStyle(bool breaks) => Once(("row", breaks), "R", name => Named(name, "table-row",
        new XElement(Fodt.Style + "table-row-properties", new XAttribute(Fodt.Fo + "keep-together", breaks ? "auto" : "always"))));

    public string Cell(GridLook look, Row row, Cell cell) =>
        Once(("cell", look.Border, look.Padding, row.IsHeader, cell.Place, cell.Shaded), "C", name => Named(name, "table-cell",
            new XElement(Fodt.Style + "table-cell-properties", Borders(look.Border, row.IsHeader),
                new XAttribute(Fodt.Style + "vertical-align", cell.Place == VerticalPlace.Top ? "top" : "middle"),
                new XAttribute(Fodt.Fo + "padding", Fodt.Points(look.Padding)),
                cell.Shaded ? new XAttribute(Fodt.Fo + "background-color", "#e4e4e4") : null)));

    public XElement FontFaces() => new(Fodt.Office + "font-face-decls", new XElement(Fodt.Style + "font-face",
        new XAttribute(Fodt.Style + "name", layout.Font), new XAttribute(Fodt.Svg + "font-family", $"'{layout.Font}'")));

    public XElement Defaults() => new(Fodt.Office + "styles", new XElement(Fodt.Style + "default-style",
        new XAttribute(Fodt.Style + "family", "paragraph"),
        new XElement(Fodt.Style + "text-properties",
            new XAttribute(Fodt.Style + "font-name", layout.Font), new XAttribute(Fodt.Style + "font-name-asian", layout.Font),
            new XAttribute(Fodt.Fo + "language", "en"), new XAttribute(Fodt.Fo + "country", "US"),
            new XAttribute(Fodt.Style + "language-asian", "zh"), new XAttribute(Fodt.Style + "country-asian", "CN"),
            Size(layout.FontSize))));

    public XElement Automatic()
    {
        var page = new XElement(Fodt.Style + "page-layout", new XAttribute(Fodt.Style + "name", "Page"),
            new XElement(Fodt.Style + "page-layout-properties",
                new XAttribute(Fodt.Fo + "page-width", layout.Page.Landscape ? "297mm" : "210mm"),
                new XAttribute(Fodt.Fo + "page-height", layout.Page.Landscape ? "210mm" : "297mm"),
                new XAttribute(Fodt.Style + "print-orientation", layout.Page.Landscape ? "landscape" : "portrait"),
                Sides.Zip(layout.Page.Margins,
                    (side, margin) => new XAttribute(Fodt.Fo + ("margin-" + side), Fodt.Millimetres(margin)))),
            new XElement(Fodt.Style + "header-style", RunningSpace("margin-bottom")),
            new XElement(Fodt.Style + "footer-style", RunningSpace("margin-top")));
        var running = Named("Running", "paragraph",
            new XElement(Fodt.Style + "paragraph-properties", new XAttribute(Fodt.Fo + "text-align", "center")),
            new XElement(Fodt.Style + "text-properties", Size(9)));
        return new XElement(Fodt.Office + "automatic-styles", _automatic, running, page);
    }

    public XElement MasterPage() => new(Fodt.Office + "master-styles", new XElement(Fodt.Style + "master-page",
        new XAttribute(Fodt.Style + "name", "Standard"), new XAttribute(Fodt.Style + "page-layout-name", "Page"),
        Running("header", layout.Page.RunningHeader), Running("footer", layout.Page.RunningFooter)));

    private static XElement RunningSpace(string side) => new(Fodt.Style + "header-footer-properties",
        new XAttribute(Fodt.Fo + "min-height", "5mm"), new XAttribute(Fodt.Fo + side, "2mm"));

    private static XElement? Running(string place, string? text) => text is null ? null : new XElement(Fodt.Style + place,
        new XElement(Fodt.Text + "p", new XAttribute(Fodt.Text + "style-name", "Running"), PageNumbers().Split(text).Select(RunningPart)));

    private static object RunningPart(string part) => part switch
    {
        "{page}" => new XElement(Fodt.Text + "page-number", new XAttribute(Fodt.Text + "select-page", "current"), "1"),
        "{pages}" => new XElement(Fodt.Text + "page-count", "1"),
        _ => part,
    };

    private static IEnumerable<XAttribute> Borders(Border border, bool isHeader) => border switch
    {
        Border.None => [new XAttribute(Fodt.Fo + "border", "none")],
        Border.Solid => [new XAttribute(Fodt.Fo + "border", "0.5pt solid #000000")],
        Border.Thick => [new XAttribute(Fodt.Fo + "border", "1.5pt solid #000000")],
        Border.Dotted => [new XAttribute(Fodt.Fo + "border", "0.75pt dotted #333333")],
        Border.Double => [new XAttribute(Fodt.Fo + "border", "2.25pt double #000000")],
        Border.Rules => [new XAttribute(Fodt.Fo + "border", "none"), new XAttribute(Fodt.Fo + "border-bottom", isHeader ? "1pt solid #000000" : "0.25pt solid #999999")],
        _ => throw new NotSupportedException($"Writer has no table border {border}: it belongs to cells there"),
    };

    private static XElement Named(string name, string family, params object[] content) =>
        new(Fodt.Style + "style", new XAttribute(Fodt.Style + "name", name), new XAttribute(Fodt.Style + "family", family), content);

    private static XAttribute[] Size(double? points) => points is not { } size ? [] :
        [new(Fodt.Fo + "font-size", Fodt.Points(size)), new(Fodt.Style + "font-size-asian", Fodt.Points(size))];

    private static XAttribute[] Bold() => [new(Fodt.Fo + "font-weight", "bold"), new(Fodt.Style + "font-weight-asian", "bold")];

    private string Once(object look, string prefix, Func<string, XElement> make)
    {
        if (_names.TryGetValue(look, out var known))
            return known;
        var name = _names[look] = $"{prefix}{_names.Count + 1}";
        _automatic.Add(make(name));
        return name;
    }

    [GeneratedRegex(@"(\{pages?\})")]
    private static partial Regex PageNumbers();
}
