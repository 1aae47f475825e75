using System.Globalization;
using Ingest.Core.Corrections;

namespace Ingest.Store;

/// <summary>A reading of documents that can be held against another.</summary>
public abstract record Reading
{
    private const string PublishedName = "published";
    private const string BatchPrefix = "batch:";
    private const string BeforePrefix = "before:";

    private Reading()
    {
    }

    /// <summary>One extraction, of one document.</summary>
    public sealed record OfExtraction(long Id) : Reading;

    /// <summary>What a batch read, the last of each document.</summary>
    public sealed record OfBatch(long Id) : Reading;

    /// <summary>Of each document that a batch read, the extraction before the batch's.</summary>
    public sealed record BeforeBatch(long Id) : Reading;

    /// <summary>What a version of the program read, the last of each document.</summary>
    public sealed record OfVersion(string Version) : Reading;

    /// <summary>What is published, with what reviewers said.</summary>
    public sealed record Published : Reading;

    /// <summary>As people write them: a number, batch:N, before:N, published, or else a version of the program.</summary>
    public static Reading Parse(string said) =>
        said == PublishedName ? new Published()
        : NumberAfter(BatchPrefix, said) is { } batch ? new OfBatch(batch)
        : NumberAfter(BeforePrefix, said) is { } later ? new BeforeBatch(later)
        : NumberAfter("", said) is { } extraction ? new OfExtraction(extraction)
        : new OfVersion(said);

    private static long? NumberAfter(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && long.TryParse(text[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What two readings say of a document. Corrections are on what is published alone.</summary>
/// <param name="Path">Where the document was seen last.</param>
/// <param name="Before">Null where the earlier reading has not this document; so is <paramref name="After"/> of the later one.</param>
public sealed record ReadingPair(string Sha256, string Path, IReadOnlyList<CorrectedReport>? Before, IReadOnlyList<CorrectedReport>? After)
{
    public static readonly IReadOnlyList<CorrectedReport> Nothing = [];

    /// <summary>The extractions that are held against each other; null of what is published, of a file, and where there is none.</summary>
    public (long? Before, long? After) Extractions { get; init; }

    /// <summary>The reports that differ; none where one reading lacks the whole document.</summary>
    public IReadOnlyList<ReportDifference> Differences => Before is null || After is null ? [] : ReportDifferences.Between(Before, After);
}

/// <summary>A document with reports that a reviewer has settled.</summary>
/// <param name="PageCount">Of the document.</param>
/// <param name="Reports">Those that are settled.</param>
/// <param name="AllReports">How many it has.</param>
public sealed record ReviewedDocument(
    long DocumentId, string Sha256, long ByteSize, string Kind, int PageCount, IReadOnlyList<string> Paths, IReadOnlyList<CorrectedReport> Reports, int AllReports);

/// <summary>There is no such extraction, batch or version.</summary>
public sealed class ReadingMissingException(Reading reading) : Exception($"there is no reading {reading}")
{
    public Reading Reading { get; } = reading;
}
