using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Holds a report against its form and its own arithmetic. Says what does not agree; corrects nothing.</summary>
public static class Validator
{
    private sealed record Rule(Func<ValidationSubject, IEnumerable<Finding>> Find, string? Check = null)
    {
        /// <summary>Numbers that the form prints twice, once as parts and once as what they make.</summary>
        public bool IsSum { get; init; }

        /// <summary>Numbers that bound each other.</summary>
        public bool IsBound { get; init; }
    }

    private static readonly IReadOnlyList<Rule> Rules =
    [
        new(FieldRules.FieldMissing),
        new(FieldRules.FieldBlank),
        new(FieldRules.ValueUnreadable),
        new(FieldRules.ChoiceUnclear),
        new(FieldRules.EvaluationDateEarly, "evaluation-date-early"),
        new(ArithmeticRules.ExecutionRateMismatch, "execution-rate-mismatch") { IsSum = true },
        new(ArithmeticRules.NoIndicators),
        new(ArithmeticRules.CategoryPointsMismatch, "category-points-mismatch") { IsSum = true },
        new(ArithmeticRules.ScoreExceedsWeight, "score-exceeds-weight") { IsBound = true },
        new(ArithmeticRules.WeightTotalMismatch, "weight-total-mismatch") { IsSum = true },
        new(ArithmeticRules.WeightTotalNot100, "weight-total-not-100"),
        new(ArithmeticRules.ScoreTotalMismatch, "score-total-mismatch") { IsSum = true },
        new(ArithmeticRules.GradeMismatch, "grade-mismatch"),
        new(FundRules.RateMismatch, "fund-rate-mismatch") { IsSum = true },
        new(FundRules.ScoreMismatch, "execution-score-mismatch") { IsSum = true },
        new(FundRules.TotalMismatch, "funds-total-mismatch") { IsSum = true },
        new(IndicatorRules.LevelPointsMismatch, "level-points-mismatch") { IsSum = true },
        new(IndicatorRules.RowIncomplete),
        new(FundRules.ColumnLost),
        new(IndicatorRules.ReasonMissing, "reason-missing"),
        new(IndicatorRules.FullScoreDespiteMiss, "full-score-despite-miss"),
        new(NarrativeRules.UnitContradiction),
        new(FieldRules.TemplateResidue),
        new(FieldRules.LowConfidence),
    ];

    /// <summary>The ids of the rules that a form pack may choose among; the others hold for every form.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. Rules.Select(rule => rule.Check).OfType<string>()];

    /// <summary>The doubts about <paramref name="report"/>, in the order of the rules; those it already carries are not looked at.</summary>
    public static IReadOnlyList<Finding> Validate(Report report, FormPack pack)
    {
        var subject = new ValidationSubject(report, pack);
        return [.. Chosen(pack).SelectMany(rule => rule.Find(subject))];
    }

    /// <summary>Sums that do not hold, and numbers that pass what bounds them.</summary>
    internal static (IReadOnlyList<Finding> Sums, IReadOnlyList<Finding> Bounds) Arithmetic(Report report, FormPack pack)
    {
        var subject = new ValidationSubject(report, pack);
        return ([.. Chosen(pack).Where(rule => rule.IsSum).SelectMany(rule => rule.Find(subject))],
            [.. Chosen(pack).Where(rule => rule.IsBound).SelectMany(rule => rule.Find(subject))]);
    }

    private static IEnumerable<Rule> Chosen(FormPack pack) =>
        Rules.Where(rule => rule.Check is null || pack.Checks is null || pack.Checks.Contains(rule.Check, StringComparer.Ordinal));
}
