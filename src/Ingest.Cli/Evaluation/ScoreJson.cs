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

    public static string Write(EvaluationResult evaluation) => JsonSerializer.Serialize(Shape(evaluation.Documents, evaluation), Format);

    private static object Shape(IReadOnlyList<DocumentScore> scores, EvaluationResult evaluation) =>
        new
        {
            Exact = scores.All(score => score.IsExact),
            All = Figures(scores.SelectMany(score => score.Values)),
            Fields = scores.SelectMany(score => score.Values)
                .GroupBy(value => value.Key, StringComparer.Ordinal)
                .ToDictionary(field => field.Key, Figures, StringComparer.Ordinal),
            Qualities = Measures.ByQuality(scores).ToDictionary(group => group.Quality, group => Quality(group.Measures), StringComparer.Ordinal),
            Floors = evaluation.FloorResults,
            PageTexts = evaluation.Texts.Select(text => new { text.File, text.Page, text.Errors.Characters, text.Errors.Edits, text.Errors.FoldedEdits }),
            Documents = scores.Select(score => new
            {
                score.File,
                score.IsExact,
                score.Quality,
                Seconds = score.Time.TotalSeconds,
                score.Failure,
                Reports = new { Golden = score.GoldenReports, Actual = score.ActualReports },
                Groups = Enum.GetValues<ValueGroup>().ToDictionary(
                    group => JsonNamingPolicy.CamelCase.ConvertName(group.ToString()),
                    group => Figures(score.Values.Where(value => value.Group == group)),
                    StringComparer.Ordinal),
                Findings = new { Right = score.Findings.Right.Count, score.Findings.Missing, score.Findings.False },
                Differences = score.Values.Where(value => !value.IsExact)
                    .Select(value => new
                    {
                        value.Report, value.Path, value.Expected, value.Actual, value.Edits, value.FoldedEdits, value.Confidence, value.IsFlagged, value.IsCovered,
                    }),
            }),
        };

    private static object Quality(Measures of) => new
    {
        of.Documents,
        of.Pages,
        of.SecondsAPage,
        of.Header,
        of.Table,
        Amounts = of.Of(Figure.Amount),
        Dates = of.Of(Figure.Date),
        Rates = of.Of(Figure.Rate),
        Points = of.Of(Figure.Points),
        Narratives = new { of.Narratives.Characters, of.Narratives.Edits, of.Narratives.FoldedEdits },
        of.Covered,
        SilentFigures = of.SilentFigures.Exact,
        SilentTexts = of.SilentTexts.Exact,
        SilentNarratives = of.SilentNarratives.Exact,
        of.Recall,
        of.Precision,
        Calibration = of.Calibration.Where(bin => bin.All.Total > 0).Select(bin => new { bin.From, bin.All, bin.Figures }),
    };

    private static object Figures(IEnumerable<ValueScore> values)
    {
        var list = values.ToList();
        var tally = Tally.Of(list);
        var errors = CharacterErrors.Of(list);
        return new { tally.Exact, tally.Total, errors.Characters, errors.Edits, errors.FoldedEdits };
    }
}
