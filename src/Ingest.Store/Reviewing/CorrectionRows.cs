using System.Text.Json;
using Ingest.Core.Corrections;
using Ingest.Store.Connecting;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Reviewing;

/// <summary>Corrections as rows: written once, never changed, taken back by another row.</summary>
internal static class CorrectionRows
{
    private const string IsInForce =
        "c.kind <> 'undo' and not exists (select from ingest.correction u where u.undoes = c.correction_id)";

    /// <summary>Those of a document that nobody took back, the first word first.</summary>
    /// <param name="ordinal">Of one report alone; null for all.</param>
    public static Task<IReadOnlyList<Correction>> InForceAsync(NpgsqlConnection connection, long documentId, int? ordinal, CancellationToken cancellation) =>
        connection.Command(
            $"""
            select c.correction_id, c.kind, c.report_ordinal, c.list, c.row_ordinal, c.row_category, c.row_name, c.added_row, c.field, c.before, c.after,
              c.corrected_by, c.corrected_at, c.reason, c.place
            from ingest.correction c where c.document_id = $1 and ($2::integer is null or c.report_ordinal = $2 or c.report_ordinal > $2 and not exists (
              select from ingest.report r where r.document_id = $1 and r.ordinal > $2)) and {IsInForce}
            order by c.correction_id
            """,
            Sql.Long(documentId), Sql.Int(ordinal)).ListAsync(Read, cancellation);

    /// <summary>Gives back the id.</summary>
    public static async Task<long> InsertAsync(NpgsqlConnection connection, (long DocumentId, long ExtractionId) of, Correction correction, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            insert into ingest.correction (document_id, extraction_id, report_ordinal, kind, field, list, row_ordinal, row_category, row_name, added_row,
              before, after, corrected_by, corrected_at, reason, place)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning correction_id
            """,
            Sql.Long(of.DocumentId), Sql.Long(of.ExtractionId), Sql.Int(correction.ReportOrdinal), Sql.Text(NameOf(correction.Kind)), Sql.Text(correction.Field),
            Sql.Text(NameOf(correction.Row?.List)), Sql.Int(correction.Row?.Ordinal), Sql.Text(PgText.Clean(correction.Row?.Category)),
            Sql.Text(PgText.Clean(correction.Row?.Name)), Sql.Long(correction.Row?.AddedBy), Json(correction.Before), Json(correction.After),
            Sql.Text(correction.By), Sql.Time(correction.At), Sql.Text(PgText.Clean(correction.Reason)),
            Sql.Of(NpgsqlDbType.Jsonb, correction.Place is { } place ? PgText.CleanJson(ReadPlaceJson.Write(place)) : null));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Takes corrections back; those that were taken back already stay so.</summary>
    public static async Task UndoAsync(
        NpgsqlConnection connection, IReadOnlyCollection<long> corrections, (string By, DateTimeOffset At) who, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            """
            insert into ingest.correction (document_id, extraction_id, report_ordinal, kind, undoes, field, list, row_ordinal, row_category, row_name, added_row,
              before, after, corrected_by, corrected_at)
            select document_id, extraction_id, report_ordinal, 'undo', correction_id, field, list, row_ordinal, row_category, row_name, added_row, after, before, $2, $3
            from ingest.correction where correction_id = any($1) and kind <> 'undo' on conflict (undoes) do nothing
            """,
            Sql.Of(NpgsqlDbType.Array | NpgsqlDbType.Bigint, corrections.ToArray()), Sql.Text(who.By), Sql.Time(who.At));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public static string NameOf(CorrectionKind kind) => kind switch
    {
        CorrectionKind.Value => "value",
        CorrectionKind.RowAdded => "row-added",
        CorrectionKind.RowRemoved => "row-removed",
        CorrectionKind.RowMoved => "row-moved",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Correction Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1) switch
        {
            "value" => CorrectionKind.Value,
            "row-added" => CorrectionKind.RowAdded,
            "row-removed" => CorrectionKind.RowRemoved,
            _ => CorrectionKind.RowMoved,
        },
        row.GetInt32(2),
        row.TextOrNull(3) is { } list
            ? new RowAnchor(list == "funds" ? RowList.Funds : RowList.Indicators, row.GetInt32(4), row.TextOrNull(5), row.TextOrNull(6), row.OrNull<long>(7))
            : null,
        row.GetString(8),
        Json(row.TextOrNull(9)),
        Json(row.TextOrNull(10)),
        row.GetString(11),
        row.GetFieldValue<DateTimeOffset>(12),
        row.TextOrNull(13))
    {
        Place = row.TextOrNull(14) is { } place ? ReadPlaceJson.Read(place) : null,
    };

    private static string? NameOf(RowList? list) => list switch
    {
        RowList.Indicators => "indicators",
        RowList.Funds => "funds",
        _ => null,
    };

    private static NpgsqlParameter Json(JsonElement? value) =>
        Sql.Of(NpgsqlDbType.Jsonb, value is { } json ? PgText.CleanJson(json.GetRawText()) : null);

    private static JsonElement? Json(string? text)
    {
        if (text is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
