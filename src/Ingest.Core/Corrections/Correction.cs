using System.Text.Json;
using Ingest.Core.Documents;

namespace Ingest.Core.Corrections;

/// <summary>What a reviewer did to a report.</summary>
public enum CorrectionKind
{
    /// <summary>Another value for a field or a cell.</summary>
    Value,

    /// <summary>A row that the reading lacks.</summary>
    RowAdded,

    /// <summary>A row that is none.</summary>
    RowRemoved,

    /// <summary>A row that stands elsewhere in its table.</summary>
    RowMoved,
}

/// <summary>Which table a row belongs to.</summary>
public enum RowList
{
    Indicators,
    Funds,
}

/// <summary>
/// What finds a row again after the document was read anew: its ordinal, category and name as they were read, never
/// as they were corrected; or, of a row that a reviewer added, the correction that added it.
/// </summary>
/// <param name="Ordinal">Counted from 1; 0 stands for the head of the table.</param>
/// <param name="AddedBy">The id of a <see cref="CorrectionKind.RowAdded"/>; null for a row that was read.</param>
public sealed record RowAnchor(RowList List, int Ordinal, string? Category, string? Name, long? AddedBy = null);

/// <summary>A reviewer's word on one value or row. Never changed: it is taken back by another word.</summary>
/// <param name="Row">Null for a field of the report itself. For an added row: the row that it follows.</param>
/// <param name="Field">The JSON key of the contract; "" where a whole row is meant.</param>
/// <param name="After">
/// The value as the contract writes it; of an added row an object of its cells; of a moved row the anchor of the row
/// that it follows, as <see cref="AnchorJson"/> writes it.
/// </param>
public sealed record Correction(
    long Id, CorrectionKind Kind, int ReportOrdinal, RowAnchor? Row, string Field, JsonElement? Before, JsonElement? After,
    string By, DateTimeOffset At, string? Reason)
{
    /// <summary>Where the reviewer read the value, with a box drawn on the page; null for a value that was typed.</summary>
    public ReadPlace? Place { get; init; }
}

/// <summary>A box that a reviewer drew on a page, and what was read in it.</summary>
/// <param name="Box">Points of the page as displayed, origin top left.</param>
/// <param name="Raw">As printed; a line each.</param>
public sealed record ReadPlace(int Page, Box Box, string Raw, TextSource Source);

/// <summary>What became of a correction when it was applied to a reading.</summary>
public enum CorrectionFate
{
    Applied,

    /// <summary>The document now reads as the reviewer said.</summary>
    Agreed,

    /// <summary>Applied, although the document now reads otherwise than what the reviewer saw.</summary>
    ReadAnew,

    /// <summary>A conflict: its row, its field or its report is not there any more.</summary>
    Lost,
}

/// <param name="Path">Where it stands in the corrected report; null where it is lost, or its row is gone.</param>
public sealed record CorrectionOutcome(Correction Correction, CorrectionFate Fate, string? Path);
