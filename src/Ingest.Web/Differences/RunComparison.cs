using Ingest.Store;

namespace Ingest.Web.Differences;

/// <param name="Changes">How many values and rows differ.</param>
/// <param name="Extractions">Null of what is published.</param>
public sealed record ChangedDocument(string Sha256, string Path, int Changes, (long? Before, long? After) Extractions);

/// <summary>What a batch reads otherwise, counted, and the first of the documents.</summary>
/// <param name="mostDocuments">That are listed; all are counted.</param>
public sealed class RunComparison(int mostDocuments)
{
    private readonly List<ChangedDocument> documents = [];

    public DifferenceCounts Counts { get; } = new();

    public IReadOnlyList<ChangedDocument> Documents => documents;

    /// <summary>Stopped before all documents were seen.</summary>
    public bool IsPartial { get; set; }

    internal async Task<RunComparison> RunAsync(IngestStore store, Reading before, Reading after, CancellationToken cancellation)
    {
        await foreach (var pair in store.Reviews.PairsAsync(before, after, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            // Published are documents that the batch never saw, too: no news.
            if (pair.After is null)
            {
                continue;
            }

            var reports = pair.Differences;
            Counts.Add(pair, reports);
            if (reports.Count > 0 && documents.Count < mostDocuments)
            {
                documents.Add(new ChangedDocument(pair.Sha256, pair.Path, reports.Sum(report => report.Differences.Count), pair.Extractions));
            }
        }

        return this;
    }
}
