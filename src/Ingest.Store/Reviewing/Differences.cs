using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Ingest.Store.Saving;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>
/// What a newer extraction says otherwise than what is published, and what reviewers decide: what they keep becomes a correction
/// of the newer extraction, which then is the one that is published.
/// </summary>
internal sealed class Differences(NpgsqlConnection connection, IReadOnlyList<FormPack> packs, DateTimeOffset now)
{
    /// <summary>Null where nothing waits.</summary>
    public async Task<WaitingReport?> ReadAsync(long reportId, bool isLocked, CancellationToken cancellation)
    {
        if (await ReviewReader.ReadAsync(connection, reportId, (packs, isLocked), cancellation) is not { Key.WaitingExtractionId: { } waiting } published)
        {
            return null;
        }

        var ordinal = published.Read.Key.Ordinal;
        var found = await connection.Command(
            """
            select version, jsonb_build_object('document', record->'document', 'reports', coalesce((
              select jsonb_agg(one) from jsonb_array_elements(record->'reports') one where (one->>'ordinal')::integer = $2), '[]'::jsonb))
            from ingest.extraction where extraction_id = $1
            """,
            Sql.Long(waiting), Sql.Int(ordinal)).ListAsync(row => (Version: row.GetString(0), Json: row.GetString(1)), cancellation);
        if (ReportJson.Read(found[0].Json, packs).Reports is not [var read])
        {
            return new WaitingReport(published, waiting, found[0].Version, null, []);
        }

        var pack = packs.FirstOrDefault(candidate => candidate.Form == read.Form);
        var corrections = await CorrectionRows.InForceAsync(connection, published.Key.DocumentId, ordinal, cancellation);
        var newer = CorrectionApplier.Apply(read, pack, corrections);
        return new WaitingReport(published, waiting, found[0].Version, newer, ReportDifferences.Between(published.Corrected, newer));
    }

    /// <param name="kept">The ids of the differences that stay as they are published; the others are taken over.</param>
    public async Task<bool> SettleAsync(long reportId, long waitingId, Settlement settlement, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ReadAsync(reportId, true, cancellation) is not { } waiting || waiting.WaitingExtractionId != waitingId)
        {
            return false;
        }

        var kept = waiting.Differences.Where(difference => settlement.Kept.Contains(difference.Id)).ToList();
        var takesNewer = waiting.Newer is not null && (waiting.Differences.Count == 0 || kept.Count < waiting.Differences.Count);
        if (takesNewer)
        {
            foreach (var difference in kept)
            {
                await CorrectionRows.InsertAsync(
                    connection, (waiting.Published.Key.DocumentId, waitingId), Keeping(waiting, difference) with { By = settlement.By, At = now }, cancellation);
            }
        }

        await PublishAsync(waiting, settlement, takesNewer, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task PublishAsync(WaitingReport waiting, Settlement settlement, bool takesNewer, CancellationToken cancellation)
    {
        var (report, wasApproved) = (waiting.Published.Key.ReportId, waiting.Published.State.IsApproved);
        await using var open = connection.Command(
            "update ingest.report set waiting_extraction_id = null, review_state = 'published', extraction_id = case when $2 then waiting_extraction_id else extraction_id end where report_id = $1",
            Sql.Long(report), Sql.Of(NpgsqlTypes.NpgsqlDbType.Boolean, takesNewer));
        await open.ExecuteNonQueryAsync(cancellation);
        var after = (await ReviewReader.ReadAsync(connection, report, (packs, true), cancellation))!;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in Projection.Republish(after.Key.DocumentId, after.Key.ExtractionId, after.Corrected, now))
        {
            batch.BatchCommands.Add(statement);
        }

        var detail = System.Text.Json.JsonSerializer.Serialize(new { accepted = waiting.Differences.Count(one => !settlement.Kept.Contains(one.Id)), kept = settlement.Kept.Count });
        batch.BatchCommands.Add(Sql.Statement(
            "insert into ingest.report_event (document_id, report_ordinal, kind, account, at, extraction_id, detail) values ($1, $2, 'differences-settled', $3, $4, $5, $6)",
            Sql.Long(after.Key.DocumentId), Sql.Int(after.Read.Key.Ordinal), Sql.Text(settlement.By), Sql.Time(now), Sql.Long(waiting.WaitingExtractionId),
            Sql.Json(detail)));
        if (wasApproved)
        {
            batch.BatchCommands.Add(Sql.Statement(
                "update ingest.report set review_state = 'approved', approved_by = $2, approved_at = $3 where report_id = $1",
                Sql.Long(report), Sql.Text(settlement.By), Sql.Time(now)));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The word that makes the newer reading say what is published.</summary>
    private static Correction Keeping(WaitingReport waiting, Difference difference)
    {
        var ordinal = waiting.Published.Read.Key.Ordinal;
        return difference.Kind switch
        {
            DifferenceKind.RowAdded => new Correction(0, CorrectionKind.RowRemoved, ordinal, difference.Row, "", null, null, "", default, null),
            DifferenceKind.RowRemoved => Restored(waiting, difference, ordinal),
            _ => new Correction(
                0, CorrectionKind.Value, ordinal, difference.Row, difference.Field, CorrectionValues.Write(difference.After), CorrectionValues.Write(difference.Before),
                "", default, null),
        };
    }

    private static Correction Restored(WaitingReport waiting, Difference difference, int ordinal)
    {
        var list = difference.Row!.List;
        var anchors = FieldPlace.AnchorsOf(waiting.Published, list).ToList();
        var at = anchors.IndexOf(difference.Row);
        var above = at > 0 ? anchors[at - 1] : new RowAnchor(list, 0, null, null);
        var cells = RowChanges.Cells(FieldPlace.CellsOf(waiting.Published, list, at));
        return new Correction(0, CorrectionKind.RowAdded, ordinal, above, "", null, cells, "", default, null);
    }
}
