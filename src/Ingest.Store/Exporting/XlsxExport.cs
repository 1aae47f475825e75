using System.IO.Compression;
using System.Text;

namespace Ingest.Store.Exporting;

/// <summary>
/// An Excel workbook (ECMA-376), written as it streams: a sheet a table with real numbers and dates, a header that stays in
/// sight, filters, and at the end a sheet that says what the columns are. A table longer than a sheet goes on in a second one.
/// </summary>
internal sealed class XlsxExport(Stream stream) : IExportWriter
{
    /// <summary>Excel's own limit.</summary>
    internal const int SheetRows = 1_048_576;

    private static readonly ExportTable Dictionary = new(
        "dictionary", "字段说明", "What the columns are",
        [.. new[] { "table", "column", "类型 type", "说明", "meaning" }.Select(name => new ExportColumn(name, ExportType.Text, "", ""))]);

    private readonly ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> sheets = [];
    private readonly List<ExportTable> tables = [];
    private XlsxSheet? sheet;
    private bool isClosed;

    public async Task BeginAsync(ExportTable table, CancellationToken cancellation)
    {
        await CloseSheetAsync(cancellation);
        tables.Add(table);
        await OpenSheetAsync(table, table.Name, cancellation);
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?> row, CancellationToken cancellation)
    {
        if (sheet!.Rows == SheetRows)
        {
            var part = sheets.Count(name => name.StartsWith(tables[^1].Name, StringComparison.Ordinal)) + 1;
            await CloseSheetAsync(cancellation);
            await OpenSheetAsync(tables[^1], FormattableString.Invariant($"{tables[^1].Name} ({part})"), cancellation);
        }

        await sheet.WriteAsync(row, cancellation);
    }

    public Task EndAsync(CancellationToken cancellation) => CloseSheetAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!isClosed)
        {
            isClosed = true;
            await WriteDictionaryAsync();
            await WritePartsAsync();
            await zip.DisposeAsync();
        }
    }

    private async Task OpenSheetAsync(ExportTable table, string name, CancellationToken cancellation)
    {
        sheets.Add(name);
        var entry = zip.CreateEntry(FormattableString.Invariant($"xl/worksheets/sheet{sheets.Count}.xml"), CompressionLevel.Fastest);
        sheet = new XlsxSheet(await entry.OpenAsync(cancellation), table.Columns);
        await sheet.BeginAsync(cancellation);
    }

    private async Task CloseSheetAsync(CancellationToken cancellation)
    {
        if (sheet is not null)
        {
            await sheet.EndAsync(cancellation);
            sheet = null;
        }
    }

    private async Task WriteDictionaryAsync()
    {
        await CloseSheetAsync(CancellationToken.None);
        await OpenSheetAsync(Dictionary, Dictionary.Name, CancellationToken.None);
        foreach (var table in tables)
        {
            await sheet!.WriteAsync([table.Name, null, null, table.Chinese, table.English], CancellationToken.None);
            foreach (var column in table.Columns)
            {
                await sheet.WriteAsync([table.Name, column.Name, column.Type.ToString().ToLowerInvariant(), column.Chinese, column.English], CancellationToken.None);
            }
        }

        await CloseSheetAsync(CancellationToken.None);
    }

    private async Task WritePartsAsync()
    {
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        await PartAsync("[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Kind}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Kind}styles+xml"/>{Join(numbers, n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Kind}worksheet+xml\"/>")}</Types>
            """);
        await PartAsync("_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        await PartAsync("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{Join(numbers, n => $"<sheet name=\"{XlsxText.Escape(sheets[n - 1])}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")}</sheets></workbook>
            """);
        await PartAsync("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships">{Join(numbers, n => $"<Relationship Id=\"rId{n}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")}<Relationship Id="rIdStyles" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        await PartAsync("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """);
    }

    private static string Join(IEnumerable<int> numbers, Func<int, FormattableString> part) =>
        string.Concat(numbers.Select(number => FormattableString.Invariant(part(number))));

    private async Task PartAsync(string name, string xml)
    {
        await using var part = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await part.WriteAsync(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml));
    }
}
