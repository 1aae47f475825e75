using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Sheets;

/// <summary>
/// One report of the national family of forms, in the values of the JSON contract. Which labels and columns print it is
/// the layout's business.
/// </summary>
internal sealed record SheetRecord
{
    public int? FiscalYear { get; init; }

    /// <summary>Header and narratives by the contract's key; paragraphs are parted by "\n".</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }
    public IReadOnlyList<FundRecord>? Funds { get; init; }
    public required IReadOnlyList<SheetIndicator> Indicators { get; init; }
    public decimal? TotalWeight { get; init; }
    public decimal? TotalScore { get; init; }

    /// <summary>Text to print in place of a field's value, by key.</summary>
    public IReadOnlyDictionary<string, string> Printed { get; init; } = new Dictionary<string, string>();

    /// <summary>The doubts that a careful reader of the printed form must raise, worked out by hand; null makes no claim.</summary>
    public IReadOnlyList<ExpectedFinding>? ExpectedFindings { get; init; }
}

/// <summary>A line of funds; amounts in yuan, the rate in percent.</summary>
internal sealed record FundRecord
{
    public string? Line { get; init; }
    public string? LineCode { get; init; }
    public decimal? InitialBudget { get; init; }
    public decimal? AnnualBudget { get; init; }
    public decimal? Executed { get; init; }
    public decimal? Weight { get; init; }
    public decimal? Rate { get; init; }
    public decimal? Score { get; init; }
    public IReadOnlyDictionary<string, string> Printed { get; init; } = new Dictionary<string, string>();
}

/// <summary>An indicator. Without parts a target or result is a text.</summary>
internal sealed record SheetIndicator
{
    public string? Category { get; init; }
    public decimal? CategoryPoints { get; init; }
    public string? Subcategory { get; init; }
    public string? Name { get; init; }
    public string? Explanation { get; init; }
    public string? Target { get; init; }
    public Parts? TargetParts { get; init; }
    public string? Actual { get; init; }
    public Parts? ActualParts { get; init; }
    public decimal? Weight { get; init; }
    public decimal? Score { get; init; }
    public string? Remark { get; init; }

    /// <summary>What is printed in place of a value, by key ("指标1：…"), and what columns without a place in the record print.</summary>
    public IReadOnlyDictionary<string, string> Printed { get; init; } = new Dictionary<string, string>();

    /// <summary>Further keys of the golden, as JSON.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.JsonElement> Extra { get; init; } = new Dictionary<string, System.Text.Json.JsonElement>();

    /// <summary>A row of the template that nobody filled in: printed, and no row of the golden.</summary>
    public bool Residue { get; init; }
}

internal sealed record Parts(string? Operator, decimal? Value, string? Unit);
