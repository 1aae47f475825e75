using Ingest.Cli.Extracting;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Store;

namespace Ingest.Cli.Working;

/// <summary>Hands what was set aside to the workers again, as a batch of its own.</summary>
internal sealed class RetryJobs(IngestStore store, WorkQueue queue, IReadOnlyList<FormPack> packs)
{
    /// <returns>How many files.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> reasons, CancellationToken cancellationToken)
    {
        var items = await store.RetryAsync(reasons, cancellationToken);
        if (items.Count == 0)
        {
            return 0;
        }

        // Any copy will do; where none is left, the first path says so when it is opened.
        var files = items.Select(item => new ExpectedFile(item.Paths.FirstOrDefault(File.Exists) ?? item.Paths[0], item.Reason != UnreadableReason.UnsupportedType.Name())).ToList();
        var batch = await store.StartBatchAsync(new BatchStart("retry", [.. files.Select(file => file.Path)], Extractors.Version(packs)), cancellationToken);
        await store.RegisterAsync(batch, files, cancellationToken);
        await store.SetFilesFoundAsync(batch, files.Count, cancellationToken);
        await queue.EnqueueAsync(store, batch, cancellationToken);
        return files.Count;
    }
}
