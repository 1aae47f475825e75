using Ingest.Core.Documents;
using Ingest.Engine.Reading;
using Ingest.Engine.Tests.Reading.Pictures;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading;

/// <summary>Which pages are recognised, from the file to the words.</summary>
public sealed class OcrChoiceTests : IDisposable
{
    private const string Page = "/MediaBox[0 0 595 842]";
    private const string Sound = "BT /F1 12 Tf 60 700 Td 16 TL (One) Tj T* (two) Tj T* (three) Tj T* (four) Tj T* (five) Tj T* (six) Tj T* (seven) Tj T* (eight) Tj "
        + "T* (nine) Tj T* (ten) Tj T* (eleven) Tj T* (twelve) Tj T* (thirteen) Tj T* (fourteen) Tj T* (fifteen) Tj T* (sixteen) Tj ET";

    private readonly TestFiles _files = new();

    public OcrChoiceTests() => Ingest.Engine.Reading.Ocr.NativeLibraries.Load();

    public void Dispose() => _files.Dispose();

    /// <summary>A page of 150 dots an inch with figures on it, large enough to be read for certain.</summary>
    private static Mat Scan(string text = "2023 4567")
    {
        var page = new Mat(1754, 1240, MatType.CV_8UC1, Scalar.White);
        for (var line = 0; line < 8; line++)
        {
            Cv2.PutText(page, text, new Point(150, 300 + (120 * line)), HersheyFonts.HersheyDuplex, 2, Scalar.Black, 3, LineTypes.AntiAlias);
        }

        return page;
    }

    private static PdfImage Jpeg(Mat page)
    {
        Cv2.ImEncode(".jpg", page, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, 90));
        return PdfImage.Of(page.Width, page.Height, "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode", bytes);
    }

    private Document Read(byte[] file, OcrMode mode = OcrMode.Auto, Func<IReadOnlyList<Word>, bool>? knowsLabels = null)
    {
        using var reader = new DocumentReader(new ReadOptions { Ocr = mode, KnowsLabels = knowsLabels });
        return reader.Read(_files.Write("scan.pdf", file), TestContext.Current.CancellationToken);
    }

    private static string TextOf(Page page) => string.Concat(page.Words.Select(word => word.Text));

    [Fact]
    public void Recognises_a_scanned_page_beside_a_page_of_text()
    {
        using var scan = Scan();
        var file = new PicturePdf().Page(Sound, Page).Page("q 595 0 0 842 0 0 cm /I0 Do Q", Page, Jpeg(scan)).ToBytes();
        var document = Read(file);
        Assert.Equal((DocumentKind.Mixed, TextSource.Text, TextSource.Ocr), (document.Kind, document.Pages[0].Source, document.Pages[1].Source));
        Assert.Contains("4567", TextOf(document.Pages[1]), StringComparison.Ordinal);
        Assert.Empty(Read(file, OcrMode.Never).Pages[1].Words);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Stands_a_scan_upright(int quartersClockwise)
    {
        using var scan = Scan();
        using var turned = new Mat();
        Cv2.Rotate(scan, turned, (RotateFlags)(quartersClockwise - 1));
        Cv2.ImEncode(".png", turned, out var file);
        Assert.Contains("4567", TextOf(Assert.Single(Read(file).Pages)), StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_again_what_a_hidden_layer_of_recognised_text_says()
    {
        using var scan = Scan();
        var hidden = "q 595 0 0 842 0 0 cm /I0 Do Q BT 3 Tr /F1 12 Tf 60 700 Td (wrong wrong wrong wrong) Tj ET";
        var under = "BT /F1 12 Tf 60 700 Td (wrong wrong wrong wrong) Tj ET q 595 0 0 842 0 0 cm /I0 Do Q";
        foreach (var content in new[] { hidden, under })
        {
            var text = TextOf(Assert.Single(Read(PicturePdf.Of(content, Page, Jpeg(scan))).Pages));
            Assert.Contains("4567", text, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Asks_the_picture_where_a_text_layer_says_nothing_that_is_known()
    {
        var file = PicturePdf.Of(Sound, Page);

        // The text layer is what it shows: nobody knows it, and the picture does not either.
        var strange = Read(file, knowsLabels: _ => false).Pages[0];
        Assert.Equal((TextSource.Text, 16), (strange.Source, strange.Words.Count));

        // What is known is on the picture alone.
        var calls = 0;
        var replaced = Read(file, knowsLabels: words => words.All(word => word.Confidence < 1) && calls++ < 10).Pages[0];
        Assert.Equal((TextSource.Ocr, PageRemarkKind.SenselessTextReplaced), (replaced.Source, replaced.Remark!.Kind));
    }

    [Fact]
    public void Reads_a_tiff()
    {
        using var scan = Scan();
        Cv2.ImEncode(".tif", scan, out var tiff);
        var document = Read(tiff);
        Assert.Contains("4567", TextOf(Assert.Single(document.Pages)), StringComparison.Ordinal);
        Assert.Equal(DocumentKind.Scan, document.Kind);
    }

    [Fact]
    public void Ends_with_a_page_or_a_reason_whatever_a_picture_is_like()
    {
        using var dot = new Mat(1, 1, MatType.CV_8UC1, Scalar.Black);
        Cv2.ImEncode(".png", dot, out var file);
        Assert.Empty(Assert.Single(Read(file).Pages).Words);

        using var noise = new Mat(900, 700, MatType.CV_8UC3);
        Cv2.Randu(noise, Scalar.Black, Scalar.White);
        Cv2.ImEncode(".jpg", noise, out var photograph);
        Assert.Single(Read(photograph).Pages);
        var cut = Assert.Throws<UnreadableDocumentException>(() => Read([.. file[..40]]));
        Assert.Equal(UnreadableReason.Damaged, cut.Reason);
    }

    [Theory]
    [InlineData("caf\\351 na\\357ve Universit\\351 d\\351j\\340", TextSource.Text)] // Words of another language.
    [InlineData("12\\377 34\\346 56\\345 78\\374", TextSource.Ocr)] // What a broken table of characters makes of punctuation.
    public void Does_not_believe_a_page_with_accented_letters_that_belong_to_no_word(string shown, TextSource expected)
    {
        var text = Sound.Replace("(One)", $"({shown})", StringComparison.Ordinal);

        Assert.Equal(expected, Assert.Single(Read(new PicturePdf().Page(text, Page).ToBytes()).Pages).Source);
    }
}
