using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Working;

/// <summary>
/// The queue that workers on many machines share: Hangfire in the database that holds everything else, schema <c>hangfire</c>.
/// A job is a range of a batch's files. The files themselves know what became of them, so that a job done twice, or half, does no harm.
/// </summary>
internal sealed class WorkQueue
{
    /// <summary>Enough that the queue's own work is small beside theirs, and few enough that the last workers end together.</summary>
    private const int FilesPerJob = 25;
    private const int ReadAtOnce = 5000;

    /// <summary>The work of a worker that shows no life for so long is given to another.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PostgreSqlStorage storage;

    private WorkQueue(PostgreSqlStorage storage) => this.storage = storage;

    /// <param name="connectionString">The database's; its user may create a schema, or that of the queue is there.</param>
    /// <exception cref="DatabaseUnreachableException">The database went away since it was opened.</exception>
    /// <param name="isShown">Only to be looked at: what cannot be opened is told at once, and neither waited for nor done without.</param>
    public static WorkQueue Open(string connectionString, bool isShown = false)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            InvisibilityTimeout = Patience,
            UseSlidingInvisibilityTimeout = true,
            // A worker that is killed while it changes a job's state leaves its lock, which is a row; by default for ten minutes.
            DistributedLockTimeout = Patience,
            QueuePollInterval = TimeSpan.FromSeconds(1),
        };
        if (isShown)
        {
            (options.StartupConnectionMaxRetries, options.AllowDegradedModeWithoutStorage) = (0, false);
        }

        try
        {
            return new WorkQueue(new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options));
        }
        catch (NpgsqlException gone)
        {
            throw new DatabaseUnreachableException($"The work queue in PostgreSQL cannot be opened: {gone.Message}", gone);
        }
    }

    /// <summary>For whoever shows it.</summary>
    public JobStorage Storage => storage;

    /// <summary>Hands all that waits of a batch to the workers.</summary>
    public async Task EnqueueAsync(IngestStore store, long batch, CancellationToken cancellationToken)
    {
        var client = new BackgroundJobClient(storage);
        var rest = ItemRange.All;
        while (await store.WaitingAsync(batch, rest, ReadAtOnce, cancellationToken) is [.., var last] page)
        {
            foreach (var files in page.Chunk(FilesPerJob))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (from, to) = (files[0].ItemId, files[^1].ItemId);
                client.Create(Job.FromExpression<FilesJob>(job => job.RunAsync(batch, from, to, CancellationToken.None)), new EnqueuedState());
            }

            rest = rest with { First = last.ItemId + 1 };
        }

        await store.QueueBatchAsync(batch, cancellationToken);
        // Workers may have been faster, and an empty batch has nobody to end it.
        await store.FinishQueuedAsync(batch, cancellationToken);
    }

    /// <summary>Works until disposed: what is at work then is finished first, and what is not begun goes back.</summary>
    public BackgroundJobServer Serve(FilesJob job, TimeSpan drainTime) => new(
        new BackgroundJobServerOptions
        {
            Activator = new OneJob(job),
            WorkerCount = 2, // While the last file of a range is read, the next range begins.
            ServerName = $"{Environment.MachineName}:{Environment.ProcessId}",
            ShutdownTimeout = drainTime,
            StopTimeout = TimeSpan.Zero,
            HeartbeatInterval = TimeSpan.FromSeconds(10),
            ServerTimeout = TimeSpan.FromSeconds(45),
            ServerCheckInterval = TimeSpan.FromSeconds(15),
            SchedulePollingInterval = TimeSpan.FromSeconds(5),
        },
        storage);

    /// <summary>All jobs share one machinery.</summary>
    private sealed class OneJob(FilesJob job) : JobActivator
    {
        public override object ActivateJob(Type jobType) => job;

        public override JobActivatorScope BeginScope(JobActivatorContext context) => new Shared(job);

        private sealed class Shared(FilesJob job) : JobActivatorScope
        {
            public override object Resolve(Type type) => job;
        }
    }
}
