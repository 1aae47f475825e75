using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingest.Cli.Evaluation;

/// <summary>An evaluation for programs: figures by document and by field, and every difference.</summary>
internal static class ScoreJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IReadOnlyList<DocumentScore> scores) => JsonSerializer.Serialize(
        new
        {
            Exact = scores.All(score => score.IsExact),
            All = Figures(scores.SelectMany(score => score.Values)),
            Fields = scores.SelectMany(score => score.Values)
                .GroupBy(value => value.Key, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, Figures, StringComparer.Ordinal),
            Documents = scores.Select(score => new
            {
                score.File,
                score.IsExact,
                score.Failure,
                Reports = new { Golden = score.GoldenReports, Actual = score.ActualReports },
                Groups = Enum.GetValues<ValueGroup>().ToDictionary(
                    group => JsonNamingPolicy.CamelCase.ConvertName(group.ToString()),
                    group => Figures(score.Values.Where(value => value.Group == group)),
                    StringComparer.Ordinal),
                Findings = new { Right = score.Findings.Right.Count, score.Findings.Missing, score.Findings.False },
                Differences = score.Values.Where(value => !value.IsExact)
                    .Select(value => new { value.Report, value.Path, value.Expected, value.Actual, value.Edits }),
            }),
        },
        Format);

    private static object Figures(IEnumerable<ValueScore> values)
    {
        var list = values.ToList();
        var tally = Tally.Of(list);
        var errors = CharacterErrors.Of(list);
        return new { tally.Exact, tally.Total, errors.Characters, errors.Edits, errors.FoldedEdits };
    }
}
