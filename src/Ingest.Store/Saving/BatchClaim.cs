using System.Globalization;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>
/// A connection of its own that says "this batch is at work", by an advisory lock that PostgreSQL lets go when the
/// process dies, however it dies. Taken again when the server was away.
/// </summary>
internal sealed class BatchClaim : IAsyncDisposable
{
    /// <summary>The first of the lock's two numbers: "ingb" in ASCII; the second is the batch's.</summary>
    private const int LockSpace = 0x696e6762;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly string connectionString;
    private readonly CancellationTokenSource ending = new();
    private NpgsqlConnection connection;
    private Task watching = Task.CompletedTask;

    private BatchClaim(string connectionString, NpgsqlConnection connection)
    {
        this.connectionString = connectionString;
        this.connection = connection;
    }

    /// <summary>SQL that is true of a batch <c>b</c> that somebody is at work on.</summary>
    public static string IsHeld { get; } = string.Create(CultureInfo.InvariantCulture, $"""
        exists (select from pg_locks l where l.locktype = 'advisory' and l.classid::bigint = {LockSpace} and l.objsubid = 2
          and l.objid::bigint = b.batch_id % 2147483648 and l.database = (select oid from pg_database where datname = current_database()))
        """);

    public long BatchId { get; private set; }

    public bool IsResumed { get; private set; }

    /// <summary>Makes a batch and claims it in one statement: nobody ever sees it unclaimed.</summary>
    public static Task<BatchClaim> StartAsync(string connectionString, BatchStart start, DateTimeOffset now, CancellationToken cancellation) =>
        ClaimAsync(connectionString, connection => InsertAsync(connection, start, now, cancellation), cancellation);

    /// <summary>
    /// Goes on with the newest batch of the same command on the same roots, where that one did not come to its end and
    /// no other import is at it; else makes one. Workers may be: they and we do what the other has not done.
    /// </summary>
    public static Task<BatchClaim> ResumeAsync(string connectionString, BatchStart start, DateTimeOffset now, CancellationToken cancellation) =>
        ClaimAsync(
            connectionString,
            async connection => await ReviveAsync(connection, start, cancellation) is { } old ? (old, true) : await InsertAsync(connection, start, now, cancellation),
            cancellation);

    private static async Task<BatchClaim> ClaimAsync(
        string connectionString, Func<NpgsqlConnection, Task<(long BatchId, bool IsResumed)>> take, CancellationToken cancellation)
    {
        var claim = new BatchClaim(connectionString, await OpenAsync(connectionString, cancellation));
        try
        {
            (claim.BatchId, claim.IsResumed) = await take(claim.connection);
        }
        catch
        {
            await claim.connection.DisposeAsync();
            throw;
        }

        claim.watching = claim.WatchAsync(claim.ending.Token);
        return claim;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching;
        await connection.DisposeAsync();
        ending.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await Task.Delay(BetweenLooks, cancellation);
                if (connection.State != System.Data.ConnectionState.Open)
                {
                    await connection.DisposeAsync();
                    connection = await OpenAsync(connectionString, cancellation);
                }

                // A lock that this session holds already is taken once more, which costs nothing.
                await using var take = connection.Command(
                    $"select pg_try_advisory_lock({LockSpace}, ($1 % 2147483648)::int)", Sql.Long(BatchId));
                await take.ExecuteScalarAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NpgsqlException)
            {
                // The server is away: whoever saves says so, and we look again.
            }
        }
    }

    private static async Task<(long BatchId, bool IsResumed)> InsertAsync(
        NpgsqlConnection connection, BatchStart start, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            with b as (insert into ingest.batch (command, roots, version, packs, started_at) values ($1, $2, $3, $4, $5) returning batch_id)
            select batch_id, pg_advisory_lock({LockSpace}, (batch_id % 2147483648)::int) from b
            """,
            Sql.Text(start.Command), Roots(start), Sql.Text(start.Version.Version), Sql.Json(Names.Of(start.Version.Packs)), Sql.Time(now));
        return ((long)(await command.ExecuteScalarAsync(cancellation))!, false);
    }

    private static async Task<long?> ReviveAsync(NpgsqlConnection connection, BatchStart start, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            with newest as (select batch_id, state from ingest.batch where command = $1 and roots = $2 order by batch_id desc limit 1),
              taken as materialized (
                select batch_id from newest where state in ('stopped', 'interrupted', 'queued') and pg_try_advisory_lock({LockSpace}, (batch_id % 2147483648)::int))
            update ingest.batch b set state = 'running', finished_at = null, files_found = null, version = $3, packs = $4
            from taken t where b.batch_id = t.batch_id returning b.batch_id
            """,
            Sql.Text(start.Command), Roots(start), Sql.Text(start.Version.Version), Sql.Json(Names.Of(start.Version.Packs)));
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    private static NpgsqlParameter Roots(BatchStart start) => Sql.Texts([.. start.Roots.Select(root => PgText.Clean(root)!)]);

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await opened.OpenAsync(cancellation);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
