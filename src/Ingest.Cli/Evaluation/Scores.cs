using System.Globalization;

namespace Ingest.Cli.Evaluation;

/// <summary>What kind of value a comparison was about; each has its own figures.</summary>
internal enum ValueGroup
{
    Header,
    Cell,
    Narrative,
}

/// <summary>One value of a golden and what was read in its place.</summary>
/// <param name="Report">Counted from 1; 0 for the document itself.</param>
/// <param name="Path">Of the golden, as in the contract.</param>
/// <param name="Key">The JSON key alone: what figures are gathered by.</param>
/// <param name="Edits">Of a narrative: characters that differ, white space aside; else 0.</param>
/// <param name="FoldedEdits">The same with punctuation folded.</param>
/// <param name="Characters">Of the golden's narrative, white space aside; else 0.</param>
internal sealed record ValueScore(
    int Report, string Path, string Key, ValueGroup Group, bool IsExact, string Expected, string Actual)
{
    public int Edits { get; init; }

    public int FoldedEdits { get; init; }

    public int Characters { get; init; }

    public Section Section { get; init; }

    public Figure Figure { get; init; }

    /// <summary>0 to 1; null for what has no evidence.</summary>
    public double? Confidence { get; init; }

    /// <summary>A reviewer is sent to it.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Flagged, and by nothing but what the golden says is doubtful in the form itself.</summary>
    public bool IsExpectedDoubt { get; init; }

    /// <summary>The golden says that a seal lies on it.</summary>
    public bool IsCovered { get; init; }
}

/// <summary>A finding by what it says of where.</summary>
internal sealed record FindingKey(int Report, string Rule, string Path);

/// <param name="Right">In the golden and found.</param>
/// <param name="Missing">In the golden alone.</param>
/// <param name="False">Found alone.</param>
internal sealed record FindingScore(
    IReadOnlyList<FindingKey> Right, IReadOnlyList<FindingKey> Missing, IReadOnlyList<FindingKey> False)
{
    public static readonly FindingScore None = new([], [], []);

    public bool IsExact => Missing.Count == 0 && False.Count == 0;
}

/// <param name="Failure">Why nothing was read; else null.</param>
internal sealed record DocumentScore(
    string File, int GoldenReports, int ActualReports, IReadOnlyList<ValueScore> Values, FindingScore Findings, string? Failure)
{
    /// <summary>Of the picture, as the golden names it; empty where it names none.</summary>
    public string Quality { get; init; } = "";

    public int Pages { get; init; }

    /// <summary>Of one worker over this document.</summary>
    public TimeSpan Time { get; init; }

    public bool IsExact =>
        Failure is null && GoldenReports == ActualReports && Findings.IsExact && Values.All(value => value.IsExact);
}

/// <summary>Exact values among all of a kind.</summary>
internal readonly record struct Tally(long Exact, long Total)
{
    public static Tally Of(IEnumerable<ValueScore> values)
    {
        long exact = 0, total = 0;
        foreach (var value in values)
        {
            total++;
            exact += value.IsExact ? 1 : 0;
        }

        return new Tally(exact, total);
    }

    /// <summary>Percent, rounded down: 100 % is said only of what is exact.</summary>
    public string Percent => Total == 0 ? "-"
        : Exact == Total ? "100 %"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000m * Exact / Total) / 10:0.0} %");

    public override string ToString() => Total == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Exact}/{Total} {Percent}");
}

/// <summary>Characters wrong among all characters.</summary>
internal readonly record struct CharacterErrors(long Edits, long FoldedEdits, long Characters)
{
    public static CharacterErrors Of(IEnumerable<ValueScore> values) => values.Aggregate(
        default(CharacterErrors), (sum, value) => sum + new CharacterErrors(value.Edits, value.FoldedEdits, value.Characters));

    public static CharacterErrors operator +(CharacterErrors left, CharacterErrors right) =>
        new(left.Edits + right.Edits, left.FoldedEdits + right.FoldedEdits, left.Characters + right.Characters);

    public string Strict => Show(Edits);

    public string Folded => Show(FoldedEdits);

    /// <summary>Percent, rounded up: 0 is said only of no error at all.</summary>
    private string Show(long edits) => Characters == 0 ? (edits == 0 ? "-" : "∞")
        : edits == 0 ? "0 %"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(100_000m * edits / Characters) / 1000:0.000} %");
}
