using System.Diagnostics.Metrics;
using Ingest.Store;

namespace Ingest.Cli.Observing;

/// <summary><c>ingest.queue.files</c>: asked of the database when somebody looks, and not measured while it is away.</summary>
internal sealed class QueueGauge : IDisposable
{
    public const string MeterName = "Ingest.Queue";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(MeterName);

    public QueueGauge(IngestStore store) => _meter.CreateObservableGauge(
        "ingest.queue.files", () => Observe(store), "{file}", "Files that wait for the workers");

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Observe(IngestStore store)
    {
        using var soon = new CancellationTokenSource(Patience);
        try
        {
            var token = soon.Token;
            return [new Measurement<long>(Task.Run(() => store.CountQueuedFilesAsync(token), token).GetAwaiter().GetResult())];
        }
        catch (Exception away) when (away is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            return [];
        }
    }
}
