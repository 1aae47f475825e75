using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingest.Core.Reports;
using Ingest.Store.Saving;
using Npgsql;
using NpgsqlTypes;

namespace Ingest.Store.Tests.Plausible;

/// <summary>
/// Loads made-up reports with COPY, a report a document, through the same columns as a save. Indexes over texts are taken
/// away before and made again after: that is much less work than to keep them up row by row.
/// </summary>
internal sealed class BulkLoader(string connectionString)
{
    private const int Chunk = 1_000;

    private static readonly DateTimeOffset Moment = new(2025, 4, 1, 8, 0, 0, TimeSpan.Zero);

    /// <param name="tell">Called with the reports loaded so far.</param>
    public async Task LoadAsync(int reports, Action<int>? tell, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await RunAsync(connection, "set maintenance_work_mem = '512MB'", cancellation); // Indexes over texts are sorted in memory.
        var batch = await ScalarAsync(connection, "insert into ingest.batch (command, roots, version, packs, state, started_at) values ('load', '{}', '0', '{}', 'finished', now()) returning batch_id", cancellation);
        var first = await ScalarAsync(connection, "select greatest((select coalesce(max(document_id), 0) from ingest.document), (select coalesce(max(report_id), 0) from ingest.report), (select coalesce(max(extraction_id), 0) from ingest.extraction)) + 1", cancellation);
        var indexes = await IndexesAsync(connection, cancellation);
        foreach (var (name, _) in indexes)
        {
            await RunAsync(connection, $"drop index ingest.{name}", cancellation);
        }

        for (var at = 0; at < reports; at += Chunk)
        {
            var size = Math.Min(Chunk, reports - at);
            var rows = Enumerable.Range(at, size).AsParallel().AsOrdered().Select(number => Row.Of(first + number, PlausibleReports.Make(number))).ToList();
            await CopyAsync(connection, batch, rows, cancellation);
            tell?.Invoke(at + size);
        }

        foreach (var (_, definition) in indexes)
        {
            await RunAsync(connection, definition, cancellation);
        }

        foreach (var (table, key) in new[] { ("document", "document_id"), ("extraction", "extraction_id"), ("report", "report_id") })
        {
            await RunAsync(connection, $"select setval(pg_get_serial_sequence('ingest.{table}', '{key}'), (select max({key}) from ingest.{table}))", cancellation);
        }

        foreach (var table in new[] { "document", "extraction", "report", "narrative", "indicator", "figure", "finding", "unit" })
        {
            await RunAsync(connection, $"vacuum (analyze) ingest.{table}", cancellation);
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, long batch, List<Row> rows, CancellationToken cancellation)
    {
        await CopyAsync(connection, "document", ["document_id", "sha256", "byte_size", "kind", "page_count", "state", "first_seen_at", "changed_at"], rows,
            row => [(row.Id, NpgsqlDbType.Bigint), (Sha(row.Id), NpgsqlDbType.Text), (1L, NpgsqlDbType.Bigint), ("text", NpgsqlDbType.Text), (4, NpgsqlDbType.Integer), ("stored", NpgsqlDbType.Text), (Moment, NpgsqlDbType.TimestampTz), (Moment, NpgsqlDbType.TimestampTz)], cancellation);
        await CopyAsync(connection, "extraction", ["extraction_id", "document_id", "batch_id", "version", "packs", "record", "record_sha256", "duration_ms", "created_at"], rows,
            row => [(row.Id, NpgsqlDbType.Bigint), (row.Id, NpgsqlDbType.Bigint), (batch, NpgsqlDbType.Bigint), ("0", NpgsqlDbType.Text), ("{}", NpgsqlDbType.Jsonb), ("{}", NpgsqlDbType.Jsonb), (BitConverter.GetBytes(row.Id), NpgsqlDbType.Bytea), (1, NpgsqlDbType.Integer), (Moment, NpgsqlDbType.TimestampTz)], cancellation);
        await CopyAsync(connection, "report", ["report_id", "document_id", "extraction_id", "published_at", "ordinal", .. ProjectionColumns.Report.Select(column => column.Name)], rows,
            row => [(row.Id, NpgsqlDbType.Bigint), (row.Id, NpgsqlDbType.Bigint), (row.Id, NpgsqlDbType.Bigint), (Moment, NpgsqlDbType.TimestampTz), (1, NpgsqlDbType.Integer), .. Values(ProjectionColumns.Report, row.Report)], cancellation);
        await ChildrenAsync(connection, "narrative", ProjectionColumns.Narrative, rows, row => row.Narratives, cancellation);
        await ChildrenAsync(connection, "indicator", ProjectionColumns.Indicator, rows, row => row.Indicators, cancellation);
        await ChildrenAsync(connection, "figure", FigureColumns.All, rows, row => row.Figures, cancellation);
        await CopyAsync(connection, "finding", ["document_id", "report_id", "extraction_id", .. ProjectionColumns.Finding.Skip(1).Select(column => column.Name)],
            [.. rows.SelectMany(row => row.Findings.Select(finding => (row.Id, Finding: finding)))],
            row => [(row.Id, NpgsqlDbType.Bigint), (row.Id, NpgsqlDbType.Bigint), (row.Id, NpgsqlDbType.Bigint), .. Values(ProjectionColumns.Finding.Skip(1), row.Finding)], cancellation);
    }

    private static Task ChildrenAsync<T>(
        NpgsqlConnection connection, string table, IReadOnlyList<Column<T>> columns, List<Row> rows, Func<Row, IReadOnlyList<T>> children, CancellationToken cancellation) =>
        CopyAsync(connection, table, ["report_id", .. columns.Skip(1).Select(column => column.Name)],
            [.. rows.SelectMany(row => children(row).Select(child => (row.Id, Child: child)))],
            row => [(row.Id, NpgsqlDbType.Bigint), .. Values(columns.Skip(1), row.Child)], cancellation);

    private static IEnumerable<(object? Value, NpgsqlDbType Type)> Values<T>(IEnumerable<Column<T>> columns, T row) =>
        columns.Select(column => (column.Value(row), column.Type.DbType));

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<T> rows, Func<T, IReadOnlyList<(object? Value, NpgsqlDbType Type)>> values, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy ingest.{table} ({string.Join(", ", columns)}) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var (value, type) in values(row))
            {
                if (value is null)
                {
                    await copy.WriteNullAsync(cancellation);
                }
                else
                {
                    await copy.WriteAsync(value, type, cancellation);
                }
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task<List<(string Name, string Definition)>> IndexesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select indexname, indexdef from pg_indexes where schemaname = 'ingest' and (indexname like '%\\_bigrams' or indexname in ('report_project_name', 'figure_phrase', 'figure_kind', 'indicator_name'))", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(string, string)> indexes = [];
        while (await reader.ReadAsync(cancellation))
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static string Sha(long id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("plausible " + id.ToString(CultureInfo.InvariantCulture))));

    private sealed record Row(
        long Id, Report Report, IReadOnlyList<ChildRow<Field>> Narratives, IReadOnlyList<ChildRow<Indicator>> Indicators, IReadOnlyList<ChildRow<NarrativeFigure>> Figures,
        IReadOnlyList<ChildRow<Finding>> Findings)
    {
        public static Row Of(long id, Report report) => new(
            id, report,
            [.. ProjectionColumns.Narratives(report).Select((field, at) => new ChildRow<Field>(1, at + 1, field))],
            [.. report.Indicators.Select(indicator => new ChildRow<Indicator>(1, indicator.Ordinal, indicator))],
            [.. NarrativeFigure.Of(report).Select((figure, at) => new ChildRow<NarrativeFigure>(1, at + 1, figure))],
            [.. report.Findings.Select((finding, at) => new ChildRow<Finding>(1, at + 1, finding))]);
    }
}
