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

    /// <summary>How much darker than its neighbourhood a ruling is, of 255.</summary>
    private const int Contrast = 11;

    /// <summary>A bit of a broken ruling is no thicker.</summary>
    private const int Thin = Dpi / 38;

    /// <summary>Thicker is no line but a bar, or the side of a picture.</summary>
    private const int Thickest = Dpi / 14;

    /// <summary>Of the length of what hangs together: a ruling under a seal runs through most of it.</summary>
    private const double CoreShare = 0.6;

    /// <summary>As long, what is no ruling is a fold, a shadow or the edge of a sheet, and no stroke of any writing.</summary>
    private const int LongestStroke = Dpi;

    /// <summary>The page's rulings, taken off it, and what else runs over it faded.</summary>
    public static IReadOnlyList<Ruling> TakeOff(Mat even)
    {
        var rulings = Find(even, out var mask, out var others);
        using (mask)
        {
            // First what is longest: a ruling cuts a fold into pieces that might be strokes.
            Folds.Fade(even, others);
            Remove(even, mask);
        }

        return rulings;
    }

    /// <summary>Rulings in points, and the mask of their ink in the page's pixels.</summary>
    /// <param name="others">All that is as long, rulings among it.</param>
    public static IReadOnlyList<Ruling> Find(Mat even, out Mat mask, out IReadOnlyList<RulingLine> others)
    {
        using var levelInk = InkAlong(even, isHorizontal: true);
        using var uprightInk = InkAlong(even, isHorizontal: false);
        var lines = new List<RulingLine>();
        using var acrossBits = Bits(levelInk, isHorizontal: true);
        using var downBits = Bits(uprightInk, isHorizontal: false);
        var cores = new List<RulingLine>();
        var all = new List<RulingLine>();
        using var horizontal = Open(levelInk, acrossBits, isHorizontal: true, (lines, cores, all));
        using var vertical = Open(uprightInk, downBits, isHorizontal: false, (lines, cores, all));
        others = all.FindAll(line => line.Length >= LongestStroke);
        var (across, down) = (new DirectedInk(levelInk, acrossBits), new DirectedInk(uprightInk, downBits));
        var likely = RulingChoice.Likely([.. lines, .. cores.Where(core => RulingChoice.IsUnbroken(core, even))], even);
        var sure = BrokenRulings.Mend(RulingChoice.Sure(likely, across, down), across, down);
        var kept = TableEdges.Settle(even, sure, likely);
        mask = new Mat(even.Size(), MatType.CV_8UC1, Scalar.Black);
        foreach (var line in kept.Concat(TableEdges.Beside(sure, kept)))
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

    private static void Remove(Mat even, Mat mask)
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

    private static Mat Open(Mat ink, Mat bits, bool isHorizontal, (List<RulingLine> Lines, List<RulingLine> Cores, List<RulingLine> All) found)
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
            found.All.Add(line);
            if (stats.At<int>(i, 4) / length <= Thickest && breadth <= Math.Max(Thickest, length / 12))
            {
                found.Lines.Add(line);
            }
            else if (Core(labels, i, line) is { } core)
            {
                found.Cores.Add(core);
            }
        }

        return opened;
    }

    /// <summary>The ruling in what hangs together with a seal, a stamp or a blot over it; null where there is none.</summary>
    private static RulingLine? Core(Mat labels, int label, RulingLine whole)
    {
        using var view = new Mat(labels, whole.Box);
        using var own = new Mat();
        Cv2.InRange(view, new Scalar(label), new Scalar(label), own);
        using var profile = new Mat();
        Cv2.Reduce(own, profile, whole.IsHorizontal ? ReduceDimension.Column : ReduceDimension.Row, ReduceTypes.Sum, MatType.CV_32S);
        profile.GetArray(out int[] sums);
        var most = sums.Max();
        if (most < CoreShare * 255 * whole.Length)
        {
            return null;
        }

        int first = Array.FindIndex(sums, sum => sum >= most / 2), last = Array.FindLastIndex(sums, sum => sum >= most / 2);
        return last - first > Thickest ? null : new RulingLine(whole.IsHorizontal, whole.IsHorizontal
            ? new Rect(whole.From, whole.Box.Y + first, whole.Length, last - first + 1)
            : new Rect(whole.Box.X + first, whole.From, last - first + 1, whole.Length));
    }

    private static Mat Bar(int length, bool isHorizontal) =>
        Cv2.GetStructuringElement(MorphShapes.Rect, isHorizontal ? new Size(length, 1) : new Size(1, length));
}
