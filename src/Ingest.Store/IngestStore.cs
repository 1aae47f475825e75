namespace Ingest.Store;

/// <summary>
/// The database, opened: reachable and migrated. One for a process; its methods may be called at the same time.
/// All throw <see cref="DatabaseUnreachableException"/> when the server stays away longer than the retries last.
/// </summary>
public sealed class IngestStore : IAsyncDisposable
{
    /// <summary>Opens the store; starts the private cluster and migrates when needed.</summary>
    /// <exception cref="DatabaseUnreachableException">No server answers.</exception>
    public static Task<IngestStore> OpenAsync(StoreOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Runs the migrations that are missing, and the grants; returns the names of those that ran.</summary>
    public static Task<IReadOnlyList<string>> MigrateAsync(StoreOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>For psql, without a password.</summary>
    public string Url => throw new NotSupportedException();

    /// <summary>For Npgsql; may hold a password.</summary>
    public string ConnectionString => throw new NotSupportedException();

    public Task<long> StartBatchAsync(BatchStart start, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Tells how many files the scan found, so that progress can be seen from elsewhere.</summary>
    public Task SetFilesFoundAsync(long batchId, long files, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<BatchCounts> FinishBatchAsync(long batchId, BatchEnd end, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Null for a content never seen.</summary>
    public Task<KnownDocument?> FindAsync(string sha256, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>The known ones among many, by sha256.</summary>
    public Task<IReadOnlyDictionary<string, KnownDocument>> FindManyAsync(IReadOnlyCollection<string> sha256, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Records the extraction and publishes its reports, in one transaction; twice is as once.</summary>
    public Task<SaveOutcome> SaveAsync(SaveRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Records a known content at another (or the same) path, as already known in this batch.</summary>
    public Task SeenAsync(long batchId, SourceFile file, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Records why a file could not become reports. Reports that its document already has stay published.</summary>
    public Task SetAsideAsync(SetAsideRequest request, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<StoreStatus> StatusAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>One row for each path of each document set aside, the newest first. Filters: BatchId, Reason, Sha256.</summary>
    public Task<IReadOnlyList<FailureRow>> FailuresAsync(RowFilter? filter = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Marks what was set aside for these reasons (all when empty) to be tried again, and gives it back.</summary>
    public Task<IReadOnlyList<RetryItem>> RetryAsync(IReadOnlyCollection<string> reasons, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Filters: BatchId, Sha256, ReportId.</summary>
    public Task<IReadOnlyList<ReportRow>> ReportsAsync(RowFilter? filter = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Filters: BatchId, Sha256, ReportId, Rule.</summary>
    public Task<IReadOnlyList<FindingRow>> FindingsAsync(RowFilter? filter = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
