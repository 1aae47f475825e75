using OpenCvSharp;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>Samples of a plain picture to pixels, 8 bits grey or blue-green-red, as they lie in the file.</summary>
internal static class PictureDecoder
{
    /// <exception cref="PictureException">The data make no picture.</exception>
    public static Mat Decode(PdfPicture picture) => picture.Coding.Compression switch
    {
        PictureCompression.Jpeg => Jpeg(picture),
        PictureCompression.Fax => Fax(picture),
        _ => Flat(picture),
    };

    private static Mat Jpeg(PdfPicture picture)
    {
        var pixels = PixelLimits.DecodeJpeg(picture.Data.Span, isTurned: false);
        if (picture.Coding.Greys is { } greys)
        {
            using var table = Table(greys, 1);
            Cv2.LUT(pixels, table, pixels);
        }

        return pixels;
    }

    private static Mat Fax(PdfPicture picture)
    {
        var coding = picture.Coding.Fax!;
        var pixels = Cv2.ImDecode(FaxFile.Of(picture.Data.Span, coding, picture.Height), ImreadModes.Grayscale);
        if (pixels.Empty())
        {
            pixels.Dispose();
            throw new PictureException("its fax data cannot be decoded");
        }

        // What the machine calls black is sample 0 or 1, and that looks as the picture's colours say.
        var greys = picture.Coding.Greys ?? [0, 255];
        if (coding.IsBlack1 == (greys[0] > greys[1]))
        {
            return pixels;
        }

        Cv2.BitwiseNot(pixels, pixels);
        return pixels;
    }

    private static unsafe Mat Flat(PdfPicture picture)
    {
        var coding = picture.Coding;
        var isColour = coding.Components == 3 || coding.Colours is not null;
        var rowBytes = (int)((((long)picture.Width * coding.Components * coding.Bits) + 7) / 8);
        using var rows = new SampleRows(picture, rowBytes, Math.Max(1, coding.Components * coding.Bits / 8));
        var pixels = new Mat(picture.Height, picture.Width, isColour ? MatType.CV_8UC3 : MatType.CV_8UC1, Scalar.White);
        for (var y = 0; y < picture.Height; y++)
        {
            if (rows.Next() is not { } row)
            {
                // Nothing at all is no picture; an upper part of one is worth reading.
                return y > 0 ? pixels : throw Empty(pixels);
            }

            Expand(row, coding, new Span<byte>((byte*)pixels.Ptr(y), picture.Width * pixels.Channels()));
        }

        return pixels;
    }

    private static PictureException Empty(Mat pixels)
    {
        pixels.Dispose();
        return new PictureException("its picture has no data");
    }

    private static void Expand(byte[] row, PictureCoding coding, Span<byte> target)
    {
        // Of 16 bits the upper 8.
        var step = coding.Bits == 16 ? 2 : 1;
        if (coding.Components == 3)
        {
            for (int i = 0, from = 0; i + 2 < target.Length; i += 3, from += 3 * step)
            {
                (target[i], target[i + 1], target[i + 2]) = (row[from + (2 * step)], row[from + step], row[from]);
            }
        }
        else if (coding.Colours is { } colours)
        {
            for (var x = 0; x < target.Length / 3; x++)
            {
                var value = Sample(row, x, coding.Bits) * 3;
                (target[3 * x], target[(3 * x) + 1], target[(3 * x) + 2]) = (colours[value], colours[value + 1], colours[value + 2]);
            }
        }
        else if (coding.Greys is { } greys)
        {
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = greys[Sample(row, x, coding.Bits)];
            }
        }
        else
        {
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = row[x * step];
            }
        }
    }

    /// <summary>A sample of 1, 2, 4 or 8 bits, packed from the highest bit down.</summary>
    private static int Sample(byte[] row, int x, int bits)
    {
        var bit = x * bits;
        return (row[bit >> 3] >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
    }

    private static Mat Table(IReadOnlyList<byte> greys, int channels)
    {
        var table = new Mat(1, 256, MatType.CV_8UC(channels));
        table.SetArray([.. greys]);
        return table;
    }
}
