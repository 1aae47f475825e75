using Hangfire;
using Ingest.Cli.Importing;
using Ingest.Store;

namespace Ingest.Cli.Working;

/// <summary>What a worker does of a batch: those files of a range that still wait.</summary>
public sealed class FilesJob
{
    private readonly ImportMachinery machinery;
    private readonly ImportProgress progress;

    internal FilesJob(ImportMachinery machinery, ImportProgress progress) => (this.machinery, this.progress) = (machinery, progress);

    /// <param name="first">The range's first item.</param>
    /// <param name="last">And its last.</param>
    /// <param name="cancellationToken">Hangfire's: the worker is about to end. Files at work are finished, others go back to the queue.</param>
    [AutomaticRetry(Attempts = 1000, DelaysInSeconds = [5, 15, 30])]
    public async Task RunAsync(long batch, long first, long last, CancellationToken cancellationToken)
    {
        await new ImportRun(machinery, batch, progress).RunAsync(new ItemRange(first, last), cancellationToken, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        await machinery.Store.FinishQueuedAsync(batch, CancellationToken.None);
    }
}
