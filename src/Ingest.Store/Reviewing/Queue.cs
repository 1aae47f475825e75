namespace Ingest.Store;

/// <summary>Which part of the reports a reviewer works on.</summary>
public enum QueueState
{
    /// <summary>Not approved yet.</summary>
    Open,

    /// <summary>Not approved, without warning or error, and every value read surely.</summary>
    Clean,

    /// <summary>Approved, and read differently since; or with a correction that found no place.</summary>
    Waiting,

    Approved,

    All,
}

/// <summary>Which reports, and which page of them; null asks for all.</summary>
public sealed record QueueFilter
{
    /// <summary>Whom <see cref="AssignedTo"/> names for reports that nobody has taken.</summary>
    public const string Nobody = "-";

    public QueueState State { get; init; }
    public string? Rule { get; init; }
    public string? Form { get; init; }
    public int? FiscalYear { get; init; }
    public string? AssignedTo { get; init; }

    /// <summary>Part of a project's or a unit's name.</summary>
    public string? Text { get; init; }
    public int Offset { get; init; }
    public int Limit { get; init; } = 50;
}

/// <summary>A report in the queue.</summary>
/// <param name="Path">Where its document was seen last.</param>
/// <param name="Risk">What the queue is sorted by; see the column's comment.</param>
/// <param name="IsWaiting">A newer extraction waits for a decision.</param>
/// <param name="IsOtherVersion">Another version of the same report is published for it.</param>
public sealed record QueueRow(
    long ReportId, string Path, int Ordinal, int FirstPage, int LastPage, string Form, int? FiscalYear, string? ProjectName, string? BudgetUnit,
    int Errors, int Warnings, int Infos, double? LowestConfidence, double Risk, int Corrections, int Conflicts, bool IsWaiting, bool IsApproved,
    string? AssignedTo, string? ApprovedBy, bool IsOtherVersion);

/// <summary>A value of a filter and how many reports of the chosen state have it.</summary>
public sealed record QueueFacet(string Value, long Reports);

/// <summary>A page of the queue, with the counts beside the filters.</summary>
/// <param name="Found">How many reports the whole filter gives.</param>
/// <param name="States">How many there are in each state, under the other filters.</param>
public sealed record Queue(
    IReadOnlyList<QueueRow> Rows, long Found, IReadOnlyDictionary<QueueState, long> States,
    IReadOnlyList<QueueFacet> Forms, IReadOnlyList<QueueFacet> Years, IReadOnlyList<QueueFacet> Rules);
