namespace Ingest.Core.Segmentation;

/// <summary>Cuts a sequence into parts in order, at the least cost: dynamic programming over where each part ends.</summary>
internal static class Partition
{
    /// <param name="cost">Of giving a part the items from its second argument up to its third; infinite where it may not be.</param>
    /// <returns>For each part the index after its last item, and the cost of all.</returns>
    public static (int[] Ends, double Cost) Cheapest(int parts, int items, Func<int, int, int, double> cost)
    {
        var best = new double[parts + 1, items + 1];
        var from = new int[parts + 1, items + 1];
        for (var part = 0; part <= parts; part++)
        {
            for (var end = 0; end <= items; end++)
            {
                best[part, end] = part == 0 && end == 0 ? 0 : double.PositiveInfinity;
            }
        }

        for (var part = 1; part <= parts; part++)
        {
            for (var begin = 0; begin <= items; begin++)
            {
                if (double.IsPositiveInfinity(best[part - 1, begin]))
                {
                    continue;
                }

                for (var end = begin; end <= items; end++)
                {
                    var total = best[part - 1, begin] + cost(part - 1, begin, end);
                    if (total < best[part, end])
                    {
                        (best[part, end], from[part, end]) = (total, begin);
                    }
                }
            }
        }

        var ends = new int[parts];
        for (int part = parts, end = items; part > 0; part--)
        {
            ends[part - 1] = end;
            end = from[part, end];
        }

        return (ends, best[parts, items]);
    }
}
