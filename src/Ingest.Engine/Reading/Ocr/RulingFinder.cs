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
    private const int AloneLength = (int)(1.6 * Dpi);

    /// <summary>How much darker than its neighbourhood a ruling is, of 255.</summary>
    private const int Contrast = 11;

    /// <summary>How far beside a ruling its paper is looked at.</summary>
    private const int Beside = Dpi / 22;

    /// <summary>As near to the page's edge runs no ruling.</summary>
    private const int EdgeWidth = Dpi / 10;

    /// <summary>A bit of a broken ruling is no thicker.</summary>
    private const int Thin = Dpi / 38;

    /// <summary>Thicker is no line but a bar, or the side of a picture.</summary>
    private const int Thickest = Dpi / 14;

    /// <summary>Rulings in points, and the mask of their ink in the page's pixels.</summary>
    public static IReadOnlyList<Ruling> Find(Mat even, out Mat mask)
    {
        using var levelInk = InkAlong(even, isHorizontal: true);
        using var uprightInk = InkAlong(even, isHorizontal: false);
        var lines = new List<RulingLine>();
        using var acrossBits = Bits(levelInk, isHorizontal: true);
        using var downBits = Bits(uprightInk, isHorizontal: false);
        using var horizontal = Open(levelInk, acrossBits, isHorizontal: true, lines);
        using var vertical = Open(uprightInk, downBits, isHorizontal: false, lines);
        var kept = BrokenRulings.Mend(Meeting(lines), acrossBits, downBits);
        mask = new Mat(even.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var line in kept)
        {
            // Only the ruling's own ink: a box around a slightly bent one would cut into the text beside it.
            var box = Rect.Inflate(line.Box, 2, 2).Intersect(new Rect(0, 0, even.Width, even.Height));
            using var source = new Mat(line.IsHorizontal ? horizontal : vertical, box);
            using var target = new Mat(mask, box);
            Cv2.BitwiseOr(target, source, target);
            EraseGaps(line.IsHorizontal ? levelInk : uprightInk, mask, line);
        }

        return [.. kept.Select(line => line.ToRuling())];
    }

    /// <summary>Ink averaged along the direction of the rulings that are sought: noise goes, even a faint ruling stays.</summary>
    private static Mat InkAlong(Mat even, bool isHorizontal)
    {
        const int reach = Dpi / 20;
        using var smooth = new Mat();
        Cv2.Blur(even, smooth, isHorizontal ? new Size(reach, 1) : new Size(1, reach));
        var ink = new Mat();
        Cv2.AdaptiveThreshold(smooth, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, (Dpi / 8) | 1, Contrast);
        return ink;
    }

    /// <summary>What is left of a ruling where it is broken: bits as thin as it, on its way.</summary>
    private static void EraseGaps(Mat ink, Mat mask, RulingLine line)
    {
        const int aside = Dpi / 75;
        var middle = (int)line.Middle;
        var way = (line.IsHorizontal
            ? new Rect(line.From, middle - (2 * aside), line.To - line.From, 4 * aside)
            : new Rect(middle - (2 * aside), line.From, 4 * aside, line.To - line.From)).Intersect(new Rect(0, 0, ink.Width, ink.Height));
        using var view = new Mat(ink, way);
        foreach (var bit in LineFinder.Components(view))
        {
            var across = line.IsHorizontal ? (bit.Y, bit.Bottom, way.Height) : (bit.X, bit.Right, way.Width);
            if (across.Item1 > 0 && across.Item2 < across.Item3)
            {
                mask.Rectangle(bit + way.Location, Scalar.White, -1);
            }
        }
    }

    public static void Remove(Mat even, Mat mask)
    {
        using var kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(7, 7));
        using var wide = new Mat();
        Cv2.Dilate(mask, wide, kernel);
        even.SetTo(Scalar.White, wide);
    }

    /// <summary>What dotted, dashed and broken rulings are made of: thin components; their gaps may be wide, for hardly any writing is among them.</summary>
    private static Mat Bits(Mat ink, bool isHorizontal)
    {
        using var labels = new Mat();
        using var stats = new Mat();
        using var centroids = new Mat();
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centroids);
        var isBit = new bool[count];
        for (var i = 1; i < count; i++)
        {
            int width = stats.At<int>(i, 2), height = stats.At<int>(i, 3);
            isBit[i] = isHorizontal ? height <= Thin && width >= height - 2 : width <= Thin && height >= width - 2;
        }

        return Paper.MaskOf(labels, isBit);
    }

    private static Mat Open(Mat ink, Mat bits, bool isHorizontal, List<RulingLine> lines)
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
            Cv2.Dilate(bits, dotted, thick);
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
            var line = new RulingLine(isHorizontal, box);
            if (stats.At<int>(i, 4) / length <= Thickest && breadth <= Math.Max(Thickest, length / 12)
                && !IsPageEdge(line, ink.Size()) && StandsFree(line, ink))
            {
                lines.Add(line);
            }
        }

        return opened;
    }

    /// <summary>The edge of the sheet on the scanner's lid, or a fold that runs from edge to edge.</summary>
    private static bool IsPageEdge(RulingLine line, Size page)
    {
        var (along, across) = line.IsHorizontal ? (page.Width, page.Height) : (page.Height, page.Width);
        return line.Middle < EdgeWidth || line.Middle > across - EdgeWidth || (line.From < EdgeWidth && line.To > along - EdgeWidth);
    }

    /// <summary>Paper lies along a ruling; a row of strokes that only look like one has the rest of its characters on both sides.</summary>
    private static bool StandsFree(RulingLine line, Mat ink)
    {
        var before = InkBeside(line, ink, -1);
        var after = InkBeside(line, ink, 1);
        int free = 0, half = 0;
        for (var i = 0; i < before.Length; i++)
        {
            free += before[i] || after[i] ? 0 : 1;
            half += before[i] && after[i] ? 0 : 1;
        }

        return free >= 0.65 * before.Length && half >= 0.85 * before.Length;
    }

    /// <summary>
    /// For each place along a ruling: does writing stand beside it? Ink near it alone may be the second of a double ruling;
    /// writing goes on farther away.
    /// </summary>
    private static bool[] InkBeside(RulingLine line, Mat ink, int side)
    {
        var near = InkBand(line, ink, side * Beside);
        var far = InkBand(line, ink, side * 2 * Beside);
        return [.. near.Zip(far, (one, other) => one && other)];
    }

    private static bool[] InkBand(RulingLine line, Mat ink, int offset)
    {
        const int width = Beside / 3;
        var at = (int)line.Middle + offset - (offset > 0 ? width : 0);
        var band = line.IsHorizontal ? new Rect(line.From, at, line.Length, width) : new Rect(at, line.From, width, line.Length);
        if (band.Intersect(new Rect(0, 0, ink.Width, ink.Height)) != band)
        {
            return new bool[line.Length];
        }

        using var view = new Mat(ink, band);
        using var flat = new Mat();
        Cv2.Reduce(view, flat, line.IsHorizontal ? ReduceDimension.Row : ReduceDimension.Column, ReduceTypes.Max, -1);
        flat.GetArray(out byte[] columns);
        return Array.ConvertAll(columns, column => column != 0);
    }

    private static Mat Bar(int length, bool isHorizontal) =>
        Cv2.GetStructuringElement(MorphShapes.Rect, isHorizontal ? new Size(length, 1) : new Size(1, length));

    /// <summary>Strokes of characters are thrown out: they are short and meet no ruling.</summary>
    private static List<RulingLine> Meeting(List<RulingLine> lines)
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

    private static int EndsMet(RulingLine line, List<RulingLine> all)
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
}
