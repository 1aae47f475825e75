using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>What reviewers have said of whole reports: labelled truth.</summary>
internal static class ReviewedDocuments
{
    private const string IsApproved = "r.review_state = 'approved'";
    private const string IsApprovedOrCorrected = "(r.review_state = 'approved' or r.corrections > 0)";

    public static async Task<IReadOnlyList<ReviewedDocument>> AfterAsync(
        NpgsqlConnection connection, IReadOnlyList<FormPack> packs, (long After, int Limit, bool WithCorrected) page, CancellationToken cancellation)
    {
        var condition = page.WithCorrected ? IsApprovedOrCorrected : IsApproved;
        var documents = await connection.Command(
            $"""
            select d.document_id, d.sha256, d.byte_size, coalesce(d.kind, 'text'), coalesce(d.page_count, 0),
              array(select s.path from ingest.document_source s where s.document_id = d.document_id order by s.last_seen_at desc, s.document_source_id desc),
              (select count(*)::int from ingest.report r where r.document_id = d.document_id)
            from ingest.document d
            where d.document_id > $1 and exists (select from ingest.report r where r.document_id = d.document_id and {condition})
            order by d.document_id limit $2
            """,
            Sql.Long(page.After), Sql.Int(page.Limit)).ListAsync(
            row => new ReviewedDocument(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt32(4), row.GetFieldValue<string[]>(5), [], row.GetInt32(6)),
            cancellation);
        List<ReviewedDocument> whole = [];
        foreach (var document in documents)
        {
            whole.Add(document with { Reports = await ReportsAsync(connection, packs, document.DocumentId, condition, cancellation) });
        }

        return whole;
    }

    /// <summary>The published reports of a document with what reviewers said.</summary>
    /// <param name="condition">Of ingest.report r.</param>
    public static async Task<IReadOnlyList<CorrectedReport>> ReportsAsync(
        NpgsqlConnection connection, IReadOnlyList<FormPack> packs, long documentId, string condition, CancellationToken cancellation)
    {
        var ids = await connection.Command(
            $"select r.report_id from ingest.report r where r.document_id = $1 and {condition} order by r.ordinal", Sql.Long(documentId))
            .ListAsync(row => row.GetInt64(0), cancellation);
        List<CorrectedReport> reports = [];
        foreach (var id in ids)
        {
            if (await ReviewReader.ReadAsync(connection, id, (packs, false), cancellation) is { } report)
            {
                reports.Add(report.Corrected);
            }
        }

        return reports;
    }
}
