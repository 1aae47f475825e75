using System.Text.Json;
using Ingest.Store.Connecting;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Reviewing;

/// <summary>Approvals, assignments and the events that remember them; one statement each, so that they hold or do not.</summary>
internal static class Decisions
{
    /// <summary>$2 the account, $3 the time; what follows changes reports and gives back their document, ordinal and extraction.</summary>
    private static string WithEvent(string change, string kind) => $"""
        with changed as ({change})
        insert into ingest.report_event (document_id, report_ordinal, kind, account, at, extraction_id, detail)
        select document_id, ordinal, '{kind}', $2, $3, extraction_id, $4::jsonb from changed
        """;

    private static readonly string ApproveSql = WithEvent(
        """
        update ingest.report set review_state = 'approved', approved_by = $2, approved_at = $3
        where report_id = any($1) and review_state = 'published' returning document_id, ordinal, extraction_id
        """,
        "approved");

    private static readonly string ReopenSql = WithEvent(
        """
        update ingest.report set review_state = 'published', approved_by = null, approved_at = null
        where report_id = any($1) and review_state = 'approved' and $3::timestamptz is not null returning document_id, ordinal, extraction_id
        """,
        "reopened");

    private static readonly string AssignSql = WithEvent(
        """
        update ingest.report set assigned_to = $5, assigned_at = $3
        where report_id = any($1) and assigned_to is distinct from $5 returning document_id, ordinal, extraction_id
        """,
        "assigned");

    private static readonly string ReleaseSql = WithEvent(
        """
        update ingest.report set assigned_to = null, assigned_at = null
        where report_id = any($1) and assigned_to is not null returning document_id, ordinal, extraction_id
        """,
        "released");

    /// <summary>How many were approved; those that were already are not counted.</summary>
    public static Task<int> ApproveAsync(NpgsqlConnection connection, IReadOnlyCollection<long> reports, Who who, CancellationToken cancellation) =>
        RunAsync(connection, ApproveSql, reports, who, cancellation);

    public static Task<int> ReopenAsync(NpgsqlConnection connection, IReadOnlyCollection<long> reports, Who who, CancellationToken cancellation) =>
        RunAsync(connection, ReopenSql, reports, who, cancellation);

    /// <param name="to">Null gives them back to everybody.</param>
    public static Task<int> AssignAsync(NpgsqlConnection connection, IReadOnlyCollection<long> reports, string? to, Who who, CancellationToken cancellation) => to is null
        ? RunAsync(connection, ReleaseSql, reports, who, cancellation)
        : RunAsync(connection, AssignSql, reports, who with { Detail = new { to } }, cancellation, Sql.Text(to));

    private static async Task<int> RunAsync(
        NpgsqlConnection connection, string sql, IReadOnlyCollection<long> reports, Who who, CancellationToken cancellation, params NpgsqlParameter[] more)
    {
        await using var command = connection.Command(
            sql,
            [
                Sql.Of(NpgsqlDbType.Array | NpgsqlDbType.Bigint, reports.ToArray()), Sql.Text(who.Account), Sql.Time(who.At),
                Sql.Of(NpgsqlDbType.Jsonb, who.Detail is null ? null : JsonSerializer.Serialize(who.Detail)), .. more,
            ]);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <param name="Detail">Becomes JSON.</param>
internal sealed record Who(string Account, DateTimeOffset At, object? Detail = null);
