using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>The pages of an image file, decoded one at a time when they are asked for.</summary>
internal sealed class ImagePictures : IPagePictures
{
    // The long side of A5 and of A3, points: beyond, the file is wrong about its resolution.
    private const double Shortest = 500;
    private const double Longest = 1300;
    private const double A4Long = 842;

    /// <summary>A TIFF is decoded through five bytes a pixel, whatever it holds.</summary>
    private const long MostTiffPixels = 100_000_000;

    private readonly byte[] _file;
    private readonly IReadOnlyList<TiffPage> _tiff;
    private readonly Lock _lock = new();

    private ImagePictures(byte[] file, IReadOnlyList<TiffPage> tiff) => (_file, _tiff) = (file, tiff);

    public int Count => Math.Max(1, _tiff.Count);

    /// <param name="file">Is written into: where a TIFF begins.</param>
    public static ImagePictures Open(byte[] file, string fileName, int maxPages)
    {
        if (file is not ([0x49, 0x49, ..] or [0x4D, 0x4D, ..]))
        {
            return ImageHeader.Read(file) is null ? throw Unreadable.Damaged(fileName, null) : new ImagePictures(file, []);
        }

        var pages = TiffDirectories.Pages(file, maxPages);
        return pages.Count == 0 ? throw Unreadable.Damaged(fileName, null)
            : pages.Count > maxPages ? throw Unreadable.TooManyPages(fileName, pages.Count, maxPages)
            : new ImagePictures(file, pages);
    }

    public PageImage Take(int number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (pixels, dpi) = _tiff.Count > 0 ? Tiff(_tiff[number - 1]) : Single();
        var (width, height) = SizeOf(pixels, dpi);
        return new PageImage(PixelLimits.WithoutNeedlessColour(PixelLimits.Shrunk(pixels)), width, height);
    }

    private (Mat Pixels, (double X, double Y)? Dpi) Tiff(TiffPage page)
    {
        if (page.Width * page.Height > MostTiffPixels)
        {
            throw PixelLimits.TooLarge(page.Width, page.Height);
        }

        Mat pixels;
        lock (_lock)
        {
            TiffDirectories.Select(_file, page);
            pixels = Decoded(ImreadModes.AnyColor | ImreadModes.IgnoreOrientation);
        }

        // TIFF 6.0, section 8: 5 to 8 are stored by columns.
        if (page.Orientation >= 5)
        {
            using var stored = pixels;
            pixels = new Mat();
            Cv2.Transpose(stored, pixels);
        }

        if (page.Orientation is 2 or 3 or 6 or 7)
        {
            Cv2.Flip(pixels, pixels, FlipMode.Y);
        }

        if (page.Orientation is 3 or 4 or 7 or 8)
        {
            Cv2.Flip(pixels, pixels, FlipMode.X);
        }

        return (pixels, page is { Orientation: >= 5, Dpi: { } dpi } ? (dpi.Y, dpi.X) : page.Dpi);
    }

    private (Mat Pixels, (double X, double Y)? Dpi) Single()
    {
        var header = ImageHeader.Read(_file)!.Value;
        if (_file[0] == 0xFF)
        {
            // Turned as its EXIF says, whose resolution is the same both ways.
            return (PixelLimits.DecodeJpeg(_file), header.Dpi);
        }

        if (header.Width * header.Height > PixelLimits.DecodedBytes / 4)
        {
            throw PixelLimits.TooLarge(header.Width, header.Height);
        }

        return (header.HasAlpha ? OnPaper(Decoded(ImreadModes.Unchanged)) : Decoded(ImreadModes.AnyColor), header.Dpi);
    }

    private Mat Decoded(ImreadModes mode)
    {
        var pixels = Cv2.ImDecode(_file, mode);
        if (!pixels.Empty())
        {
            return pixels;
        }

        pixels.Dispose();
        throw new PictureException("its picture cannot be decoded");
    }

    /// <summary>What shows through is paper.</summary>
    private static Mat OnPaper(Mat pixels)
    {
        if (pixels.Depth() == MatType.CV_16U)
        {
            pixels.ConvertTo(pixels, MatType.CV_8U, 1 / 257.0);
        }

        if (pixels.Channels() != 4)
        {
            return pixels;
        }

        using (pixels)
        {
            var channels = pixels.Split();
            using var alpha = channels[3];
            using var inverse = new Mat();
            Cv2.BitwiseNot(alpha, inverse);
            foreach (var channel in channels[..3])
            {
                // colour · alpha + white · (1 − alpha)
                Cv2.Multiply(channel, alpha, channel, 1 / 255.0);
                Cv2.Add(channel, inverse, channel);
            }

            var onPaper = new Mat();
            Cv2.Merge(channels[..3], onPaper);
            Array.ForEach(channels[..3], channel => channel.Dispose());
            return onPaper;
        }
    }

    /// <summary>Points: as the file says where that is paper, else as if it were A4.</summary>
    private static (double Width, double Height) SizeOf(Mat pixels, (double X, double Y)? dpi)
    {
        var (x, y) = dpi ?? (72, 72);
        double width = pixels.Width * 72 / x, height = pixels.Height * 72 / y;
        var longest = Math.Max(width, height);
        var scale = dpi is not null && longest is >= Shortest and <= Longest ? 1 : A4Long / longest;
        return (width * scale, height * scale);
    }
}
