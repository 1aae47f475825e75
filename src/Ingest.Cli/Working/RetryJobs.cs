using Ingest.Cli.Extracting;
using Ingest.Cli.Importing;
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

        var files = BatchFiles.ToTryAgain(items);
        var batch = await store.StartBatchAsync(new BatchStart("retry", [.. files.Select(file => file.Path)], Extractors.Version(packs)), cancellationToken);
        await BatchFiles.RegisterAsync(store, batch, files, cancellationToken);
        await queue.EnqueueAsync(store, batch, cancellationToken);
        return files.Count;
    }
}
