using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Settles which edges of a table's grid are drawn, by looking at the page along each of them. Rulings of one table share
/// their places: one that was found in some rows is looked for in all of them, between the very rulings that it must
/// reach, and a stroke of a character that was taken for a ruling reaches neither.
/// </summary>
internal sealed class TableEdges(Mat even, IReadOnlyList<RulingLine> candidates)
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>Within it rulings are one edge, and meet.</summary>
    private const int Near = Dpi / 20;

    /// <summary>What goes farther beyond the table is none of its rulings.</summary>
    private const int Overhang = Dpi / 6;

    /// <summary>The narrowest row or column whose edges can be told from strokes.</summary>
    private const int LeastCell = Dpi / 12;

    /// <summary>Of the usual darkness of the table's rulings: paler is no ink of theirs.</summary>
    private const double DarkShare = 0.45;
    private const int LeastDark = 35;

    /// <summary>A table is drawn in dots or dashes when its rulings have less ink along them.</summary>
    private const double SolidShare = 0.8;
    private const int SolidGap = 3;
    private const int DottedGap = 18;

    /// <summary>What covers an edge was found before and is believed, unless most of it is not there.</summary>
    private const double Known = 0.7;
    private const double KnownCoverage = 0.4;

    /// <summary>A table's rulings are whole when there is ink all along them; then so there is along each part, a smudge aside.</summary>
    private const double WholeCoverage = 0.985;
    private const double PartCoverage = 0.8;
    private const double PartFree = 0.9;

    /// <summary>Of an edge's length: what is longer is no stroke of a character in one row.</summary>
    private const double GoesOn = 1.5;

    /// <summary>What a newly found edge must have.</summary>
    private const double NewCoverage = 0.9;
    private const double NewFree = 0.6;

    /// <summary>What bits of a ruling must have that is whole elsewhere.</summary>
    private const double BrokenCoverage = 0.45;
    private const double BrokenSpread = 0.15;
    private const double BrokenFree = 0.8;

    /// <summary>The rulings of a page with those of its tables settled.</summary>
    public static List<RulingLine> Settle(Mat even, IReadOnlyList<RulingLine> rulings, IReadOnlyList<RulingLine> candidates)
    {
        var edges = new TableEdges(even, candidates);
        return [.. Tables(rulings).SelectMany(edges.Settled)];
    }

    /// <summary>Rulings that meet, and horizontal ones that begin and end alike.</summary>
    private static IEnumerable<List<RulingLine>> Tables(IReadOnlyList<RulingLine> rulings)
    {
        var tables = new List<List<RulingLine>>();
        foreach (var ruling in rulings)
        {
            var own = tables.FindAll(table => table.Exists(other => Belong(ruling, other)));
            var joined = own.SelectMany(table => table).Append(ruling).ToList();
            tables.RemoveAll(own.Contains);
            tables.Add(joined);
        }

        return tables;
    }

    private static bool Belong(RulingLine a, RulingLine b) => a.IsHorizontal == b.IsHorizontal
        ? a.IsHorizontal && Math.Abs(a.From - b.From) <= Near && Math.Abs(a.To - b.To) <= Near
        : a.Middle >= b.From - Near && a.Middle <= b.To + Near && b.Middle >= a.From - Near && b.Middle <= a.To + Near;

    private IEnumerable<RulingLine> Settled(List<RulingLine> table)
    {
        var level = table.Where(line => line.IsHorizontal).ToList();
        var upright = table.Where(line => !line.IsHorizontal).ToList();
        var frame = table.Select(line => line.Box).Aggregate((a, b) => a.Union(b));
        if (level.Count < 2 || frame.Height < LeastCell || frame.Width < LeastCell)
        {
            return table;
        }

        var ink = Ink.Of(even, table);
        var ys = Places(level, [frame.Top, frame.Bottom]);
        var uprights = Edges(upright, Inside(isHorizontal: false, frame), [.. level.SelectMany(line => new[] { line.From, line.To })], frame, ink, ys);
        var xs = Places(uprights, [frame.Left, frame.Right]);
        return WithEnds([.. Edges(level, Inside(isHorizontal: true, frame), [], frame, ink, xs), .. uprights], table);
    }

    /// <summary>What was not known before must begin and end at other rulings.</summary>
    private static List<RulingLine> WithEnds(List<RulingLine> lines, List<RulingLine> known)
    {
        while (true)
        {
            var next = lines.FindAll(line => IsKnown(line) || (IsMet(line, line.From) && IsMet(line, line.To)));
            if (next.Count == lines.Count)
            {
                return next;
            }

            lines = next;
        }

        bool IsMet(RulingLine line, int end) => lines.Exists(other => other.IsHorizontal != line.IsHorizontal && Math.Abs(other.Middle - end) <= Near
            && other.From - Near <= line.Middle && line.Middle <= other.To + Near);

        bool IsKnown(RulingLine line) => known.Exists(other => IsPartOf(line, other));
    }

    /// <summary>Whether most of a ruling lies along another one, or is the second of a double ruling.</summary>
    private static bool IsPartOf(RulingLine line, RulingLine other) => AreAlong(line, other)
        && Math.Min(other.To, line.To) - Math.Max(other.From, line.From) > line.Length / 2;

    private static bool AreAlong(RulingLine line, RulingLine other) => other.IsHorizontal == line.IsHorizontal && Math.Abs(other.Middle - line.Middle) <= Near;

    /// <summary>The stretches of rulings that run along settled ones: the second of a double ruling, and bits aside of the way.</summary>
    public static IEnumerable<RulingLine> Beside(IReadOnlyList<RulingLine> rulings, IReadOnlyList<RulingLine> settled) =>
        from ruling in rulings
        from other in settled
        let @from = Math.Max(ruling.From, other.From - Near)
        let to = Math.Min(ruling.To, other.To + Near)
        where AreAlong(ruling, other) && to - @from > 2 * Near
        select ruling.Stretch(@from, to);

    private List<RulingLine> Inside(bool isHorizontal, Rect frame)
    {
        var around = Rect.Inflate(frame, Overhang, Overhang);
        return [.. candidates.Where(line => line.IsHorizontal == isHorizontal && around.Contains(line.Box))];
    }

    /// <summary>Where rulings stand, and the ends of the frame where none does.</summary>
    private static List<int> Places(List<RulingLine> lines, int[] ends)
    {
        var places = Clusters(lines).ConvertAll(cluster => (int)cluster.Average(line => line.Middle));
        foreach (var end in ends)
        {
            if (!places.Exists(place => Math.Abs(place - end) <= Near))
            {
                places.Add(end);
            }
        }

        places.Sort();
        return places;
    }

    private static List<List<RulingLine>> Clusters(IEnumerable<RulingLine> lines)
    {
        var clusters = new List<List<RulingLine>>();
        foreach (var line in lines.OrderBy(line => line.Middle))
        {
            if (clusters.Count > 0 && line.Middle - clusters[^1][0].Middle <= Near)
            {
                clusters[^1].Add(line);
            }
            else
            {
                clusters.Add([line]);
            }
        }

        return clusters;
    }

    /// <summary>The rulings of one direction, as the page shows them between the places where those of the other stand.</summary>
    private List<RulingLine> Edges(
        List<RulingLine> known, List<RulingLine> others, List<int> ends, Rect frame, Ink ink, List<int> across)
    {
        var lines = new List<RulingLine>();
        var fresh = others.Concat(ends.GroupBy(end => end).Select(end => Thin(isHorizontal: false, end.Key, frame)));
        foreach (var cluster in Clusters(known.Concat(fresh.Where(line => !known.Exists(other => Math.Abs(other.Middle - line.Middle) <= Near)))))
        {
            var own = cluster.Where(known.Contains).ToList();
            lines.AddRange(Runs(new Edge(own, own.Count > 0 ? own : cluster), ink, across));
        }

        return lines;
    }

    private static RulingLine Thin(bool isHorizontal, int middle, Rect frame) => new(
        isHorizontal, isHorizontal ? new Rect(frame.X, middle - 1, frame.Width, 3) : new Rect(middle - 1, frame.Y, 3, frame.Height));

    /// <param name="Known">What was found and kept before.</param>
    /// <param name="Guides">What tells where the edge runs.</param>
    private sealed record Edge(List<RulingLine> Known, List<RulingLine> Guides);

    private IEnumerable<RulingLine> Runs(Edge edge, Ink ink, List<int> across)
    {
        var parts = new RulingLine?[across.Count - 1];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Part(edge, ink, (across[i], across[i + 1]), trace => IsDrawn(trace, ink));
        }

        // A ruling that is whole elsewhere.
        for (var i = 0; i < parts.Length && (edge.Known.Count > 0 || parts.Any(part => part is not null)); i++)
        {
            parts[i] ??= Part(edge, ink, (across[i], across[i + 1]), trace => IsBroken(trace) && (!ink.IsWhole || trace.Coverage >= PartCoverage || trace.Free >= PartFree));
        }

        RulingLine? open = null;
        foreach (var part in parts.Append(null))
        {
            if (part is null && open is not null)
            {
                yield return open.Value;
            }

            open = part is not null && open is not null ? open.Value.And(part.Value) : part;
        }
    }

    /// <summary>The edge between two neighbouring rulings across; null where it is not drawn.</summary>
    private RulingLine? Part(Edge edge, Ink ink, (int From, int To) place, Func<RulingTrace, bool> isThere)
    {
        var (from, to) = place;
        var covering = edge.Known.Where(line => line.From < to && line.To > from).ToList();
        var covered = covering.Sum(line => Math.Min(line.To, to) - Math.Max(line.From, from)) / (double)(to - from);
        if (to - from < LeastCell)
        {
            return covered >= Known ? Piece(covering, from, to) : null;
        }

        var guide = edge.Guides.MinBy(line => Math.Max(0, Math.Max(line.From - to, from - line.To)));
        var trace = RulingTrace.Of(even, new RulingWay(guide.IsHorizontal, from, to, At(guide, from), At(guide, to)), ink.Dark, ink.Gap);
        if (covered >= Known && (trace is not { } sight || (sight.Coverage >= (ink.IsWhole && sight.Free < NewFree ? PartCoverage : KnownCoverage)
            && (sight.Spread >= BrokenSpread || covering.Exists(line => line.Length > GoesOn * (to - from))))))
        {
            return Piece(covering, from, to);
        }

        return trace is not { } found || !isThere(found)
            ? null
            : new RulingLine(guide.IsHorizontal, guide.IsHorizontal
                ? Rect.FromLTRB(from, (int)found.Middle - 3, to, (int)found.Middle + 4)
                : Rect.FromLTRB((int)found.Middle - 3, from, (int)found.Middle + 4, to));
    }

    private static bool IsDrawn(RulingTrace trace, Ink ink) =>
        trace.ReachesEnds && trace.Coverage >= NewCoverage && (!ink.IsDotted || trace.Free >= NewFree);

    /// <summary>A ruling that is known elsewhere, of which only bits are left here.</summary>
    private static bool IsBroken(RulingTrace trace) =>
        trace.Coverage >= BrokenCoverage && trace.Spread >= BrokenSpread && trace.Free >= BrokenFree;

    private static double At(RulingLine line, int place) => line.Length == 0 ? line.Middle
        : line.StartMiddle + ((line.EndMiddle - line.StartMiddle) * Math.Clamp((place - line.From) / (double)line.Length, 0, 1));

    private static RulingLine Piece(List<RulingLine> covering, int from, int to)
    {
        var longest = covering.MaxBy(line => Math.Min(line.To, to) - Math.Max(line.From, from));
        return longest.Stretch(from, to) with { StartMiddle = At(longest, from), EndMiddle = At(longest, to) };
    }

    /// <summary>How the rulings of a table are drawn.</summary>
    private readonly record struct Ink(int Dark, bool IsDotted, bool IsWhole)
    {
        public int Gap => IsDotted ? DottedGap : SolidGap;

        public static Ink Of(Mat even, List<RulingLine> table)
        {
            var longest = table.OrderByDescending(line => line.Length).Take(24).ToList();
            var dark = Math.Max(LeastDark, (int)(DarkShare * Median(longest, LeastDark, trace => trace.Darkness)));
            return new Ink(dark, Median(longest, dark, trace => trace.Solid) < SolidShare, Median(longest, dark, trace => trace.Coverage) >= WholeCoverage);

            double Median(List<RulingLine> lines, int threshold, Func<RulingTrace, double> measure)
            {
                var found = lines.Select(line => RulingTrace.Of(even, RulingWay.Of(line), threshold, 0)).OfType<RulingTrace>().Select(measure).Order().ToList();
                return found.Count == 0 ? 1 : found[found.Count / 2];
            }
        }
    }
}
