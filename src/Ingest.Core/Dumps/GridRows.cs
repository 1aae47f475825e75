using Ingest.Core.Documents;
using Ingest.Core.Tables;

namespace Ingest.Core.Dumps;

/// <summary>
/// Parts the lines of a dumped table into rows where no white tells: the numbers of a row stand at the middle of its lines, or
/// beside the first, the same way for all; a cell's lines but for its last are full. A dynamic program over how many lines
/// between two rows' numbers belong to the upper one.
/// </summary>
internal static class GridRows
{
    /// <summary>In columns of the typewriter: a line that ends so near to its column's widest is full.</summary>
    private const double Slack = 3 * DumpGrid.ColumnWidth;

    /// <summary>Half a row at the head or the foot of a page is the exception.</summary>
    private const double CutRow = 1.2;

    internal sealed record Line(double Y, IReadOnlyDictionary<string, IReadOnlyList<Snippet>> Cells);

    /// <param name="lines">From top to bottom; those that hold a first-level label alone left out.</param>
    /// <param name="anchors">Those of them that hold a row's numbers, by their place.</param>
    /// <returns>The place of each row's first line; what stands before the first is a row that goes on from another page.</returns>
    public static IReadOnlyList<int> Starts(IReadOnlyList<Line> lines, IReadOnlyList<int> anchors)
    {
        var widest = lines.SelectMany(line => line.Cells).GroupBy(cell => cell.Key)
            .ToDictionary(group => group.Key, group => group.Max(cell => cell.Value[^1].Box.Right));
        var (middle, middleCost) = Solve((above, below) => Math.Abs(above - below) switch { 0 => 0, 1 => 0.3, var off => off });
        var (top, topCost) = Solve((above, _) => 2 * above);
        return topCost < middleCost ? top : middle;

        (List<int> Starts, double Cost) Solve(Func<int, int, double> placeCost)
        {
            // best[k][s]: the cost of all rows above gap k, when s of its lines go with the row above it.
            var best = new double[anchors.Count + 1][];
            var from = new int[anchors.Count + 1][];
            for (var gap = 0; gap <= anchors.Count; gap++)
            {
                var count = GapEnd(gap) - GapStart(gap);
                best[gap] = new double[count + 1];
                from[gap] = new int[count + 1];
                for (var split = 0; split <= count; split++)
                {
                    var isCut = gap == 0 ? split > 0 : gap == anchors.Count && split < count;
                    var cost = BoundaryCost(GapStart(gap) + split, isInner: split > 0 || gap > 0) + (isCut ? CutRow : 0);
                    if (gap == 0)
                    {
                        best[0][split] = cost;
                        continue;
                    }

                    best[gap][split] = double.PositiveInfinity;
                    for (var before = 0; before < best[gap - 1].Length; before++)
                    {
                        var above = best[gap - 1].Length - 1 - before;
                        var total = best[gap - 1][before] + placeCost(above, split)
                            + InsideCost(GapEnd(gap - 1) - above, GapStart(gap) + split) + cost;
                        if (total < best[gap][split])
                        {
                            (best[gap][split], from[gap][split]) = (total, before);
                        }
                    }
                }
            }

            var starts = new List<int>();
            var at = Array.IndexOf(best[^1], best[^1].Min());
            var least = best[^1][at];
            for (var gap = anchors.Count; gap >= 0; gap--)
            {
                starts.Add(GapStart(gap) + at);
                at = from[gap][at];
            }

            starts.Reverse();
            return (starts, least);
        }

        int GapStart(int gap) => gap == 0 ? 0 : anchors[gap - 1] + 1;

        int GapEnd(int gap) => gap == anchors.Count ? lines.Count : anchors[gap];

        // A row's texts: a line that is not full ends its cell; the next line of that column would be another's.
        double InsideCost(int start, int end)
        {
            double cost = 0;
            for (var i = start; i + 1 < end; i++)
            {
                cost += Joins(i).Sum(pair => IsFull(pair.Key, pair.Upper) ? 0 : EndsSentence(pair.Upper) ? 1 : 0.7);
                cost += IsSetOff(i) ? 0.7 : 0;
            }

            return cost;
        }

        double BoundaryCost(int at, bool isInner) => !isInner || at == 0 || at >= lines.Count ? 0
            : Joins(at - 1).Sum(pair => IsFull(pair.Key, pair.Upper) && !EndsSentence(pair.Upper) ? 0.5 : 0)
                + (DumpRows.IsOpen(string.Concat(lines[at - 1].Cells.Values.SelectMany(cell => cell).Select(piece => piece.Text))) ? 0.5 : 0);

        // Text columns that both this line and the next fill.
        IEnumerable<(string Key, Snippet Upper)> Joins(int at) => lines[at].Cells
            .Where(cell => lines[at + 1].Cells.ContainsKey(cell.Key)).Select(cell => (cell.Key, cell.Value[^1]));

        bool IsFull(string key, Snippet piece) => piece.Box.Right >= widest[key] - Slack;

        bool IsSetOff(int at) => lines[at + 1].Y - lines[at].Y > 1.5 * DumpGrid.LineHeight;
    }

    private static bool EndsSentence(Snippet piece) => piece.Text[^1] is '。' or '；';
}
