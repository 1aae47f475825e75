using System.Runtime.CompilerServices;
using Ingest.Core.Corrections;
using Ingest.Core.Forms;
using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>Reads what two sides say of each document, a page of documents at a time, so that memory does not grow with the archive.</summary>
internal sealed class ReadingPairs(Database database, IReadOnlyList<FormPack> packs)
{
    private const int PageSize = 50;

    /// <param name="Key">What the sides are paired by.</param>
    /// <param name="IsSame">Both sides are one record: nothing needs to be read.</param>
    private sealed record Found(long Key, long DocumentId, string Sha256, string Path, Side Before, Side After, bool IsSame);

    /// <param name="IsThere">Whether the side has this document.</param>
    /// <param name="ExtractionId">Null of what is published.</param>
    private sealed record Side(bool IsThere, long? ExtractionId);

    public async IAsyncEnumerable<ReadingPair> AllAsync(Reading before, Reading after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await RequireAsync(after, cancellation);
        await RequireAsync(before, cancellation);
        var last = -1L;
        while (await database.RunAsync((connection, token) => PageAsync(connection, before, after, last, token), cancellation) is { Count: > 0 } page)
        {
            foreach (var found in page)
            {
                yield return await database.RunAsync((connection, token) => ReadAsync(connection, found, token), cancellation);
            }

            last = page[^1].Key;
        }
    }

    private async Task RequireAsync(Reading reading, CancellationToken cancellation)
    {
        var (sql, parameter) = Source(reading, 1);
        var any = await database.RunAsync(
            (connection, token) => connection.Command($"select 1 from ({sql}) s limit 1", [.. Parameters(parameter)]).ListAsync(row => row.GetInt32(0), token), cancellation);
        if (any.Count == 0 && reading is not Reading.Published)
        {
            throw new ReadingMissingException(reading);
        }
    }

    private static Task<IReadOnlyList<Found>> PageAsync(NpgsqlConnection connection, Reading before, Reading after, long last, CancellationToken cancellation)
    {
        var (one, first) = Source(before, 3);
        var (other, second) = Source(after, 3 + Parameters(first).Count());
        // Two single extractions are held against each other whatever documents they are of; one alone asks for its own document.
        var areBothSingle = before is Reading.OfExtraction && after is Reading.OfExtraction;
        var key = areBothSingle ? "0::bigint" : "document_id";
        var join = areBothSingle || (before, after) is (not Reading.OfExtraction, not Reading.OfExtraction) ? "full" : before is Reading.OfExtraction ? "left" : "right";
        return connection.Command(
            $"""
            with one as (select {key} as key, * from ({one}) s), other as (select {key} as key, * from ({other}) s)
            select coalesce(one.key, other.key), coalesce(other.document_id, one.document_id), d.sha256,
              coalesce((select s.path from ingest.document_source s where s.document_id = d.document_id order by s.last_seen_at desc, s.document_source_id desc limit 1), ''),
              one.key is not null, one.extraction_id, other.key is not null, other.extraction_id,
              coalesce((select a.record_sha256 = b.record_sha256 from ingest.extraction a, ingest.extraction b
                where a.extraction_id = one.extraction_id and b.extraction_id = other.extraction_id), false)
            from one {join} join other on other.key = one.key
            join ingest.document d on d.document_id = coalesce(other.document_id, one.document_id)
            where coalesce(one.key, other.key) > $1 order by 1 limit $2
            """,
            [Sql.Long(last), Sql.Int(PageSize), .. Parameters(first), .. Parameters(second)]).ListAsync(
            row => new Found(
                row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), new Side(row.GetBoolean(4), row.OrNull<long>(5)),
                new Side(row.GetBoolean(6), row.OrNull<long>(7)), row.GetBoolean(8)),
            cancellation);
    }

    private async Task<ReadingPair> ReadAsync(NpgsqlConnection connection, Found found, CancellationToken cancellation) => found.IsSame
        ? new ReadingPair(found.Sha256, found.Path, ReadingPair.Nothing, ReadingPair.Nothing)
        : new ReadingPair(
            found.Sha256, found.Path, await ReadAsync(connection, found.DocumentId, found.Before, cancellation), await ReadAsync(connection, found.DocumentId, found.After, cancellation))
        {
            Extractions = (found.Before.ExtractionId, found.After.ExtractionId),
        };

    private async Task<IReadOnlyList<CorrectedReport>?> ReadAsync(NpgsqlConnection connection, long documentId, Side side, CancellationToken cancellation)
    {
        if (!side.IsThere)
        {
            return null;
        }

        if (side.ExtractionId is { } id)
        {
            var records = await connection.Command("select record from ingest.extraction where extraction_id = $1", Sql.Long(id)).ListAsync(row => row.GetString(0), cancellation);
            return [.. ReportJson.Read(records[0], packs).Reports.Select(report => CorrectionApplier.Apply(report, null, []))];
        }

        return await ReviewedDocuments.ReportsAsync(connection, packs, documentId, "true", cancellation);
    }

    /// <summary>document_id and extraction_id of a side; $at is its parameter, where it has one.</summary>
    private static (string Sql, NpgsqlParameter? Parameter) Source(Reading reading, int at) => reading switch
    {
        Reading.OfExtraction extraction => (
            FormattableString.Invariant($"select document_id, extraction_id from ingest.extraction where extraction_id = ${at}"), Sql.Long(extraction.Id)),
        Reading.OfBatch batch => (Last(FormattableString.Invariant($"batch_id = ${at}")), Sql.Long(batch.Id)),
        Reading.BeforeBatch batch => (
            $"""
            select distinct on (e.document_id) e.document_id, e.extraction_id
            from ingest.extraction e join ({Last(FormattableString.Invariant($"batch_id = ${at}"))}) b using (document_id)
            where e.extraction_id < b.extraction_id order by e.document_id, e.extraction_id desc
            """,
            Sql.Long(batch.Id)),
        Reading.OfVersion version => (Last(FormattableString.Invariant($"version = ${at}")), Sql.Text(version.Version)),
        _ => ("select distinct document_id, null::bigint as extraction_id from ingest.report", null),
    };

    private static string Last(string condition) =>
        $"select distinct on (document_id) document_id, extraction_id from ingest.extraction where {condition} order by document_id, extraction_id desc";

    private static IEnumerable<NpgsqlParameter> Parameters(NpgsqlParameter? parameter) => parameter is null ? [] : [parameter];
}
