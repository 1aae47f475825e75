using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Tells rulings from what is as long and thin: edges of the sheet, folds, stamps, what shines through, strokes of characters.</summary>
internal static class RulingChoice
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>As long, it is a ruling by itself; shorter ones must meet others at both ends.</summary>
    private const int AloneLength = (int)(1.6 * Dpi);

    // How near beside a ruling, pixels, strokes are looked for that cross it, how dark they are, of 255, and the share of its length that has some.
    private const int Close = Dpi / 75;
    private const int Thin = Dpi / 100;
    private const int DarkInk = 165;
    private const double Crossed = 0.06;
    private const int Parts = 4;

    /// <summary>How far beside a ruling its paper is looked at.</summary>
    private const int Beside = Dpi / 22;

    /// <summary>As near to the page's edge runs no ruling: no printer gets there.</summary>
    private const int EdgeWidth = Dpi / 7;

    /// <summary>What runs over nearly all of a page is its own edge, a little inside where it was turned, or a fold.</summary>
    private const double WholePage = 0.94;

    /// <summary>Of the darkness of the page's usual rulings, and of its writing.</summary>
    private const double PaleRuling = 0.45;
    private const double PaleInk = 0.33;

    /// <summary>What counts as ink where darkness itself is measured.</summary>
    private const int AnyInk = 20;

    private const int DottedGap = Dpi / 25;
    private const double Unbroken = 0.85;

    /// <summary>A ruling ends so near to the one that it meets.</summary>
    private const int Near = Dpi / 30;

    /// <summary>No row ruling goes so far beyond all others of its table.</summary>
    private const int Overhang = Dpi / 8;

    /// <summary>What may be a ruling by its place and its ink.</summary>
    public static List<RulingLine> Likely(IReadOnlyList<RulingLine> lines, Mat even)
    {
        var inside = lines.Where(line => !IsPageEdge(line, even.Size())).Select(line => RulingTrace.Trim(even, line)).ToList();
        var darkness = inside.Distinct().ToDictionary(line => line, line => RulingTrace.Of(even, RulingWay.Of(line), AnyInk, 0)?.Darkness ?? 0);
        var usual = Math.Max(PaleRuling * UsualDarkness(darkness), PaleInk * InkDarkness(even));
        var dark = darkness.Keys.Where(line => darkness[line] >= usual).ToList();

        // Pale rulings of a table, between dark ones, end where these run; folds, stamps and the page behind do not.
        return [.. dark.Where(line => EndsMet(line, dark) == 2 || !RunsThroughWriting(line, even)), .. darkness.Keys.Where(line => darkness[line] < usual && EndsMet(line, dark) == 2)];
    }

    /// <summary>
    /// A row of level strokes in a line of writing, as long as a ruling: other strokes of its characters cross it. Ink on both sides of one place is rare
    /// along a ruling, however near the writing above and below it stands.
    /// </summary>
    private static bool RunsThroughWriting(RulingLine line, Mat even)
    {
        if (!line.IsHorizontal)
        {
            return false;
        }

        // The box of a bent one is thicker than itself.
        var half = Math.Min(Thin, line.Box.Height / 2);
        var crossed = Strokes(half + Close).Zip(Strokes(-half - (2 * Close)), (below, above) => below && above).ToArray();

        // All along: a ruling that strokes beyond its end seem to lengthen is one, and is cut back later.
        return crossed.Chunk(Math.Max(1, (crossed.Length + Parts - 1) / Parts)).All(part => part.Count(isCrossed => isCrossed) > Crossed * part.Length);

        bool[] Strokes(int from)
        {
            var band = new Rect(line.From, (int)line.Middle + from, line.Length, Close).Intersect(new Rect(0, 0, even.Width, even.Height));
            if (band.Height == 0)
            {
                return new bool[line.Length];
            }

            using var view = new Mat(even, band);
            using var darkest = new Mat();
            Cv2.Reduce(view, darkest, ReduceDimension.Row, ReduceTypes.Min, -1);
            darkest.GetArray(out byte[] places);
            return Array.ConvertAll(places, place => place < DarkInk);
        }
    }

    /// <summary>Of the likely ones those that need no table around them to be believed.</summary>
    public static List<RulingLine> Sure(IReadOnlyList<RulingLine> likely, DirectedInk across, DirectedInk down)
    {
        var kept = likely.Where(line => StandsFree(line, (line.IsHorizontal ? across : down).Ink)).ToList();
        while (true)
        {
            // Strokes of characters are thrown out: they are short and meet no ruling.
            var next = kept.Where(line => !HangsOver(line, kept) && (line.Length >= AloneLength || EndsMet(line, kept) == 2
                || (line.Length >= AloneLength * 3 / 4 && EndsMet(line, kept) > 0))).ToList();
            if (next.Count == kept.Count)
            {
                return next;
            }

            kept = next;
        }
    }

    /// <summary>Ink all the way, but for the gaps of a dotted ruling: strokes of lines of text below each other have wider ones.</summary>
    public static bool IsUnbroken(RulingLine line, Mat even) => RulingTrace.Of(even, RulingWay.Of(line), 2 * AnyInk, DottedGap)?.Coverage >= Unbroken;

    /// <summary>The upper quarter by length: of few rulings most are dark.</summary>
    private static double UsualDarkness(Dictionary<RulingLine, int> darkness)
    {
        var longest = darkness.Where(pair => pair.Key.Length >= AloneLength).OrderByDescending(pair => pair.Value).ToList();
        var quarter = longest.Sum(pair => (long)pair.Key.Length) / 4;
        return longest.FirstOrDefault(pair => (quarter -= pair.Key.Length) <= 0).Value;
    }

    private static double InkDarkness(Mat even)
    {
        using var ink = new Mat();
        Cv2.Threshold(even, ink, 0, 255, ThresholdTypes.BinaryInv | ThresholdTypes.Otsu);
        return 255 - Cv2.Mean(even, ink).Val0;
    }

    private static bool IsPageEdge(RulingLine line, Size page)
    {
        var (along, across) = line.IsHorizontal ? (page.Width, page.Height) : (page.Height, page.Width);
        return line.Middle < EdgeWidth || line.Middle > across - EdgeWidth || line.Length > WholePage * along;
    }

    /// <summary>A fold or a stroke of a pen: it crosses the side of a table, whose own rulings all end there.</summary>
    private static bool HangsOver(RulingLine line, List<RulingLine> all)
    {
        var crossed = all.Where(other => other.IsHorizontal != line.IsHorizontal
            && other.From < line.Middle - Overhang && other.To > line.Middle + Overhang
            && other.Middle > line.From - Near && other.Middle < line.To + Near).ToList();
        if (crossed.Count < 2)
        {
            return false;
        }

        var (first, last) = (crossed.MinBy(other => other.Middle), crossed.MaxBy(other => other.Middle));
        return (line.From < first.Middle - Overhang && EndsOthers(first, line, all, before: true))
            || (line.To > last.Middle + Overhang && EndsOthers(last, line, all, before: false));
    }

    /// <summary>Whether rulings of the table, two at least, end at one of its sides, and none goes on beyond.</summary>
    private static bool EndsOthers(RulingLine side, RulingLine line, List<RulingLine> all, bool before)
    {
        var others = all.Where(other => other != line && other.IsHorizontal == line.IsHorizontal
            && other.Middle > side.From - Near && other.Middle < side.To + Near
            && (before ? other.To > side.Middle + Near && other.From < side.Middle + Overhang : other.From < side.Middle - Near && other.To > side.Middle - Overhang)).ToList();
        return others.Count >= 2 && others.TrueForAll(other => before ? other.From > side.Middle - Overhang : other.To < side.Middle + Overhang);
    }

    /// <summary>Paper lies along a ruling; a row of strokes that only look like one has the rest of its characters on both sides.</summary>
    public static bool StandsFree(RulingLine line, Mat ink)
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

    private static int EndsMet(RulingLine line, List<RulingLine> all)
    {
        var from = false;
        var to = false;
        foreach (var other in all)
        {
            if (other.IsHorizontal != line.IsHorizontal
                && line.Middle >= other.From - Near && line.Middle <= other.To + Near)
            {
                from |= Math.Abs(other.Middle - line.From) <= Near;
                to |= Math.Abs(other.Middle - line.To) <= Near;
            }
        }

        return (from ? 1 : 0) + (to ? 1 : 0);
    }
}
