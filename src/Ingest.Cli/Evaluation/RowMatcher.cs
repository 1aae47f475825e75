using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>Which row of an extraction stands for which row of the golden.</summary>
internal static class RowMatcher
{
    public static IEnumerable<string> CellKeys(JsonElement golden, JsonElement actual) =>
        JsonValues.Keys(golden).Union(JsonValues.Keys(actual), StringComparer.Ordinal).Where(key => key != "ordinal");

    /// <summary>
    /// In order, so that one row lost or invented costs itself and not all that follow; with
    /// <paramref name="anyOrder"/> first by category and name, wherever they stand.
    /// </summary>
    /// <returns>Index pairs; -1 where there is no partner.</returns>
    public static IReadOnlyList<(int Golden, int Actual)> Match(
        IReadOnlyList<JsonElement> golden, IReadOnlyList<JsonElement> actual, bool anyOrder)
    {
        var pairs = new List<(int, int)>();
        var freeGolden = Enumerable.Range(0, golden.Count).ToList();
        var freeActual = Enumerable.Range(0, actual.Count).ToList();
        if (anyOrder)
        {
            foreach (var left in freeGolden.ToList())
            {
                var right = freeActual.FindIndex(index => IsSameRow(golden[left], actual[index]));
                if (right >= 0)
                {
                    pairs.Add((left, freeActual[right]));
                    freeActual.RemoveAt(right);
                    freeGolden.Remove(left);
                }
            }
        }

        pairs.AddRange(Alignment
            .Of(freeGolden.Count, freeActual.Count, (i, j) => Cost(golden[freeGolden[i]], actual[freeActual[j]]), gap: 0.8)
            .Select(pair => (pair.Left < 0 ? -1 : freeGolden[pair.Left], pair.Right < 0 ? -1 : freeActual[pair.Right])));
        return pairs;
    }

    private static bool IsSameRow(JsonElement golden, JsonElement actual) =>
        JsonValues.AreSame(JsonValues.Get(golden, "category"), JsonValues.Get(actual, "category"))
        && JsonValues.AreSame(JsonValues.Get(golden, "name"), JsonValues.Get(actual, "name"));

    /// <summary>The share of cells that differ.</summary>
    private static double Cost(JsonElement golden, JsonElement actual)
    {
        var keys = CellKeys(golden, actual).ToList();
        return keys.Count == 0 ? 0 : keys.Count(key => !JsonValues.AreSame(JsonValues.Get(golden, key), JsonValues.Get(actual, key))) / (double)keys.Count;
    }
}
