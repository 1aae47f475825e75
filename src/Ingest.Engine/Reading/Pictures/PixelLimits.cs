using OpenCvSharp;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>How many pixels are worth decoding: what is beyond is scaled down, or not held in memory at all.</summary>
internal static class PixelLimits
{
    /// <summary>A3 at 300 dots an inch, A4 at 400 and more: pages are read at 300, and gain nothing from larger pictures.</summary>
    public const int LongSide = 5200;

    /// <summary>Decoded bytes of one picture that we hold in our own memory.</summary>
    public const long DecodedBytes = 160L << 20;

    public static bool CanHold(int width, int height, int channels) =>
        width > 0 && height > 0 && (long)width * height * channels <= DecodedBytes;

    /// <summary>Decodes at a half, a quarter or an eighth where all pixels are more than a page needs.</summary>
    /// <param name="isTurned">As its EXIF data say.</param>
    /// <exception cref="PictureException">It cannot be decoded, or is too large even so.</exception>
    public static Mat DecodeJpeg(ReadOnlySpan<byte> bytes, bool isTurned = true)
    {
        var header = JpegHeader.Read(bytes) ?? throw new PictureException("its JPEG data cannot be decoded");
        var shrink = 1;
        while (shrink < 8 && Math.Max(header.Width, header.Height) / shrink > LongSide)
        {
            shrink *= 2;
        }

        if (!CanHold(header.Width / shrink, header.Height / shrink, header.Components))
        {
            throw TooLarge(header.Width, header.Height);
        }

        var isGrey = header.Components == 1;
        var mode = shrink switch
        {
            1 => isGrey ? ImreadModes.Grayscale : ImreadModes.Color,
            2 => isGrey ? ImreadModes.ReducedGrayscale2 : ImreadModes.ReducedColor2,
            4 => isGrey ? ImreadModes.ReducedGrayscale4 : ImreadModes.ReducedColor4,
            _ => isGrey ? ImreadModes.ReducedGrayscale8 : ImreadModes.ReducedColor8,
        };
        var pixels = Cv2.ImDecode(bytes, isTurned ? mode : mode | ImreadModes.IgnoreOrientation);
        if (pixels.Empty())
        {
            pixels.Dispose();
            throw new PictureException("its JPEG data cannot be decoded");
        }

        return pixels;
    }

    /// <summary>The picture, or a smaller one in its place.</summary>
    public static Mat Shrunk(Mat pixels)
    {
        var longest = Math.Max(pixels.Width, pixels.Height);
        if (longest <= LongSide)
        {
            return pixels;
        }

        using (pixels)
        {
            var scale = 1.0 / Math.Ceiling((double)longest / LongSide);
            var small = new Mat();
            Cv2.Resize(pixels, small, new Size(Math.Max(1, pixels.Width * scale), Math.Max(1, pixels.Height * scale)), 0, 0, InterpolationFlags.Area);
            return small;
        }
    }

    /// <summary>Grey in place of a colour picture without colour.</summary>
    public static Mat WithoutNeedlessColour(Mat pixels)
    {
        if (pixels.Channels() == 1 || HasColour(pixels))
        {
            return pixels;
        }

        using (pixels)
        {
            var grey = new Mat();
            Cv2.CvtColor(pixels, grey, ColorConversionCodes.BGR2GRAY);
            return grey;
        }
    }

    public static PictureException TooLarge(long width, long height) =>
        new(FormattableString.Invariant($"its picture has {width} × {height} pixels, more than can be held"));

    /// <summary>More than a handful of pixels of which red, green and blue differ clearly: a seal, a signature.</summary>
    private static unsafe bool HasColour(Mat pixels)
    {
        const int Step = 4;
        const int Clear = 40;
        var clear = 0;
        int height = pixels.Height, width = pixels.Width;
        for (var y = 0; y < height; y += Step)
        {
            var row = (byte*)pixels.Ptr(y);
            for (var x = 0; x < width; x += Step)
            {
                byte blue = row[3 * x], green = row[(3 * x) + 1], red = row[(3 * x) + 2];
                if (Math.Max(blue, Math.Max(green, red)) - Math.Min(blue, Math.Min(green, red)) > Clear && ++clear > 20)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
