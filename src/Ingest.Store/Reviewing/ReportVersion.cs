namespace Ingest.Store;

/// <summary>What a reviewer says of a report's place among its versions.</summary>
public enum VersionChoice
{
    /// <summary>It stands for all.</summary>
    Shown,

    /// <summary>It is no version of the others, though it agrees with them in unit, project and year.</summary>
    Apart,

    /// <summary>The last word is taken back: the rule decides again.</summary>
    Undone,
}

/// <summary>One of the reports that agree in unit, project and year.</summary>
/// <param name="ShownReportId">The one that the published views show; its own where it is that one, or apart.</param>
/// <param name="Path">Where its document was seen last.</param>
/// <param name="Kind">text, dump, mixed or scan.</param>
/// <param name="Date">Of the self-evaluation, as the record has it.</param>
/// <param name="Choice">A reviewer's last word, where it stands.</param>
public sealed record ReportVersion(
    long ReportId, long ShownReportId, string? Unit, string? Project, int? FiscalYear, string Path, string Kind, (int First, int Last) Pages, bool IsApproved,
    int Errors, string? Date, decimal? TotalScore, DateTimeOffset FirstSeenAt, VersionChoice? Choice, string? ChosenBy, DateTimeOffset? ChosenAt)
{
    public bool IsShown => ReportId == ShownReportId;
}
