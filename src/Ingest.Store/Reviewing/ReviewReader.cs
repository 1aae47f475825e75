using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>Puts a report together as a reviewer sees it.</summary>
internal static class ReviewReader
{
    /// <summary>The one report of the extraction: a document may hold a hundred.</summary>
    private const string OneReport = """
        jsonb_build_object('document', e.record->'document', 'reports', coalesce((
          select jsonb_agg(one) from jsonb_array_elements(e.record->'reports') one where (one->>'ordinal')::integer = r.ordinal), '[]'::jsonb))
        """;

    private static readonly string Select = $"""
        select r.report_id, r.document_id, d.sha256, coalesce(d.page_count, 0), coalesce(d.kind, 'text'), r.extraction_id, r.waiting_extraction_id, e.version,
          r.review_state = 'approved', r.approved_by, r.approved_at, r.assigned_to, r.ordinal, {OneReport},
          array(select s.path from ingest.document_source s where s.document_id = r.document_id order by s.last_seen_at desc, s.document_source_id desc),
          coalesce((select max(correction_id) from ingest.correction c where c.document_id = r.document_id and c.report_ordinal = r.ordinal), 0)
        from ingest.report r join ingest.document d using (document_id) join ingest.extraction e on e.extraction_id = r.extraction_id
        where r.report_id = $1
        """;

    /// <param name="isLocked">Until the transaction ends: for whoever is going to change it.</param>
    public static async Task<ReviewReport?> ReadAsync(
        NpgsqlConnection connection, long reportId, (IReadOnlyList<FormPack> Packs, bool IsLocked) how, CancellationToken cancellation)
    {
        var found = await connection.Command(Select + (how.IsLocked ? " for update of r" : ""), Sql.Long(reportId)).ListAsync(
            row => (
                Key: new ReviewKey(
                    row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetInt64(5), row.OrNull<long>(6), row.GetString(7)),
                State: new ReviewState(row.GetBoolean(8), row.TextOrNull(9), row.OrNull<DateTimeOffset>(10), row.TextOrNull(11)),
                Ordinal: row.GetInt32(12),
                Json: row.GetString(13),
                Paths: row.GetFieldValue<string[]>(14),
                LastCorrection: row.GetInt64(15)),
            cancellation);
        if (found is not [var (key, state, ordinal, json, paths, last)] || ReportJson.Read(json, how.Packs).Reports is not [var read])
        {
            return null;
        }

        var pack = how.Packs.FirstOrDefault(candidate => candidate.Form == read.Form);
        var corrections = await CorrectionRows.InForceAsync(connection, key.DocumentId, ordinal, cancellation);
        return new ReviewReport(
            key, read, CorrectionApplier.Apply(read, pack, corrections), pack, paths, state,
            FormattableString.Invariant($"{key.ExtractionId}.{last}.{(state.IsApproved ? 1 : 0)}"));
    }
}
