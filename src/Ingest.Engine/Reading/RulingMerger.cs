using Ingest.Core.Documents;

namespace Ingest.Engine.Reading;

/// <summary>
/// Segments to rulings: what lies on one line within a hair, and touches or all but touches, is one. So double lines,
/// dashes, dots and the borders of neighbouring cells become what a reader sees (compare pdfplumber's snap and join).
/// </summary>
internal sealed class RulingMerger(double width, double height)
{
    private const double Snap = 2;
    private const double Join = 3;
    private const double Shortest = 5;
    private const int MostRulings = 5000;

    private readonly List<Ruling> horizontals = [];
    private readonly List<Ruling> verticals = [];

    public int Count => horizontals.Count + verticals.Count;

    public void AddHorizontal(double y, double left, double right) => Add(horizontals, new Ruling(true, y, left, right), height, width);

    public void AddVertical(double x, double top, double bottom) => Add(verticals, new Ruling(false, x, top, bottom), width, height);

    public IReadOnlyList<Ruling> Merge()
    {
        var merged = new List<Ruling>();
        Merge(horizontals, merged);
        Merge(verticals, merged);
        return merged.Count <= MostRulings ? merged : [.. merged.OrderByDescending(r => r.Length).Take(MostRulings)];
    }

    private static void Add(List<Ruling> rulings, Ruling ruling, double maxPosition, double maxTo)
    {
        // Off the page, or not a number at all.
        if (!(ruling.Position >= -Snap && ruling.Position <= maxPosition + Snap && ruling.From <= maxTo && ruling.To >= 0))
        {
            return;
        }

        rulings.Add(ruling with { From = Math.Max(0, ruling.From), To = Math.Min(maxTo, ruling.To) });
    }

    private static void Merge(List<Ruling> rulings, List<Ruling> merged)
    {
        rulings.Sort(static (a, b) => a.Position.CompareTo(b.Position));
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rulings);
        for (int start = 0, end; start < all.Length; start = end)
        {
            end = start + 1;
            while (end < all.Length && all[end].Position - all[start].Position <= Snap)
            {
                end++;
            }

            MergeLine(all[start..end], merged);
        }
    }

    private static void MergeLine(Span<Ruling> line, List<Ruling> merged)
    {
        line.Sort(static (a, b) => a.From.CompareTo(b.From));
        var current = line[0];
        var weight = Weight(current);
        var weighted = current.Position * weight;
        foreach (var next in line[1..])
        {
            if (next.From > current.To + Join)
            {
                Keep(current, weighted / weight, merged);
                current = next;
                weight = weighted = 0;
            }

            var length = Weight(next);
            weight += length;
            weighted += next.Position * length;
            current = current with { To = Math.Max(current.To, next.To) };
        }

        Keep(current, weighted / weight, merged);
    }

    private static double Weight(Ruling ruling) => Math.Max(0.01, ruling.Length);

    private static void Keep(Ruling ruling, double position, List<Ruling> merged)
    {
        if (ruling.Length >= Shortest)
        {
            merged.Add(ruling with { Position = position });
        }
    }
}
