using System.Globalization;
using System.Text;

namespace Ingest.Store.Exporting;

/// <summary>
/// CSV (RFC 4180) in UTF-8 with the mark by which Excel knows it. A text that a spreadsheet would take for a formula gets
/// an apostrophe in front, and so does one that begins with an apostrophe: who takes one leading apostrophe away has the text
/// again. Null is nothing, an empty text is "".
/// </summary>
internal sealed class CsvExport(Stream stream) : IExportWriter
{
    private readonly StreamWriter text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);
    private IReadOnlyList<ExportColumn> columns = [];

    public async Task BeginAsync(ExportTable table, CancellationToken cancellation)
    {
        columns = table.Columns;
        await text.WriteAsync(string.Join(',', columns.Select(column => column.Name)).AsMemory(), cancellation);
        await text.WriteAsync("\r\n".AsMemory(), cancellation);
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (var at = 0; at < row.Count; at++)
        {
            if (at > 0)
            {
                await text.WriteAsync(',');
            }

            await text.WriteAsync(Cell(row[at], columns[at].Type));
        }

        await text.WriteAsync("\r\n");
    }

    public Task EndAsync(CancellationToken cancellation) => text.FlushAsync(cancellation);

    public ValueTask DisposeAsync() => text.DisposeAsync();

    private static string Cell(object? value, ExportType type) => value switch
    {
        null => "",
        string said => Quote(Defuse(said)),
        string[] said => Quote(Defuse(string.Join(ExportColumn.ListSeparator, said))),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(type == ExportType.Real ? "R" : null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    /// <summary>OWASP, CSV Injection: = + - @, tab and carriage return, and their full-width forms, which some locales take alike.</summary>
    private static string Defuse(string said) => said is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\'' or '＝' or '＋' or '－' or '＠', ..] ? "'" + said : said;

    private static string Quote(string said) =>
        said.Length == 0 || said.AsSpan().IndexOfAny(",\"\r\n") >= 0 || said[0] == ' ' || said[^1] == ' '
            ? '"' + said.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : said;
}
