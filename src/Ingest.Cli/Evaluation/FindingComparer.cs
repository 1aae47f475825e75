using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>Gathers the findings of a golden and of an extraction, where the golden lists any.</summary>
internal sealed class FindingComparer
{
    private readonly HashSet<FindingKey> _golden = [];
    private readonly HashSet<FindingKey> _actual = [];

    public FindingScore Score => new(
        [.. _golden.Where(_actual.Contains)],
        [.. _golden.Where(key => !_actual.Contains(key))],
        [.. _actual.Where(key => !_golden.Contains(key))]);

    /// <param name="goldenOwner">A report or the document; without a findings list it makes no claim.</param>
    /// <param name="inGolden">How a path of the extraction reads in the golden.</param>
    public void Add(int report, JsonElement goldenOwner, JsonElement actualOwner, Func<string, string> inGolden)
    {
        if (JsonValues.Get(goldenOwner, "findings").ValueKind != JsonValueKind.Array)
        {
            return;
        }

        _golden.UnionWith(Keys(report, goldenOwner, path => path));
        _actual.UnionWith(Keys(report, actualOwner, inGolden));
    }

    private static IEnumerable<FindingKey> Keys(int report, JsonElement owner, Func<string, string> rename) =>
        JsonValues.Items(owner, "findings").Select(finding => new FindingKey(
            report, JsonValues.Show(JsonValues.Get(finding, "rule")), rename(JsonValues.Show(JsonValues.Get(finding, "path")))));
}
