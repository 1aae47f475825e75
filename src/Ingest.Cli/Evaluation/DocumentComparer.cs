using System.Text.Json;
using Ingest.Core.Reports;

namespace Ingest.Cli.Evaluation;

/// <summary>
/// Compares an extraction with its golden, both in the contract's JSON: every value of either, report by report and row
/// by row. Pure.
/// </summary>
/// <param name="kinds">Which keys are running text, and which are figures.</param>
internal sealed class DocumentComparer(ValueKinds kinds)
{
    private static readonly HashSet<string> NoValues = ["ordinal", "findings", "evidence", "covered"];
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
            .Select(key => Score(new(0, $"document.{key}", key), JsonValues.Get(goldenDocument, key), JsonValues.Get(actualDocument, key))));
        findings.Add(0, goldenDocument, actualDocument, path => path);

        // In a dump nothing but the text's order tells the rows of a category apart in position: any order is right.
        var isDump = JsonValues.Get(goldenDocument, "kind") is { ValueKind: JsonValueKind.String } kind && kind.GetString() == "dump";
        foreach (var (left, right) in Alignment.Of(
            goldenReports.Count, actualReports.Count, (i, j) => HeaderCost(goldenReports[i], actualReports[j]), gap: 1.01))
        {
            var number = (left < 0 ? right : left) + 1;
            var goldenReport = left < 0 ? default : goldenReports[left];
            var actualReport = right < 0 ? default : actualReports[right];
            var rows = MatchRows(goldenReport, actualReport, isDump);
            var doubts = new Doubts(ThresholdOf(read), goldenReport, actualReport, rows.InGolden);
            values.AddRange(CompareReport(number, goldenReport, actualReport, rows)
                .Select(pair => Doubted(pair.Value, pair.ActualPath, doubts, actual is null)));
            findings.Add(number, goldenReport, actualReport, rows.InGolden);
        }

        return new DocumentScore(file, goldenReports.Count, actualReports.Count, values, findings.Score, failure)
        {
            Quality = JsonValues.Get(golden, "quality") is { ValueKind: JsonValueKind.String } quality ? quality.GetString()! : "",
        };
    }

    /// <summary>0 for reports whose own values are all the same, 1 for none.</summary>
    private static double HeaderCost(JsonElement golden, JsonElement actual)
    {
        var keys = ScalarKeys(golden, actual).ToList();
        return keys.Count == 0 ? 0 : keys.Count(key => !JsonValues.AreSame(JsonValues.Get(golden, key), JsonValues.Get(actual, key))) / (double)keys.Count;
    }

    /// <summary>Every value of one report, and its path in the extraction; null where that has no such value.</summary>
    private IEnumerable<(ValueScore Value, string? ActualPath)> CompareReport(int number, JsonElement golden, JsonElement actual, MatchedRows rows)
    {
        var covered = JsonValues.Items(golden, "covered").Select(JsonValues.Show).ToHashSet(StringComparer.Ordinal);
        foreach (var key in ScalarKeys(golden, actual))
        {
            var value = Score(new(number, key, key), JsonValues.Get(golden, key), JsonValues.Get(actual, key));
            yield return (value with { IsCovered = covered.Contains(key) }, key);
        }

        foreach (var row in rows.All)
        {
            foreach (var key in RowMatcher.CellKeys(row.Golden, row.Actual))
            {
                var path = $"{row.GoldenPath}.{key}";
                var value = Score(
                    new(number, path, $"{row.Table}.{key}"), JsonValues.Get(row.Golden, key), JsonValues.Get(row.Actual, key), row.IsPaired);
                yield return (value with { IsCovered = covered.Contains(path) }, row.ActualPath is { } own ? $"{own}.{key}" : null);
            }
        }
    }

    private static MatchedRows MatchRows(JsonElement golden, JsonElement actual, bool anyOrder) => new([.. TableKeys(golden, actual).SelectMany(table =>
    {
        var goldenRows = JsonValues.Items(golden, table).ToList();
        var actualRows = JsonValues.Items(actual, table).ToList();
        return RowMatcher.Match(goldenRows, actualRows, anyOrder).Select(pair => new MatchedRow(
            table, pair.Golden < 0 ? default : goldenRows[pair.Golden], pair.Actual < 0 ? default : actualRows[pair.Actual])
        {
            // A row that the golden lacks is told apart from the golden's rows by a plus sign.
            GoldenPath = pair.Golden < 0 ? FormattableString.Invariant($"{table}[+{pair.Actual}]") : FormattableString.Invariant($"{table}[{pair.Golden}]"),
            ActualPath = pair.Actual < 0 ? null : FormattableString.Invariant($"{table}[{pair.Actual}]"),
            IsPaired = pair.Golden >= 0 == pair.Actual >= 0,
        });
    })]);

    /// <param name="isSetAside">Nothing was read, and that was said aloud: the loudest doubt there is.</param>
    private static ValueScore Doubted(ValueScore value, string? actualPath, Doubts doubts, bool isSetAside) => value with
    {
        Confidence = actualPath is null ? null : doubts.ConfidenceOf(actualPath),
        IsFlagged = isSetAside || (actualPath is not null && doubts.IsFlagged(actualPath)),
        IsExpectedDoubt = actualPath is not null && doubts.IsExpected(actualPath),
    };

    private static double ThresholdOf(JsonElement extraction) =>
        JsonValues.Get(extraction, "reviewThreshold") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : Extraction.ReviewThreshold;

    /// <summary>Where a value stands: the report's number, the golden's path, the key that figures are gathered by.</summary>
    private sealed record Place(int Report, string Path, string Key);

    /// <param name="isPaired">False for a cell of a row that only one side has: never exact, blank or not.</param>
    private ValueScore Score(Place place, JsonElement golden, JsonElement actual, bool isPaired = true)
    {
        var score = new ValueScore(
            place.Report, place.Path, place.Key, GroupOf(place.Key), isPaired && JsonValues.AreSame(golden, actual), JsonValues.Show(golden), JsonValues.Show(actual))
        {
            Section = place.Report == 0 ? Section.Frame : kinds.SectionOf(place.Key),
            Figure = kinds.FigureOf(place.Key, golden.ValueKind == JsonValueKind.Number || actual.ValueKind == JsonValueKind.Number),
        };
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

    private ValueGroup GroupOf(string key) => kinds.IsNarrative(key) ? ValueGroup.Narrative
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
