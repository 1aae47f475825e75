using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// How far a page is turned, told by its projection profile: the angle at which rows of ink and rows of paper part most
/// sharply (Postl 1986; the sum of squared differences between neighbouring rows).
/// </summary>
internal static class Skew
{
    private const double Widest = 7;
    private const int LongSide = 1000;

    /// <summary>Degrees, clockwise positive: turning the page back by so much makes its lines level.</summary>
    public static double Find(Mat grey)
    {
        using var small = Shrink(grey);
        using var ink = new Mat();
        Cv2.Threshold(small, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        var points = InkOf(ink);
        if (points.Length < 200)
        {
            return 0;
        }

        var best = 0.0;
        var bins = new int[(ink.Height + (2 * ink.Width)) * 2];
        foreach (var (reach, step) in new[] { (Widest, 0.5), (0.5, 0.1), (0.1, 0.02) })
        {
            var centre = best;
            var sharpest = double.MinValue;
            for (var angle = centre - reach; angle <= centre + reach + 1e-9; angle += step)
            {
                if (Sharpness(points, angle, ink.Width, bins) is var sharpness && sharpness > sharpest)
                {
                    (sharpest, best) = (sharpness, angle);
                }
            }
        }

        return Math.Abs(best) < 0.03 ? 0 : best;
    }

    private static Mat Shrink(Mat grey)
    {
        var scale = Math.Min(1, (double)LongSide / Math.Max(grey.Width, grey.Height));
        var small = new Mat();
        Cv2.Resize(grey, small, new Size(), scale, scale, InterpolationFlags.Area);
        return small;
    }

    private static Point[] InkOf(Mat ink)
    {
        // The outer twentieth is scanner's shadow and binding; it has edges of its own.
        var inner = new Rect(ink.Width / 20, ink.Height / 20, ink.Width * 9 / 10, ink.Height * 9 / 10);
        using var view = new Mat(ink, inner);
        using var found = new Mat();
        Cv2.FindNonZero(view, found);
        if (found.Empty())
        {
            return [];
        }

        found.GetArray(out Point[] points);
        return points;
    }

    private static double Sharpness(Point[] points, double degrees, int width, int[] bins)
    {
        Array.Clear(bins);
        var tangent = Math.Tan(degrees * Math.PI / 180);
        foreach (var point in points)
        {
            // Two bins a row: half rows tell small angles apart.
            bins[(int)((point.Y - (point.X * tangent) + width) * 2)]++;
        }

        double sum = 0;
        for (var row = 1; row < bins.Length; row++)
        {
            double step = bins[row] - bins[row - 1];
            sum += step * step;
        }

        return sum;
    }
}
