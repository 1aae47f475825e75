using Ingest.Core.Normalisation;

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
    public static int[] Resolve(IReadOnlyList<decimal?> weights, IReadOnlyList<(int Row, string Text)> marks)
    {
        var groups = Merge(marks);
        var owner = new int[weights.Count];
        Array.Fill(owner, -1);
        if (groups.Count == 0)
        {
            return owner;
        }

        var (top, topCost) = Solve(weights, groups, (group, from, to) => Math.Abs(group.First - from));
        var (middle, middleCost) = Solve(weights, groups, (group, from, to) =>
            Math.Abs(((group.First + group.Last) / 2.0) - ((from + to - 1) / 2.0)));
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
        int n = weights.Count, k = groups.Count;
        var cost = new double[k + 1, n + 1];
        var from = new int[k + 1, n + 1];
        for (var i = 0; i <= k; i++)
        {
            for (var end = 0; end <= n; end++)
            {
                cost[i, end] = i == 0 && end == 0 ? 0 : double.PositiveInfinity;
            }
        }

        for (var i = 1; i <= k; i++)
        {
            var group = groups[i - 1];
            for (var begin = 0; begin <= n; begin++)
            {
                if (double.IsPositiveInfinity(cost[i - 1, begin]))
                {
                    continue;
                }

                decimal sum = 0;
                for (var end = begin + 1; end <= n; end++)
                {
                    sum += weights[end - 1] ?? 0;
                    var total = cost[i - 1, begin] + GroupCost(group, begin, end, sum) + (0.05 * offCentre(group, begin, end));
                    if (total < cost[i, end])
                    {
                        (cost[i, end], from[i, end]) = (total, begin);
                    }
                }
            }
        }

        var ends = new int[k];
        for (int i = k, end = n; i > 0; i--)
        {
            ends[i - 1] = end;
            end = from[i, end];
        }

        return (ends, cost[k, n]);
    }

    private static double GroupCost(Group group, int begin, int end, decimal sum)
    {
        var beside = group.First >= begin && group.Last < end;
        // That the points are missed weighs; by how much hardly does, or wrong points would outweigh the label's place.
        var off = group.Points is { } points && points != sum ? 1 + Math.Min(1, (double)Math.Abs(points - sum) / 100) : 0;
        return off + (beside ? 0 : 3);
    }
}
