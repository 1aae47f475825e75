using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>
/// Compares an extraction with its golden, both in the contract's JSON: every value of either, report by report and row
/// by row. Pure.
/// </summary>
/// <param name="narratives">The keys whose values are compared as running text.</param>
internal sealed class DocumentComparer(IReadOnlySet<string> narratives)
{
    private static readonly HashSet<string> NoValues = ["ordinal", "findings", "evidence"];
    private static readonly string[] DocumentKeys = ["fileName", "sha256", "pageCount", "kind"];

    /// <param name="actual">Null when nothing was read; <paramref name="failure"/> then says why.</param>
    public DocumentScore Compare(string file, JsonElement golden, JsonElement? actual, string? failure = null)
    {
        var read = actual ?? default;
        var goldenReports = JsonValues.Items(golden, "reports").ToList();
        var actualReports = JsonValues.Items(read, "reports").ToList();
        var values = new List<ValueScore>();
        var findings = new FindingComparer();

        var goldenDocument = JsonValues.Get(golden, "document");
        var actualDocument = JsonValues.Get(read, "document");
        values.AddRange(DocumentKeys
            .Where(key => JsonValues.Get(goldenDocument, key).ValueKind != JsonValueKind.Null)
            .Select(key => Score(0, $"document.{key}", key, JsonValues.Get(goldenDocument, key), JsonValues.Get(actualDocument, key))));
        findings.Add(0, goldenDocument, actualDocument, path => path);

        // In a dump nothing but the text's order tells the rows of a category apart in position: any order is right.
        var isDump = JsonValues.Get(goldenDocument, "kind") is { ValueKind: JsonValueKind.String } kind && kind.GetString() == "dump";
        foreach (var (left, right) in Alignment.Of(
            goldenReports.Count, actualReports.Count, (i, j) => HeaderCost(goldenReports[i], actualReports[j]), gap: 1.01))
        {
            var number = (left < 0 ? right : left) + 1;
            var goldenReport = left < 0 ? default : goldenReports[left];
            var actualReport = right < 0 ? default : actualReports[right];
            var renamed = CompareReport(number, goldenReport, actualReport, isDump, values);
            findings.Add(number, goldenReport, actualReport, renamed);
        }

        return new DocumentScore(file, goldenReports.Count, actualReports.Count, values, findings.Score, failure);
    }

    /// <summary>0 for reports whose own values are all the same, 1 for none.</summary>
    private static double HeaderCost(JsonElement golden, JsonElement actual)
    {
        var keys = ScalarKeys(golden, actual).ToList();
        return keys.Count == 0 ? 0 : keys.Count(key => !JsonValues.AreSame(JsonValues.Get(golden, key), JsonValues.Get(actual, key))) / (double)keys.Count;
    }

    /// <summary>Adds the scores of one report; returns how a path of the extraction reads in the golden's rows.</summary>
    private Func<string, string> CompareReport(
        int number, JsonElement golden, JsonElement actual, bool anyOrder, List<ValueScore> values)
    {
        values.AddRange(ScalarKeys(golden, actual).Select(key =>
            Score(number, key, key, JsonValues.Get(golden, key), JsonValues.Get(actual, key))));
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in TableKeys(golden, actual))
        {
            var goldenRows = JsonValues.Items(golden, table).ToList();
            var actualRows = JsonValues.Items(actual, table).ToList();
            foreach (var (left, right) in RowMatcher.Match(goldenRows, actualRows, anyOrder))
            {
                // A row that the golden lacks is told apart from the golden's rows by a plus sign.
                var path = left >= 0 ? FormattableString.Invariant($"{table}[{left}]") : FormattableString.Invariant($"{table}[+{right}]");
                if (right >= 0)
                {
                    renames[FormattableString.Invariant($"{table}[{right}]")] = path;
                }

                var goldenRow = left < 0 ? default : goldenRows[left];
                var actualRow = right < 0 ? default : actualRows[right];
                values.AddRange(RowMatcher.CellKeys(goldenRow, actualRow).Select(key =>
                    Score(number, $"{path}.{key}", $"{table}.{key}", JsonValues.Get(goldenRow, key), JsonValues.Get(actualRow, key), left >= 0 == right >= 0)));
            }
        }

        return path =>
        {
            var end = path.IndexOf(']', StringComparison.Ordinal) + 1;
            return end > 0 && renames.TryGetValue(path[..end], out var renamed) ? renamed + path[end..] : path;
        };
    }

    /// <param name="isPaired">False for a cell of a row that only one side has: never exact, blank or not.</param>
    private ValueScore Score(int report, string path, string key, JsonElement golden, JsonElement actual, bool isPaired = true)
    {
        var score = new ValueScore(
            report, path, key, GroupOf(key), isPaired && JsonValues.AreSame(golden, actual), JsonValues.Show(golden), JsonValues.Show(actual));
        if (score.Group != ValueGroup.Narrative)
        {
            return score;
        }

        var expected = golden.ValueKind == JsonValueKind.String ? TextDistance.Squeeze(score.Expected) : "";
        var got = actual.ValueKind == JsonValueKind.String ? TextDistance.Squeeze(score.Actual) : "";
        return score with
        {
            IsExact = expected == got,
            Edits = TextDistance.Edits(expected, got),
            FoldedEdits = TextDistance.Edits(TextDistance.Fold(expected), TextDistance.Fold(got)),
            Characters = expected.Length,
        };
    }

    private ValueGroup GroupOf(string key) => narratives.Contains(key) ? ValueGroup.Narrative
        : key.Contains('.', StringComparison.Ordinal) ? ValueGroup.Cell
        : ValueGroup.Header;

    private static IEnumerable<string> ScalarKeys(JsonElement golden, JsonElement actual) =>
        JsonValues.Keys(golden).Union(JsonValues.Keys(actual), StringComparer.Ordinal)
            .Where(key => !NoValues.Contains(key) && !IsTable(golden, key) && !IsTable(actual, key));

    private static IEnumerable<string> TableKeys(JsonElement golden, JsonElement actual) =>
        JsonValues.Keys(golden).Union(JsonValues.Keys(actual), StringComparer.Ordinal)
            .Where(key => !NoValues.Contains(key) && (IsTable(golden, key) || IsTable(actual, key)));

    /// <summary>A list of objects; a list of names is one value.</summary>
    private static bool IsTable(JsonElement report, string key) =>
        JsonValues.Get(report, key) is { ValueKind: JsonValueKind.Array } list
        && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Object;
}
