using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>The beginning and the end of a batch; its counts are those of its items, never kept apart from them.</summary>
internal static class Batches
{
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
            """
            with ended as (update ingest.batch set state = $2, finished_at = $3 where batch_id = $1)
            select count(*) filter (where outcome = 'stored'), count(*) filter (where outcome = 'known'), count(*) filter (where outcome = 'set-aside')
            from ingest.batch_item where batch_id = $1
            """,
            Sql.Long(batchId), Sql.Text(Names.Of(end)), Sql.Time(now)).ListAsync(
            row => new BatchCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), cancellation);
        return counts[0];
    }
}
