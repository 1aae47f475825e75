using Ingest.Core;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

/// <summary>A box that somebody draws on a page is read as the page was.</summary>
public sealed class BoxReaderTests : IDisposable
{
    private static readonly string Folder = Path.Combine(TestFiles.Repository, "fixtures");

    private readonly BoxReader reader = new(new ReadOptions());
    private readonly TestFiles files = new();

    [Theory]
    [InlineData("chromium-seed-five.pdf", TextSource.Text)]
    [InlineData("scans/chromium-wan-ascii-200-bilevel-thin-pages.tif", TextSource.Ocr)]
    public void Drawn_around_a_value_it_gives_what_is_printed_there(string file, TextSource source)
    {
        var path = Path.Combine(Folder, file);
        var document = new DocumentReader().Read(path, TestContext.Current.CancellationToken);
        var field = new ReportParser(FormPackReader.BuiltIn()).Parse(document).Reports[0].Find("projectName")!;
        var region = field.Evidence.Regions[0];

        // By hand: wider than the words on every side.
        var read = reader.Read(path, region.Page, region.Box.Inflate(3), TestContext.Current.CancellationToken);

        Assert.Equal(field.Raw.Split('\n')[0], read.Text);
        Assert.Equal(source, read.Source);
        Assert.InRange(read.Box.CentreX, region.Box.X, region.Box.Right);
        Assert.InRange(read.Box.CentreY, region.Box.Y, region.Box.Bottom);
    }

    [Fact]
    public void Of_a_word_it_gives_the_characters_inside()
    {
        var path = Path.Combine(Folder, "chromium-seed-five.pdf");
        var word = new DocumentReader().Read(path, TestContext.Current.CancellationToken).Pages[0].Words.First(word => word.Text.Length >= 6);

        Assert.Equal(word.Text[2..5], reader.Read(path, 1, word.BoxOf(2, 3).Inflate(0.5), TestContext.Current.CancellationToken).Text);
    }

    [Fact]
    public void Where_nothing_stands_nothing_is_read()
    {
        var path = Path.Combine(Folder, "scans", "chromium-wan-ascii-200-bilevel-thin-pages.tif");

        Assert.Equal("", reader.Read(path, 1, new Box(5, 5, 40, 12), TestContext.Current.CancellationToken).Text);
    }

    [Fact]
    public void A_page_that_is_not_there_and_a_file_that_has_no_pages_are_refused()
    {
        var path = Path.Combine(Folder, "chromium-seed-five.pdf");
        var text = files.Write("dump.txt", "项目名称：某"u8.ToArray());

        Assert.Throws<UnreadableDocumentException>(() => reader.Read(path, 400, new Box(0, 0, 10, 10), TestContext.Current.CancellationToken));
        Assert.Throws<UnreadableDocumentException>(() => reader.Read(text, 1, new Box(0, 0, 10, 10), TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        reader.Dispose();
        files.Dispose();
    }
}
