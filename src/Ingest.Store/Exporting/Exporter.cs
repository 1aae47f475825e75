using System.Data;
using Ingest.Store.Connecting;
using Ingest.Store.Publishing;
using Npgsql;

namespace Ingest.Store.Exporting;

/// <param name="Rows">Written so far of this view.</param>
/// <param name="Total">Of this view.</param>
public sealed record ExportProgress(string View, long Rows, long Total);

/// <summary>A part of a view's rows: those that follow the first <paramref name="Offset"/>, at most <paramref name="Limit"/>.</summary>
public sealed record ExportWindow(long Offset, int Limit);

/// <summary>Streams views, as they stood at one moment, into a format; memory does not grow with the rows.</summary>
internal static class Exporter
{
    private const int TellEvery = 500;

    /// <summary>The views in the order in which a workbook shows them, with the columns that put their rows in order.</summary>
    private static readonly IReadOnlyDictionary<string, string> Orders = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["reports"] = "report_id",
        ["indicators"] = "report_id, ordinal",
        ["narratives"] = "report_id, key",
        ["figures"] = "report_id, key, ordinal",
        ["funds"] = "report_id, ordinal",
        ["findings"] = "finding_id",
        ["corrections"] = "correction_id",
        ["versions"] = "shown_report_id, report_id",
    };

    public static IReadOnlyList<string> Views { get; } = [.. Orders.Keys];

    /// <param name="writer">Gives the writer of each view; the same one for all where the format holds several.</param>
    /// <returns>The rows of each view.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> RunAsync(
        NpgsqlConnection connection, IReadOnlyList<string> views, ExportFilter filter, Func<string, IExportWriter> writer,
        ExportWindow? window, IProgress<ExportProgress>? progress, CancellationToken cancellation)
    {
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var dictionary = await DataDictionary.ReadAsync(connection, cancellation);
        var written = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var view in views)
        {
            var source = From(view, filter) with { Window = window };
            var total = (await source.Command(connection, "count(*)").ListAsync(row => row.GetInt64(0), cancellation))[0];
            progress?.Report(new ExportProgress(view, 0, total));
            written[view] = await CopyAsync(connection, source, dictionary.Tables.Single(table => table.Name == view), writer(view), new Told(view, total, progress), cancellation);
        }

        return written;
    }

    private static Source From(string view, ExportFilter filter)
    {
        var order = Orders.GetValueOrDefault(view) ?? throw new StoreException($"no such view: {view} ({string.Join(", ", Views)})");
        var (condition, parameters) = filter.ToSql();
        var where = parameters.Count == 0 ? ""
            : view == "reports" ? $" where {condition}"
            : $" where v.{(view == "versions" ? "shown_report_id" : "report_id")} in (select r.report_id from published.reports r where {condition})";
        return new Source($"from published.{view} {(view == "reports" ? "r" : "v")}{where}", order, parameters);
    }

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection, Source source, DictionaryTable described, IExportWriter writer, Told told, CancellationToken cancellation)
    {
        await using var command = source.Command(connection, "*", ordered: true);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellation);
        var table = ExportRows.Table(described, reader);
        await writer.BeginAsync(table, cancellation);
        var row = new object?[table.Columns.Count];
        long rows = 0;
        while (await reader.ReadAsync(cancellation))
        {
            for (var at = 0; at < row.Length; at++)
            {
                row[at] = ExportRows.Value(reader, at, table.Columns[at].Type);
            }

            await writer.WriteAsync(row, cancellation);
            told.Tell(++rows);
        }

        await writer.EndAsync(cancellation);
        told.Tell(rows, isLast: true);
        return rows;
    }

    private sealed record Source(string Text, string Order, IReadOnlyList<NpgsqlParameter> Parameters)
    {
        public ExportWindow? Window { get; init; }

        private string Part => Window is { } window ? FormattableString.Invariant($" limit {window.Limit} offset {window.Offset}") : "";

        public NpgsqlCommand Command(NpgsqlConnection connection, string what, bool ordered = false) =>
            connection.Command($"select {what} {Text}{(ordered ? $" order by {Order}" + Part : "")}", [.. Parameters.Select(parameter => parameter.Clone())]);
    }

    private sealed record Told(string View, long Total, IProgress<ExportProgress>? Progress)
    {
        public void Tell(long rows, bool isLast = false)
        {
            if (isLast || rows % TellEvery == 0)
            {
                Progress?.Report(new ExportProgress(View, rows, Total));
            }
        }
    }
}
