using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>Puts the pictures of a page together, pixel by pixel: one that fills it, strips, tiles. Nothing is resampled.</summary>
internal static class PictureComposer
{
    private const int LongestCanvas = 20_000;
    private const int MostPictures = 600;

    /// <summary>Pictures overlap by a pixel or two where their places were rounded.</summary>
    private const double Overlap = 2.5;

    /// <summary>The size of the page in pixels of its pictures; null where they do not fit on one grid.</summary>
    public static Size? Canvas(IReadOnlyList<PdfPicture> pictures, double width, double height)
    {
        if (pictures.Count is 0 or > MostPictures)
        {
            return null;
        }

        var largest = pictures.MaxBy(picture => picture.Place.Box.Width * picture.Place.Box.Height)!;
        var (scaleX, scaleY) = ScaleOf(largest);
        double canvasWidth = Math.Round(width * scaleX), canvasHeight = Math.Round(height * scaleY);
        var fits = canvasWidth >= 1 && canvasHeight >= 1 && Math.Max(canvasWidth, canvasHeight) <= LongestCanvas
            && pictures.All(picture => CanDecode(picture, isAlone: pictures.Count == 1))
            && (pictures.Count == 1 || PixelLimits.CanHold((int)canvasWidth, (int)canvasHeight, pictures.Max(ChannelsOf)))
            && pictures.All(picture => IsOnGrid(picture, scaleX, scaleY))
            && !AnyOverlap(pictures, scaleX, scaleY);
        return fits ? new Size(canvasWidth, canvasHeight) : null;
    }

    /// <exception cref="PictureException">One of them cannot be decoded.</exception>
    public static Mat Compose(IReadOnlyList<PdfPicture> pictures, Size canvas, double width, double height)
    {
        if (pictures.Count == 1)
        {
            var pixels = Upright(pictures[0]);
            if (Fills(pictures[0].Place.Box, width, height))
            {
                return pixels;
            }

            using (pixels)
            {
                return Paste([(pictures[0], pixels)], canvas, width, height);
            }
        }

        var parts = new List<(PdfPicture Picture, Mat Pixels)>();
        try
        {
            parts.AddRange(pictures.Select(picture => (picture, Upright(picture))));
            return Paste(parts, canvas, width, height);
        }
        finally
        {
            parts.ForEach(part => part.Pixels.Dispose());
        }
    }

    /// <summary>Only a JPEG can be decoded smaller than it is, and then all of a page's would have to be.</summary>
    private static bool CanDecode(PdfPicture picture, bool isAlone) =>
        (picture.Coding.Compression == PictureCompression.Jpeg && (isAlone || Math.Max(picture.Width, picture.Height) <= PixelLimits.LongSide))
        || PixelLimits.CanHold(picture.Width, picture.Height, ChannelsOf(picture));

    private static int ChannelsOf(PdfPicture picture) => picture.Coding.Components == 3 || picture.Coding.Colours is not null ? 3 : 1;

    private static (double X, double Y) ScaleOf(PdfPicture picture)
    {
        var (width, height) = picture.Place.IsTransposed ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        return (width / picture.Place.Box.Width, height / picture.Place.Box.Height);
    }

    private static bool IsOnGrid(PdfPicture picture, double scaleX, double scaleY)
    {
        var (x, y) = ScaleOf(picture);
        return Math.Abs(x - scaleX) * picture.Place.Box.Width <= Overlap && Math.Abs(y - scaleY) * picture.Place.Box.Height <= Overlap;
    }

    private static bool AnyOverlap(IReadOnlyList<PdfPicture> pictures, double scaleX, double scaleY)
    {
        for (var i = 0; i < pictures.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                Box a = pictures[i].Place.Box, b = pictures[k].Place.Box;
                if ((Math.Min(a.Right, b.Right) - Math.Max(a.X, b.X)) * scaleX > Overlap && (Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Y, b.Y)) * scaleY > Overlap)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Fills(Box box, double width, double height) =>
        Math.Abs(box.X) + Math.Abs(box.Right - width) <= 0.01 * width && Math.Abs(box.Y) + Math.Abs(box.Bottom - height) <= 0.01 * height;

    private static Mat Upright(PdfPicture picture)
    {
        var pixels = PictureDecoder.Decode(picture);
        var place = picture.Place;
        if (place.IsTransposed)
        {
            using var rows = pixels;
            pixels = new Mat();
            Cv2.Transpose(rows, pixels);
        }

        if (place.IsMirroredX || place.IsMirroredY)
        {
            Cv2.Flip(pixels, pixels, place is { IsMirroredX: true, IsMirroredY: true } ? FlipMode.XY : place.IsMirroredX ? FlipMode.Y : FlipMode.X);
        }

        return pixels;
    }

    private static Mat Paste(IReadOnlyList<(PdfPicture Picture, Mat Pixels)> parts, Size canvas, double width, double height)
    {
        // A JPEG that was decoded at a half brings its page down with it.
        var (first, decoded) = parts[0];
        var shrink = Math.Max(1, Math.Round(Math.Max(first.Width, first.Height) / (double)Math.Max(decoded.Width, decoded.Height)));
        canvas = new Size(Math.Max(1, canvas.Width / shrink), Math.Max(1, canvas.Height / shrink));
        var isColour = parts.Any(part => part.Pixels.Channels() == 3);
        var page = new Mat(canvas, isColour ? MatType.CV_8UC3 : MatType.CV_8UC1, Scalar.White);
        foreach (var (picture, pixels) in parts)
        {
            var at = new Point(Math.Round(picture.Place.Box.X * canvas.Width / width), Math.Round(picture.Place.Box.Y * canvas.Height / height));
            var target = new Rect(at, pixels.Size()).Intersect(new Rect(default, canvas));
            if (target.Width <= 0 || target.Height <= 0)
            {
                continue;
            }

            using var source = new Mat(pixels, new Rect(target.X - at.X, target.Y - at.Y, target.Width, target.Height));
            using var view = new Mat(page, target);
            if (source.Channels() == page.Channels())
            {
                source.CopyTo(view);
            }
            else
            {
                Cv2.CvtColor(source, view, ColorConversionCodes.GRAY2BGR);
            }
        }

        return page;
    }
}
