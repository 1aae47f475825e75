using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Ingest.Store.Saving;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>
/// Records what reviewers say and publishes it, in one transaction each. The report's row is locked first, so that two
/// reviewers take turns, and the second is told what the first has done.
/// </summary>
internal sealed class Corrector(NpgsqlConnection connection, IReadOnlyList<FormPack> packs, DateTimeOffset now)
{
    public async Task<CorrectionAnswer> CorrectAsync(CorrectionRequest request, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var opened = await OpenAsync(request.ReportId, cancellation);
        if (opened is not { Answer: null, Report: { } report })
        {
            return opened.Answer!;
        }

        var place = FieldPlace.Find(report, request.Row, request.Field);
        if (place is null)
        {
            return new CorrectionAnswer(CorrectionStatus.Missing, report);
        }

        if (!CorrectionValues.TryRead(place.Kind, request.Typed, out var value))
        {
            return new CorrectionAnswer(CorrectionStatus.Invalid, report, Kind: place.Kind);
        }

        if (Equals(value, place.Value) && request.Place is null)
        {
            return new CorrectionAnswer(CorrectionStatus.Saved, report);
        }

        if (CorrectionValues.Show(place.Value) != request.Expected)
        {
            return new CorrectionAnswer(CorrectionStatus.Conflict, report, Theirs: LastOf(report, place.Anchor, request.Field));
        }

        var correction = new Correction(
            0, CorrectionKind.Value, report.Read.Key.Ordinal, place.Anchor, request.Field, CorrectionValues.Write(place.Value), CorrectionValues.Write(value),
            request.By, now, request.Reason) { Place = request.Place };
        var id = await InsertAsync(report, correction, cancellation);
        foreach (var (anchor, field, before, after) in CategoryRows.Following(report, place, request.Field, value))
        {
            await InsertAsync(
                report, correction with { Row = anchor, Field = field, Place = null, Before = CorrectionValues.Write(before), After = CorrectionValues.Write(after) }, cancellation);
        }

        return await PublishAsync(transaction, report, id, cancellation);
    }

    public async Task<CorrectionAnswer> ChangeRowAsync(RowChange change, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var opened = await OpenAsync(change.ReportId, cancellation);
        if (opened is not { Answer: null, Report: { } report })
        {
            return opened.Answer!;
        }

        var id = 0L;
        foreach (var correction in RowChanges.Plan(report, change))
        {
            id = await InsertAsync(report, correction with { By = change.By, At = now, Reason = change.Reason }, cancellation);
        }

        return id == 0 ? new CorrectionAnswer(CorrectionStatus.Missing, report) : await PublishAsync(transaction, report, id, cancellation);
    }

    /// <param name="correctionId">Null for the last that <paramref name="by"/> said.</param>
    public async Task<CorrectionAnswer> UndoAsync(long reportId, string by, long? correctionId, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var opened = await OpenAsync(reportId, cancellation);
        if (opened is not { Answer: null, Report: { } report })
        {
            return opened.Answer!;
        }

        var all = report.Corrected.Outcomes.Select(outcome => outcome.Correction).ToList();
        var undone = correctionId is { } id ? all.Find(correction => correction.Id == id) : all.FindLast(correction => correction.By == by);
        if (undone is null)
        {
            return new CorrectionAnswer(CorrectionStatus.Missing, report);
        }

        // What was said of a row goes with the row; what one word changed in several places goes together.
        var ids = all.Where(correction => correction.Id == undone.Id || correction.Row?.AddedBy == undone.Id || IsOneWord(correction, undone))
            .Select(correction => correction.Id).ToList();
        await CorrectionRows.UndoAsync(connection, ids, (by, now), cancellation);
        return await PublishAsync(transaction, report, undone.Id, cancellation);
    }

    private async Task<(ReviewReport? Report, CorrectionAnswer? Answer)> OpenAsync(long reportId, CancellationToken cancellation)
    {
        var report = await ReviewReader.ReadAsync(connection, reportId, (packs, true), cancellation);
        return report is null ? (null, new CorrectionAnswer(CorrectionStatus.Missing, null))
            : report.State.IsApproved ? (report, new CorrectionAnswer(CorrectionStatus.Approved, report))
            : (report, null);
    }

    private Task<long> InsertAsync(ReviewReport report, Correction correction, CancellationToken cancellation) =>
        CorrectionRows.InsertAsync(connection, (report.Key.DocumentId, report.Key.ExtractionId), correction, cancellation);

    private async Task<CorrectionAnswer> PublishAsync(NpgsqlTransaction transaction, ReviewReport before, long id, CancellationToken cancellation)
    {
        var after = (await ReviewReader.ReadAsync(connection, before.Key.ReportId, (packs, true), cancellation))!;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var statement in Projection.Republish(after.Key.DocumentId, after.Key.ExtractionId, after.Corrected, now))
        {
            batch.BatchCommands.Add(statement);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CorrectionAnswer(CorrectionStatus.Saved, after, id);
    }

    /// <summary>A category that changed takes its points along, and points hold for all rows of theirs: said at one time by one person.</summary>
    private static bool IsOneWord(Correction one, Correction other) =>
        one.By == other.By && one.At == other.At && one.Kind == CorrectionKind.Value && other.Kind == CorrectionKind.Value &&
        one.Row is not null && other.Row is not null && RowChanges.IsInherited(one.Field) && RowChanges.IsInherited(other.Field);

    private static Correction? LastOf(ReviewReport report, RowAnchor? row, string field) => report.Corrected.Outcomes
        .Select(outcome => outcome.Correction).LastOrDefault(correction => correction.Field == field && correction.Row == row);
}
