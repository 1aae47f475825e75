using Ingest.Core.Documents;

namespace Ingest.Core.Tables;

/// <summary>The height that a row takes up on its page, in points from the top.</summary>
public readonly record struct RowBand(double Top, double Bottom)
{
    public bool Contains(double y) => y >= Top && y < Bottom;

    public double Distance(double y) => Contains(y) ? 0 : Math.Min(Math.Abs(y - Top), Math.Abs(y - Bottom));
}

/// <summary>
/// Parts a table without row rulings: between two numbers of a column runs exactly one boundary, at the widest white
/// that crosses all columns.
/// </summary>
public static class RowBands
{
    /// <param name="numbers">The numbers of one column, one a row, from top to bottom.</param>
    /// <param name="lines">All lines of the table, first-level labels excepted.</param>
    public static IReadOnlyList<RowBand> Find(IReadOnlyList<Snippet> numbers, IReadOnlyList<Snippet> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var whites = Whites(lines);
        var cuts = new List<(double Y, double Height)>();
        for (var i = 1; i < numbers.Count; i++)
        {
            var (from, to) = (numbers[i - 1].Box.CentreY, numbers[i].Box.CentreY);
            cuts.Add(Widest(whites, from, to) ?? ((from + to) / 2, 0));
        }

        if (numbers.Count > 0)
        {
            // What stands beyond a white as wide as those between rows is the half of a row that a page break cut.
            var usual = cuts.Count == 0 ? 0 : cuts.Select(cut => cut.Height).Order().ElementAt(cuts.Count / 2);
            var inner = whites.Where(white => white.Y > numbers[0].Box.CentreY && white.Y < numbers[^1].Box.CentreY && !cuts.Exists(cut => cut.Y == white.Y))
                .Select(white => white.Height).DefaultIfEmpty(0).Max();
            var least = cuts.Count == 0 ? 0 : cuts.Min(cut => cut.Height);
            var enough = least > inner + 1
                ? Math.Max(0.8 * least, (least + inner) / 2)
                : Math.Max(0.8 * usual, usual > inner ? (usual + inner) / 2 : usual);
            if (enough > 0)
            {
                AddIf(Widest(whites, double.MinValue, numbers[0].Box.CentreY));
                AddIf(Widest(whites, numbers[^1].Box.CentreY, double.MaxValue));
            }

            void AddIf((double Y, double Height)? cut)
            {
                if (cut is { } found && found.Height >= enough)
                {
                    cuts.Add(found);
                }
            }
        }

        cuts.Sort((a, b) => a.Y.CompareTo(b.Y));
        var bands = new List<RowBand>();
        var top = double.MinValue;
        foreach (var (y, _) in cuts)
        {
            bands.Add(new RowBand(top, y));
            top = y;
        }

        bands.Add(new RowBand(top, double.MaxValue));
        return bands;
    }

    private static (double Y, double Height)? Widest(List<(double Y, double Height)> whites, double from, double to)
    {
        (double Y, double Height)? best = null;
        foreach (var white in whites)
        {
            if (white.Y > from && white.Y < to && (best is null || white.Height > best.Value.Height + 0.5))
            {
                best = white;
            }
        }

        return best;
    }

    /// <summary>The horizontal stripes that no line crosses: their middle and height.</summary>
    private static List<(double Y, double Height)> Whites(IReadOnlyList<Snippet> lines)
    {
        var whites = new List<(double, double)>();
        var reach = double.NaN;
        foreach (var box in lines.Select(line => line.Box).OrderBy(box => box.Y))
        {
            if (box.Y > reach)
            {
                whites.Add(((reach + box.Y) / 2, box.Y - reach));
            }

            reach = double.IsNaN(reach) ? box.Bottom : Math.Max(reach, box.Bottom);
        }

        return whites;
    }
}
