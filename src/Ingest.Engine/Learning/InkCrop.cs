using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>
/// A crop brought to one size: its tallest writing is about <see cref="Tall"/> pixels high, ink is a figure from 0 (paper)
/// to 1, and connected ink is numbered. Whatever the scan's resolution and contrast, later steps see the same.
/// </summary>
internal sealed class InkCrop
{
    public const int Tall = 36;

    private const int LeastContrast = 24;
    private const double LargestScale = 6;
    private const float FaintInk = 0.3f;
    private const int LeastFaintArea = 7;

    // No number is longer than some thirty characters.
    private const int MostPixels = Tall * Tall * 40;

    private InkCrop()
    {
    }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Row by row, 0 to 1.</summary>
    public required float[] Ink { get; init; }

    /// <summary>Row by row; 0 is paper, else the number of a component, which is an index into <see cref="Components"/>.</summary>
    public required int[] Labels { get; init; }

    public required IReadOnlyList<InkComponent> Components { get; init; }

    /// <summary>Pixels here for a pixel of the crop.</summary>
    public required double Scale { get; init; }

    /// <summary>Where our first pixel lies in the crop.</summary>
    public required Point Origin { get; init; }

    /// <summary>Null when there is no writing in the crop, or far too much of it for one run.</summary>
    public static InkCrop? From(Mat grey)
    {
        if (grey.Type() != MatType.CV_8UC1)
        {
            throw new ArgumentException("the crop must be an 8-bit grey picture", nameof(grey));
        }

        if (grey.Width < 3 || grey.Height < 3)
        {
            return null;
        }

        using var dark = new Mat();
        Cv2.Threshold(grey, dark, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        if (!HasContrast(grey, dark))
        {
            return null;
        }

        using var clean = grey.Clone();
        var boxes = WithoutRemnants(clean, dark);
        return boxes.Count == 0 ? null : Normalise(clean, WritingBox(boxes, out var tall), tall);
    }

    private static bool HasContrast(Mat grey, Mat dark)
    {
        var ink = Cv2.CountNonZero(dark);
        if (ink == 0 || ink > 0.7 * dark.Total())
        {
            return false;
        }

        using var paper = new Mat();
        Cv2.BitwiseNot(dark, paper);
        return Cv2.Mean(grey, paper).Val0 - Cv2.Mean(grey, dark).Val0 >= LeastContrast;
    }

    /// <summary>Paints over what is left of rulings along the edges; the components of the rest.</summary>
    private static List<(Rect Box, int Area)> WithoutRemnants(Mat grey, Mat dark)
    {
        var boxes = Connected(dark, null);
        if (RulingRemnants.Body([.. boxes.Select(box => box.Box)], grey.Size()) is not { } body)
        {
            return boxes;
        }

        using var lines = RulingRemnants.Lines(dark, body);
        if (Cv2.CountNonZero(lines) > 0)
        {
            grey.SetTo(new Scalar(255), lines);
            dark.SetTo(new Scalar(0), lines);
            boxes = Connected(dark, null);
        }

        foreach (var crumb in boxes.FindAll(box => RulingRemnants.IsCrumb(box.Box, body, grey.Size())))
        {
            boxes.Remove(crumb);
            Cv2.Rectangle(grey, crumb.Box, new Scalar(255), -1);
        }

        return boxes;
    }

    /// <summary>The boxes and areas of connected ink, the first numbered 1 in <paramref name="labels"/>.</summary>
    private static List<(Rect Box, int Area)> Connected(Mat dark, Mat? labels)
    {
        using var ownLabels = new Mat();
        using var stats = new Mat();
        using var centres = new Mat();
        Cv2.ConnectedComponentsWithStats(dark, labels ?? ownLabels, stats, centres);
        stats.GetArray(out int[] values);
        return [.. values.Chunk(5).Skip(1).Select(row => (new Rect(row[0], row[1], row[2], row[3]), row[4]))];
    }

    /// <summary>The box of all ink that may belong to the writing; specks outside it are none of it.</summary>
    private static Rect WritingBox(List<(Rect Box, int Area)> boxes, out double tall)
    {
        var largest = boxes.Max(box => box.Area);
        var highest = boxes.Where(box => box.Area >= largest / 20).Max(box => box.Box.Height);
        var body = boxes.Where(box => box.Area >= largest / 20 && box.Box.Height >= highest / 2).Select(box => box.Box).Aggregate((a, b) => a | b);
        var reach = highest / 3;
        var rows = new Rect(body.X, body.Y - reach, body.Width, body.Height + 2 * reach);
        var writing = boxes.Where(box => box.Area >= largest / 100 && box.Box.Bottom > rows.Top && box.Box.Top < rows.Bottom)
            .Select(box => box.Box).Aggregate(body, (a, b) => a | b);
        // A broken figure is as high as its parts together; a lone dash has no height to go by, but a width.
        tall = Math.Max(highest, Math.Min(body.Height, 1.4 * highest));
        if (boxes.Count <= 2 && writing.Width > 2.2 * writing.Height)
        {
            tall = Math.Max(tall, 0.6 * writing.Width);
        }

        return writing;
    }

    private static InkCrop? Normalise(Mat clean, Rect writing, double tall)
    {
        var scale = Math.Min(LargestScale, Tall / tall);
        var margin = (int)Math.Ceiling(2 + (tall / 8));
        var window = new Rect(writing.X - margin, writing.Y - margin, writing.Width + (2 * margin), writing.Height + (2 * margin));
        if (window.Width * scale * window.Height * scale > MostPixels)
        {
            return null;
        }

        var inside = window & new Rect(0, 0, clean.Width, clean.Height);
        using var part = new Mat(clean, inside);
        using var padded = new Mat();
        Cv2.CopyMakeBorder(part, padded, inside.Y - window.Y, window.Bottom - inside.Bottom, inside.X - window.X, window.Right - inside.Right,
            BorderTypes.Constant, new Scalar(255));
        using var scaled = new Mat();
        Cv2.Resize(padded, scaled, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        using var dark = new Mat();
        var threshold = Cv2.Threshold(scaled, dark, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        using var labels = new Mat();
        var dense = Connected(dark, labels);
        labels.GetArray(out int[] numbers);
        scaled.GetArray(out byte[] levels);
        var ink = InkOf(levels, threshold);
        List<InkComponent> components = [default, .. dense.Select(box => new InkComponent(box.Box, box.Area))];
        AddFaint(scaled.Width, ink, numbers, components);
        return new InkCrop
        {
            Width = scaled.Width,
            Height = scaled.Height,
            Ink = ink,
            Labels = numbers,
            Components = components,
            Scale = scale,
            Origin = window.Location,
        };
    }

    /// <summary>
    /// Points on soft scans are paler than figures, and fall under a threshold that is right for those: pale ink that
    /// touches no dark ink is a component too.
    /// </summary>
    private static void AddFaint(int width, float[] ink, int[] labels, List<InkComponent> components)
    {
        var open = new Stack<int>();
        var seen = new bool[ink.Length];
        var members = new List<int>();
        for (var start = 0; start < ink.Length; start++)
        {
            if (ink[start] < FaintInk || seen[start])
            {
                continue;
            }

            members.Clear();
            var isFaint = true;
            open.Push(start);
            seen[start] = true;
            while (open.TryPop(out var at))
            {
                members.Add(at);
                isFaint &= labels[at] == 0;
                Span<int> around = [at - width - 1, at - width, at - width + 1, at - 1, at + 1, at + width - 1, at + width, at + width + 1];
                foreach (var next in around)
                {
                    if ((uint)next < (uint)ink.Length && !seen[next] && ink[next] >= FaintInk)
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }

            if (isFaint && members.Count >= LeastFaintArea)
            {
                foreach (var at in members)
                {
                    labels[at] = components.Count;
                }

                int left = members.Min(at => at % width), right = members.Max(at => at % width), top = members.Min() / width, bottom = members.Max() / width;
                components.Add(new InkComponent(new Rect(left, top, right - left + 1, bottom - top + 1), members.Count));
            }
        }
    }

    /// <summary>Grey to ink: half at the threshold, none at the paper's level, full at the ink's.</summary>
    private static float[] InkOf(byte[] levels, double threshold)
    {
        double dark = 0, light = 0;
        int darks = 0, lights = 0;
        foreach (var level in levels)
        {
            if (level <= threshold)
            {
                dark += level;
                darks++;
            }
            else
            {
                light += level;
                lights++;
            }
        }

        var full = darks == 0 ? 0 : dark / darks;
        var none = lights == 0 ? 255 : light / lights;
        var byLevel = new float[256];
        for (var level = 0; level < 256; level++)
        {
            byLevel[level] = (float)(level <= threshold
                ? 0.5 + (0.5 * Math.Clamp((threshold - level) / Math.Max(1, threshold - full), 0, 1))
                : 0.5 * (1 - Math.Clamp((level - threshold) / Math.Max(1, none - threshold), 0, 1)));
        }

        return Array.ConvertAll(levels, level => byLevel[level]);
    }
}

/// <summary>Connected ink; area in pixels.</summary>
internal readonly record struct InkComponent(Rect Box, int Area);
