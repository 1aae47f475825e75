using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store;

/// <param name="BatchId">Null of one that no batch made.</param>
/// <param name="IsPublished">A report of the document is published from it.</param>
/// <param name="IsWaiting">It waits for a decision about an approved report.</param>
public sealed record ExtractionRow(long ExtractionId, string Version, long? BatchId, DateTimeOffset At, bool IsPublished, bool IsWaiting);

/// <summary>What was read from a document, time after time.</summary>
/// <param name="Extractions">The newest first; never empty.</param>
/// <param name="Reports">The published reports of the document by their ordinals.</param>
public sealed record DocumentExtractions(string Path, IReadOnlyList<ExtractionRow> Extractions, IReadOnlyDictionary<int, long> Reports)
{
    internal static async Task<DocumentExtractions?> ReadAsync(NpgsqlConnection connection, string sha256, CancellationToken cancellation)
    {
        var rows = await connection.Command(
            """
            select e.extraction_id, e.version, e.batch_id, e.created_at,
              exists (select 1 from ingest.report r where r.document_id = e.document_id and r.extraction_id = e.extraction_id),
              exists (select 1 from ingest.report r where r.document_id = e.document_id and r.waiting_extraction_id = e.extraction_id),
              coalesce((select s.path from ingest.document_source s where s.document_id = d.document_id order by s.last_seen_at desc, s.document_source_id desc limit 1), '')
            from ingest.extraction e join ingest.document d using (document_id) where d.sha256 = $1 order by e.extraction_id desc
            """,
            Sql.Text(sha256)).ListAsync(
            row => (
                Path: row.GetString(6),
                Row: new ExtractionRow(row.GetInt64(0), row.GetString(1), row.OrNull<long>(2), row.GetFieldValue<DateTimeOffset>(3), row.GetBoolean(4), row.GetBoolean(5))),
            cancellation);
        if (rows.Count == 0)
        {
            return null;
        }

        var reports = await connection.Command(
            "select r.ordinal, r.report_id from ingest.report r join ingest.document d using (document_id) where d.sha256 = $1", Sql.Text(sha256))
            .ListAsync(row => KeyValuePair.Create(row.GetInt32(0), row.GetInt64(1)), cancellation);
        return new DocumentExtractions(rows[0].Path, [.. rows.Select(row => row.Row)], reports.ToDictionary());
    }
}
