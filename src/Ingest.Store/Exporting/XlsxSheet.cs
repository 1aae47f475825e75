using System.Globalization;
using System.Text;

namespace Ingest.Store.Exporting;

/// <summary>One sheet of a workbook, from its first row to its last.</summary>
internal sealed class XlsxSheet(Stream stream, IReadOnlyList<ExportColumn> columns)
{
    private const int DateStyle = 1;
    private const int TimeStyle = 2;
    private const int HeaderStyle = 3;

    /// <summary>Day 0 of Excel's calendar, so that all days since March 1900 are right.</summary>
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime First = new(1900, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly StreamWriter xml = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024);
    private readonly StringBuilder line = new();
    private readonly IReadOnlyList<string> letters = [.. columns.Select((_, at) => Letters(at))];

    /// <summary>Rows written, the header among them.</summary>
    public int Rows { get; private set; }

    public async Task BeginAsync(CancellationToken cancellation)
    {
        line.Append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
            .Append("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
            .Append("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var at = 0; at < columns.Count; at++)
        {
            line.Append(CultureInfo.InvariantCulture, $"<col min=\"{at + 1}\" max=\"{at + 1}\" width=\"{Width(columns[at])}\" customWidth=\"1\"/>");
        }

        line.Append("</cols><sheetData>");
        BeginRow();
        for (var at = 0; at < columns.Count; at++)
        {
            Text(at, columns[at].Name, HeaderStyle);
        }

        await EndRowAsync(cancellation);
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation)
    {
        BeginRow();
        for (var at = 0; at < row.Count; at++)
        {
            Cell(at, row[at]);
        }

        await EndRowAsync(cancellation);
    }

    public async Task EndAsync(CancellationToken cancellation)
    {
        await xml.WriteAsync(FormattableString.Invariant($"</sheetData><autoFilter ref=\"A1:{letters[^1]}{Rows}\"/></worksheet>").AsMemory(), cancellation);
        await xml.DisposeAsync();
    }

    private void BeginRow() => line.Append(CultureInfo.InvariantCulture, $"<row r=\"{++Rows}\">");

    private async Task EndRowAsync(CancellationToken cancellation)
    {
        line.Append("</row>");
        await xml.WriteAsync(line, cancellation);
        line.Clear();
    }

    private void Cell(int at, object? value)
    {
        switch (value)
        {
            case null: break;
            case string text: Text(at, text); break;
            case string[] texts: Text(at, string.Join(ExportColumn.ListSeparator, texts)); break;
            case bool flag: line.Append(CultureInfo.InvariantCulture, $"<c r=\"{letters[at]}{Rows}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>"); break;
            case DateOnly day: Moment(at, day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), DateStyle, "yyyy-MM-dd"); break;
            case DateTime time: Moment(at, time, TimeStyle, "yyyy-MM-dd HH:mm:ss"); break;
            case IFormattable number: line.Append(CultureInfo.InvariantCulture, $"<c r=\"{letters[at]}{Rows}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>"); break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    /// <summary>What Excel's calendar does not know stays a text.</summary>
    private void Moment(int at, DateTime moment, int style, string format)
    {
        if (moment < First)
        {
            Text(at, moment.ToString(format, CultureInfo.InvariantCulture));
            return;
        }

        line.Append(CultureInfo.InvariantCulture, $"<c r=\"{letters[at]}{Rows}\" s=\"{style}\"><v>{(moment - Epoch).TotalDays:R}</v></c>");
    }

    /// <summary>A text in its cell is never a formula.</summary>
    private void Text(int at, string text, int style = 0)
    {
        line.Append(CultureInfo.InvariantCulture, $"<c r=\"{letters[at]}{Rows}\" t=\"inlineStr\"{(style == 0 ? "" : $" s=\"{style}\"")}><is><t xml:space=\"preserve\">");
        line.Append(XlsxText.Escape(XlsxText.Shorten(text))).Append("</t></is></c>");
    }

    private static int Width(ExportColumn column) => column.Type switch
    {
        ExportType.Flag => 8,
        ExportType.Integer or ExportType.Real => 12,
        ExportType.Number => 16,
        ExportType.Date => 12,
        ExportType.Time => 20,
        _ => 24,
    };

    private static string Letters(int at) => at < 26 ? ((char)('A' + at)).ToString() : Letters((at / 26) - 1) + (char)('A' + (at % 26));
}
