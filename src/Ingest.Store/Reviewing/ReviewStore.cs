using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Store.Connecting;
using Ingest.Store.Reviewing;

namespace Ingest.Store;

/// <summary>What reviewers see and settle. Whatever changes something is one transaction.</summary>
public sealed class ReviewStore
{
    private readonly Database database;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<FormPack> packs;

    internal ReviewStore(Database database, TimeProvider time, IReadOnlyList<FormPack> packs) =>
        (this.database, this.time, this.packs) = (database, time, packs);

    public Task<Queue> QueueAsync(QueueFilter filter, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => QueueQueries.QueueAsync(connection, filter, token), cancellation);

    /// <summary>The reports before and after one in the queue; null at its ends.</summary>
    public Task<(long? Previous, long? Next)> NeighboursAsync(QueueFilter filter, long report, CancellationToken cancellation = default) => database.RunAsync(
        async (connection, token) => (
            await QueueQueries.PreviousAsync(connection, filter, report, token), await QueueQueries.NextAsync(connection, filter, report, token)),
        cancellation);

    /// <summary>Null where there is none.</summary>
    public Task<ReviewReport?> ReportAsync(long reportId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => ReviewReader.ReadAsync(connection, reportId, (packs, false), token), cancellation);

    /// <summary>Where a document was seen, the latest place first; null for one that nobody has seen.</summary>
    public async Task<IReadOnlyList<string>?> PathsAsync(string sha256, CancellationToken cancellation = default) => await database.RunAsync(
        (connection, token) => connection.Command(
            "select s.path from ingest.document d join ingest.document_source s using (document_id) where d.sha256 = $1 order by s.last_seen_at desc, s.document_source_id desc",
            Sql.Text(sha256)).ListAsync(row => row.GetString(0), token),
        cancellation) is { Count: > 0 } paths ? paths : null;

    /// <summary>Records a value and publishes it.</summary>
    public Task<CorrectionAnswer> CorrectAsync(CorrectionRequest request, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Work(connection).CorrectAsync(request, token), cancellation);

    /// <summary>Adds, removes or moves a row.</summary>
    public Task<CorrectionAnswer> ChangeRowAsync(RowChange change, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Work(connection).ChangeRowAsync(change, token), cancellation);

    /// <summary>Takes a correction back; without an id the last that this account made.</summary>
    public Task<CorrectionAnswer> UndoAsync(long reportId, string by, long? correctionId = null, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Work(connection).UndoAsync(reportId, by, correctionId, token), cancellation);

    /// <summary>
    /// Approves a report as it was seen: false where it has changed since <paramref name="revision"/>, or is gone. Nothing is
    /// published over an approved report.
    /// </summary>
    public Task<bool> ApproveAsync(long reportId, string by, string revision, CancellationToken cancellation = default) => database.RunAsync(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            var report = await ReviewReader.ReadAsync(connection, reportId, (packs, true), token);
            if (report?.Revision != revision)
            {
                return false;
            }

            var findings = report.Corrected.Report.Findings.GroupBy(finding => finding.Rule, StringComparer.Ordinal).ToDictionary(rule => rule.Key, rule => rule.Count(), StringComparer.Ordinal);
            await Decisions.ApproveAsync(connection, [reportId], new Who(by, time.GetUtcNow(), new { findings }), token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellation);

    /// <summary>Approves, of these reports, those without a doubt; gives back how many.</summary>
    public Task<int> ApproveCleanAsync(IReadOnlyCollection<long> reports, string by, CancellationToken cancellation = default) => database.RunAsync(
        async (connection, token) => await Decisions.ApproveAsync(
            connection, await QueueQueries.CleanAmongAsync(connection, reports, token), new Who(by, time.GetUtcNow(), new { together = true }), token),
        cancellation);

    /// <summary>Opens an approved report again; false where it is not approved.</summary>
    public Task<bool> ReopenAsync(long reportId, string by, CancellationToken cancellation = default) => database.RunAsync(
        async (connection, token) => await Decisions.ReopenAsync(connection, [reportId], new Who(by, time.GetUtcNow()), token) > 0, cancellation);

    /// <param name="to">An account's name; null gives them back to everybody.</param>
    public Task<int> AssignAsync(IReadOnlyCollection<long> reports, string? to, string by, CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => Decisions.AssignAsync(connection, reports, to, new Who(by, time.GetUtcNow()), token), cancellation);

    /// <summary>What a newer reading says otherwise; null where none waits.</summary>
    public Task<WaitingReport?> WaitingAsync(long reportId, CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => new Differences(connection, packs, time.GetUtcNow()).ReadAsync(reportId, false, token), cancellation);

    /// <summary>Takes over the newer reading but for what is kept; all kept leaves the published one. False where another waits by now, or none.</summary>
    public Task<bool> SettleAsync(long reportId, long waitingExtractionId, Settlement settlement, CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => new Differences(connection, packs, time.GetUtcNow()).SettleAsync(reportId, waitingExtractionId, settlement, token), cancellation);

    /// <summary>The reports for which a newer reading waits.</summary>
    public Task<IReadOnlyList<long>> WaitingAsync(CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command("select report_id from ingest.report where waiting_extraction_id is not null order by report_id")
            .ListAsync(row => row.GetInt64(0), token),
        cancellation);

    /// <summary>The batches whose readings wait for a decision, the newest first.</summary>
    public Task<IReadOnlyList<long>> WaitingBatchesAsync(CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command(
            """
            select distinct e.batch_id from ingest.report r join ingest.extraction e on e.extraction_id = r.waiting_extraction_id
            where e.batch_id is not null order by 1 desc
            """).ListAsync(row => row.GetInt64(0), token),
        cancellation);

    /// <summary>The stored documents after one, by key, a page at a time; 0 begins.</summary>
    public Task<IReadOnlyList<KnownOriginal>> OriginalsAsync(long after, int limit, CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command(
            """
            select d.document_id, d.sha256, d.byte_size,
              array(select s.path from ingest.document_source s where s.document_id = d.document_id order by s.last_seen_at desc, s.document_source_id desc),
              (select o.marks from ingest.outline o where o.document_id = d.document_id order by o.outline_id desc limit 1)
            from ingest.document d where d.state = 'stored' and d.document_id > $1 order by d.document_id limit $2
            """,
            Sql.Long(after), Sql.Int(limit)).ListAsync(
            row => new KnownOriginal(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<string[]>(3), row.TextOrNull(4) is { } marks ? Outline.FromJson(marks) : null), token),
        cancellation);

    /// <summary>The newest reading of a document as it was recorded, as JSON; null where there is none.</summary>
    /// <param name="version">Of this version of the program alone.</param>
    public async Task<string?> LatestAsync(long documentId, string? version = null, CancellationToken cancellation = default) => (await database.RunAsync(
        (connection, token) => connection.Command(
            "select record from ingest.extraction where document_id = $1 and ($2::text is null or version = $2) order by extraction_id desc limit 1",
            Sql.Long(documentId), Sql.Text(version)).ListAsync(row => row.GetString(0), token),
        cancellation)).FirstOrDefault();

    /// <summary>What two readings of each document say, those that both have and those that one has, by document.</summary>
    /// <exception cref="StoreException">There is no such reading.</exception>
    public IAsyncEnumerable<ReadingPair> PairsAsync(Reading before, Reading after, CancellationToken cancellation = default) =>
        new ReadingPairs(database, packs).AllAsync(before, after, cancellation);

    /// <summary>What was read from a document, time after time; null where nothing is known of it.</summary>
    public Task<DocumentExtractions?> ExtractionsAsync(string sha256, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => DocumentExtractions.ReadAsync(connection, sha256, token), cancellation);

    /// <summary>The documents after one, by key, that have reports of which a reviewer has said that they are right; 0 begins.</summary>
    /// <param name="withCorrected">Those with corrections too, approved or not.</param>
    public Task<IReadOnlyList<ReviewedDocument>> ReviewedAsync(long after, int limit, bool withCorrected = false, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => ReviewedDocuments.AfterAsync(connection, packs, (after, limit, withCorrected), token), cancellation);

    /// <summary>The versions of a report, the one that is shown first; empty where it stands alone.</summary>
    public Task<IReadOnlyList<ReportVersion>> VersionsAsync(long reportId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Versions.OfAsync(connection, reportId, token), cancellation);

    /// <summary>Of all reports that have versions, a page: those that follow the shown one <paramref name="after"/>; 0 begins.</summary>
    public Task<IReadOnlyList<ReportVersion>> AllVersionsAsync(long after, int limit, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Versions.AllAsync(connection, after, limit, token), cancellation);

    /// <summary>Says which version is shown; false where there is no such report, or where that was said already.</summary>
    public Task<bool> ChooseVersionAsync(long reportId, VersionChoice choice, string by, string? reason = null, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => Versions.ChooseAsync(connection, reportId, choice, (by, time.GetUtcNow(), reason), token), cancellation);

    /// <summary>The report of a document by its ordinal; null where there is none.</summary>
    public async Task<long?> ReportOfAsync(long documentId, int ordinal, CancellationToken cancellation = default) => await database.RunAsync(
        (connection, token) => connection.Command(
            "select report_id from ingest.report where document_id = $1 and ordinal = $2", Sql.Long(documentId), Sql.Int(ordinal)).ListAsync(row => row.GetInt64(0), token),
        cancellation) is [var report] ? report : null;

    /// <summary>How the document of a report is divided; null where there is no such report.</summary>
    public Task<DocumentOutline?> OutlineAsync(long reportId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => new Outlines(connection, packs, time.GetUtcNow()).ReadAsync(reportId, token), cancellation);

    /// <summary>
    /// Records another division, and takes what was said of each report along to where it goes. What is read by it must be saved after
    /// (<see cref="SaveRequest.IsToBePublished"/>). Missing, Conflict where another was quicker, Approved where a report of the document is.
    /// </summary>
    public Task<CorrectionStatus> SetOutlineAsync(OutlineRequest request, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => new Outlines(connection, packs, time.GetUtcNow()).SetAsync(request, token), cancellation);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<HistoryRow>> HistoryAsync(long reportId, CancellationToken cancellation = default) =>
        database.RunAsync((connection, token) => HistoryQueries.OfAsync(connection, reportId, token), cancellation);

    private Corrector Work(Npgsql.NpgsqlConnection connection) => new(connection, packs, time.GetUtcNow());
}
