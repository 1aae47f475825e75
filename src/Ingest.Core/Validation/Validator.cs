using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Holds a report against its form and its own arithmetic. Says what does not agree; corrects nothing.</summary>
public static class Validator
{
    private static readonly IReadOnlyList<Func<ValidationSubject, IEnumerable<Finding>>> Rules =
    [
        FieldRules.FieldMissing,
        FieldRules.FieldBlank,
        FieldRules.ValueUnreadable,
        FieldRules.ChoiceUnclear,
        FieldRules.EvaluationDateEarly,
        ArithmeticRules.ExecutionRateMismatch,
        ArithmeticRules.NoIndicators,
        ArithmeticRules.CategoryPointsMismatch,
        ArithmeticRules.ScoreExceedsWeight,
        ArithmeticRules.WeightTotalMismatch,
        ArithmeticRules.WeightTotalNot100,
        ArithmeticRules.ScoreTotalMismatch,
        ArithmeticRules.GradeMismatch,
        FieldRules.LowConfidence,
    ];

    /// <summary>The doubts about <paramref name="report"/>, in the order of the rules; those it already carries are not looked at.</summary>
    public static IReadOnlyList<Finding> Validate(Report report, FormPack pack)
    {
        var subject = new ValidationSubject(report, pack);
        return [.. Rules.SelectMany(rule => rule(subject))];
    }
}
