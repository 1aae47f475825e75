using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ingest.Core.Documents;

namespace Ingest.Cli.Inspecting;

/// <summary>Tables as JSON or as HTML, with their spans.</summary>
internal static class TableWriter
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Json(IReadOnlyList<FoundTable> tables) => JsonSerializer.Serialize(
        tables.Select(table => new
        {
            table.Page,
            Kind = table.IsRuled ? "ruled" : "unruled",
            Box = Numbers(table.Box),
            table.Rows,
            table.Columns,
            Cells = table.Cells.Select(cell => new { cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, Box = Numbers(cell.Box), cell.Text }),
        }),
        Format);

    public static string Html(string title, IReadOnlyList<FoundTable> tables)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="zh"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(title)}</title>
            <style>table {"{"} border-collapse: collapse; margin: 1em 0 {"}"} td {"{"} border: 1px solid #888; padding: .2em .5em; vertical-align: top {"}"}</style></head><body>

            """);
        foreach (var table in tables)
        {
            html.Append(CultureInfo.InvariantCulture, $"<table><caption>{table.Page}</caption>\n");
            for (var row = 0; row < table.Rows; row++)
            {
                html.Append("<tr>");
                WriteRow(html, table, row);
                html.Append("</tr>\n");
            }

            html.Append("</table>\n");
        }

        return html.Append("</body></html>").ToString();
    }

    private static void WriteRow(StringBuilder html, FoundTable table, int row)
    {
        for (var column = 0; column < table.Columns; column++)
        {
            // The place of a cell that began above or to the left has none of its own; one that nothing was found in is blank.
            if (table.Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column) is { } begins)
            {
                html.Append("<td");
                AppendSpan(html, "rowspan", begins.RowSpan);
                AppendSpan(html, "colspan", begins.ColumnSpan);
                html.Append('>').Append(WebUtility.HtmlEncode(begins.Text).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</td>");
            }
            else if (!table.Cells.Any(cell => Covers(cell, row, column)))
            {
                html.Append("<td></td>");
            }
        }
    }

    private static bool Covers(FoundCell cell, int row, int column) =>
        cell.Row <= row && row < cell.Row + cell.RowSpan && cell.Column <= column && column < cell.Column + cell.ColumnSpan;

    private static void AppendSpan(StringBuilder html, string name, int span)
    {
        if (span > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $" {name}=\"{span}\"");
        }
    }

    private static double[] Numbers(Box box) =>
        [Math.Round(box.X, 2), Math.Round(box.Y, 2), Math.Round(box.Width, 2), Math.Round(box.Height, 2)];
}
