using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

public sealed class PageOverlayTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Draws_boxes_over_the_page()
    {
        var pdf = files.Write("一.pdf", new TinyPdf().Page("BT /F1 20 Tf 100 700 Td (Hallo) Tj ET 50 600 m 250 600 l S").ToBytes());
        var page = new DocumentReader().Read(pdf).Pages[0];
        var plain = Poppler.Rasterise(new RasterRequest(pdf, 1, 72));
        var png = Path.Combine(Path.GetDirectoryName(pdf)!, "一.png");

        PageOverlay.Write(pdf, page, [OverlayLayer.Words(page), OverlayLayer.Rulings(page)], png, 72);

        using var drawn = SkiaSharp.SKBitmap.Decode(png);
        using var before = SkiaSharp.SKBitmap.Decode(plain);
        Assert.Equal((600, 800), (drawn.Width, drawn.Height));
        Assert.NotEqual(before.GetPixel(100, 90), drawn.GetPixel(100, 90));
        Assert.Equal(before.GetPixel(400, 400), drawn.GetPixel(400, 400));
    }

    [Fact]
    public void Says_that_a_dump_has_no_picture()
    {
        var dump = files.Write("报告.txt", "项目绩效自评价"u8.ToArray());
        var page = new DocumentReader().Read(dump).Pages[0];
        var refusal = Assert.Throws<ArgumentException>(() => PageOverlay.Write(dump, page, [], "/tmp/never.png"));
        Assert.Contains("报告.txt is a text dump", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_page_poppler_could_not_draw()
    {
        var pdf = files.Write("一.pdf", new TinyPdf().Page("").ToBytes());
        var failure = Assert.Throws<PopplerException>(() => Poppler.Rasterise(new RasterRequest(pdf, 9, 72)));
        Assert.Contains("page 9 of 一.pdf", failure.Message, StringComparison.Ordinal);
    }
}
