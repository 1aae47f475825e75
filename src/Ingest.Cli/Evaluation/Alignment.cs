namespace Ingest.Cli.Evaluation;

/// <summary>Pairs two sequences in order so that the sum of the costs is least (Needleman and Wunsch 1970).</summary>
internal static class Alignment
{
    /// <param name="cost">Of pairing left[i] with right[j].</param>
    /// <param name="gap">Of leaving one without a partner.</param>
    /// <returns>Index pairs in order; -1 where there is no partner.</returns>
    public static IReadOnlyList<(int Left, int Right)> Of(int leftCount, int rightCount, Func<int, int, double> cost, double gap)
    {
        var best = new double[leftCount + 1, rightCount + 1];
        for (var left = leftCount; left >= 0; left--)
        {
            for (var right = rightCount; right >= 0; right--)
            {
                best[left, right] = left == leftCount ? (rightCount - right) * gap
                    : right == rightCount ? (leftCount - left) * gap
                    : Math.Min(
                        cost(left, right) + best[left + 1, right + 1],
                        gap + Math.Min(best[left + 1, right], best[left, right + 1]));
            }
        }

        var pairs = new List<(int, int)>();
        for (int left = 0, right = 0; left < leftCount || right < rightCount;)
        {
            if (left < leftCount && right < rightCount && IsSame(best[left, right], cost(left, right) + best[left + 1, right + 1]))
            {
                pairs.Add((left++, right++));
            }
            else if (left < leftCount && (right == rightCount || IsSame(best[left, right], gap + best[left + 1, right])))
            {
                pairs.Add((left++, -1));
            }
            else
            {
                pairs.Add((-1, right++));
            }
        }

        return pairs;
    }

    private static bool IsSame(double left, double right) => Math.Abs(left - right) < 1e-9;
}
