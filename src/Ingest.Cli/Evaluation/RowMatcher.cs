using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>Which row of an extraction stands for which row of the golden.</summary>
internal static class RowMatcher
{
    /// <summary>What no cell of the form holds, and a golden says only where it was judged.</summary>
    private static readonly string[] Derived = ["class", "classSource"];

    public static IEnumerable<string> CellKeys(JsonElement golden, JsonElement actual) =>
        JsonValues.Keys(golden).Union(JsonValues.Keys(actual).Except(Derived, StringComparer.Ordinal), StringComparer.Ordinal).Where(key => key != "ordinal");

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

/// <summary>A row of a golden and the row that was read in its place.</summary>
internal sealed record MatchedRow(string Table, JsonElement Golden, JsonElement Actual)
{
    public required string GoldenPath { get; init; }

    /// <summary>Null for a row that was not read.</summary>
    public required string? ActualPath { get; init; }

    public required bool IsPaired { get; init; }
}

/// <summary>All rows of a report's tables.</summary>
internal sealed record MatchedRows(IReadOnlyList<MatchedRow> All)
{
    private readonly Dictionary<string, string> _renames = All.Where(row => row.ActualPath is not null)
        .ToDictionary(row => row.ActualPath!, row => row.GoldenPath, StringComparer.Ordinal);

    /// <summary>How a path of the extraction reads in the golden's rows.</summary>
    public string InGolden(string path)
    {
        var end = path.IndexOf(']', StringComparison.Ordinal) + 1;
        return end > 0 && _renames.TryGetValue(path[..end], out var renamed) ? renamed + path[end..] : path;
    }
}
