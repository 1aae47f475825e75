namespace Ingest.Store;

/// <summary>A PostgreSQL server of our own: a Unix socket, no network, data in a folder of its own.</summary>
public sealed class PrivateCluster(string? folder = null)
{
    /// <summary>$INGEST_HOME, or /var/lib/ingest as root, or $XDG_DATA_HOME/ingest; in it, the folder postgres.</summary>
    public static string DefaultFolder => throw new NotSupportedException();

    /// <summary>What keeps a cluster from running here, with the command that mends it; empty when nothing does.</summary>
    public static IReadOnlyList<string> Missing() => throw new NotSupportedException();

    public string Folder { get; } = folder ?? DefaultFolder;

    /// <summary>Creates the cluster when there is none, starts it when it does not run. Safe in several processes at once.</summary>
    public Task StartAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>False when it did not run.</summary>
    public Task<bool> StopAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<bool> IsRunningAsync(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>For Npgsql.</summary>
    public string ConnectionString(string database = "ingest") => throw new NotSupportedException(database);

    /// <summary>For psql: <c>postgresql:///ingest?host=/…&amp;user=ingest</c>.</summary>
    public string Url(string database = "ingest") => throw new NotSupportedException(database);
}
