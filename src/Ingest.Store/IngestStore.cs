using System.Collections.Concurrent;
using Ingest.Core.Forms;
using System.Runtime.CompilerServices;
using Ingest.Store.Connecting;
using Ingest.Store.Exporting;
using Ingest.Store.Migrations;
using Ingest.Store.Publishing;
using Ingest.Store.Querying;
using Ingest.Store.Saving;
using Ingest.Store.Searching;
using Npgsql;

namespace Ingest.Store;

/// <summary>
/// The database, opened: reachable and migrated. One for a process; its methods may be called at the same time.
/// All throw <see cref="DatabaseUnreachableException"/> when the server stays away longer than the retries last.
/// </summary>
public sealed class IngestStore : IAsyncDisposable
{
    private readonly Database database;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<FormPack> packs;
    private readonly ConcurrentDictionary<long, BatchClaim> claims = new();

    private IngestStore(Database database, StoreOptions options)
    {
        this.database = database;
        time = options.Time;
        packs = options.Packs ?? FormPackReader.BuiltIn();
        Accounts = new AccountStore(database, time);
        Reviews = new ReviewStore(database, time, packs);
    }

    /// <summary>Who may use the pages.</summary>
    public AccountStore Accounts { get; }

    /// <summary>The forms that reports are shown and corrected by.</summary>
    public IReadOnlyList<FormPack> Packs => packs;

    /// <summary>What reviewers see and settle.</summary>
    public ReviewStore Reviews { get; }

    /// <summary>For psql, without a password.</summary>
    public string Url => database.Url;

    /// <summary>For Npgsql; may hold a password.</summary>
    public string ConnectionString => database.ConnectionString;

    /// <summary>Opens the store; starts the private cluster and migrates when needed.</summary>
    /// <exception cref="DatabaseUnreachableException">No server answers.</exception>
    public static async Task<IngestStore> OpenAsync(StoreOptions options, CancellationToken cancellation = default)
    {
        var opened = await ConnectAsync(options, cancellation);
        try
        {
            if ((await PendingAsync(opened, options.WaitsAtStart, cancellation)).Count > 0)
            {
                await RunMigrationsAsync(opened, cancellation);
            }

            return new IngestStore(opened, options);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the migrations that are missing, and the grants; returns the names of those that ran.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(StoreOptions options, CancellationToken cancellation = default)
    {
        await using var opened = await ConnectAsync(options, cancellation);
        return await RunMigrationsAsync(opened, cancellation);
    }

    /// <summary>The batch counts as running until it is finished or this store, or its process, ends.</summary>
    public async Task<long> StartBatchAsync(BatchStart start, CancellationToken cancellation = default)
    {
        var claim = await database.RunAsync(
            async (connection, token) =>
            {
                await Batches.CloseInterruptedAsync(connection, token);
                return await BatchClaim.StartAsync(database.ConnectionString, start, time.GetUtcNow(), token);
            },
            cancellation);
        claims[claim.BatchId] = claim;
        return claim.BatchId;
    }

    /// <summary>
    /// Goes on with the newest batch of the same command on the same roots, where that one was stopped or interrupted; else starts one.
    /// </summary>
    public async Task<OpenBatch> ResumeBatchAsync(BatchStart start, CancellationToken cancellation = default)
    {
        var claim = await database.RunAsync(
            async (connection, token) =>
            {
                await Batches.CloseInterruptedAsync(connection, token);
                return await BatchClaim.ResumeAsync(database.ConnectionString, start, time.GetUtcNow(), token);
            },
            cancellation);
        claims[claim.BatchId] = claim;
        if (claim.IsResumed)
        {
            await database.RunAsync((connection, token) => Batches.WaitAgainAsync(connection, claim.BatchId, token), cancellation);
        }

        return new OpenBatch(claim.BatchId, claim.IsResumed);
    }

    /// <summary>Records files that the batch expects; those that it knows already stay as they are. Returns the new items, in no order.</summary>
    public Task<IReadOnlyList<long>> RegisterAsync(long batchId, IReadOnlyCollection<ExpectedFile> files, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Batches.RegisterAsync(connection, batchId, files, time.GetUtcNow(), token), cancellation);

    /// <summary>The first files of a range that the batch has not come to yet, in the order of registering.</summary>
    public Task<IReadOnlyList<WaitingFile>> WaitingAsync(long batchId, ItemRange range, int limit, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Batches.WaitingAsync(connection, batchId, range, limit, token), cancellation);

    public Task<BatchCounts> CountAsync(long batchId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Batches.CountAsync(connection, batchId, token), cancellation);

    public Task<BatchYield> YieldAsync(long batchId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Batches.YieldAsync(connection, batchId, token), cancellation);

    /// <summary>Hands a batch of this store's over to the workers: it counts as running until nothing of it waits.</summary>
    public async Task QueueBatchAsync(long batchId, CancellationToken cancellation = default)
    {
        await database.RunAsync((connection, token) => Batches.QueueAsync(connection, batchId, token), cancellation);
        if (claims.TryRemove(batchId, out var claim))
        {
            await claim.DisposeAsync();
        }
    }

    /// <summary>Ends a queued batch when nothing of it waits any more; true for the one call that did.</summary>
    public async Task<bool> FinishQueuedAsync(long batchId, CancellationToken cancellation = default) => await database.RunAsync(
        (connection, token) => Batches.FinishQueuedAsync(connection, batchId, time.GetUtcNow(), token), cancellation) > 0;

    /// <summary>True while a batch is with the workers.</summary>
    public Task<bool> HasQueuedAsync(CancellationToken cancellation = default) => database.RunAsync(Batches.HasQueuedAsync, cancellation);

    public async Task<bool> HasBatchAsync(long batchId, CancellationToken cancellation = default) =>
        (await database.RunAsync((connection, token) => Batches.StateAsync(connection, batchId, token), cancellation)) is not null;

    /// <summary>The account of a batch, a row a file in the order of registering; read as it comes.</summary>
    public async IAsyncEnumerable<ManifestRow> ManifestAsync(long batchId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = Queries.Manifest(connection, batchId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return Queries.ManifestRow(reader);
        }
    }

    /// <summary>Tells how many files the scan found, so that progress can be seen from elsewhere.</summary>
    public Task SetFilesFoundAsync(long batchId, long files, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Batches.SetFilesFoundAsync(connection, batchId, files, token), cancellation);

    public async Task<BatchCounts> FinishBatchAsync(long batchId, BatchEnd end, CancellationToken cancellation = default)
    {
        var counts = await database.RunAsync(
            (connection, token) => Batches.FinishAsync(connection, batchId, end, time.GetUtcNow(), token), cancellation);
        if (claims.TryRemove(batchId, out var claim))
        {
            await claim.DisposeAsync();
        }

        return counts;
    }

    /// <summary>Null for a content never seen.</summary>
    public async Task<KnownDocument?> FindAsync(string sha256, CancellationToken cancellation = default) =>
        (await FindManyAsync([sha256], cancellation)).GetValueOrDefault(sha256);

    /// <summary>The known ones among many, by sha256.</summary>
    public Task<IReadOnlyDictionary<string, KnownDocument>> FindManyAsync(IReadOnlyCollection<string> sha256, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Queries.FindAsync(connection, sha256, token), cancellation);

    /// <summary>Records the extraction and publishes its reports, in one transaction; twice is as once.</summary>
    /// <exception cref="StoreException">The database refused this document; nothing of it was recorded.</exception>
    public Task<SaveOutcome> SaveAsync(SaveRequest request, CancellationToken cancellation = default)
    {
        var record = request.Json is { } json ? RecordJson.Of(json) : RecordJson.Of(request.Extraction);
        return database.RunAsync((connection, token) => Saver.SaveAsync(connection, request with { Packs = request.Packs ?? packs }, record, time.GetUtcNow(), token), cancellation);
    }

    /// <summary>Records a known content at another (or the same) path, as already known in this batch.</summary>
    public Task SeenAsync(long batchId, SourceFile file, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Saver.SeenAsync(connection, batchId, file, time.GetUtcNow(), token), cancellation);

    /// <summary>Records why a file could not become reports. Reports that its document already has stay published.</summary>
    public Task SetAsideAsync(SetAsideRequest request, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Saver.SetAsideAsync(connection, request, time.GetUtcNow(), token), cancellation);

    public Task<StoreStatus> StatusAsync(CancellationToken cancellation = default) => database.RunAsync(Queries.StatusAsync, cancellation);

    /// <summary>Batches and documents, as <see cref="StatusAsync"/> has them, without counting reports and findings.</summary>
    public Task<StoreOperations> OperationsAsync(CancellationToken cancellation = default) => database.RunAsync(Queries.OperationsAsync, cancellation);

    /// <summary>One row for each path of each document set aside, the newest first. Filters: BatchId, Reason, Sha256.</summary>
    public Task<IReadOnlyList<FailureRow>> FailuresAsync(RowFilter? filter = null, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Queries.FailuresAsync(connection, filter ?? new RowFilter(), token), cancellation);

    /// <summary>Marks what was set aside for these reasons (all when empty) to be tried again, and gives it back.</summary>
    public Task<IReadOnlyList<RetryItem>> RetryAsync(IReadOnlyCollection<string> reasons, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Queries.RetryAsync(connection, reasons, time.GetUtcNow(), token), cancellation);

    /// <summary>Filters: BatchId, Sha256, ReportId.</summary>
    public Task<IReadOnlyList<ReportRow>> ReportsAsync(RowFilter? filter = null, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Queries.ReportsAsync(connection, filter ?? new RowFilter(), token), cancellation);

    /// <summary>Filters: BatchId, Sha256, ReportId, Rule.</summary>
    public Task<IReadOnlyList<FindingRow>> FindingsAsync(RowFilter? filter = null, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Queries.FindingsAsync(connection, filter ?? new RowFilter(), token), cancellation);

    /// <summary>What analysts read, described by the database itself.</summary>
    public Task<DataDictionary> DictionaryAsync(CancellationToken cancellation = default) => database.RunAsync(DataDictionary.ReadAsync, cancellation);

    /// <summary>What the analysis page shows of the reports that <paramref name="filter"/> lets through.</summary>
    public Task<AnalysisResult> AnalyseAsync(AnalysisFilter filter, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Analyses.RunAsync(connection, filter, token), cancellation);

    /// <summary>Full text over what is published, the best hits first.</summary>
    /// <exception cref="SearchTermException">A term of one character.</exception>
    public Task<IReadOnlyList<SearchHit>> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Search.RunAsync(connection, request, token), cancellation);

    /// <summary>The views that can be exported, in the order of a workbook's sheets.</summary>
    public static IReadOnlyList<string> ExportViews => Exporter.Views;

    /// <summary>Streams views as they stand at this moment; however many rows, in flat memory.</summary>
    /// <param name="writer">Gives the writer of each view; the same one for all where the format holds several tables.</param>
    /// <returns>The rows of each view.</returns>
    public async Task<IReadOnlyDictionary<string, long>> ExportAsync(
        IReadOnlyList<string> views, ExportFilter filter, Func<string, IExportWriter> writer, IProgress<ExportProgress>? progress = null,
        ExportWindow? window = null, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            return await Exporter.RunAsync(connection, views, filter, writer, window, progress, cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw database.Translate(problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var claim in claims.Values)
        {
            await claim.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    /// <summary>The documents of a content, or seen at a path, with what an erasure would take along.</summary>
    public Task<IReadOnlyList<ErasableDocument>> FindErasableAsync(string sha256OrPath, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Erasing.FindAsync(connection, sha256OrPath, token), cancellation);

    /// <summary>Erases a document and all that came of it, in one transaction, and records that; false where there is none.</summary>
    public Task<bool> EraseAsync(string sha256, ErasureOrder order, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Erasing.EraseAsync(connection, sha256, order, time.GetUtcNow(), token), cancellation);

    /// <summary>Files that wait for the workers, of all batches that are with them.</summary>
    public Task<long> CountQueuedFilesAsync(CancellationToken cancellation = default) => database.RunAsync(Batches.CountQueuedFilesAsync, cancellation);

    /// <summary>Whether the database answers at this moment and has the schema that this program was built for; looks, and changes nothing.</summary>
    /// <param name="patience">How long it may take; a private cluster that died is started again meanwhile.</param>
    public async Task<StoreReadiness> ReadinessAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        soon.CancelAfter(patience);
        try
        {
            return await database.RunAsync(Migrator.CompareAsync, soon.Token) switch
            {
                { Unknown.Count: > 0 } => StoreReadiness.Ahead,
                { Pending.Count: > 0 } => StoreReadiness.Behind,
                _ => StoreReadiness.Ready,
            };
        }
        catch (Exception away) when (away is StoreException or ObjectDisposedException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return StoreReadiness.Unreachable;
        }
    }

    private static async Task<Database> ConnectAsync(StoreOptions options, CancellationToken cancellation)
    {
        if (options.Database is { } url)
        {
            return new Database(DatabaseUrl.Parse(url), options);
        }

        var cluster = new PrivateCluster(options.ClusterFolder);
        try
        {
            await cluster.StartAsync(cancellation);
            await cluster.EnsureDatabaseAsync(cancellation: cancellation);
        }
        catch (Exception problem) when (problem is StoreException or NpgsqlException)
        {
            throw new DatabaseUnreachableException($"The private PostgreSQL cannot be had. {problem.Message}", problem);
        }

        return new Database(new NpgsqlConnectionStringBuilder(cluster.ConnectionString()), options, token => ReviveAsync(cluster, token));
    }

    /// <summary>A private cluster that died is started again, and one that was stopped is not; where it cannot be, the next try says why.</summary>
    private static async Task ReviveAsync(PrivateCluster cluster, CancellationToken cancellation)
    {
        try
        {
            if (cluster.IsWanted)
            {
                await cluster.StartAsync(cancellation);
            }
        }
        catch (StoreException)
        {
            // Another try comes, and with the last one the trouble is told.
        }
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(Database database, bool waits, CancellationToken cancellation)
    {
        if (waits)
        {
            return await database.RunAsync(Migrator.PendingAsync, cancellation);
        }

        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            return await Migrator.PendingAsync(connection, cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw database.Translate(problem);
        }
    }

    private static async Task<IReadOnlyList<string>> RunMigrationsAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            var ran = await Migrator.RunAsync(database.Source, database.ConnectionString, cancellation);
            if (ran.Contains(FigureBackfill.Migration, StringComparer.Ordinal))
            {
                await using var connection = await database.OpenAsync(cancellation);
                await FigureBackfill.RunAsync(connection, cancellation);
            }

            return ran;
        }
        catch (NpgsqlException problem)
        {
            throw database.Translate(problem);
        }
    }
}
