using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ingest.Fixtures.Forms;
using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Printing;

/// <summary>Blocks as HTML for Chromium's printing: page boxes, tables with real spans, thead where the header repeats.</summary>
internal sealed partial class HtmlWriter(Layout layout)
{
    private readonly StringBuilder _html = new();

    public string Write(IReadOnlyList<Form> forms)
    {
        _html.Append("<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>项目绩效自评价</title><style>").Append(Style()).Append("</style>");
        for (var index = 0; index < forms.Count; index++)
        {
            _html.Append(index > 0 && !layout.Flow ? "<section class=\"new\">" : "<section>");
            foreach (var block in forms[index].Blocks)
                Write(block);
            _html.Append("</section>");
        }

        // The markup itself is ASCII, so the whole page may be put through it.
        return layout.Radicals ? Radicals.Put(_html.ToString()) : _html.ToString();
    }

    private string Style()
    {
        var margins = string.Join(' ', layout.Page.Margins.Select(margin => Number(margin) + "mm"));
        var size = layout.Page.Landscape ? "A4 landscape" : "A4";
        return $$"""
            @page { size: {{size}}; margin: {{margins}}; {{Running("@top-center", layout.Page.RunningHeader)}} {{Running("@bottom-center", layout.Page.RunningFooter)}} }
            body { margin: 0; font-family: "{{layout.Font}}"; font-size: {{Number(layout.FontSize)}}pt; line-height: {{Number(layout.LineHeight)}}; }
            p { margin: 0; }
            section.new { break-before: page; }
            table { border-collapse: collapse; width: 100%; table-layout: fixed; }
            td { vertical-align: middle; padding: 3pt 4pt; }
            .latin { white-space: nowrap; }
            .solid td { border: 0.75pt solid #000; }
            .thick td { border: 0.75pt solid #000; } .thick { border: 2.25pt solid #000; }
            .dotted td { border: 0.75pt dotted #333; }
            .double td { border: 2.25pt double #000; }
            .outer { border: 0.75pt solid #000; }
            .columns { border-top: 0.75pt solid #000; border-bottom: 0.75pt solid #000; } .columns .head td { border-bottom: 0.75pt solid #000; }
            .columns td { border-left: 0.5pt solid #000; border-right: 0.5pt solid #000; }
            .rules { border-top: 1.5pt solid #000; border-bottom: 1.5pt solid #000; } .rules .head td { border-bottom: 0.75pt solid #000; }
            """;
    }

    private string Running(string box, string? text)
    {
        if (text is null)
            return "";
        var content = '"' + text.Replace("{page}", "\" counter(page) \"", StringComparison.Ordinal)
            .Replace("{pages}", "\" counter(pages) \"", StringComparison.Ordinal) + '"';
        return $"{box} {{ content: {content}; font-family: \"{layout.Font}\"; font-size: 9pt; }}";
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case TextBlock text: Paragraphs(text.Paragraphs, text.Look, text.Lead); break;
            case Gap gap: _html.Append(CultureInfo.InvariantCulture, $"<div style=\"height:{Number(gap.Points)}pt\"></div>"); break;
            case Grid grid: Table(grid); break;
            default: throw new InvalidOperationException($"no such block: {block}");
        }
    }

    private void Paragraphs(IReadOnlyList<string> paragraphs, TextLook look, string? lead)
    {
        foreach (var paragraph in paragraphs)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<p style=\"{TextStyle(look)}\">");
            if (lead is not null)
                _html.Append("<b>").Append(WebUtility.HtmlEncode(lead)).Append("</b>");
            lead = null;
            _html.Append(look.BreakAnywhere ? KeepLatin(paragraph) : WebUtility.HtmlEncode(paragraph)).Append("</p>");
        }
    }

    // A Latin word cut at a line's end could not be told from two words, so those alone stay whole.
    private static string KeepLatin(string text) =>
        LatinWord().Replace(WebUtility.HtmlEncode(text), match => $"<span class=\"latin\">{match.Value}</span>");

    private void Table(Grid grid)
    {
        var border = grid.Look.Border.ToString().ToLowerInvariant();
        var size = grid.Look.FontSize is { } points ? $"font-size:{Number(points)}pt" : "";
        _html.Append(CultureInfo.InvariantCulture, $"<table class=\"{border}\" style=\"{size}\"><colgroup>");
        foreach (var width in grid.Widths)
            _html.Append(CultureInfo.InvariantCulture, $"<col style=\"width:{Number(width)}%\">");
        _html.Append("</colgroup>");
        var body = false;
        foreach (var row in grid.Rows)
        {
            var repeats = row.IsHeader && grid.Look.RepeatHeader;
            if (!repeats && !body)
                _html.Append("<tbody>");
            body |= !repeats;
            _html.Append(repeats ? "<thead>" : "");
            TableRow(row, grid.Look);
            _html.Append(repeats ? "</thead>" : "");
        }

        _html.Append("</tbody></table>");
    }

    private void TableRow(Row row, GridLook look)
    {
        var inside = look.BreakRows ? "" : "break-inside:avoid;";
        var after = row.BreakAfter ? "break-after:page;" : "";
        _html.Append(CultureInfo.InvariantCulture, $"<tr class=\"{(row.IsHeader ? "head" : "")}\" style=\"{inside}{after}\">");
        foreach (var cell in row.Cells)
        {
            var place = cell.Place == VerticalPlace.Top ? "top" : "middle";
            var shade = cell.Shaded ? "background:#e4e4e4;" : "";
            _html.Append(CultureInfo.InvariantCulture,
                $"<td colspan=\"{cell.Columns}\" rowspan=\"{cell.Rows}\" style=\"vertical-align:{place};padding:{Number(look.Padding)}pt 4pt;{shade}\">");
            Paragraphs(cell.Paragraphs, cell.Text, null);
            _html.Append("</td>");
        }

        _html.Append("</tr>");
    }

    private static string TextStyle(TextLook look)
    {
        var style = look.Align switch { Align.Centre => "text-align:center;", Align.Right => "text-align:right;", Align.Justify => "text-align:justify;", _ => "" };
        if (look.Size is { } size)
            style += $"font-size:{Number(size)}pt;";
        if (look.Bold)
            style += "font-weight:bold;";
        if (look.LetterSpacing > 0)
            style += $"letter-spacing:{Number(look.LetterSpacing)}em;";
        if (look.FirstLineIndent > 0)
            style += $"text-indent:{Number(look.FirstLineIndent)}em;";
        return look.BreakAnywhere ? style + "line-break:anywhere;" : style;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<![&A-Za-z])[A-Za-z]{2,}(?!;)")]
    private static partial Regex LatinWord();
}
