using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Ink smoothed along one direction, and the thin bits among it that run that way; 255 where they are.</summary>
internal sealed record DirectedInk(Mat Ink, Mat Bits);

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

    public static List<RulingLine> Mend(List<RulingLine> lines, DirectedInk across, DirectedInk down)
    {
        var joined = new List<RulingLine>();
        foreach (var line in lines.OrderBy(line => line.IsHorizontal).ThenBy(line => line.From))
        {
            var bits = line.IsHorizontal ? across : down;
            var before = joined.FindIndex(other => other.IsHorizontal == line.IsHorizontal && GoesOn(other, line, bits)
                && (line.From - other.To <= FreeGap || !IsMet(other, other.To, lines) || !IsMet(line, line.From, lines)));
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

    private static bool GoesOn(RulingLine before, RulingLine line, DirectedInk bits)
    {
        var gap = line.From - before.To;
        return gap > -Aside && gap <= WidestGap && Math.Abs(before.EndMiddle - line.StartMiddle) <= Aside
            && (gap <= FreeGap || HasBits(line.IsHorizontal, before.To, line.From, (before.EndMiddle + line.StartMiddle) / 2, bits));
    }

    /// <summary>Two rulings that both end at rulings across, facing each other, are not one that broke.</summary>
    private static bool IsMet(RulingLine line, int end, List<RulingLine> all) => all.Exists(other =>
        other.IsHorizontal != line.IsHorizontal && Math.Abs(other.Middle - end) <= 2 * Aside
        && other.From - Aside <= line.Middle && line.Middle <= other.To + Aside);

    /// <summary>No ruling of a form ends in the open, a little before another.</summary>
    private static RulingLine Reach(RulingLine line, List<RulingLine> all, DirectedInk bits)
    {
        int from = line.From, to = line.To;
        var (open, goesOn) = (!IsMet(line, line.From, all), !IsMet(line, line.To, all));
        foreach (var other in all.Where(other => other.IsHorizontal != line.IsHorizontal
            && other.From - Aside <= line.Middle && line.Middle <= other.To + Aside))
        {
            var place = (int)other.Middle;
            if (open && place < line.From && line.From - place <= WidestGap
                && (line.From - place <= FreeGap || HasBits(line.IsHorizontal, place, line.From, line.StartMiddle, bits)))
            {
                from = Math.Min(from, place);
            }

            if (goesOn && place > line.To && place - line.To <= WidestGap
                && (place - line.To <= FreeGap || HasBits(line.IsHorizontal, line.To, place, line.EndMiddle, bits)))
            {
                to = Math.Max(to, place);
            }
        }

        return line.Stretch(from, to);
    }

    private static bool HasBits(bool isHorizontal, int from, int to, double middle, DirectedInk ink)
    {
        const int reach = (3 * Aside) / 2;
        var at = (int)middle - reach;
        var way = (isHorizontal ? new Rect(from, at, to - from, 2 * reach) : new Rect(at, from, 2 * reach, to - from))
            .Intersect(new Rect(0, 0, ink.Bits.Width, ink.Bits.Height));
        if (way.Width <= 0 || way.Height <= 0)
        {
            return false;
        }

        using var view = new Mat(ink.Bits, way);
        using var flat = new Mat();
        Cv2.Reduce(view, flat, isHorizontal ? ReduceDimension.Row : ReduceDimension.Column, ReduceTypes.Max, -1);
        return Cv2.CountNonZero(flat) >= Covered * (to - from) && RulingChoice.StandsFree(new RulingLine(isHorizontal, way), ink.Ink);
    }
}
