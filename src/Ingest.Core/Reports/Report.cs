using Ingest.Core.Classes;
using Ingest.Core.Documents;

namespace Ingest.Core.Reports;

/// <summary>Where a report stands in its document.</summary>
/// <param name="Ordinal">Counted from 1.</param>
/// <param name="FirstPage">Counted from 1.</param>
/// <param name="LastPage">Inclusive.</param>
public sealed record ReportKey(int Ordinal, int FirstPage, int LastPage);

/// <summary>
/// One self-evaluation report (绩效自评) as read. Built once; a correction is a new value beside it.
/// Which fields and columns there are is said by the form's pack, <see cref="Form"/>.
/// </summary>
/// <param name="Fields">Header and narratives in the order of the form's pack; one that is not on the page has a null value.</param>
/// <param name="Totals">totalWeight and totalScore, as printed.</param>
public sealed record Report(
    ReportKey Key,
    string Form,
    IReadOnlyList<Field> Fields,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Field> Totals,
    IReadOnlyList<Finding> Findings)
{
    /// <summary>The lines of the table of funds; null where the form has no such table.</summary>
    public IReadOnlyList<FundLine>? Funds { get; init; }

    /// <summary>The weight or score of the budget's execution: the total's, or those of its parts; 0 where the form gives none.</summary>
    public decimal FundPoints(string key) =>
        (Funds ?? []).Where(line => line.Text(FundLine.CodeKey) == FundLine.Total).Select(line => line.Number(key)).FirstOrDefault(points => points is not null)
        ?? (Funds ?? []).Sum(line => line.Number(key) ?? 0);

    public Field? Find(string key) => Fields.Concat(Totals).FirstOrDefault(candidate => candidate.Key == key);

    public decimal? Number(string key) => (Find(key)?.Value as NumberValue)?.Number;

    public string? Text(string key) => (Find(key)?.Value as TextValue)?.Text;
}

/// <summary>A row of the indicator table; its cells in the order of the form's columns.</summary>
/// <param name="Ordinal">Counted from 1 over the report.</param>
public sealed record Indicator(int Ordinal, IReadOnlyList<Field> Cells)
{
    /// <summary>Which of the national classes it belongs to; null where nothing says it.</summary>
    public IndicatorClass? Class { get; init; }

    /// <summary>The path of this row: <c>indicators[0]</c> for the first.</summary>
    public string Path => FormattableString.Invariant($"indicators[{Ordinal - 1}]");

    public Field? Find(string key) => Cells.FirstOrDefault(cell => cell.Key == key);

    public decimal? Number(string key) => (Find(key)?.Value as NumberValue)?.Number;

    public string? Text(string key) => (Find(key)?.Value as TextValue)?.Text;
}

/// <summary>A line of the table of funds: line, lineCode and the amounts, in the order of the form's columns.</summary>
/// <param name="Ordinal">Counted from 1 over the report.</param>
public sealed record FundLine(int Ordinal, IReadOnlyList<Field> Cells)
{
    public const string LineKey = "line";
    public const string CodeKey = "lineCode";

    /// <summary>The code of the line that all others add up to.</summary>
    public const string Total = "total";

    /// <summary>The path of this line: <c>funds[0]</c> for the first.</summary>
    public string Path => FormattableString.Invariant($"funds[{Ordinal - 1}]");

    public Field? Find(string key) => Cells.FirstOrDefault(cell => cell.Key == key);

    public decimal? Number(string key) => (Find(key)?.Value as NumberValue)?.Number;

    public string? Text(string key) => (Find(key)?.Value as TextValue)?.Text;
}

/// <summary>
/// A value and where it was read. Raw is what the page says; Value is null when there is nothing, or when Raw could
/// not be read.
/// </summary>
/// <param name="Key">The JSON key of the contract: projectName, weight …</param>
public sealed record Field(string Key, FieldValue? Value, string Raw, Evidence Evidence)
{
    /// <summary>Other readings of the same ink, each with its confidence; not part of the record that is kept.</summary>
    public IReadOnlyList<(FieldValue Value, string Raw, double Confidence)> Alternatives { get; init; } = [];
}

/// <summary>A normalised value. One type for each kind of JSON value in the contract.</summary>
public abstract record FieldValue;

public sealed record TextValue(string Text) : FieldValue;

/// <summary>Yuan for money, percent for rates, points for weights and scores.</summary>
public sealed record NumberValue(decimal Number) : FieldValue;

/// <summary>A day, or the month or year that is printed without one.</summary>
/// <param name="Iso">"2019-01-31", "2019-01" or "2019".</param>
/// <param name="First">The first day that the text may mean.</param>
/// <param name="Last">The last day that the text may mean.</param>
public sealed record DateValue(string Iso, DateOnly First, DateOnly Last) : FieldValue;

public sealed record FlagValue(bool Flag) : FieldValue;

public sealed record ListValue(IReadOnlyList<string> Items) : FieldValue
{
    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(0, HashCode.Combine);
}

/// <summary>A target or a result taken apart: "≥95%" is ≥, 95 and %; what is no number is a text alone.</summary>
/// <param name="Operator">≥ ≤ > < = ≠; null where none is printed.</param>
public sealed record MeasureValue(string? Operator, decimal? Value, string? Unit, string? Text) : FieldValue;

/// <summary>Enough to draw the value back on its page.</summary>
/// <param name="Regions">One for each line or cell, tight around the words; empty for what was not found.</param>
/// <param name="Confidence">0 to 1; 0 for a field that could not be read.</param>
public sealed record Evidence(IReadOnlyList<Region> Regions, TextSource Source, double Confidence)
{
    public static Evidence None(TextSource source) => new([], source, 0);
}

/// <summary>A place on a page: a box in points, origin top left; or, of a text dump, lines counted from 1.</summary>
public sealed record Region(int Page, Box Box, (int First, int Last)? Lines = null);

public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>A doubt about content, for a reviewer. Never thrown: a report with findings is still a report.</summary>
/// <param name="Rule">The rule's id: execution-rate-mismatch …</param>
/// <param name="Path">The JSON key it speaks of: projectName, indicators[3].score, document.pages[2].</param>
/// <param name="Message">Chinese.</param>
/// <param name="MessageEn">English.</param>
public sealed record Finding(string Rule, Severity Severity, string Path, string Message, string MessageEn);

/// <summary>What one run of one version made of one file: the contract's JSON document.</summary>
/// <param name="Findings">Those that concern the file or a page.</param>
public sealed record Extraction(
    string FileName,
    string Sha256,
    int PageCount,
    DocumentKind Kind,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Report> Reports)
{
    public const int Schema = 1;

    /// <summary>A value whose confidence is lower wants a reviewer.</summary>
    public const double ReviewThreshold = 0.9;
}
