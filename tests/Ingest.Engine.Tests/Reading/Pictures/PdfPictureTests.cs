using Ingest.Engine.Reading;
using Ingest.Engine.Reading.Ocr;
using Ingest.Engine.Reading.Pictures;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Pictures;

/// <summary>Each way in which a scanned page may lie in a PDF, against the pixels that went in.</summary>
public sealed class PdfPictureTests : IDisposable
{
    private const int Wide = 120;
    private const int High = 160;
    private const string Page = "/MediaBox[0 0 120 160]";
    private const string Filling = "q 120 0 0 160 0 0 cm /I0 Do Q";

    private readonly TestFiles _files = new();

    public PdfPictureTests() => NativeLibraries.Load();

    public void Dispose() => _files.Dispose();

    /// <summary>Grey values that tell every corner apart: 85 to the left of 160, darker downwards by steps, one white corner.</summary>
    private static byte Grey(int x, int y) => x < 20 && y < 20 ? (byte)255 : (byte)((x < 60 ? 0 : 85) + (y < 80 ? 85 : 0));

    private static byte[] Pixels(Func<int, int, byte[]> pixel) =>
        [.. Enumerable.Range(0, High).SelectMany(y => Enumerable.Range(0, Wide).SelectMany(x => pixel(x, y)))];

    private static byte[] Packed(int bits, Func<int, int, int> sample)
    {
        var stride = ((Wide * bits) + 7) / 8;
        var data = new byte[stride * High];
        for (var y = 0; y < High; y++)
        {
            for (var x = 0; x < Wide; x++)
            {
                data[(y * stride) + (x * bits / 8)] |= (byte)(sample(x, y) << (8 - bits - (x * bits % 8)));
            }
        }

        return data;
    }

    private static PdfImage Flat(int bits, string space, byte[] data, string more = "") =>
        PdfImage.Of(Wide, High, $"/BitsPerComponent {bits}/ColorSpace{space}/Filter/FlateDecode{more}", PdfImage.Deflate(data));

    private static Mat Shown(Func<int, int, byte> grey)
    {
        var mat = new Mat(High, Wide, MatType.CV_8UC1);
        mat.SetArray(Pixels((x, y) => [grey(x, y)]));
        return mat;
    }

    private PdfReading Read(byte[] pdf, out PdfPictures pictures)
    {
        var path = _files.Write("scan.pdf", pdf);
        var source = new PdfSource("scan.pdf", "", pdf, [""], 100);
        var reading = PdfReader.Read(source, CancellationToken.None);
        pictures = new PdfPictures(path, source, reading.Sights);
        return reading;
    }

    private void AssertShows(Mat expected, byte[] pdf, bool isTakenAsItIs, double tolerance = 0)
    {
        var sight = Read(pdf, out var pictures).Sights[0];
        Assert.Equal(PageLook.Picture, sight.Look);
        Assert.Equal(isTakenAsItIs, sight.Pictures.Count > 0);
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.Equal(expected.Size(), image.Pixels.Size());
        Assert.Equal(1, image.Pixels.Channels());
        Assert.InRange(Cv2.Norm(expected, image.Pixels, NormTypes.L1) / (Wide * High), 0, tolerance);
    }

    [Fact]
    public void Takes_grey_and_coloured_samples_of_every_depth_as_they_are()
    {
        using var expected = Shown(Grey);
        byte[] Level(int x, int y) => [(byte)(Grey(x, y) / 85)];
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(8, "/DeviceGray", Pixels((x, y) => [Grey(x, y)]))), isTakenAsItIs: true);
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(16, "/DeviceGray", Pixels((x, y) => [Grey(x, y), 7]))), isTakenAsItIs: true);
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(2, "/DeviceGray", Packed(2, (x, y) => Level(x, y)[0]))), isTakenAsItIs: true);
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(4, "/DeviceGray", Packed(4, (x, y) => Level(x, y)[0] * 5))), isTakenAsItIs: true);
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(8, "/DeviceRGB", Pixels((x, y) => [Grey(x, y), Grey(x, y), Grey(x, y)]))), isTakenAsItIs: true);
        AssertShows(expected, PicturePdf.Of(Filling, Page, Flat(8, "/DeviceGray", Pixels((x, y) => [(byte)(255 - Grey(x, y))]), "/Decode[1 0]")), isTakenAsItIs: true);
        AssertShows(
            expected, PicturePdf.Of(Filling, Page, Flat(2, "[/Indexed/DeviceRGB 3<AAAAAA FFFFFF 000000 555555>]", Packed(2, (x, y) => "\x2\x3\x0\x1"[Level(x, y)[0]]))), isTakenAsItIs: true);
    }

    [Fact]
    public void Takes_rows_with_filters_as_they_are()
    {
        using var expected = Shown(Grey);
        var filtered = new List<byte>();
        for (var y = 0; y < High; y++)
        {
            var filter = y % 5;
            filtered.Add((byte)filter);
            for (var x = 0; x < Wide; x++)
            {
                int left = x > 0 ? Grey(x - 1, y) : 0, up = y > 0 ? Grey(x, y - 1) : 0, corner = x > 0 && y > 0 ? Grey(x - 1, y - 1) : 0;
                int guess = left + up - corner, a = Math.Abs(guess - left), b = Math.Abs(guess - up), c = Math.Abs(guess - corner);
                filtered.Add((byte)(Grey(x, y) - (filter switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => a <= b && a <= c ? left : b <= c ? up : corner,
                    _ => 0,
                })));
            }
        }

        AssertShows(
            expected, PicturePdf.Of(Filling, Page, Flat(8, "/DeviceGray", [.. filtered], $"/DecodeParms<</Predictor 15/Columns {Wide}>>")), isTakenAsItIs: true);
    }

    [Fact]
    public void Takes_jpegs_as_they_are()
    {
        using var expected = Shown(Grey);
        Cv2.ImEncode(".jpg", expected, out var grey, new ImageEncodingParam(ImwriteFlags.JpegQuality, 100));
        AssertShows(
            expected, PicturePdf.Of(Filling, Page, PdfImage.Of(Wide, High, "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode", grey)), isTakenAsItIs: true, tolerance: 1);
        using var colour = new Mat();
        Cv2.CvtColor(expected, colour, ColorConversionCodes.GRAY2BGR);
        Cv2.ImEncode(".jpg", colour, out var rgb, new ImageEncodingParam(ImwriteFlags.JpegQuality, 100));
        AssertShows(
            expected, PicturePdf.Of(Filling, Page, PdfImage.Of(Wide, High, "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter[/DCTDecode]", rgb)), isTakenAsItIs: true, tolerance: 1);
    }

    [Fact]
    public void Keeps_the_colour_of_a_page_that_has_some()
    {
        Read(
            PicturePdf.Of(Filling, Page, Flat(8, "/DeviceRGB", Pixels((x, y) => x > 40 && y > 40 ? [200, 20, 30] : [255, 255, 255]))), out var pictures);
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.Equal(new Vec3b(30, 20, 200), image.Pixels.At<Vec3b>(100, 100));
        Assert.Equal(new Vec3b(255, 255, 255), image.Pixels.At<Vec3b>(10, 10));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("/BlackIs1 true", 255)]
    public void Takes_a_fax_as_it_is(string more, int paper)
    {
        // Group 4 by hand (ITU-T T.6): white rows, then black from 8 to 24: a horizontal mode, vertical ones, a pass.
        var bits = new string('1', 4) + "001" + "10011" + "0000010111" + "1" + string.Concat(Enumerable.Repeat("111", 7)) + "00011" + new string('1', 23)
            + "000000000001000000000001";
        var data = Enumerable.Range(0, (bits.Length + 7) / 8)
            .Select(i => Convert.ToByte(bits.PadRight(bits.Length + 8, '0').Substring(i * 8, 8), 2)).ToArray();
        Read(
            PicturePdf.Of(
                "q 32 0 0 36 0 0 cm /I0 Do Q", "/MediaBox[0 0 32 36]",
                PdfImage.Of(32, 36, $"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 32/Rows 36{more}>>", data)),
            out var pictures);
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.Equal(new Size(32, 36), image.Pixels.Size());
        var white = paper == 0 ? 255 : 0;
        Assert.Equal(white, image.Pixels.At<byte>(2, 10));
        Assert.Equal(255 - white, image.Pixels.At<byte>(4, 8));
        Assert.Equal(255 - white, image.Pixels.At<byte>(11, 23));
        Assert.Equal(white, image.Pixels.At<byte>(11, 24));
        Assert.Equal(white, image.Pixels.At<byte>(12, 10));
    }

    [Theory]
    [InlineData("/Filter/JPXDecode", "jp2")]
    [InlineData("/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/RunLengthDecode", "runs")]
    [InlineData("/BitsPerComponent 8/ColorSpace/DeviceGray/Filter[/ASCIIHexDecode/FlateDecode]", "hex")]
    public void Has_poppler_draw_what_it_does_not_decode_at_the_picture_s_own_size(string entries, string kind)
    {
        using var expected = Shown(Grey);
        var flat = Pixels((x, y) => [Grey(x, y)]);
        byte[] data = kind switch
        {
            "jp2" => Jpeg2000(expected),
            "runs" => [.. flat.Chunk(128).SelectMany(run => new[] { (byte)(run.Length - 1) }.Concat(run)), 128],
            _ => System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(PdfImage.Deflate(flat)) + ">"),
        };
        AssertShows(expected, PicturePdf.Of(Filling, Page, PdfImage.Of(Wide, High, entries, data)), isTakenAsItIs: false, tolerance: 2);
    }

    [Theory]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", Page)]
    [InlineData("q 120 0 0 -160 0 160 cm /I0 Do Q", Page)]
    [InlineData("q -120 0 0 160 120 0 cm /I0 Do Q", Page)]
    [InlineData("q -120 0 0 -160 120 160 cm /I0 Do Q", Page)]
    [InlineData("q 0 120 160 0 0 0 cm /I0 Do Q", "/MediaBox[0 0 160 120]")]
    [InlineData("q 0 120 -160 0 160 0 cm /I0 Do Q", "/MediaBox[0 0 160 120]")]
    [InlineData("q 0 -120 160 0 0 120 cm /I0 Do Q", "/MediaBox[0 0 160 120]")]
    [InlineData("q 0 -120 -160 0 160 120 cm /I0 Do Q", "/MediaBox[0 0 160 120]")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", "/MediaBox[0 0 120 160]/Rotate 90")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", "/MediaBox[0 0 120 160]/Rotate 180")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", "/MediaBox[0 0 120 160]/Rotate 270")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", "/MediaBox[0 0 120 160]/CropBox[10 20 110 150]")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q", "/MediaBox[0 0 120 160]/CropBox[10 20 110 150]/Rotate 90")]
    [InlineData("q 120 0 0 160 30 40 cm /I0 Do Q", "/MediaBox[0 0 200 300]")]
    public void Stands_a_picture_as_poppler_displays_it(string content, string page)
    {
        var pdf = PicturePdf.Of(content, page, Flat(8, "/DeviceGray", Pixels((x, y) => [Grey(x, y)])));
        Assert.Single(Read(pdf, out var pictures).Sights[0].Pictures);
        using var image = pictures.Take(1, CancellationToken.None);
        var drawn = Poppler.Rasterise(
            new RasterRequest(_files.Write("drawn.pdf", pdf), 1, 72) { Format = RasterFormat.Grey, Pixels = (image.Pixels.Width, image.Pixels.Height), IsSideways = page.Contains("Rotate 90", StringComparison.Ordinal) || page.Contains("Rotate 270", StringComparison.Ordinal) },
            TestContext.Current.CancellationToken);
        using var expected = Cv2.ImDecode(drawn, ImreadModes.Grayscale);
        Assert.Equal(image.Width, image.Pixels.Width);
        Assert.Equal(image.Height, image.Pixels.Height);
        Assert.InRange(Cv2.Norm(expected, image.Pixels, NormTypes.L1) / expected.Total(), 0, 3);
    }

    [Fact]
    public void Puts_strips_and_tiles_together()
    {
        using var expected = Shown(Grey);
        PdfImage Part(int left, int top, int width, int height) => PdfImage.Of(
            width, height, "/BitsPerComponent 8/ColorSpace/DeviceGray",
            [.. Enumerable.Range(top, height).SelectMany(y => Enumerable.Range(left, width).Select(x => Grey(x, y)))]);
        AssertShows(
            expected,
            PicturePdf.Of(
                "q 120 0 0 50 0 110 cm /I0 Do Q q 70 0 0 110 0 0 cm /I1 Do Q q 50 0 0 110 70 0 cm /I2 Do Q", Page,
                Part(0, 0, 120, 50), Part(0, 50, 70, 110), Part(70, 50, 50, 110)),
            isTakenAsItIs: true);
    }

    [Theory]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q BT /F1 12 Tf 20 80 Td (1,250.00) Tj ET")]
    [InlineData("q 120 0 0 160 0 0 cm /I0 Do Q 3 w 20 80 m 60 30 l S")]
    public void Does_not_lose_what_is_drawn_over_a_scan(string content)
    {
        var white = Flat(8, "/DeviceGray", Pixels((x, y) => [255]));
        var sight = Read(PicturePdf.Of(content, Page, white), out var pictures).Sights[0];
        Assert.Equal((PageLook.Picture, 0), (sight.Look, sight.Pictures.Count));
        using var image = pictures.Take(1, CancellationToken.None);
        Cv2.MinMaxLoc(image.Pixels, out double darkest, out double _);
        Assert.InRange(darkest, 0, 60);
    }

    [Fact]
    public void Takes_what_is_there_of_a_picture_that_was_cut_short()
    {
        var data = PdfImage.Deflate(Pixels((x, y) => [Grey(x, y)]));
        var entries = "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode";
        Read(PicturePdf.Of(Filling, Page, PdfImage.Of(Wide, High, entries, data[..(data.Length * 2 / 3)])), out var pictures);
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.Equal(85, image.Pixels.At<byte>(30, 30));
    }

    [Fact]
    public void Reads_no_more_of_a_stream_than_the_picture_has()
    {
        // A hundred megabytes behind a picture of some kilobytes.
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(Pixels((x, y) => [Grey(x, y)]));
            for (var i = 0; i < 100; i++)
            {
                zlib.Write(new byte[1 << 20]);
            }
        }

        Read(PicturePdf.Of(Filling, Page, PdfImage.Of(Wide, High, "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode", packed.ToArray())), out var pictures);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(60_000, 400)]
    public void Draws_a_picture_of_too_many_pixels_smaller(int width, int height)
    {
        // All white, and never more than a row of it in our memory.
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[width / 8];
            Array.Fill(row, (byte)0xFF);
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        Read(
            PicturePdf.Of(
                "q 595 0 0 842 0 0 cm /I0 Do Q", "/MediaBox[0 0 595 842]",
                PdfImage.Of(width, height, "/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", packed.ToArray())),
            out var pictures);
        using var image = pictures.Take(1, CancellationToken.None);
        Assert.InRange(Math.Max(image.Pixels.Width, image.Pixels.Height), 100, PixelLimits.LongSide);
        Assert.InRange(image.Pixels.At<byte>(10, 10), 250, 255);
    }

    private static byte[] Jpeg2000(Mat pixels)
    {
        Cv2.ImEncode(".jp2", pixels, out var bytes, new ImageEncodingParam(ImwriteFlags.Jpeg2000CompressionX1000, 1000));
        return bytes;
    }
}
