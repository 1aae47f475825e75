using Ingest.Core.Corrections;
using Ingest.Store.Connecting;
using Ingest.Store.Reviewing;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>One transaction a document. The document's row is locked first, so that two savers of one content take turns.</summary>
internal static class Saver
{
    private const string UpsertDocument = """
        insert into ingest.document as d (sha256, byte_size, kind, page_count, state, first_seen_at, changed_at)
        values ($1, $2, $3, $4, 'stored', $5, $5)
        on conflict (sha256) do update set state = 'stored', reason = null, message = null, message_zh = null, kind = excluded.kind, page_count = excluded.page_count,
          attempts = case d.state when 'stored' then d.attempts else d.attempts + 1 end,
          changed_at = case d.state when 'stored' then d.changed_at else excluded.changed_at end
        returning document_id, xmax = 0 as is_new
        """;

    private const string InsertExtraction = """
        insert into ingest.extraction (document_id, batch_id, version, packs, record, record_sha256, duration_ms, created_at)
        select document_id, $2, $3, $4, $5, $6, $7, $8 from ingest.document where sha256 = $1
        on conflict (document_id, version, record_sha256) do nothing
        returning extraction_id
        """;

    private const string UpsertSource = """
        insert into ingest.document_source (document_id, path, first_seen_at, last_seen_at)
        select document_id, $2, $3, $3 from ingest.document where sha256 = $1
        on conflict (document_id, md5(path)) do update set last_seen_at = excluded.last_seen_at
        """;

    // What was stored stays stored: a second look in the same batch, or a retry after a commit whose answer was lost.
    private const string UpsertItem = """
        insert into ingest.batch_item as i (batch_id, path, sha256, outcome, reason, message, message_zh, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (batch_id, md5(path)) do update set sha256 = excluded.sha256, outcome = excluded.outcome, reason = excluded.reason,
          message = excluded.message, message_zh = excluded.message_zh, recorded_at = excluded.recorded_at
        where i.outcome <> 'stored' or i.sha256 is distinct from excluded.sha256
        """;

    private const string UpsertSetAside = """
        insert into ingest.document as d (sha256, byte_size, state, reason, message, message_zh, first_seen_at, changed_at)
        values ($1, $2, 'set-aside', $3, $4, $5, $6, $6)
        on conflict (sha256) do update set state = 'set-aside', reason = excluded.reason, message = excluded.message, message_zh = excluded.message_zh,
          attempts = d.attempts + 1, changed_at = excluded.changed_at
        where d.state <> 'stored'
        """;

    public static async Task<SaveOutcome> SaveAsync(
        NpgsqlConnection connection, SaveRequest request, RecordJson record, DateTimeOffset now, CancellationToken cancellation)
    {
        var file = request.File;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (documentId, isNew, extractionId) = await RecordAsync(connection, request, record, now, cancellation);
        if (request.IsToBePublished)
        {
            extractionId ??= await KnownAsync(connection, documentId, request.Version.Version, record, cancellation);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Source(file.Sha256, file.Path, now));
        batch.BatchCommands.Add(Item(request.BatchId, file.Path, file.Sha256, extractionId is null ? "known" : "stored", null, now));
        if (extractionId is { } published)
        {
            var corrected = isNew ? [] : await CorrectedAsync(connection, documentId, request, cancellation);
            var extraction = corrected.Count == 0 ? request.Extraction : request.Extraction with { Reports = [.. corrected.Select(report => report.Report)] };
            IEnumerable<NpgsqlBatchCommand> clearing = isNew ? [] : Projection.Clear(documentId, published, extraction);
            foreach (var statement in clearing.Concat(Projection.Publish(documentId, published, extraction, now))
                .Concat(corrected.Select(report => Projection.Count(documentId, report))))
            {
                batch.BatchCommands.Add(statement);
            }
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return extractionId is null ? SaveOutcome.AlreadyKnown : SaveOutcome.Stored;
    }

    private static async Task<long> KnownAsync(
        NpgsqlConnection connection, long documentId, string version, RecordJson record, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "select extraction_id from ingest.extraction where document_id = $1 and version = $2 and record_sha256 = $3",
            Sql.Long(documentId), Sql.Text(version), Sql.Bytes(record.Sha256));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The new reading with what reviewers said of earlier ones; empty where they said nothing.</summary>
    private static async Task<IReadOnlyList<CorrectedReport>> CorrectedAsync(
        NpgsqlConnection connection, long documentId, SaveRequest request, CancellationToken cancellation)
    {
        var corrections = await CorrectionRows.InForceAsync(connection, documentId, null, cancellation);
        var reports = request.Extraction.Reports;
        var last = reports.Select(report => report.Key.Ordinal).DefaultIfEmpty().Max();
        return corrections.Count == 0 ? [] : [.. reports.Select(report => CorrectionApplier.Apply(
            report,
            request.Packs?.FirstOrDefault(pack => pack.Form == report.Form),
            // What was said of reports that are gone is shown as lost at the last one.
            corrections.Where(correction => correction.ReportOrdinal == report.Key.Ordinal || (report.Key.Ordinal == last && correction.ReportOrdinal > last))))];
    }

    public static async Task<bool> SeenAsync(NpgsqlConnection connection, long batchId, SourceFile file, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Source(file.Sha256, file.Path, now),
                Item(batchId, file.Path, file.Sha256, "known", null, now),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }

    public static async Task<bool> SetAsideAsync(NpgsqlConnection connection, SetAsideRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var why = new SetAsideReason(request.Why.Name, PgText.Clean(request.Why.Message)!, PgText.Clean(request.Why.MessageZh)!);
        if (request.Sha256 is { } sha256)
        {
            batch.BatchCommands.Add(Sql.Statement(
                UpsertSetAside,
                Sql.Text(sha256), Sql.Long(request.ByteSize ?? 0), Sql.Text(why.Name), Sql.Text(why.Message), Sql.Text(why.MessageZh),
                Sql.Time(now)));
            batch.BatchCommands.Add(Source(sha256, request.Path, now));
        }

        batch.BatchCommands.Add(Item(request.BatchId, request.Path, request.Sha256, "set-aside", why, now));
        await batch.ExecuteNonQueryAsync(cancellation);
        return true;
    }

    /// <summary>No extraction id when the same was read before.</summary>
    private static async Task<(long DocumentId, bool IsNew, long? ExtractionId)> RecordAsync(
        NpgsqlConnection connection, SaveRequest request, RecordJson record, DateTimeOffset now, CancellationToken cancellation)
    {
        var (file, extraction) = (request.File, request.Extraction);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Statement(
                    UpsertDocument,
                    Sql.Text(file.Sha256), Sql.Long(file.ByteSize), Sql.Text(Names.Of(extraction.Kind)), Sql.Int(extraction.PageCount), Sql.Time(now)),
                Sql.Statement(
                    InsertExtraction,
                    Sql.Text(file.Sha256), Sql.Long(request.BatchId), Sql.Text(request.Version.Version), Sql.Json(Names.Of(request.Version.Packs)),
                    Sql.Json(record.Json), Sql.Bytes(record.Sha256), Sql.Int((int)request.Duration.TotalMilliseconds), Sql.Time(now)),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (documentId, isNew) = (reader.GetInt64(0), reader.GetBoolean(1));
        await reader.NextResultAsync(cancellation);
        return (documentId, isNew, await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : null);
    }

    private static NpgsqlBatchCommand Source(string sha256, string path, DateTimeOffset now) =>
        Sql.Statement(UpsertSource, Sql.Text(sha256), Sql.Text(PgText.Clean(path)), Sql.Time(now));

    private static NpgsqlBatchCommand Item(
        long batchId, string path, string? sha256, string outcome, SetAsideReason? why, DateTimeOffset now) =>
        Sql.Statement(
            UpsertItem,
            Sql.Long(batchId), Sql.Text(PgText.Clean(path)), Sql.Text(sha256), Sql.Text(outcome), Sql.Text(why?.Name), Sql.Text(why?.Message),
            Sql.Text(why?.MessageZh), Sql.Time(now));
}
