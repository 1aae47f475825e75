using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Saving;

/// <summary>Figures of narratives that were published before figures were read.</summary>
internal static class FigureBackfill
{
    /// <summary>The migration that makes the table; whoever runs it fills it.</summary>
    public const string Migration = "0021_figures.sql";

    private const int Reports = 200;

    private static readonly string Insert = $"""
        insert into ingest.figure (report_id, {string.Join(", ", FigureColumns.All.Skip(1).Select(column => column.Name))})
        select r.report_id, {string.Join(", ", FigureColumns.All.Skip(1).Select(column => "u." + column.Name))}
        from unnest($1::bigint[], {string.Join(", ", FigureColumns.All.Skip(1).Select((column, at) => FormattableString.Invariant($"${at + 2}::{column.Type.Name}[]")))})
          as u (report_id, {string.Join(", ", FigureColumns.All.Skip(1).Select(column => column.Name))})
        join ingest.report r on r.report_id = u.report_id
        on conflict do nothing
        """;

    public static async Task RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (long after = 0; ;)
        {
            var texts = await connection.Command(
                """
                select n.report_id, n.key, n.text from ingest.narrative n
                where n.report_id in (select report_id from ingest.report where report_id > $1 order by report_id limit $2)
                """,
                Sql.Long(after), Sql.Int(Reports)).ListAsync(row => (Report: row.GetInt64(0), Key: row.GetString(1), Text: row.TextOrNull(2)), cancellation);
            var next = await connection.Command("select max(report_id) from (select report_id from ingest.report where report_id > $1 order by report_id limit $2) r", Sql.Long(after), Sql.Int(Reports))
                .ListAsync(row => row.OrNull<long>(0), cancellation);
            if (next[0] is not { } last)
            {
                return;
            }

            List<(long Report, ChildRow<NarrativeFigure> Row)> rows =
                [.. texts.SelectMany(text => NarrativeFigure.Of(text.Key, text.Text).Select(figure => (text.Report, new ChildRow<NarrativeFigure>(null, figure.Ordinal, figure))))];
            await using var insert = connection.Command(
                Insert,
                [
                    Sql.Of(NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bigint, rows.Select(row => row.Report).ToArray()),
                    .. FigureColumns.All.Skip(1).Select(column => column.Array([.. rows.Select(row => row.Row)])),
                ]);
            await insert.ExecuteNonQueryAsync(cancellation);
            after = last;
        }
    }
}
