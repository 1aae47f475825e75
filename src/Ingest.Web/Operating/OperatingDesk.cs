using Hangfire;

namespace Ingest.Web.Operating;

/// <summary>Reads again what was set aside for these reasons, all where none is named; gives back how many files.</summary>
public delegate Task<int> RetryFailures(IReadOnlyCollection<string> reasons, CancellationToken cancellation);

/// <param name="Worker">Machine and process.</param>
public sealed record WorkerRow(string Worker, DateTimeOffset StartedAt, DateTimeOffset? SeenAt);

/// <param name="Waiting">Jobs that nobody has begun; each is a range of a batch's files.</param>
/// <param name="Failed">Jobs that failed and are tried no more.</param>
public sealed record QueueLengths(IReadOnlyList<WorkerRow> Workers, long Waiting, long AtWork, long Failed);

/// <summary>What the host lets operators see of the workers' queue, and do.</summary>
/// <param name="Jobs">Null where there is no queue.</param>
/// <param name="Retry">Null where nothing can be tried again from here.</param>
internal sealed record OperatingDesk(JobStorage? Jobs, RetryFailures? Retry)
{
    /// <summary>As Hangfire counts; null where there is no queue.</summary>
    public QueueLengths? Lengths()
    {
        if (Jobs?.GetMonitoringApi() is not { } monitoring)
        {
            return null;
        }

        var counts = monitoring.GetStatistics();
        return new QueueLengths(
            [.. monitoring.Servers().Select(server => new WorkerRow(server.Name.Split(':') is [var machine, var process, ..] ? $"{machine}:{process}" : server.Name, Utc(server.StartedAt), server.Heartbeat is { } seen ? Utc(seen) : null))
                .OrderBy(worker => worker.Worker, StringComparer.Ordinal)],
            counts.Enqueued + counts.Scheduled, counts.Processing, counts.Failed);
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
