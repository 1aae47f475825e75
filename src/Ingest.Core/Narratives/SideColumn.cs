using Ingest.Core.Segmentation;

namespace Ingest.Core.Narratives;

/// <summary>
/// Divides a column of text among the labels at its side. A dynamic program over where one text ends and the next
/// begins: a text wants its label beside its first line, or beside its middle, the same way for all; and a boundary wants
/// a gap wider than the usual distance of lines.
/// </summary>
public static class SideColumn
{
    /// <summary>Where a label or a line stands: the page, and the height of its middle in points.</summary>
    public readonly record struct Place(int Page, double Y);

    /// <summary>For each label, in order, the index after the last line of its text; the last is the number of lines.</summary>
    public static int[] Divide(IReadOnlyList<Place> labels, IReadOnlyList<Place> lines)
    {
        var pitch = Pitch(lines);
        var (top, topCost) = Solve(labels, lines, pitch, (label, from, to) => TopCost(label, lines, from, to, pitch));
        var (middle, middleCost) = Solve(labels, lines, pitch, (label, from, to) => MiddleCost(label, lines, from, to, pitch));
        return topCost <= middleCost ? top : middle;
    }

    private static (int[] Ends, double Cost) Solve(
        IReadOnlyList<Place> labels, IReadOnlyList<Place> lines, double pitch, Func<Place, int, int, double> costOf) =>
        Partition.Cheapest(labels.Count, lines.Count, (label, from, to) =>
        {
            var isBoundary = to > 0 && to < lines.Count && label + 1 < labels.Count;
            return costOf(labels[label], from, to) - (isBoundary ? Gap(lines, to, pitch) : 0);
        });

    private static double TopCost(Place label, IReadOnlyList<Place> lines, int from, int to, double pitch) =>
        from == to ? 1.5
        : lines[from].Page != label.Page ? 8
        : 3 * Math.Min(3, Math.Abs(lines[from].Y - label.Y) / pitch);

    private static double MiddleCost(Place label, IReadOnlyList<Place> lines, int from, int to, double pitch)
    {
        if (from == to)
        {
            return 1.5;
        }

        int first = from, last = to - 1;
        while (first < to && lines[first].Page != label.Page)
        {
            first++;
        }

        while (last >= from && lines[last].Page != label.Page)
        {
            last--;
        }

        if (first > last)
        {
            return 8;
        }

        // A text that a page break cuts has its label beside its first line, or, centred as a whole, anywhere beside it.
        var isWhole = first == from && last == to - 1;
        var off = Math.Abs(((lines[first].Y + lines[last].Y) / 2) - label.Y) / pitch;
        var beside = label.Y >= lines[first].Y - pitch && label.Y <= lines[last].Y + pitch;
        return isWhole ? Math.Min(6, off)
            : first == from && Math.Abs(lines[first].Y - label.Y) < 0.3 * pitch ? 0
            : beside ? 0.3 : 6;
    }

    private static double Gap(IReadOnlyList<Place> lines, int at, double pitch) => lines[at].Page != lines[at - 1].Page
        ? 0
        : Math.Clamp((lines[at].Y - lines[at - 1].Y - pitch) / pitch, 0, 2);

    private static double Pitch(IReadOnlyList<Place> lines)
    {
        var steps = new List<double>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Page == lines[i - 1].Page)
            {
                steps.Add(lines[i].Y - lines[i - 1].Y);
            }
        }

        steps.Sort();
        return steps.Count == 0 ? 16 : Math.Max(1, steps[steps.Count / 2]);
    }
}
