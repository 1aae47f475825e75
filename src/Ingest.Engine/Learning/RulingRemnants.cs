using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>
/// What is left of rulings along a crop's edges. Only lines are taken out, never the figure that touches one; and where all
/// ink touches an edge, as in a tight crop, a line cannot be told from a "1" and everything stays.
/// </summary>
internal static class RulingRemnants
{
    // Of the figures' height.
    private const double Shortest = 1.12;
    private const double Strip = 0.35;
    private const double Rim = 0.06;
    private const double Thickest = 0.14;
    private const double Aligned = 0.12;

    // Of the crop's height: lower than that it may be a point between two figures that touch the edges.
    private const double LeastFigure = 0.35;

    /// <summary>The rows and columns that figures take up; null where that cannot be told.</summary>
    public static Rect? Body(IReadOnlyList<Rect> components, Size size)
    {
        var free = components.Where(box => !TouchesEdge(box, size)).ToList();
        if (!free.Exists(IsFigure))
        {
            free = [.. components.Where(box => !FillsCorner(box, size))];
        }

        var figures = free.Where(IsFigure).ToList();
        return figures.Count == 0 ? null : figures.Aggregate((a, b) => a | b);

        bool IsFigure(Rect box) => box.Height >= LeastFigure * size.Height;
    }

    /// <summary>Marks upright lines beside an edge, and level lines above and below the figures.</summary>
    public static Mat Lines(Mat dark, Rect body)
    {
        var length = (int)Math.Ceiling(Shortest * body.Height);
        var lines = Open(dark, new Size(1, length));
        var strip = Math.Max(4, (int)(Strip * body.Height));
        Clear(lines, new Rect(strip, 0, lines.Width - (2 * strip), lines.Height));
        using var level = Open(dark, new Size(length, 1));
        var rim = (int)(Rim * body.Height);
        Clear(level, new Rect(0, body.Top + rim, level.Width, body.Height - (2 * rim)));
        Cv2.BitwiseOr(lines, level, lines);
        using var around = Cv2.GetStructuringElement(MorphShapes.Rect, body.Height < 40 ? new Size(3, 3) : new Size(5, 5));
        Cv2.Dilate(lines, lines, around);
        return lines;
    }

    /// <summary>A short end of a line: slim, at an edge, and not where a figure of the line would stand.</summary>
    public static bool IsCrumb(Rect box, Rect body, Size size)
    {
        if (!TouchesEdge(box, size) || Math.Min(box.Width, box.Height) > Math.Max(2, Thickest * body.Height))
        {
            return false;
        }

        var isAligned = Math.Abs(box.Top - body.Top) <= Aligned * body.Height && Math.Abs(box.Bottom - body.Bottom) <= Aligned * body.Height;
        return box.Width > box.Height ? box.Bottom <= body.Top || box.Top >= body.Bottom : (box.Left <= 0 || box.Right >= size.Width) && !isAligned;
    }

    private static Mat Open(Mat dark, Size shape)
    {
        using var element = Cv2.GetStructuringElement(MorphShapes.Rect, shape);
        var opened = new Mat();
        Cv2.MorphologyEx(dark, opened, MorphTypes.Open, element);
        return opened;
    }

    private static void Clear(Mat mask, Rect box)
    {
        var inside = box & new Rect(0, 0, mask.Width, mask.Height);
        if (inside.Width > 0 && inside.Height > 0)
        {
            using var part = new Mat(mask, inside);
            part.SetTo(new Scalar(0));
        }
    }

    private static bool TouchesEdge(Rect box, Size size) => box.Left <= 0 || box.Top <= 0 || box.Right >= size.Width || box.Bottom >= size.Height;

    private static bool FillsCorner(Rect box, Size size) => (box.Left <= 0 || box.Right >= size.Width) && (box.Top <= 0 || box.Bottom >= size.Height);
}
