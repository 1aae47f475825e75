using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>How large a page is to be read: 300 dots an inch of real paper, whatever the file says of its size.</summary>
internal static class PageScale
{
    // The long side of A5 and of A3, points: what forms are printed on. Beyond, the file is wrong about its resolution.
    private const double Shortest = 500;
    private const double Longest = 1300;
    private const double A4Long = 842;

    /// <summary>The size in pixels; the picture's own proportions where the file's are not its.</summary>
    public static Size Of(Mat picture, double width, double height)
    {
        var isLikely = Math.Max(width, height) is >= Shortest and <= Longest;
        if (!isLikely)
        {
            var scale = A4Long / Math.Max(picture.Width, picture.Height);
            (width, height) = (picture.Width * scale, picture.Height * scale);
        }

        return new Size(
            Math.Max(1, Math.Round(width / PreparedPage.PointsPerPixel)), Math.Max(1, Math.Round(height / PreparedPage.PointsPerPixel)));
    }
}
