using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Finds the rulings of a level page by morphology: what survives an opening with a long thin element is a ruling
/// (Gatos et al., "Automatic Table Detection in Document Images", 2005), gaps bridged along its direction.
/// </summary>
internal static class RulingFinder
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>What the opening keeps; a stroke of a large character is shorter.</summary>
    private const int ShortestHorizontal = (int)(0.30 * Dpi);
    private const int ShortestVertical = (int)(0.19 * Dpi);

    /// <summary>As long, it is a ruling by itself; shorter ones must meet others at both ends.</summary>
    private const int AloneLength = (int)(0.8 * Dpi);

    /// <summary>Thicker is no line but a bar, or the side of a picture.</summary>
    private const int Thickest = Dpi / 14;

    /// <summary>Rulings in points, and the mask of their ink in the page's pixels.</summary>
    public static IReadOnlyList<Ruling> Find(Mat even, out Mat mask)
    {
        using var ink = new Mat();
        Cv2.AdaptiveThreshold(even, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, (Dpi / 8) | 1, 18);
        var lines = new List<Line>();
        using var dots = Dots(ink);
        using var horizontal = Open(ink, dots, isHorizontal: true, lines);
        using var vertical = Open(ink, dots, isHorizontal: false, lines);
        var kept = Meeting(lines);
        mask = new Mat(even.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var line in kept)
        {
            // Only the ruling's own ink: a box around a slightly bent one would cut into the text beside it.
            var box = Rect.Inflate(line.Box, 2, 2).Intersect(new Rect(0, 0, even.Width, even.Height));
            using var source = new Mat(line.IsHorizontal ? horizontal : vertical, box);
            using var target = new Mat(mask, box);
            Cv2.BitwiseOr(target, source, target);
        }

        return [.. kept.Select(line => line.ToRuling())];
    }

    public static void Remove(Mat even, Mat mask)
    {
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        using var wide = new Mat();
        Cv2.Dilate(mask, wide, kernel);
        even.SetTo(Scalar.White, wide);
    }

    /// <summary>What dotted and dashed rulings are made of: small components; their gaps may be wide, for no writing is among them.</summary>
    private static Mat Dots(Mat ink)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids);
        var isDot = new bool[count];
        for (var i = 1; i < count; i++)
        {
            int width = stats.At<int>(i, 2), height = stats.At<int>(i, 3);
            isDot[i] = Math.Min(width, height) <= Dpi / 40 && Math.Max(width, height) <= Dpi / 8;
        }

        return Paper.MaskOf(labels, isDot);
    }

    private static Mat Open(Mat ink, Mat dots, bool isHorizontal, List<Line> lines)
    {
        var opened = new Mat();
        using (var bridge = Bar(Dpi / 60, isHorizontal))
        using (var longest = Bar(isHorizontal ? ShortestHorizontal : ShortestVertical, isHorizontal))
        using (var thick = Bar(3, !isHorizontal))
        using (var join = Bar(Dpi / 12, isHorizontal))
        {
            // A ruling that wavers by a pixel is thickened before it is measured.
            Cv2.Dilate(ink, opened, thick);
            Cv2.MorphologyEx(opened, opened, MorphTypes.Close, bridge);
            using var dotted = new Mat();
            using var wide = Bar(Dpi / 15, isHorizontal);
            Cv2.Dilate(dots, dotted, thick);
            Cv2.MorphologyEx(dotted, dotted, MorphTypes.Close, wide);
            Cv2.BitwiseOr(opened, dotted, opened);
            Cv2.MorphologyEx(opened, opened, MorphTypes.Open, longest);
            Cv2.MorphologyEx(opened, opened, MorphTypes.Close, join);
        }

        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(opened, labels, stats, centroids);
        for (var i = 1; i < count; i++)
        {
            var box = new Rect(stats.At<int>(i, 0), stats.At<int>(i, 1), stats.At<int>(i, 2), stats.At<int>(i, 3));
            var (length, breadth) = isHorizontal ? (box.Width, box.Height) : (box.Height, box.Width);

            // The area's breadth, not the box's: a ruling that is bent or not quite level is thin all the same.
            if (stats.At<int>(i, 4) / length <= Thickest && breadth <= Math.Max(Thickest, length / 12))
            {
                lines.Add(new Line(isHorizontal, box));
            }
        }

        return opened;
    }

    private static Mat Bar(int length, bool isHorizontal) =>
        Cv2.GetStructuringElement(MorphShapes.Rect, isHorizontal ? new Size(length, 1) : new Size(1, length));

    /// <summary>Strokes of characters are thrown out: they are short and meet no ruling.</summary>
    private static List<Line> Meeting(List<Line> lines)
    {
        var kept = lines;
        while (true)
        {
            var next = kept.Where(line => line.Length >= AloneLength || EndsMet(line, kept) == 2
                || (line.Length >= AloneLength / 2 && EndsMet(line, kept) > 0)).ToList();
            if (next.Count == kept.Count)
            {
                return next;
            }

            kept = next;
        }
    }

    private static int EndsMet(Line line, List<Line> all)
    {
        const int near = Dpi / 30;
        var from = false;
        var to = false;
        foreach (var other in all)
        {
            if (other.IsHorizontal != line.IsHorizontal
                && line.Middle >= other.From - near && line.Middle <= other.To + near)
            {
                from |= Math.Abs(other.Middle - line.From) <= near;
                to |= Math.Abs(other.Middle - line.To) <= near;
            }
        }

        return (from ? 1 : 0) + (to ? 1 : 0);
    }

    private readonly record struct Line(bool IsHorizontal, Rect Box)
    {
        public int Length => IsHorizontal ? Box.Width : Box.Height;

        public double Middle => IsHorizontal ? Box.Y + (Box.Height / 2.0) : Box.X + (Box.Width / 2.0);

        public int From => IsHorizontal ? Box.Left : Box.Top;

        public int To => IsHorizontal ? Box.Right : Box.Bottom;

        public Ruling ToRuling() => new(
            IsHorizontal, Middle * PreparedPage.PointsPerPixel, From * PreparedPage.PointsPerPixel, To * PreparedPage.PointsPerPixel);
    }
}
