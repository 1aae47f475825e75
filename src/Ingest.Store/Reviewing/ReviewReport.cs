using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Store;

/// <summary>A report as a reviewer sees it: what was read, and what reviewers say instead.</summary>
/// <param name="Corrected">The extraction with the corrections on it: what is published.</param>
/// <param name="Pack">The form's; null where this program does not know it.</param>
/// <param name="Paths">Where its document was seen, the latest place first.</param>
/// <param name="Revision">Changes with whatever is done to the report; an approval names the one that it saw.</param>
public sealed record ReviewReport(
    ReviewKey Key, Report Read, CorrectedReport Corrected, FormPack? Pack, IReadOnlyList<string> Paths, ReviewState State, string Revision);

/// <param name="WaitingExtractionId">A newer reading that waits for a decision.</param>
/// <param name="Kind">text, scan, mixed or dump.</param>
public sealed record ReviewKey(
    long ReportId, long DocumentId, string Sha256, int PageCount, string Kind, long ExtractionId, long? WaitingExtractionId, string Version);

public sealed record ReviewState(bool IsApproved, string? ApprovedBy, DateTimeOffset? ApprovedAt, string? AssignedTo);

/// <summary>A row as a page names it: the ordinal that it was read at, or the correction that added it. Ordinal 0 is the head of the table.</summary>
public sealed record RowName(RowList List, int Ordinal, long? AddedBy = null);

/// <summary>A value that a reviewer typed.</summary>
/// <param name="Row">Null for a field of the report itself.</param>
/// <param name="Expected">What the reviewer saw there, as it is shown: another value in the meantime is a conflict.</param>
public sealed record CorrectionRequest(long ReportId, string By, RowName? Row, string Field, string Expected, string Typed, string? Reason = null)
{
    /// <summary>The box that the value was read in; null for one that was typed.</summary>
    public ReadPlace? Place { get; init; }
}

public enum RowChangeKind
{
    AddBelow,
    Remove,
    MoveUp,
    MoveDown,
}

/// <param name="Row">The row that is meant; for <see cref="RowChangeKind.AddBelow"/> the one above, which may be the head.</param>
public sealed record RowChange(long ReportId, string By, RowName Row, RowChangeKind Kind, string? Reason = null);

public enum CorrectionStatus
{
    Saved,

    /// <summary>Somebody else has changed the value since; nothing was saved.</summary>
    Conflict,

    /// <summary>What was typed is no such value.</summary>
    Invalid,

    /// <summary>The report is approved: it must be opened again first.</summary>
    Approved,

    /// <summary>There is no such report, row, field or correction.</summary>
    Missing,
}

/// <param name="Report">As it is now; null where it is missing.</param>
/// <param name="Theirs">The correction that stands in the way.</param>
/// <param name="Kind">What kind of value was wanted, where what was typed is none.</param>
/// <param name="CorrectionId">What was recorded; null where nothing needed to be.</param>
public sealed record CorrectionAnswer(
    CorrectionStatus Status, ReviewReport? Report, long? CorrectionId = null, Correction? Theirs = null, FieldKind? Kind = null);

/// <summary>A line of a report's history.</summary>
/// <param name="Kind">extracted, value, row-added, row-removed, row-moved, undo, approved, reopened, assigned, released, differences-settled, outlined, outline-withdrawn.</param>
/// <param name="By">The account, or the program's version.</param>
/// <param name="Row">Category and name of the row; null for a field of the report.</param>
/// <param name="Before">JSON, as the contract writes it.</param>
/// <param name="After">JSON, as the contract writes it.</param>
/// <param name="IsUndone">Taken back since.</param>
public sealed record HistoryRow(
    DateTimeOffset At, string Kind, string By, string? Field, string? Row, string? Before, string? After, string? Reason, bool IsUndone);

/// <summary>A report of which a newer reading waits for a decision.</summary>
/// <param name="Newer">The newer reading with the corrections on it; null where it does not have this report any more.</param>
public sealed record WaitingReport(
    ReviewReport Published, long WaitingExtractionId, string Version, CorrectedReport? Newer, IReadOnlyList<Difference> Differences);

/// <param name="Kept">The ids of the differences that stay as they are published; all others are taken over.</param>
public sealed record Settlement(string By, IReadOnlySet<string> Kept);

/// <summary>A document to be read again.</summary>
/// <param name="Paths">Where it was seen, the latest place first.</param>
/// <param name="Outline">How a reviewer divided it; null where its content decides.</param>
public sealed record KnownOriginal(long DocumentId, string Sha256, long ByteSize, IReadOnlyList<string> Paths, Outline? Outline);

/// <summary>How a document is divided into reports, and who said so.</summary>
/// <param name="By">Null where the program found it.</param>
/// <param name="Revision">Changes with every division; a new one names the one that it saw.</param>
/// <param name="Approved">Reports of the document that are approved: while there are any, it stays as it is.</param>
public sealed record DocumentOutline(Outline Outline, string? By, DateTimeOffset? At, long Revision, IReadOnlyList<(long ReportId, int Ordinal)> Approved);

/// <summary>A division by a reviewer.</summary>
/// <param name="Outline">Null takes back what reviewers said: the content decides again.</param>
/// <param name="Found">The reports as they are divided from now on; the same, but where the content decides.</param>
/// <param name="Revision">Of the division that the reviewer saw.</param>
public sealed record OutlineRequest(long ReportId, string By, Outline? Outline, Outline Found, long Revision, string? Reason = null);
