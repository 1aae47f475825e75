using Ingest.Store.Clusters;
using Npgsql;

namespace Ingest.Store;

/// <summary>
/// A PostgreSQL server of our own: a Unix socket, no network, data in a folder of its own.
/// </summary>
/// <remarks>
/// Whoever can open the socket is trusted: the server runs as user postgres while the client may be root or, without
/// root, both are the same user, so names would prove nothing. What guards it are the permissions: the folders of data
/// and socket are 0700 and belong to the server's user, the socket is 0700 too.
/// </remarks>
public sealed class PrivateCluster
{
    /// <summary>The cluster's superuser; no login of the operating system.</summary>
    public const string User = "ingest";

    private const string AptCommand = "apt-get install -y postgresql-15";
    private static readonly TimeSpan PatienceForTheLock = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PatienceForRecovery = TimeSpan.FromMinutes(2);
    private readonly ClusterFolder folder;

    /// <param name="folder">Null for <see cref="DefaultFolder"/>.</param>
    public PrivateCluster(string? folder = null) => this.folder = new ClusterFolder(folder ?? DefaultFolder);

    /// <summary>The folder postgres in $INGEST_HOME; else in /var/lib/ingest (root) or in $XDG_DATA_HOME/ingest.</summary>
    public static string DefaultFolder => ClusterFolder.Default();

    public string Folder => folder.Root;

    /// <summary>Folder of the Unix socket.</summary>
    public string SocketFolder => folder.Socket;

    /// <summary>What keeps a cluster from running here, with the command that mends it; empty when nothing does.</summary>
    public static IReadOnlyList<string> Missing() =>
        ServerPrograms.Find(null) is null
            ? [$"PostgreSQL's server (initdb, pg_ctl) is not installed: {AptCommand}"]
            : [];

    /// <summary>Creates the cluster when there is none, starts it when it does not run. Safe in several processes at once.</summary>
    /// <exception cref="StoreException">The cluster cannot be made or started; the message says what to do.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (await AnswersAsync(cancellation))
        {
            return;
        }

        var making = new ClusterMaker(folder);
        await making.PrepareFolderAsync(cancellation);
        using var guard = await ClusterLock.TakeAsync(folder.Lock, PatienceForTheLock, cancellation);
        if (await AnswersAsync(cancellation))
        {
            return;
        }

        var programs = ServerPrograms.Find(folder.DataVersion) ?? throw new StoreException(folder.DataVersion is { } version
            ? $"The data in {folder.Data} was made by PostgreSQL {version}, which is not installed: apt-get install -y postgresql-{version}"
            : $"PostgreSQL's server is not installed: {AptCommand} (or set {StoreOptions.DatabaseVariable} to a server's URL)");
        if (!folder.HasData)
        {
            await making.InitialiseAsync(programs, cancellation);
        }

        await new ClusterStarter(folder, programs).StartAsync(cancellation);
    }

    /// <summary>False when it did not run.</summary>
    public async Task<bool> StopAsync(CancellationToken cancellation = default)
    {
        if (!folder.HasData || !(IsWanted || File.Exists(folder.PidFile)) || ServerPrograms.Find(folder.DataVersion) is not { } programs)
        {
            return false;
        }

        using var guard = await ClusterLock.TakeAsync(folder.Lock, PatienceForTheLock, cancellation);
        return await new ClusterStarter(folder, programs).StopAsync(cancellation);
    }

    /// <summary>
    /// True where nobody has stopped the server: if it does not answer, it was killed, by hand or by a power cut. Its own pid file
    /// does not tell: a start that failed has taken it away.
    /// </summary>
    internal bool IsWanted => File.Exists(folder.Wanted);

    public Task<bool> IsRunningAsync(CancellationToken cancellation = default) => AnswersAsync(cancellation);

    /// <summary>For Npgsql.</summary>
    public string ConnectionString(string database = "ingest") => new NpgsqlConnectionStringBuilder
    {
        Host = folder.Socket,
        Username = User,
        Database = database,
    }.ConnectionString;

    /// <summary>For psql: <c>postgresql:///ingest?host=/…&amp;user=ingest</c>.</summary>
    public string Url(string database = "ingest") => Connecting.DatabaseUrl.Of(new NpgsqlConnectionStringBuilder(ConnectionString(database)));

    /// <summary>Creates the database when it is not there.</summary>
    public async Task EnsureDatabaseAsync(string database = "ingest", CancellationToken cancellation = default)
    {
        await using var connection = await ConnectAsync(cancellation);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = database } },
        };
        if (await exists.ExecuteScalarAsync(cancellation) is not null)
        {
            return;
        }

        try
        {
            using var builder = new NpgsqlCommandBuilder();
            await using var create = new NpgsqlCommand($"create database {builder.QuoteIdentifier(database)}", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException problem) when (problem.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was quicker.
        }
    }

    /// <summary>True when the server takes connections; waits while it starts or recovers from a crash.</summary>
    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(PatienceForRecovery);
        while (File.Exists(folder.SocketFile))
        {
            try
            {
                await using var connection = await ConnectAsync(cancellation);
                return true;
            }
            catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                if (patience.IsCancellationRequested)
                {
                    throw new StoreException($"PostgreSQL in {folder.Root} has been recovering for {PatienceForRecovery.TotalMinutes} minutes; see {folder.Log}.", problem);
                }

                await Task.Delay(50, cancellation);
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        return false;
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false;Timeout=10");
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
