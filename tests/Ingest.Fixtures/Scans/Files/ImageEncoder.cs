using System.IO.Compression;
using OpenCvSharp;

namespace Ingest.Fixtures.Scans.Files;

/// <summary>Pixels into the encodings that scanners use.</summary>
internal static class ImageEncoder
{
    /// <param name="pixels">One or three channels; for bilevel encodings 0 and 255 alone.</param>
    public static PdfImage Encode(Mat pixels, Encoding encoding, int jpegQuality)
    {
        var space = pixels.Channels() == 3 ? "/DeviceRGB" : "/DeviceGray";
        return encoding switch
        {
            Encoding.Jpeg => Image(pixels, space, 8, "/DCTDecode", Jpeg(pixels, jpegQuality)),
            Encoding.Jpeg2000 => Image(pixels, space, 8, "/JPXDecode", Jpeg2000(pixels)),
            Encoding.Jbig2 => Image(pixels, space, 1, "/JBIG2Decode", Jbig2.Encode(Bits(pixels, blackIs: 1), pixels.Width, pixels.Height)),
            Encoding.CcittG4 => Image(pixels, space, 1, "/CCITTFaxDecode", CcittG4(pixels)) with
            {
                Parameters = $"<< /K -1 /Columns {pixels.Width} /Rows {pixels.Height} >>",
            },
            _ when IsBilevel(pixels) => Image(pixels, space, 1, "/FlateDecode", Flate(Bits(pixels, blackIs: 0))),
            _ => Image(pixels, space, 8, "/FlateDecode", Flate(Samples(pixels))),
        };
    }

    public static byte[] Jpeg(Mat pixels, int quality)
    {
        Cv2.ImEncode(".jpg", pixels, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return bytes;
    }

    /// <summary>The raw T.6 code, through libtiff's own tools.</summary>
    public static byte[] CcittG4(Mat pixels)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-g4-");
        try
        {
            string plain = Path.Combine(folder.FullName, "plain.tif"), coded = Path.Combine(folder.FullName, "g4.tif");
            File.WriteAllBytes(plain, Tiff.Write([Tiff.Bilevel(pixels.Width, pixels.Height, Tiff.Uncompressed, Bits(pixels, blackIs: 1))], dpi: 200));
            Printing.OutsideProgram.Run("tiffcp", "-c", "g4", "-r", pixels.Height.ToString(System.Globalization.CultureInfo.InvariantCulture), plain, coded);
            return Tiff.FirstStrip(File.ReadAllBytes(coded));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static byte[] Flate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(data);
        return packed.ToArray();
    }

    /// <summary>Eight pixels a byte, rows filled up to whole bytes.</summary>
    public static byte[] Bits(Mat pixels, int blackIs)
    {
        var (width, height) = (pixels.Width, pixels.Height);
        var stride = (width + 7) / 8;
        var bits = new byte[stride * height];
        var grey = pixels.AsSpan<byte>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (grey[(y * width) + x] < 128 == (blackIs == 1))
                    bits[(y * stride) + (x >> 3)] |= (byte)(0x80 >> (x & 7));
            }
        }

        return bits;
    }

    private static byte[] Jpeg2000(Mat pixels)
    {
        Cv2.ImEncode(".jp2", pixels, out var bytes, new ImageEncodingParam(ImwriteFlags.Jpeg2000CompressionX1000, pixels.Channels() == 3 ? 25 : 100));
        return bytes;
    }

    private static bool IsBilevel(Mat pixels)
    {
        if (pixels.Channels() != 1)
            return false;
        using var middle = new Mat();
        Cv2.InRange(pixels, new Scalar(1), new Scalar(254), middle);
        return Cv2.CountNonZero(middle) == 0;
    }

    /// <summary>Rows of samples; red before blue.</summary>
    private static byte[] Samples(Mat pixels)
    {
        using var ordered = pixels.Channels() == 3 ? pixels.CvtColor(ColorConversionCodes.BGR2RGB) : pixels.Clone();
        return ordered.AsSpan<byte>().ToArray();
    }

    private static PdfImage Image(Mat pixels, string space, int bits, string filter, byte[] data) =>
        new(pixels.Width, pixels.Height, space, bits, filter, null, data);
}
