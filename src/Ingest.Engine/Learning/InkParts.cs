using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>A component, or what lies of it between two cuts; parts beside each other may be one character.</summary>
/// <param name="Label">The component's number.</param>
/// <param name="Box">Tight around the ink.</param>
internal readonly record struct InkPart(int Label, Rect Box, int Area, bool IsCut)
{
    public double Middle => Box.X + (Box.Width / 2.0);
}

/// <summary>The line that figures stand on, and how tall they are; slope is down per pixel to the right.</summary>
/// <param name="IsSure">False when no ink is tall enough to tell, as with a lone dash.</param>
internal readonly record struct WritingLine(double Base, double Slope, double Height, bool IsSure)
{
    public double BaseAt(double x) => Base + (Slope * x);

    private const double SteepestSlope = 0.06;

    public static WritingLine Of(IReadOnlyList<InkPart> parts)
    {
        var highest = parts.Max(part => part.Box.Height);
        var widest = parts.Max(part => part.Box.Width);
        var tall = parts.Where(part => part.Box.Height >= 0.6 * highest).ToList();
        var height = Median(tall.Select(part => (double)part.Box.Height));
        if (highest < InkCrop.Tall / 2)
        {
            // Only dashes, points or crumbs: the scale was chosen by the width, and the line goes through the middle.
            return new WritingLine(parts.Average(part => part.Box.Y + (part.Box.Height / 2.0)) + (InkCrop.Tall / 2.0), 0, InkCrop.Tall, false);
        }

        var slope = tall.Count < 4 ? 0 : Math.Clamp(Median(Slopes(tall)), -SteepestSlope, SteepestSlope);
        return new WritingLine(Median(tall.Select(part => part.Box.Bottom - (slope * part.Middle))), slope, height, widest > 0);
    }

    /// <summary>Of every pair far enough apart (Theil–Sen): one comma or bracket among figures does not move the median.</summary>
    private static IEnumerable<double> Slopes(List<InkPart> tall)
    {
        for (var i = 0; i < tall.Count; i++)
        {
            for (var j = i + 1; j < tall.Count; j++)
            {
                var distance = tall[j].Middle - tall[i].Middle;
                if (Math.Abs(distance) > InkCrop.Tall)
                {
                    yield return (tall[j].Box.Bottom - tall[i].Box.Bottom) / distance;
                }
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}

/// <summary>Components to parts, and a wide part to pieces.</summary>
internal static class InkParts
{
    private const int LeastArea = 3;

    // Of the line's height.
    private const double LeastPiece = 0.1;
    private const double CutSpacing = 0.12;

    public static List<InkPart> Of(InkCrop crop) =>
    [
        .. crop.Components.Select((component, label) => new InkPart(label, component.Box, component.Area, IsCut: false))
            .Where(part => part.Label > 0 && part.Area >= LeastArea).OrderBy(part => part.Middle),
    ];

    /// <summary>Cut where the ink is thinnest, straight down; empty when there is no such place.</summary>
    public static IReadOnlyList<InkPart> Cut(InkCrop crop, InkPart part, double lineHeight)
    {
        var profile = Profile(crop, part);
        var most = Math.Max(1, (int)Math.Round(2.5 * part.Box.Width / lineHeight));
        var cuts = new List<int>();
        foreach (var column in Valleys(profile, lineHeight).OrderBy(column => profile[column]))
        {
            if (cuts.Count < most && cuts.TrueForAll(cut => Math.Abs(cut - column) >= CutSpacing * lineHeight))
            {
                cuts.Add(column);
            }
        }

        cuts.Sort();
        var pieces = new List<InkPart>();
        var from = 0;
        foreach (var to in cuts.Append(part.Box.Width))
        {
            if (Piece(crop, part, part.Box.X + from, part.Box.X + to) is { } piece)
            {
                pieces.Add(piece);
            }

            from = to;
        }

        return pieces.Count > 1 ? pieces : [];
    }

    private static float[] Profile(InkCrop crop, InkPart part)
    {
        var profile = new float[part.Box.Width];
        for (var y = part.Box.Top; y < part.Box.Bottom; y++)
        {
            for (var x = 0; x < profile.Length; x++)
            {
                var at = (y * crop.Width) + part.Box.X + x;
                profile[x] += crop.Labels[at] == part.Label ? crop.Ink[at] : 0;
            }
        }

        return profile;
    }

    private static IEnumerable<int> Valleys(float[] profile, double lineHeight)
    {
        var edge = Math.Max(2, (int)(LeastPiece * lineHeight));
        for (var x = edge; x <= profile.Length - edge; x++)
        {
            if (x < profile.Length && profile[x] <= 0.6 * lineHeight && profile[x] <= profile[x - 1]
                && (x + 1 == profile.Length || profile[x] < profile[x + 1] || profile[x] <= 0.25 * lineHeight))
            {
                yield return x;
            }
        }
    }

    private static InkPart? Piece(InkCrop crop, InkPart whole, int left, int right)
    {
        int top = int.MaxValue, bottom = -1, first = int.MaxValue, last = -1, area = 0;
        for (var y = whole.Box.Top; y < whole.Box.Bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                if (crop.Labels[(y * crop.Width) + x] == whole.Label)
                {
                    top = Math.Min(top, y);
                    bottom = Math.Max(bottom, y);
                    first = Math.Min(first, x);
                    last = Math.Max(last, x);
                    area++;
                }
            }
        }

        return area < LeastArea ? null : new InkPart(whole.Label, new Rect(first, top, last - first + 1, bottom - top + 1), area, IsCut: true);
    }
}
