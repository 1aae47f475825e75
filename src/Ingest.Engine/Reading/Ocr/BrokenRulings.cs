using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Mends rulings that a thin pen, a copy or a threshold broke: pieces in line are one where the bits between them say so,
/// and one that ends shortly before a ruling across goes up to it.
/// </summary>
internal static class BrokenRulings
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>A gap as short needs no bits.</summary>
    private const int FreeGap = Dpi / 9;
    private const int WidestGap = (int)(1.2 * Dpi);
    private const int Aside = Dpi / 40;

    /// <summary>The share of a wide gap that bits of the ruling must cover.</summary>
    private const double Covered = 0.25;

    /// <param name="across">255 where thin level bits are.</param>
    /// <param name="down">255 where thin upright bits are.</param>
    public static List<RulingLine> Mend(List<RulingLine> lines, Mat across, Mat down)
    {
        var joined = new List<RulingLine>();
        foreach (var line in lines.OrderBy(line => line.IsHorizontal).ThenBy(line => line.From))
        {
            var bits = line.IsHorizontal ? across : down;
            var before = joined.FindIndex(other => other.IsHorizontal == line.IsHorizontal && GoesOn(other, line, bits));
            if (before < 0)
            {
                joined.Add(line);
            }
            else
            {
                joined[before] = joined[before].And(line);
            }
        }

        return joined.ConvertAll(line => Reach(line, joined, line.IsHorizontal ? across : down));
    }

    private static bool GoesOn(RulingLine before, RulingLine line, Mat bits)
    {
        var gap = line.From - before.To;
        return gap > -Aside && gap <= WidestGap && Math.Abs(before.EndMiddle - line.StartMiddle) <= Aside
            && (gap <= FreeGap || HasBits(line.IsHorizontal, before.To, line.From, (before.EndMiddle + line.StartMiddle) / 2, bits));
    }

    /// <summary>No ruling of a form ends in the open, a little before another.</summary>
    private static RulingLine Reach(RulingLine line, List<RulingLine> all, Mat bits)
    {
        int from = line.From, to = line.To;
        foreach (var other in all.Where(other => other.IsHorizontal != line.IsHorizontal
            && other.From - Aside <= line.Middle && line.Middle <= other.To + Aside))
        {
            var place = (int)other.Middle;
            if (place < line.From && line.From - place <= WidestGap
                && (line.From - place <= FreeGap || HasBits(line.IsHorizontal, place, line.From, line.StartMiddle, bits)))
            {
                from = Math.Min(from, place);
            }

            if (place > line.To && place - line.To <= WidestGap
                && (place - line.To <= FreeGap || HasBits(line.IsHorizontal, line.To, place, line.EndMiddle, bits)))
            {
                to = Math.Max(to, place);
            }
        }

        return line.Stretch(from, to);
    }

    private static bool HasBits(bool isHorizontal, int from, int to, double middle, Mat bits)
    {
        const int reach = (3 * Aside) / 2;
        var at = (int)middle - reach;
        var way = (isHorizontal ? new Rect(from, at, to - from, 2 * reach) : new Rect(at, from, 2 * reach, to - from))
            .Intersect(new Rect(0, 0, bits.Width, bits.Height));
        if (way.Width <= 0 || way.Height <= 0)
        {
            return false;
        }

        using var view = new Mat(bits, way);
        using var flat = new Mat();
        Cv2.Reduce(view, flat, isHorizontal ? ReduceDimension.Row : ReduceDimension.Column, ReduceTypes.Max, -1);
        return Cv2.CountNonZero(flat) >= Covered * (to - from);
    }
}
