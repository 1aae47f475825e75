using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Store;

/// <summary>A file as found in an archive.</summary>
/// <param name="Path">Absolute, as users will look for it.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="ByteSize">Bytes.</param>
public sealed record SourceFile(string Path, string Sha256, long ByteSize);

/// <summary>What made an extraction: the program's version and the version of each form pack.</summary>
public sealed record ExtractorVersion(string Version, IReadOnlyDictionary<string, int> Packs);

/// <param name="Command">import, watch, reprocess …</param>
/// <param name="Roots">What the user named: folders, files.</param>
public sealed record BatchStart(string Command, IReadOnlyList<string> Roots, ExtractorVersion Version);

/// <summary>How a batch came to its end.</summary>
public enum BatchEnd
{
    Finished,
    Stopped,
}

/// <summary>What became of the files of a batch.</summary>
/// <param name="Waiting">Registered, and not come to yet.</param>
public sealed record BatchCounts(long Stored, long Known, long SetAside, long Waiting = 0)
{
    /// <summary>Every file is one of the four, so they add up by construction.</summary>
    public long Found => Stored + Known + SetAside + Waiting;
}

/// <summary>A batch at work.</summary>
/// <param name="IsResumed">It was begun earlier, by the same command on the same roots, and did not come to its end.</param>
public sealed record OpenBatch(long BatchId, bool IsResumed);

/// <summary>A file that a batch expects.</summary>
/// <param name="IsNamed">Named by the user, and so tried whatever its name ends in.</param>
public sealed record ExpectedFile(string Path, bool IsNamed);

/// <summary>A file that a batch has not come to yet.</summary>
/// <param name="ItemId">Grows in the order of registering.</param>
public sealed record WaitingFile(long ItemId, string Path, bool IsNamed);

/// <summary>Items of a batch, the first and the last among them.</summary>
public sealed record ItemRange(long First, long Last)
{
    public static readonly ItemRange All = new(0, long.MaxValue);
}

/// <summary>What the documents of a batch gave.</summary>
/// <param name="KnownSetAside">Of the known files, those that were set aside before.</param>
public sealed record BatchYield(long Reports, long Findings, long KnownSetAside);

/// <param name="Duration">Of the extraction alone.</param>
public sealed record SaveRequest(
    long BatchId, SourceFile File, Extraction Extraction, ExtractorVersion Version, TimeSpan Duration)
{
    /// <summary>The extraction as <see cref="ReportJson.Write"/> wrote it, not indented, where it is at hand; it is written again otherwise.</summary>
    public string? Json { get; init; }

    /// <summary>The packs that it was read with; null for those of the store.</summary>
    public IReadOnlyList<FormPack>? Packs { get; init; }

    /// <summary>Published even where the same was read before: a reviewer who divides a document otherwise may come back to an earlier division.</summary>
    public bool IsToBePublished { get; init; }
}

public enum SaveOutcome
{
    /// <summary>A new extraction was recorded, and its reports published.</summary>
    Stored,

    /// <summary>This version had read the same from this document before: nothing but the path was recorded.</summary>
    AlreadyKnown,
}

/// <summary>A file that could not become reports.</summary>
/// <param name="Sha256">Null when the file could not even be read: then the batch alone remembers it.</param>
public sealed record SetAsideRequest(long BatchId, string Path, string? Sha256, long? ByteSize, SetAsideReason Why);

/// <param name="Name">As users read and query it: not-a-pdf, timed-out …</param>
/// <param name="Message">For people, in English.</param>
/// <param name="MessageZh">The same in Chinese.</param>
public sealed record SetAsideReason(string Name, string Message, string MessageZh);
