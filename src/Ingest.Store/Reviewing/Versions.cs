using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>Reports that agree in unit, project and year. Which one stands for all is the database's to decide (migration 0042).</summary>
internal static class Versions
{
    private const string Columns = """
        r.report_id, coalesce(r.shown_report_id, r.report_id), u.name, r.project_name, r.fiscal_year,
          (select s.path from ingest.document_source s where s.document_id = r.document_id order by s.last_seen_at desc, s.document_source_id desc limit 1),
          coalesce(d.kind, 'text'), r.first_page, r.last_page, r.review_state = 'approved', r.error_findings, r.self_evaluation_date, r.total_score, d.first_seen_at,
          nullif(c.choice, 'undone'), c.account, c.at
        from ingest.report r join ingest.document d using (document_id) left join ingest.unit u on u.unit_id = r.unit_id
        left join ingest.version_choice c on c.document_id = r.document_id and c.report_ordinal = r.ordinal
        """;

    /// <summary>A report with all that agree with it, those apart too; the one that is shown first. Empty where it stands alone.</summary>
    public static async Task<IReadOnlyList<ReportVersion>> OfAsync(NpgsqlConnection connection, long reportId, CancellationToken cancellation) => await connection.Command(
        $"""
        select {Columns}
        where (r.unit_id, r.project_key, r.fiscal_year) = (select o.unit_id, o.project_key, o.fiscal_year from ingest.report o where o.report_id = $1)
        order by r.report_id = coalesce((select shown_report_id from ingest.report where report_id = $1), $1) desc, r.shown_report_id is not null, r.report_id
        limit 100
        """,
        Sql.Long(reportId)).ListAsync(Read, cancellation) is { Count: > 1 } versions ? versions : [];

    /// <summary>All that have versions, those of one report together, the one that is shown first.</summary>
    /// <param name="after">The shown report after which to go on; 0 begins.</param>
    public static Task<IReadOnlyList<ReportVersion>> AllAsync(NpgsqlConnection connection, long after, int limit, CancellationToken cancellation) => connection.Command(
        $"""
        with shown as (
          select distinct shown_report_id as id from ingest.report where shown_report_id > $1 order by 1 limit $2
        )
        select {Columns}
        where r.report_id in (select id from shown) or r.shown_report_id in (select id from shown)
        order by 2, r.shown_report_id is not null, r.report_id
        """,
        Sql.Long(after), Sql.Int(limit)).ListAsync(Read, cancellation);

    /// <summary>False where there is no such report, or where it has been said already.</summary>
    public static async Task<bool> ChooseAsync(
        NpgsqlConnection connection, long reportId, VersionChoice choice, (string By, DateTimeOffset At, string? Reason) who, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            "select ingest.choose_version($1, $2, $3, $4, $5)",
            Sql.Long(reportId), Sql.Text(choice.ToString().ToLowerInvariant()), Sql.Text(who.By), Sql.Time(who.At), Sql.Text(PgText.Clean(who.Reason)));
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static ReportVersion Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.TextOrNull(2), row.TextOrNull(3), row.OrNull<int>(4), row.TextOrNull(5) ?? "", row.GetString(6),
        (row.GetInt32(7), row.GetInt32(8)), row.GetBoolean(9), row.GetInt32(10), row.TextOrNull(11), row.OrNull<decimal>(12), row.GetFieldValue<DateTimeOffset>(13),
        row.TextOrNull(14) switch { "shown" => VersionChoice.Shown, "apart" => VersionChoice.Apart, _ => null }, row.TextOrNull(15), row.OrNull<DateTimeOffset>(16));
}
