using Ingest.Store;

namespace Ingest.Web.Health;

/// <summary>
/// Asks the store how it is, at most once in a while however many ask: the question is open to everybody who can reach us,
/// and must not become work for the database.
/// </summary>
public sealed class Readiness(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private IngestStore? store;
    private Task<StoreReadiness> last = Task.FromResult(StoreReadiness.Unreachable);
    private long askedAt;

    /// <summary>From now on the answer is this store's; until then it is that the database is not there.</summary>
    public void Watch(IngestStore opened)
    {
        lock (gate)
        {
            (store, askedAt) = (opened, 0);
        }
    }

    public Task<StoreReadiness> AskAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (store is not null && last.IsCompleted && (askedAt == 0 || time.GetElapsedTime(askedAt) > Fresh))
            {
                askedAt = time.GetTimestamp();
                // Not called off with one of those who wait for it.
                last = store.ReadinessAsync(Patience, CancellationToken.None);
            }

            return last.WaitAsync(cancellation);
        }
    }
}
