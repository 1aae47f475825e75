using System.IO.Compression;
using Ingest.Cli.Tests.Hosting;
using Ingest.Fixtures.Scans.Files;
using OpenCvSharp;

namespace Ingest.Cli.Tests.Extracting;

/// <summary>Scans that want to hurt, and harmless ones that look like it, made in code: none is large on disk.</summary>
internal sealed class HostileScans(SampleFiles files)
{
    private const double Width = 595;
    private const double Height = 842;

    /// <summary>A page of the scan fixtures that holds a whole report.</summary>
    private static string FormJpeg => Path.Combine(Repository.Root, "fixtures", "scans", "writer-kai-lines-200-skew-noise-photo.jpg");

    /// <summary>3.6 thousand million pixels of one bit, deflated twice: 450 MB in two KB.</summary>
    public string WidePage()
    {
        const int side = 60_000;
        var data = Zeros((long)side * side / 8, layers: 2);
        return Pdf("wide.pdf", new PdfImage(side, side, "/DeviceGray", 1, "[/FlateDecode /FlateDecode]", null, data));
    }

    /// <summary>1.25 GB of one colour in less than a kilobyte: every row says that it is the row above.</summary>
    public string Jbig2Bomb()
    {
        const int side = 100_000;
        var coder = new MqCoder(1 << 16);
        coder.Encode(1, TypicalRow);
        for (var row = 1; row < side; row++)
            coder.Encode(0, TypicalRow);
        byte[] region = [.. Big(side), .. Big(side), .. Big(0), .. Big(0), 0, 8, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE, .. coder.Finish()];
        byte[] data =
        [
            .. Big(0), 48, 0, 1, .. Big(19), .. Big(side), .. Big(side), .. Big(0), .. Big(0), 0, 0, 0,
            .. Big(1), 38, 0, 1, .. Big(region.Length), .. region,
        ];
        return Pdf("bomb.pdf", new PdfImage(side, side, "/DeviceGray", 1, "/JBIG2Decode", null, data));
    }

    /// <summary>A PNG of 30,000 × 30,000 grey pixels, all black, 900 MB in a few KB of image data.</summary>
    public string PngBomb()
    {
        const int side = 30_000;
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(png, "IHDR"u8, [.. Big(side), .. Big(side), 8, 0, 0, 0, 0]);
        Chunk(png, "IDAT"u8, Zeros((long)side * (side + 1), layers: 1));
        Chunk(png, "IEND"u8, []);
        return files.Write("bomb.png", png.ToArray());
    }

    /// <summary>A JPEG whose second half never came.</summary>
    public string TruncatedStrip()
    {
        var jpeg = File.ReadAllBytes(FormJpeg);
        using var pixels = Cv2.ImRead(FormJpeg, ImreadModes.Grayscale);
        return Pdf("truncated.pdf", new PdfImage(pixels.Width, pixels.Height, "/DeviceGray", 8, "/DCTDecode", null, jpeg[..(jpeg.Length / 2)]));
    }

    /// <summary>The form in four inks, as a file of its own.</summary>
    public string CmykJpeg() => files.Write("cmyk.jpg", Cmyk(File.ReadAllBytes(FormJpeg)));

    /// <summary>The same inside a PDF, with the inverted samples that Adobe writes.</summary>
    public string CmykPdf()
    {
        using var pixels = Cv2.ImRead(FormJpeg, ImreadModes.Grayscale);
        return Pdf("cmyk.pdf", new PdfImage(
            pixels.Width, pixels.Height, "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]", 8, "/DCTDecode", null, Cmyk(File.ReadAllBytes(FormJpeg))));
    }

    public string DeepGreyPdf()
    {
        using var deep = Deep();
        var samples = deep.AsSpan<ushort>();
        var data = new byte[samples.Length * 2];
        for (var index = 0; index < samples.Length; index++)
            (data[2 * index], data[(2 * index) + 1]) = ((byte)(samples[index] >> 8), (byte)samples[index]);
        return Pdf("deep.pdf", new PdfImage(deep.Width, deep.Height, "/DeviceGray", 16, "/FlateDecode", null, Deflated(data)));
    }

    public string DeepGreyTiff()
    {
        using var deep = Deep();
        Cv2.ImEncode(".tif", deep, out var tiff);
        return files.Write("deep.tif", tiff);
    }

    public string EmptyPage()
    {
        using var white = new Mat(2339, 1654, MatType.CV_8UC1, Scalar.All(250));
        return Pdf("empty.pdf", Jpeg(white));
    }

    /// <summary>Clouds of colour with a few hard edges, as of a picnic.</summary>
    public string Photograph()
    {
        Cv2.SetTheRNG(20_200_101);
        using var small = new Mat(24, 17, MatType.CV_8UC3);
        Cv2.Randu(small, Scalar.All(0), Scalar.All(255));
        using var photo = new Mat();
        Cv2.Resize(small, photo, new Size(1654, 2339), 0, 0, InterpolationFlags.Cubic);
        for (var index = 0; index < 40; index++)
            Cv2.Circle(photo, new Point(40 * index, 50 * ((index * 17) % 46)), 20 + (index * 3), new Scalar(5 * index, 200 - (4 * index), 90), -1, LineTypes.AntiAlias);
        return Pdf("photo.pdf", Jpeg(photo));
    }

    public string OnePixel() => Pdf("pixel.pdf", new PdfImage(1, 1, "/DeviceGray", 8, "/FlateDecode", null, Deflated([0])));

    /// <param name="dpi">0 leaves the resolution out.</param>
    public string TiffOf(int dpi)
    {
        using var pixels = Cv2.ImRead(FormJpeg, ImreadModes.Grayscale);
        return files.Write($"dpi-{dpi}.tif", Tiff.Write([Tiff.Jpeg(pixels.Width, pixels.Height, 1, File.ReadAllBytes(FormJpeg))], dpi));
    }

    /// <summary>A TIFF whose first page is followed by its first page.</summary>
    public string TiffLoop()
    {
        var tiff = File.ReadAllBytes(TiffOf(200));
        var entries = BitConverter.ToUInt16(tiff, 8);
        BitConverter.TryWriteBytes(tiff.AsSpan(8 + 2 + (12 * entries)), 8);
        return files.Write("loop.tif", tiff);
    }

    /// <summary>A TIFF that says a page of 2,000,000 rows and has a strip of ten bytes.</summary>
    public string TiffLiar() => files.Write("liar.tif", Tiff.Write([Tiff.Bilevel(60_000, 2_000_000, Tiff.Group4, new byte[10])], 300));

    /// <summary>The context in which template 0 codes whether a row is like the one above (T.88, 6.2.5.7).</summary>
    private const int TypicalRow = 0x9B25;

    /// <summary>
    /// Four components in four scans, each with the grey picture's own code: a page in grey is one in equal inks. Samples are
    /// inverted, as the Adobe marker says.
    /// </summary>
    private static byte[] Cmyk(byte[] grey)
    {
        using var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);
        for (var at = 2; ;)
        {
            var length = 2 + (grey[at + 2] << 8) + grey[at + 3];
            var segment = grey.AsSpan(at, length);
            switch (grey[at + 1])
            {
                case 0xC0:
                    jpeg.Write([0xFF, 0xC0, 0, 20, .. segment[4..9], 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
                    break;
                case 0xDA:
                    for (byte component = 1; component <= 4; component++)
                        jpeg.Write([0xFF, 0xDA, 0, 8, 1, component, 0, 0, 63, 0, .. grey.AsSpan((at + length)..^2)]);
                    jpeg.Write([0xFF, 0xD9]);
                    return jpeg.ToArray();
                case not (>= 0xE0 and <= 0xEF):
                    jpeg.Write(segment);
                    break;
            }

            at += length;
        }
    }

    private static Mat Deep()
    {
        using var pixels = Cv2.ImRead(FormJpeg, ImreadModes.Grayscale);
        var deep = new Mat();
        pixels.ConvertTo(deep, MatType.CV_16UC1, 257);
        return deep;
    }

    private static PdfImage Jpeg(Mat pixels)
    {
        Cv2.ImEncode(".jpg", pixels, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, 60));
        return new PdfImage(pixels.Width, pixels.Height, pixels.Channels() == 3 ? "/DeviceRGB" : "/DeviceGray", 8, "/DCTDecode", null, bytes);
    }

    private string Pdf(string name, PdfImage image) => files.Write(
        name, PdfImages.Write([new ImagePage(Width, Height, [new PlacedImage(image, 0, 0, Width, Height)])]));

    private static byte[] Zeros(long length, int layers)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            var block = new byte[1 << 20];
            for (var left = length; left > 0; left -= block.Length)
                zlib.Write(block, 0, (int)Math.Min(left, block.Length));
        }

        return layers == 1 ? packed.ToArray() : Deflated(packed.ToArray());
    }

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(data);
        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        png.Write(Big(data.Length));
        byte[] body = [.. type, .. data];
        png.Write(body);
        png.Write(Big((int)Crc32(body)));
    }

    /// <summary>As PNG has it (ISO 3309).</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
