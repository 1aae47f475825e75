namespace Ingest.Store;

public enum DocumentState
{
    /// <summary>Its reports are published.</summary>
    Stored,

    /// <summary>It has a reason not to be tried again by itself.</summary>
    SetAside,

    /// <summary>It was set aside, and a user asked to try it again.</summary>
    Retry,
}

/// <summary>What the store knows of a file's content.</summary>
/// <param name="Reason">Why it is set aside; else null.</param>
/// <param name="LatestVersion">The version of the newest extraction; null when there is none.</param>
public sealed record KnownDocument(
    long DocumentId, string Sha256, DocumentState State, string? Reason, string? Message, string? LatestVersion);

/// <param name="State">running, queued (with the workers), finished, stopped, or interrupted: its process or its connection ended without a word.</param>
/// <param name="FilesFound">What the scan of the folders counted; null while it goes on.</param>
public sealed record BatchRow(
    long BatchId, string Command, IReadOnlyList<string> Roots, string Version, string State,
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long? FilesFound, BatchCounts Counts);

public sealed record StateCount(DocumentState State, string? Reason, long Documents);

public sealed record RuleCount(string Rule, string Severity, long Findings, long Reports);

/// <summary>What operators look after.</summary>
/// <param name="Batches">The newest first, twenty at most.</param>
public sealed record StoreOperations(IReadOnlyList<BatchRow> Batches, IReadOnlyList<StateCount> Documents);

/// <param name="Batches">The newest first, twenty at most.</param>
public sealed record StoreStatus(
    IReadOnlyList<BatchRow> Batches, IReadOnlyList<StateCount> Documents, long Reports, long ApprovedReports,
    IReadOnlyList<RuleCount> Findings)
{
    /// <summary>Reports for which another version stands in the published views.</summary>
    public long OtherVersions { get; init; }
}

/// <param name="Sha256">Null for a file that could not even be read.</param>
/// <param name="Message">What happened, in English.</param>
/// <param name="MessageZh">The same in Chinese; in English where an older version recorded it.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record FailureRow(
    string Path, string? Sha256, string Reason, string Message, string MessageZh, DateTimeOffset When, int Attempts);

/// <summary>The account of one file of a batch.</summary>
/// <param name="Sha256">Null for a file that waits or could not even be read.</param>
/// <param name="Outcome">waiting, stored, known or set-aside.</param>
/// <param name="Pages">Null where they are not known.</param>
public sealed record ManifestRow(
    string Path, string? Sha256, string Outcome, string? Reason, string? Message, string? MessageZh, long Reports, int? Pages, DateTimeOffset RecordedAt);

/// <summary>A document to be tried again, and where it was seen, the latest place first.</summary>
public sealed record RetryItem(string Sha256, string Reason, IReadOnlyList<string> Paths);

/// <summary>A published report in one line.</summary>
/// <param name="Path">Where its document was seen last.</param>
public sealed record ReportRow(
    long ReportId, long DocumentId, string Path, int Ordinal, int FirstPage, int LastPage, string Form, int? FiscalYear,
    string? ProjectName, string? BudgetUnit, string? Grade, decimal? TotalWeight, decimal? TotalScore,
    decimal? ComputedWeightTotal, decimal? ComputedScoreTotal, decimal? ExecutionRate, decimal? ComputedExecutionRate,
    int Indicators, int Findings, string ReviewState);

/// <param name="ReportId">Null for a finding about the file or a page.</param>
public sealed record FindingRow(
    long FindingId, long DocumentId, long? ReportId, string? ProjectName, string Rule, string Severity, string Path,
    string Message, string MessageEn);

/// <summary>Which rows to give; null asks for all.</summary>
public sealed record RowFilter
{
    public long? BatchId { get; init; }
    public string? Sha256 { get; init; }
    public long? ReportId { get; init; }
    public string? Rule { get; init; }
    public string? Reason { get; init; }
    public int Limit { get; init; } = 1000;
}
