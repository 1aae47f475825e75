using System.Text.Json.Serialization;

namespace Ingest.Fixtures.Model;

/// <summary>
/// One report as the form prints it, in the values of the JSON contract: yuan, percent, ISO dates, null for a blank.
/// Paragraphs of a narrative are parted by "\n"; the golden joins them.
/// </summary>
internal sealed record FormRecord
{
    public int? FiscalYear { get; init; }
    public string? ProjectName { get; init; }
    public string? BudgetUnit { get; init; }
    public IReadOnlyList<string> ImplementingDepartments { get; init; } = [];
    public bool? IsRecurring { get; init; }
    public decimal? CurrentYearBudget { get; init; }
    public decimal? PreviousYearBudget { get; init; }
    public decimal? ExecutedAmount { get; init; }
    public decimal? ExecutionRate { get; init; }
    public string? AnnualGoal { get; init; }
    public string? SelfEvaluationDate { get; init; }
    public string? Grade { get; init; }
    public string? KeyAchievements { get; init; }
    public string? MainProblems { get; init; }
    public string? ImprovementMeasures { get; init; }
    public required IReadOnlyList<IndicatorRecord> Indicators { get; init; }
    public decimal? TotalWeight { get; init; }
    public decimal? TotalScore { get; init; }

    /// <summary>The doubts that a careful reader of the printed form must raise, worked out by hand.</summary>
    public IReadOnlyList<ExpectedFinding> ExpectedFindings { get; init; } = [];

    /// <summary>The golden of the seed calls the same thing by the contract's name.</summary>
    public IReadOnlyList<ExpectedFinding>? Findings { get; init; }

    /// <summary>Text to print in place of a field's value, by key: a dash, two ticked boxes, a form's own year line.</summary>
    public IReadOnlyDictionary<string, string> Printed { get; init; } = new Dictionary<string, string>();

    // In the dump of the seed two rows could stand either way round; printed in a table again, they cannot.
    [JsonIgnore]
    public IReadOnlyList<ExpectedFinding> AllFindings =>
        [.. (Findings ?? ExpectedFindings).Where(finding => finding.Rule != "row-order-unsettled")];
}

/// <summary>One row of the indicator table. Category is the bare name; its points are printed beside it.</summary>
internal sealed record IndicatorRecord
{
    public string? Category { get; init; }
    public decimal? CategoryPoints { get; init; }
    public string? Name { get; init; }
    public string? Explanation { get; init; }
    public decimal? Weight { get; init; }
    public decimal? Score { get; init; }
    public string? Remark { get; init; }
}

internal sealed record ExpectedFinding(string Rule, string Path);
