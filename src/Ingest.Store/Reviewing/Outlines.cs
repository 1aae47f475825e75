using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>How documents are divided into reports: by their content, or by what a reviewer said last.</summary>
internal sealed class Outlines(NpgsqlConnection connection, IReadOnlyList<FormPack> packs, DateTimeOffset now)
{
    private sealed record Found(long DocumentId, long ExtractionId, Outline Outline, string? By, DateTimeOffset? At, long Revision);

    public async Task<DocumentOutline?> ReadAsync(long reportId, CancellationToken cancellation) =>
        await FindAsync(reportId, cancellation) is { } found
            ? new DocumentOutline(found.Outline, found.By, found.At, found.Revision, await ApprovedAsync(found.DocumentId, isLocked: false, cancellation))
            : null;

    public async Task<CorrectionStatus> SetAsync(OutlineRequest request, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FindAsync(request.ReportId, cancellation) is not { } found)
        {
            return CorrectionStatus.Missing;
        }

        if ((await ApprovedAsync(found.DocumentId, isLocked: true, cancellation)).Count > 0)
        {
            return CorrectionStatus.Approved;
        }

        // Asked once more behind the lock: of two at once the second sees the first.
        if ((await FindAsync(request.ReportId, cancellation))?.Revision != request.Revision)
        {
            return CorrectionStatus.Conflict;
        }

        await using var insert = connection.Command(
            "insert into ingest.outline (document_id, marks, account, at, reason) values ($1, $2, $3, $4, $5)",
            Sql.Long(found.DocumentId), Sql.Of(NpgsqlTypes.NpgsqlDbType.Jsonb, request.Outline?.ToJson()), Sql.Text(request.By), Sql.Time(now),
            Sql.Text(PgText.Clean(request.Reason)));
        await insert.ExecuteNonQueryAsync(cancellation);
        await MoveCorrectionsAsync(found, request.Found, request.By, cancellation);
        await transaction.CommitAsync(cancellation);
        return CorrectionStatus.Saved;
    }

    private async Task<Found?> FindAsync(long reportId, CancellationToken cancellation)
    {
        var found = await connection.Command(
            """
            select r.document_id, r.extraction_id, e.record, o.account, o.at, coalesce(o.outline_id, 0), o.marks
            from ingest.report r join ingest.extraction e using (extraction_id)
            left join lateral (select * from ingest.outline o where o.document_id = r.document_id order by outline_id desc limit 1) o on true
            where r.report_id = $1
            """,
            Sql.Long(reportId)).ListAsync(
            row => (
                DocumentId: row.GetInt64(0), ExtractionId: row.GetInt64(1), Record: row.GetString(2), By: row.TextOrNull(3), At: row.OrNull<DateTimeOffset>(4),
                Revision: row.GetInt64(5), Marks: row.TextOrNull(6)),
            cancellation);
        if (found is not [var one])
        {
            return null;
        }

        if (one.Marks is { } marks)
        {
            return new Found(one.DocumentId, one.ExtractionId, Outline.FromJson(marks), one.By, one.At, one.Revision);
        }

        var extraction = ReportJson.Read(one.Record, packs);
        return new Found(one.DocumentId, one.ExtractionId, Outline.Of(extraction.Reports, extraction.Kind), null, null, one.Revision);
    }

    private Task<IReadOnlyList<(long, int)>> ApprovedAsync(long documentId, bool isLocked, CancellationToken cancellation) => connection.Command(
        $"""
        with all_of_it as (select report_id, ordinal, review_state from ingest.report where document_id = $1 order by ordinal {(isLocked ? "for update" : "")})
        select report_id, ordinal from all_of_it where review_state = 'approved' order by ordinal
        """,
        Sql.Long(documentId)).ListAsync(row => (row.GetInt64(0), row.GetInt32(1)), cancellation);

    /// <summary>
    /// Corrections name their report by its ordinal, which another division changes: they are said again of the report that now holds
    /// where the old one began, in the name of whoever said them; of what is no report any more they are taken back.
    /// </summary>
    private async Task MoveCorrectionsAsync(Found found, Outline next, string by, CancellationToken cancellation)
    {
        var ordinals = found.Outline.OrdinalsIn(next);
        var moved = (await CorrectionRows.InForceAsync(connection, found.DocumentId, null, cancellation))
            .Where(correction => correction.ReportOrdinal <= ordinals.Count && ordinals[correction.ReportOrdinal - 1] != correction.ReportOrdinal).ToList();
        if (moved.Count == 0)
        {
            return;
        }

        await CorrectionRows.UndoAsync(connection, [.. moved.Select(correction => correction.Id)], (by, now), cancellation);
        var ids = new Dictionary<long, long>();
        foreach (var correction in moved)
        {
            if (ordinals[correction.ReportOrdinal - 1] is { } ordinal)
            {
                ids[correction.Id] = await CorrectionRows.InsertAsync(
                    connection, (found.DocumentId, found.ExtractionId), Renumbered(correction, ids) with { ReportOrdinal = ordinal }, cancellation);
            }
        }
    }

    /// <summary>Rows that corrections added are named by them, which have other numbers now.</summary>
    private static Correction Renumbered(Correction correction, Dictionary<long, long> ids) => correction with
    {
        Row = correction.Row is { } row ? Renumbered(row, ids) : null,
        After = correction is { Kind: CorrectionKind.RowMoved, Row: { } moved } && AnchorJson.Read(moved.List, correction.After) is { } after
            ? AnchorJson.Write(Renumbered(after, ids)) : correction.After,
    };

    private static RowAnchor Renumbered(RowAnchor row, Dictionary<long, long> ids) =>
        row.AddedBy is { } old && ids.TryGetValue(old, out var id) ? row with { AddedBy = id } : row;
}
