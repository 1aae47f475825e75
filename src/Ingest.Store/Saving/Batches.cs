using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>The beginning and the end of a batch; its counts are those of its items, never kept apart from them.</summary>
internal static class Batches
{
    /// <summary>One row, which <see cref="Counts"/> reads.</summary>
    private const string CountItems = """
        select count(*) filter (where outcome = 'stored'), count(*) filter (where outcome = 'known'), count(*) filter (where outcome = 'set-aside'),
          count(*) filter (where outcome = 'waiting')
        from ingest.batch_item where batch_id = $1
        """;

    /// <summary>Calls by their name the batches whose process ended without a word.</summary>
    public static async Task<int> CloseInterruptedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            update ingest.batch b set state = 'interrupted', finished_at =
              coalesce((select max(i.recorded_at) from ingest.batch_item i where i.batch_id = b.batch_id), b.started_at)
            where b.state = 'running' and not {BatchClaim.IsHeld}
            """);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<int> SetFilesFoundAsync(NpgsqlConnection connection, long batchId, long files, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "update ingest.batch set files_found = $2 where batch_id = $1", Sql.Long(batchId), Sql.Long(files));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<BatchCounts> FinishAsync(
        NpgsqlConnection connection, long batchId, BatchEnd end, DateTimeOffset now, CancellationToken cancellation)
    {
        var counts = await connection.Command(
            $"""
            with ended as (update ingest.batch set state = $2, finished_at = $3 where batch_id = $1)
            {CountItems}
            """,
            Sql.Long(batchId), Sql.Text(Names.Of(end)), Sql.Time(now)).ListAsync(Counts, cancellation);
        return counts[0];
    }

    public static async Task<bool> HasQueuedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command("select exists (select from ingest.batch where state = 'queued')");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task<long> CountQueuedFilesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "select count(*) from ingest.batch_item where outcome = 'waiting' and batch_id in (select batch_id from ingest.batch where state = 'queued')");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Null where there is no such batch.</summary>
    public static async Task<string?> StateAsync(NpgsqlConnection connection, long batchId, CancellationToken cancellation)
    {
        await using var command = connection.Command("select state from ingest.batch where batch_id = $1", Sql.Long(batchId));
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    public static async Task<BatchCounts> CountAsync(NpgsqlConnection connection, long batchId, CancellationToken cancellation)
    {
        var counts = await connection.Command(CountItems, Sql.Long(batchId)).ListAsync(Counts, cancellation);
        return counts[0];
    }

    /// <summary>Files that the batch knows already are left as they are. Returns the items, in no order.</summary>
    public static Task<IReadOnlyList<long>> RegisterAsync(
        NpgsqlConnection connection, long batchId, IReadOnlyCollection<ExpectedFile> files, DateTimeOffset now, CancellationToken cancellation) =>
        connection.Command(
            """
            insert into ingest.batch_item (batch_id, path, outcome, is_named, recorded_at)
            select $1, f.path, 'waiting', f.is_named, $4 from unnest($2, $3) as f (path, is_named)
            on conflict (batch_id, md5(path)) do nothing
            returning batch_item_id
            """,
            Sql.Long(batchId), Sql.Texts([.. files.Select(file => PgText.Clean(file.Path)!)]),
            Sql.Of(NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Boolean, files.Select(file => file.IsNamed).ToArray()), Sql.Time(now))
        .ListAsync(row => row.GetInt64(0), cancellation);

    /// <summary>What could not even be opened when the batch was at work before waits again.</summary>
    public static async Task<int> WaitAgainAsync(NpgsqlConnection connection, long batchId, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            update ingest.batch_item set outcome = 'waiting', reason = null, message = null, message_zh = null
            where batch_id = $1 and outcome = 'set-aside' and sha256 is null
            """,
            Sql.Long(batchId));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static Task<IReadOnlyList<WaitingFile>> WaitingAsync(
        NpgsqlConnection connection, long batchId, ItemRange range, int limit, CancellationToken cancellation) =>
        connection.Command(
            """
            select batch_item_id, path, is_named from ingest.batch_item
            where batch_id = $1 and outcome = 'waiting' and batch_item_id between $2 and $3 order by batch_item_id limit $4
            """,
            Sql.Long(batchId), Sql.Long(range.First), Sql.Long(range.Last), Sql.Int(limit))
        .ListAsync(row => new WaitingFile(row.GetInt64(0), row.GetString(1), row.GetBoolean(2)), cancellation);

    public static async Task<BatchYield> YieldAsync(NpgsqlConnection connection, long batchId, CancellationToken cancellation)
    {
        var yields = await connection.Command(
            """
            select (select count(*) from ingest.report r join ingest.extraction e using (extraction_id) where e.batch_id = $1),
              (select count(*) from ingest.finding f join ingest.extraction e using (extraction_id) where e.batch_id = $1),
              (select count(*) from ingest.batch_item i join ingest.document d using (sha256) where i.batch_id = $1 and i.outcome = 'known' and d.state = 'set-aside')
            """,
            Sql.Long(batchId)).ListAsync(row => new BatchYield(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), cancellation);
        return yields[0];
    }

    /// <summary>From now on the batch belongs to the workers.</summary>
    public static async Task<int> QueueAsync(NpgsqlConnection connection, long batchId, CancellationToken cancellation)
    {
        await using var command = connection.Command("update ingest.batch set state = 'queued' where batch_id = $1", Sql.Long(batchId));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Ends a batch of the workers' when nothing of it waits any more.</summary>
    public static async Task<int> FinishQueuedAsync(NpgsqlConnection connection, long batchId, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            update ingest.batch b set state = 'finished', finished_at = $2
            where batch_id = $1 and state = 'queued' and not exists (select from ingest.batch_item i where i.batch_id = $1 and i.outcome = 'waiting')
            """,
            Sql.Long(batchId), Sql.Time(now));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static BatchCounts Counts(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
}
