using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>Documents taken out for good.</summary>
internal static class Erasing
{
    /// <summary>Those of a content, or of a path at which they were seen.</summary>
    public static Task<IReadOnlyList<ErasableDocument>> FindAsync(NpgsqlConnection connection, string sha256OrPath, CancellationToken cancellation) => connection.Command(
        """
        select d.sha256, array(select s.path from ingest.document_source s where s.document_id = d.document_id order by s.path),
          (select count(*) from ingest.report r where r.document_id = d.document_id),
          (select count(*) from ingest.report r where r.document_id = d.document_id and r.review_state = 'approved'),
          (select count(*) from ingest.correction c where c.document_id = d.document_id)
        from ingest.document d
        where d.sha256 = lower($1) or exists (select from ingest.document_source s where s.document_id = d.document_id and md5(s.path) = md5($1) and s.path = $1)
        order by d.document_id
        """,
        Sql.Text(PgText.Clean(sha256OrPath))).ListAsync(
        row => new ErasableDocument(row.GetString(0), row.GetFieldValue<string[]>(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)), cancellation);

    public static async Task<bool> EraseAsync(NpgsqlConnection connection, string sha256, ErasureOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "select (ingest.erase_document($1, $2, $3, $4)).erasure_id is not null", Sql.Text(sha256), Sql.Text(order.By), Sql.Text(PgText.Clean(order.Reason)), Sql.Time(now));
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
