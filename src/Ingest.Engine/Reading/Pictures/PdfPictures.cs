using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>The pictures of a PDF's pages: taken as they are where a page is nothing else, drawn by poppler where it is more.</summary>
internal sealed class PdfPictures(string path, PdfSource source, IReadOnlyList<PageSight> sights) : IPagePictures
{
    private const double Dpi = 300;

    /// <summary>A page that is more than its picture is drawn as fine as that, if it is so fine.</summary>
    private const double FineEnough = 190;

    /// <summary>A4 at 300 dots an inch: outlines on smaller pages are drawn as large, and read as well.</summary>
    private const double LeastLongSide = 3508;

    private readonly string? _password = source.Passwords.FirstOrDefault(password => password.Length > 0);

    public PageImage Take(int number, CancellationToken cancellationToken)
    {
        var sight = sights[number - 1];
        if (Composed(sight) is { } whole)
        {
            return new PageImage(PixelLimits.WithoutNeedlessColour(PixelLimits.Shrunk(whole)), sight.Width, sight.Height);
        }

        var drawn = Draw(number, sight, cancellationToken);
        return sight.Width > 0
            ? new PageImage(drawn, sight.Width, sight.Height)
            : new PageImage(drawn, drawn.Width * 72 / Dpi, drawn.Height * 72 / Dpi);
    }

    /// <summary>Null where there is none, or its data are not what they should be: poppler forgives more.</summary>
    private static Mat? Composed(PageSight sight)
    {
        if (PictureComposer.Canvas(sight.Pictures, sight.Width, sight.Height) is not { } canvas)
        {
            return null;
        }

        try
        {
            return PictureComposer.Compose(sight.Pictures, canvas, sight.Width, sight.Height);
        }
        catch (PictureException)
        {
            return null;
        }
    }

    private Mat Draw(int number, PageSight sight, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = Poppler.Rasterise(
                new RasterRequest(path, number, (int)Dpi, _password)
                {
                    Pixels = PixelsOf(sight), IsSideways = sight.IsSideways, Format = sight.IsGrey ? RasterFormat.Grey : RasterFormat.Colour,
                },
                cancellationToken);
            var pixels = Cv2.ImDecode(bytes, ImreadModes.AnyColor);
            return pixels.Empty() ? throw new PictureException("what poppler drew cannot be read") : PixelLimits.WithoutNeedlessColour(pixels);
        }
        catch (PopplerException failure) when (failure.IsMissing)
        {
            throw new OcrUnavailableException("poppler's pdftoppm is missing", failure);
        }
        catch (PopplerException failure)
        {
            throw new PictureException(failure.Message, failure);
        }
    }

    /// <summary>The size at which a page is drawn: that of its picture, so that nothing is resampled; else 300 dots an inch.</summary>
    private static (int Width, int Height)? PixelsOf(PageSight sight)
    {
        if (sight.Width <= 0 || sight.Height <= 0)
        {
            return null;
        }

        var least = Math.Max(Dpi / 72, LeastLongSide / Math.Max(sight.Width, sight.Height));
        var (x, y) = sight.Density is { } density && (sight.IsOnlyPictures || Math.Min(density.X, density.Y) >= FineEnough / 72) ? density : (least, least);
        if (sight.IsSideways)
        {
            // Poppler turns a page only after it has scaled it: one scale for both sides.
            x = y = Math.Max(x, y);
        }

        double width = sight.Width * x, height = sight.Height * y;

        var shrink = Math.Min(1, PixelLimits.LongSide / Math.Max(width, height));
        return ((int)Math.Max(1, Math.Round(width * shrink)), (int)Math.Max(1, Math.Round(height * shrink)));
    }
}
