using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Holds a report against its form and its own arithmetic. Says what does not agree; corrects nothing.</summary>
public static class Validator
{
    private sealed record Rule(Func<ValidationSubject, IEnumerable<Finding>> Find, string? Check = null);

    private static readonly IReadOnlyList<Rule> Rules =
    [
        new(FieldRules.FieldMissing),
        new(FieldRules.FieldBlank),
        new(FieldRules.ValueUnreadable),
        new(FieldRules.ChoiceUnclear),
        new(FieldRules.EvaluationDateEarly, "evaluation-date-early"),
        new(ArithmeticRules.ExecutionRateMismatch, "execution-rate-mismatch"),
        new(ArithmeticRules.NoIndicators),
        new(ArithmeticRules.CategoryPointsMismatch, "category-points-mismatch"),
        new(ArithmeticRules.ScoreExceedsWeight, "score-exceeds-weight"),
        new(ArithmeticRules.WeightTotalMismatch, "weight-total-mismatch"),
        new(ArithmeticRules.WeightTotalNot100, "weight-total-not-100"),
        new(ArithmeticRules.ScoreTotalMismatch, "score-total-mismatch"),
        new(ArithmeticRules.GradeMismatch, "grade-mismatch"),
        new(FundRules.RateMismatch, "fund-rate-mismatch"),
        new(FundRules.ScoreMismatch, "execution-score-mismatch"),
        new(FundRules.TotalMismatch, "funds-total-mismatch"),
        new(IndicatorRules.LevelPointsMismatch, "level-points-mismatch"),
        new(IndicatorRules.ReasonMissing, "reason-missing"),
        new(IndicatorRules.FullScoreDespiteMiss, "full-score-despite-miss"),
        new(FieldRules.TemplateResidue),
        new(FieldRules.LowConfidence),
    ];

    /// <summary>The ids of the rules that a form pack may choose among; the others hold for every form.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. Rules.Select(rule => rule.Check).OfType<string>()];

    /// <summary>The doubts about <paramref name="report"/>, in the order of the rules; those it already carries are not looked at.</summary>
    public static IReadOnlyList<Finding> Validate(Report report, FormPack pack)
    {
        var subject = new ValidationSubject(report, pack);
        return [.. Rules
            .Where(rule => rule.Check is null || pack.Checks is null || pack.Checks.Contains(rule.Check, StringComparer.Ordinal))
            .SelectMany(rule => rule.Find(subject))];
    }
}
