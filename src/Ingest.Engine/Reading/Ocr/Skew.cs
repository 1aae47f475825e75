using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// How the lines of a page lie. A page that lay askew has one angle; one that was photographed or pulled has more at one end
/// than at the other, and its upright rulings another than its lines.
/// </summary>
/// <param name="Level">Of lines of text in the middle of the page, degrees, clockwise positive.</param>
/// <param name="LevelChange">By how much the angle grows from the middle to the foot.</param>
/// <param name="Plumb">Of upright rulings in the middle of the page, degrees, clockwise positive.</param>
/// <param name="PlumbChange">By how much the angle grows from the middle to the right edge.</param>
internal readonly record struct Slant(double Level, double LevelChange, double Plumb, double PlumbChange)
{
    public bool IsNone => Level == 0 && LevelChange == 0 && Plumb == 0 && PlumbChange == 0;
}

/// <summary>
/// Tells a page's slant by its projection profiles: at the right angle rows of ink and rows of paper part most sharply
/// (Postl 1986; the sum of squared differences between neighbouring rows).
/// </summary>
internal static class Skew
{
    private const double Widest = 7;
    private const double WidestChange = 1.2;
    private const int LongSide = 1000;
    private const int Strips = 4;
    private const int FewestPoints = 400;

    /// <summary>Smaller changes are the noise of the measurement; degrees.</summary>
    private const double LeastChange = 0.08;

    private const double AsSharp = 0.997;

    public static Slant Find(Mat grey)
    {
        using var small = Shrink(grey);
        using var ink = new Mat();
        Cv2.Threshold(small, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        var points = InkOf(ink);
        if (points.Length < FewestPoints / 2)
        {
            return default;
        }

        var level = Best(points, 0, Widest, 0.5, ink.Width);
        level = Math.Abs(level) < 0.03 ? 0 : level;
        var levelChange = Change(points, level, point => point.Y, ink.Height, ink.Width);

        // The same on the page's upright rulings, with the page laid on its side.
        var sides = UprightsOf(ink).Select(point => new Point(point.Y, point.X)).ToArray();
        if (sides.Length < FewestPoints)
        {
            return new Slant(level, levelChange, level, 0);
        }

        var plumb = -Best(sides, -level, WidestChange, 0.1, ink.Height);
        plumb = Math.Abs(plumb - level) < LeastChange ? level : plumb;
        return new Slant(level, levelChange, plumb, -Change(sides, -plumb, point => point.Y, ink.Width, ink.Height));
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
        return [.. points.Select(point => point + inner.Location)];
    }

    private static Point[] UprightsOf(Mat ink)
    {
        using var bridge = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, 5));
        using var longest = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(1, 24));
        using var upright = new Mat();
        Cv2.MorphologyEx(ink, upright, MorphTypes.Close, bridge);
        Cv2.MorphologyEx(upright, upright, MorphTypes.Open, longest);
        return InkOf(upright);
    }

    /// <summary>The change of the angle from the middle to the end: strips across are measured one by one, and a line laid through them.</summary>
    private static double Change(Point[] points, double angle, Func<Point, int> along, int length, int width)
    {
        double weights = 0, places = 0, angles = 0;
        var strips = new List<(double Place, double Angle, double Weight)>();
        foreach (var strip in points.GroupBy(point => along(point) * Strips / length))
        {
            var inside = strip.ToArray();
            if (inside.Length >= FewestPoints)
            {
                var place = (((strip.Key + 0.5) / Strips) - 0.5) * 2;
                var found = Best(inside, angle, WidestChange, 0.1, width);
                strips.Add((place, found, Math.Sqrt(inside.Length)));
                weights += strips[^1].Weight;
                places += place * strips[^1].Weight;
                angles += found * strips[^1].Weight;
            }
        }

        if (strips.Count < 3)
        {
            return 0;
        }

        var spread = strips.Sum(strip => strip.Weight * Math.Pow(strip.Place - (places / weights), 2));
        var slope = strips.Sum(strip => strip.Weight * (strip.Place - (places / weights)) * (strip.Angle - (angles / weights))) / spread;
        var misfit = strips.Max(strip => Math.Abs(strip.Angle - (angles / weights) - (slope * (strip.Place - (places / weights)))));
        return Math.Abs(slope) < LeastChange || misfit > Math.Abs(slope) ? 0 : slope;
    }

    private static double Best(Point[] points, double centre, double reach, double step, int width)
    {
        var bins = new int[points.Max(point => point.Y) + (2 * width) + 2];
        var best = centre;
        for (; step > 0.015; reach = step, step /= 5)
        {
            var tried = new List<(double Angle, double Sharpness)>();
            for (var angle = best - reach; angle <= best + reach + 1e-9; angle += step)
            {
                tried.Add((angle, Sharpness(points, angle, width, bins)));
            }

            // Angles that move nothing by a pixel are as sharp as each other: the middle of them.
            var sharp = AsSharp * tried.Max(one => one.Sharpness);
            best = tried.Where(one => one.Sharpness >= sharp).Average(one => one.Angle);
        }

        return best;
    }

    private static double Sharpness(Point[] points, double degrees, int width, int[] bins)
    {
        Array.Clear(bins);
        var tangent = Math.Tan(degrees * Math.PI / 180);
        foreach (var point in points)
        {
            // One bin a row: finer ones would lie empty at exactly 0 degrees, which then looks sharper than it is.
            bins[(int)(point.Y - (point.X * tangent) + width)]++;
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
