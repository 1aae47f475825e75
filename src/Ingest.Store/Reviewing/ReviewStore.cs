using Ingest.Store.Connecting;
using Ingest.Store.Reviewing;

namespace Ingest.Store;

/// <summary>What reviewers see and settle.</summary>
public sealed class ReviewStore
{
    private readonly Database database;
    private readonly TimeProvider time;

    internal ReviewStore(Database database, TimeProvider time) => (this.database, this.time) = (database, time);

    public Task<Queue> QueueAsync(QueueFilter filter, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => QueueQueries.QueueAsync(connection, filter, token), cancellation);
}
