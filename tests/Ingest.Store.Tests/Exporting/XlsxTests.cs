using System.IO.Compression;
using System.Xml.Linq;
using Ingest.Store.Exporting;

namespace Ingest.Store.Tests.Exporting;

public sealed class XlsxTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory]
    [InlineData("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;")]
    [InlineData("bell\a", "bell_x0007_")]
    [InlineData("_x0007_", "_x005F_x0007_")]
    [InlineData("none\ufffe", "none_xFFFE_")]
    [InlineData("😀", "😀")]
    [InlineData("snake_case", "snake_case")]
    public void Texts_are_escaped_as_Excel_reads_them(string text, string escaped) => Assert.Equal(escaped, XlsxText.Escape(text));

    [Fact]
    public void A_text_too_long_for_a_cell_ends_with_a_mark()
    {
        var cut = XlsxText.Shorten(new string('绩', 40_000));

        Assert.Equal(XlsxText.Longest, cut.Length);
        Assert.EndsWith("…[32,767]", cut, StringComparison.Ordinal);
        Assert.Equal("短", XlsxText.Shorten("短"));
    }

    [Fact]
    public async Task The_header_stays_in_sight_and_filters()
    {
        var sheet = await SheetAsync([["=1+1", 5L, new DateOnly(2024, 2, 29)], [null, null, new DateOnly(1800, 1, 1)]]);

        Assert.Equal("frozen", sheet.Descendants(Main + "pane").Single().Attribute("state")!.Value);
        Assert.Equal("A1:C3", sheet.Descendants(Main + "autoFilter").Single().Attribute("ref")!.Value);
        Assert.Empty(sheet.Descendants(Main + "f"));
        var cells = sheet.Descendants(Main + "c").ToDictionary(cell => cell.Attribute("r")!.Value, StringComparer.Ordinal);
        Assert.Equal(("inlineStr", "=1+1"), (cells["A2"].Attribute("t")!.Value, cells["A2"].Value));
        Assert.Equal("45351", cells["C2"].Value);
        Assert.Equal("1800-01-01", cells["C3"].Value);
        Assert.DoesNotContain("A3", cells.Keys);
    }

    private static async Task<XElement> SheetAsync(IReadOnlyList<object?[]> rows)
    {
        await using var stream = new MemoryStream();
        await using (var writer = ExportFormat.Xlsx.Writer(stream))
        {
            await writer.BeginAsync(
                new ExportTable("things", "", "", [new("text", ExportType.Text, "", ""), new("number", ExportType.Integer, "", ""), new("day", ExportType.Date, "", "")]),
                TestContext.Current.CancellationToken);
            foreach (var row in rows)
            {
                await writer.WriteAsync(row, TestContext.Current.CancellationToken);
            }

            await writer.EndAsync(TestContext.Current.CancellationToken);
        }

        await using var zip = new ZipArchive(stream);
        await using var part = await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        return await XElement.LoadAsync(part, LoadOptions.PreserveWhitespace, TestContext.Current.CancellationToken);
    }
}
