using Ingest.Core.Normalisation;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tables;

/// <summary>
/// Tells which first-level label each row stands under, where rulings do not. A label is printed once, at the top or in
/// the middle of its rows, or on every row. Among all ways to part the rows in order, each label beside its own, the one
/// is taken whose sums agree best with the declared points; the forms' sums are not always right, so they guide and do
/// not force.
/// </summary>
public static class CategoryResolver
{
    /// <summary>For each row the index of its label, or -1 where there is none.</summary>
    /// <param name="weights">A row's weight; null where it is blank or unreadable.</param>
    /// <param name="marks">Labels in order: the row beside which each is printed.</param>
    /// <param name="heights">How labels and rows stand on the page; null where only counting rows tells.</param>
    public static int[] Resolve(
        IReadOnlyList<decimal?> weights, IReadOnlyList<(int Row, string Text)> marks, RowHeights? heights = null)
    {
        var groups = Merge(marks);
        var owner = new int[weights.Count];
        Array.Fill(owner, -1);
        if (groups.Count == 0)
        {
            return owner;
        }

        // A label at the top stands beside its first row and nowhere else; one in the middle may be off by a little.
        var (top, topCost) = Solve(weights, groups, (group, from, to) =>
            (10 * Math.Abs(group.First - from)) + (heights?.OffTop(group.Mark, group.First) ?? 0));
        var (middle, middleCost) = Solve(weights, groups, (group, from, to) =>
            (group.First == group.Last ? heights?.OffCentre(group.Mark, from, to) : null)
            ?? Math.Abs(((group.First + group.Last) / 2.0) - ((from + to - 1) / 2.0)));
        var ends = topCost <= middleCost ? top : middle;
        for (int i = 0, row = 0; i < groups.Count; i++)
        {
            for (; row < ends[i]; row++)
            {
                owner[row] = groups[i].Mark;
            }
        }

        return owner;
    }

    private sealed record Group(int Mark, int First, int Last, decimal? Points);

    /// <summary>A label that is printed again on the next row, or on the next page, goes on.</summary>
    private static List<Group> Merge(IReadOnlyList<(int Row, string Text)> marks)
    {
        var groups = new List<Group>();
        string? last = null;
        for (var i = 0; i < marks.Count; i++)
        {
            var folded = Labels.Fold(marks[i].Text);
            if (folded == last)
            {
                groups[^1] = groups[^1] with { Last = marks[i].Row };
            }
            else
            {
                groups.Add(new Group(i, marks[i].Row, marks[i].Row, CategoryLabel.PointsOf(marks[i].Text)));
            }

            last = folded;
        }

        return groups;
    }

    private static (int[] Ends, double Cost) Solve(
        IReadOnlyList<decimal?> weights, List<Group> groups, Func<Group, int, int, double> offCentre)
    {
        var sums = new decimal[weights.Count + 1];
        for (var i = 0; i < weights.Count; i++)
        {
            sums[i + 1] = sums[i] + (weights[i] ?? 0);
        }

        return Partition.Cheapest(groups.Count, weights.Count, (group, from, to) => from == to
            ? double.PositiveInfinity
            : GroupCost(groups[group], from, to, sums[to] - sums[from]) + (0.05 * offCentre(groups[group], from, to)));
    }

    private static double GroupCost(Group group, int begin, int end, decimal sum)
    {
        var beside = group.First >= begin && group.Last < end;
        // That the points are missed weighs; by how much hardly does, or wrong points would outweigh the label's place.
        var off = group.Points is { } points && points != sum ? 1 + Math.Min(1, (double)Math.Abs(points - sum) / 100) : 0;
        return off + (beside ? 0 : 3);
    }
}
