using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>A stretch of page along which a ruling is looked for: where its middle should be at either end, and how far it may be off.</summary>
/// <param name="From">Along the ruling, pixels.</param>
/// <param name="To">Along the ruling, pixels.</param>
/// <param name="Start">Across it, at <paramref name="From"/>.</param>
/// <param name="End">Across it, at <paramref name="To"/>.</param>
internal readonly record struct RulingWay(bool IsHorizontal, int From, int To, double Start, double End)
{
    public static RulingWay Of(RulingLine line) => new(line.IsHorizontal, line.From, line.To, line.StartMiddle, line.EndMiddle);
}

/// <summary>What a page shows along the straight path that is darkest.</summary>
/// <param name="Darkness">Of the darker part of the path, 0 (paper) to 255: a dotted ruling is as dark as its dots.</param>
/// <param name="Coverage">The share of the path with ink on it, gaps as short as a dotted ruling's counted in.</param>
/// <param name="Solid">The share of the path with ink on it.</param>
/// <param name="ReachesEnds">Whether there is ink at both ends of it.</param>
/// <param name="Free">The share of that ink with paper on both sides, or, of an upright one, on one and the same: strokes of characters have others beside them.</param>
/// <param name="Spread">Of the four quarters of the path the one with least ink: its coverage.</param>
/// <param name="Middle">Across, pixels.</param>
internal readonly record struct RulingTrace(int Darkness, double Coverage, double Solid, bool ReachesEnds, double Free, double Spread, double Middle)
{
    private const int Dpi = PreparedPage.Dpi;

    /// <summary>How far beside the expected place is searched.</summary>
    private const int Reach = Dpi / 50;

    /// <summary>By how much more one end may be off than the other.</summary>
    private const int Lean = 3;

    /// <summary>Nearer to it lies a ruling's own rim, farther away its paper.</summary>
    private const int Rim = 4;
    private const int Beside = 11;

    /// <summary>What paper on one side alone counts of paper on both: writing in cells begins close to their sides.</summary>
    private const double OneSided = 0.9;

    /// <summary>Of a stretch's length nothing is looked at so near to its ends: other rulings are there.</summary>
    private const int Margin = 4;

    /// <summary>At each end so long a part must hold ink.</summary>
    private const int EndPart = Dpi / 25;

    /// <summary>Null where the way is too short to be looked at, or runs along the page's edge.</summary>
    /// <param name="dark">What counts as ink, 255 less the pixel's value.</param>
    /// <param name="gap">The widest gap that belongs to the ruling.</param>
    public static RulingTrace? Of(Mat even, RulingWay way, int dark, int gap)
    {
        var strip = Strip.Cut(even, way, Reach + Lean + Beside + 1);
        if (strip is null)
        {
            return null;
        }

        var (start, end) = strip.Darkest(Reach, Lean, dark);
        return strip.Look(start, end, dark, gap);
    }

    /// <summary>The ruling without the much paler ends that a stamp or a shadow in line with it has added.</summary>
    public static RulingLine Trim(Mat even, RulingLine line)
    {
        const int part = Dpi / 8;
        const double pale = 0.5;
        if (line.Length < 4 * part || Strip.Cut(even, RulingWay.Of(line), Beside + 1) is not { } strip)
        {
            return line;
        }

        var parts = strip.DarknessOf(part);
        var least = pale * parts.Order().ElementAt(parts.Count / 2);
        int first = parts.FindIndex(one => one >= least), last = parts.FindLastIndex(one => one >= least);
        return line.Stretch(first == 0 ? line.From : line.From + (first * part), last == parts.Count - 1 ? line.To : line.From + ((last + 1) * part));
    }

    /// <summary>The pixels around the way, as darkness: [along][across], the expected middle in the middle.</summary>
    private sealed class Strip(byte[] pixels, int length, int side, RulingWay way)
    {
        private readonly int _width = (2 * side) + 1;
        private readonly double _middle = (way.Start + way.End) / 2;

        public static Strip? Cut(Mat even, RulingWay way, int side)
        {
            int from = way.From + Margin, to = way.To - Margin, middle = (int)((way.Start + way.End) / 2);
            var box = way.IsHorizontal ? Rect.FromLTRB(from, middle - side, to, middle + side + 1) : Rect.FromLTRB(middle - side, from, middle + side + 1, to);
            if (to - from < 2 * EndPart || box.Intersect(new Rect(0, 0, even.Width, even.Height)) != box)
            {
                return null;
            }

            using var view = new Mat(even, box);
            using var upright = way.IsHorizontal ? (Mat)view.T() : view.Clone();
            upright.GetArray(out byte[] pixels);
            return new Strip(Array.ConvertAll(pixels, pixel => (byte)(255 - pixel)), to - from, side, way);
        }

        /// <summary>The offsets from the expected place, at the start and at the end, of the straight path with most ink.</summary>
        public (int Start, int End) Darkest(int reach, int lean, int dark)
        {
            (int, int) best = default;
            var most = -1;
            for (var start = -reach; start <= reach; start++)
            {
                for (var end = start - lean; end <= start + lean; end++)
                {
                    // A little for being where it is expected.
                    var found = -(Math.Abs(start) + Math.Abs(end)) / 2;
                    for (var place = 0; place < length; place++)
                    {
                        found += pixels[(place * _width) + Across(place, start, end)] >= dark ? 1 : 0;
                    }

                    if (found > most)
                    {
                        (most, best) = (found, (start, end));
                    }
                }
            }

            return best;
        }

        public RulingTrace Look(int start, int end, int dark, int gap)
        {
            var ink = new bool[length];
            var darkness = new int[length];
            int free = 0, before = 0, after = 0;
            for (var place = 0; place < length; place++)
            {
                var row = pixels.AsSpan(place * _width, _width);
                var middle = Across(place, start, end);
                darkness[place] = Max(row[(middle - 1)..(middle + 2)]);
                ink[place] = darkness[place] >= dark;
                var isFreeBefore = ink[place] && Max(row[(middle - Beside)..(middle - Rim)]) < dark;
                var isFreeAfter = ink[place] && Max(row[(middle + Rim + 1)..(middle + Beside + 1)]) < dark;
                free += isFreeBefore && isFreeAfter ? 1 : 0;
                before += isFreeBefore ? 1 : 0;
                after += isFreeAfter ? 1 : 0;
            }

            var solid = ink.Count(one => one);
            Close(ink, gap);
            Array.Sort(darkness);
            return new RulingTrace(
                darkness[length * 7 / 10], Share(ink), solid / (double)length,
                ink.AsSpan(0, EndPart).Count(true) * 2 > EndPart && ink.AsSpan(length - EndPart).Count(true) * 2 > EndPart,
                Math.Max(free, way.IsHorizontal ? 0 : OneSided * Math.Max(before, after)) / Math.Max(1.0, solid), Enumerable.Range(0, 4).Min(i => Share(ink.AsSpan(length * i / 4, length / 4))), _middle + ((start + end) / 2.0));
        }

        /// <summary>How dark the darker places are of parts of the way that follow on each other, the last one longer.</summary>
        public List<int> DarknessOf(int part) => [.. Enumerable.Range(0, length / part).Select(i => Enumerable.Range(i * part, part)
            .Select(place => (int)Max(pixels.AsSpan((place * _width) + Across(place, 0, 0) - Rim, (2 * Rim) + 1))).Order().ElementAt(part * 7 / 10))];

        private static double Share(ReadOnlySpan<bool> ink) => ink.Count(true) / (double)ink.Length;

        private static int Max(ReadOnlySpan<byte> values)
        {
            byte most = 0;
            foreach (var value in values)
            {
                most = Math.Max(most, value);
            }

            return most;
        }

        private static void Close(bool[] ink, int gap)
        {
            var last = -1;
            for (var place = 0; place < ink.Length; place++)
            {
                if (!ink[place])
                {
                    continue;
                }

                if (place - last - 1 <= gap)
                {
                    Array.Fill(ink, true, last + 1, place - last - 1);
                }

                last = place;
            }

            if (ink.Length - last - 1 <= gap)
            {
                Array.Fill(ink, true, last + 1, ink.Length - last - 1);
            }
        }

        private int Across(int place, int start, int end)
        {
            var share = place / (double)length;
            var expected = way.Start + ((way.End - way.Start) * share) - _middle;
            return Math.Clamp((int)Math.Round(side + expected + start + ((end - start) * share)), Beside, _width - Beside - 1);
        }
    }
}
