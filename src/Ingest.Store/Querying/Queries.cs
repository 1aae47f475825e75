using Ingest.Store.Connecting;
using Ingest.Store.Saving;
using Npgsql;

namespace Ingest.Store.Querying;

/// <summary>What is where, and why.</summary>
internal static class Queries
{
    public static async Task<IReadOnlyDictionary<string, KnownDocument>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> sha256, CancellationToken cancellation)
    {
        var found = await connection.Command(
            """
            select d.document_id, d.sha256, d.state, d.reason, d.message,
              (select e.version from ingest.extraction e where e.document_id = d.document_id order by e.extraction_id desc limit 1)
            from ingest.document d where d.sha256 = any($1)
            """,
            Sql.Texts(sha256)).ListAsync(
            row => new KnownDocument(
                row.GetInt64(0), row.GetString(1), Names.State(row.GetString(2)), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5)),
            cancellation);
        return found.ToDictionary(document => document.Sha256, StringComparer.Ordinal);
    }

    public static async Task<StoreStatus> StatusAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var batches = await BatchesAsync(connection, cancellation);
        var documents = await DocumentsAsync(connection, cancellation);
        var reports = await connection.Command(
            "select count(*), count(*) filter (where review_state = 'approved'), count(shown_report_id) from ingest.report")
            .ListAsync(row => (All: row.GetInt64(0), Approved: row.GetInt64(1), Versions: row.GetInt64(2)), cancellation);
        var findings = await connection.Command(
            "select rule, severity, count(*), count(distinct report_id) from ingest.finding group by rule, severity order by count(*) desc, rule")
            .ListAsync(row => new RuleCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)), cancellation);
        return new StoreStatus(batches, documents, reports[0].All, reports[0].Approved, findings) { OtherVersions = reports[0].Versions };
    }

    /// <summary>The batches and documents of <see cref="StatusAsync"/> alone.</summary>
    public static async Task<StoreOperations> OperationsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        new(await BatchesAsync(connection, cancellation), await DocumentsAsync(connection, cancellation));

    private static Task<IReadOnlyList<StateCount>> DocumentsAsync(NpgsqlConnection connection, CancellationToken cancellation) => connection.Command(
        "select state, reason, count(*) from ingest.document group by state, reason order by state desc, count(*) desc, reason")
        .ListAsync(row => new StateCount(Names.State(row.GetString(0)), row.TextOrNull(1), row.GetInt64(2)), cancellation);

    public static Task<IReadOnlyList<FailureRow>> FailuresAsync(NpgsqlConnection connection, RowFilter filter, CancellationToken cancellation) =>
        connection.Command(
            """
            select * from (
              select s.path, d.sha256, d.reason, coalesce(d.message, '') as message, coalesce(d.message_zh, d.message, '') as message_zh, d.changed_at as at, d.attempts
              from ingest.document d join ingest.document_source s using (document_id)
              where d.state <> 'stored' and ($1::bigint is null or exists (
                select from ingest.batch_item i where i.batch_id = $1 and i.sha256 = d.sha256))
              union all
              select i.path, null, i.reason, coalesce(i.message, ''), coalesce(i.message_zh, i.message, ''), i.recorded_at, 1
              from ingest.batch_item i
              where i.sha256 is null and i.outcome = 'set-aside' and case when $1::bigint is null
                then not exists (select from ingest.batch_item l where md5(l.path) = md5(i.path) and l.path = i.path and l.batch_id > i.batch_id)
                else i.batch_id = $1 end
            ) f
            where ($2::text is null or sha256 = $2) and ($3::text is null or reason = $3)
            order by at desc, path limit $4
            """,
            Sql.Long(filter.BatchId), Sql.Text(filter.Sha256), Sql.Text(filter.Reason), Sql.Int(filter.Limit)).ListAsync(
            row => new FailureRow(
                row.GetString(0), row.TextOrNull(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5),
                row.GetInt32(6)),
            cancellation);

    /// <summary>Gives back what an interrupted retry left behind, too.</summary>
    public static Task<IReadOnlyList<RetryItem>> RetryAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> reasons, DateTimeOffset now, CancellationToken cancellation) =>
        connection.Command(
            """
            with marked as (
              update ingest.document set state = 'retry', changed_at = $2
              where state <> 'stored' and (cardinality($1) = 0 or reason = any($1))
              returning document_id, sha256, reason
            )
            select m.sha256, m.reason, array_agg(s.path order by s.last_seen_at desc, s.document_source_id desc)
            from marked m join ingest.document_source s using (document_id)
            group by m.document_id, m.sha256, m.reason order by m.document_id
            """,
            Sql.Texts(reasons), Sql.Time(now)).ListAsync(
            row => new RetryItem(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2)), cancellation);

    public static Task<IReadOnlyList<ReportRow>> ReportsAsync(NpgsqlConnection connection, RowFilter filter, CancellationToken cancellation) =>
        connection.Command(
            """
            select r.report_id, r.document_id,
              (select s.path from ingest.document_source s where s.document_id = r.document_id order by s.last_seen_at desc, s.document_source_id desc limit 1),
              r.ordinal, r.first_page, r.last_page, r.form, r.fiscal_year, r.project_name, r.budget_unit, r.grade, r.total_weight, r.total_score,
              r.computed_weight_total, r.computed_score_total, r.execution_rate, r.computed_execution_rate,
              (select count(*)::int from ingest.indicator i where i.report_id = r.report_id),
              (select count(*)::int from ingest.finding f where f.report_id = r.report_id),
              r.review_state
            from ingest.report r join ingest.document d using (document_id)
            where ($1::bigint is null or exists (select from ingest.batch_item i where i.batch_id = $1 and i.sha256 = d.sha256))
              and ($2::text is null or d.sha256 = $2) and ($3::bigint is null or r.report_id = $3)
            order by r.document_id, r.ordinal limit $4
            """,
            Sql.Long(filter.BatchId), Sql.Text(filter.Sha256), Sql.Long(filter.ReportId), Sql.Int(filter.Limit)).ListAsync(
            row => new ReportRow(
                row.GetInt64(0), row.GetInt64(1), row.TextOrNull(2) ?? "", row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetString(6),
                row.OrNull<int>(7), row.TextOrNull(8), row.TextOrNull(9), row.TextOrNull(10), row.OrNull<decimal>(11), row.OrNull<decimal>(12),
                row.OrNull<decimal>(13), row.OrNull<decimal>(14), row.OrNull<decimal>(15), row.OrNull<decimal>(16), row.GetInt32(17),
                row.GetInt32(18), row.GetString(19)),
            cancellation);

    public static Task<IReadOnlyList<FindingRow>> FindingsAsync(NpgsqlConnection connection, RowFilter filter, CancellationToken cancellation) =>
        connection.Command(
            """
            select f.finding_id, f.document_id, f.report_id, r.project_name, f.rule, f.severity, f.path, f.message, f.message_en
            from ingest.finding f join ingest.document d using (document_id) left join ingest.report r on r.report_id = f.report_id
            where ($1::bigint is null or exists (select from ingest.batch_item i where i.batch_id = $1 and i.sha256 = d.sha256))
              and ($2::text is null or d.sha256 = $2) and ($3::bigint is null or f.report_id = $3) and ($4::text is null or f.rule = $4)
            order by f.document_id, r.ordinal nulls first, f.ordinal limit $5
            """,
            Sql.Long(filter.BatchId), Sql.Text(filter.Sha256), Sql.Long(filter.ReportId), Sql.Text(filter.Rule), Sql.Int(filter.Limit)).ListAsync(
            row => new FindingRow(
                row.GetInt64(0), row.GetInt64(1), row.OrNull<long>(2), row.TextOrNull(3), row.GetString(4), row.GetString(5), row.GetString(6),
                row.GetString(7), row.GetString(8)),
            cancellation);

    public static NpgsqlCommand Manifest(NpgsqlConnection connection, long batchId) => connection.Command(
        """
        select i.path, i.sha256, i.outcome, i.reason, i.message, i.message_zh,
          (select count(*) from ingest.report r where r.document_id = d.document_id), d.page_count, i.recorded_at
        from ingest.batch_item i left join ingest.document d on d.sha256 = i.sha256
        where i.batch_id = $1 order by i.batch_item_id
        """,
        Sql.Long(batchId));

    public static ManifestRow ManifestRow(NpgsqlDataReader row) => new(
        row.GetString(0), row.TextOrNull(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.GetInt64(6),
        row.OrNull<int>(7), row.GetFieldValue<DateTimeOffset>(8));

    private static Task<IReadOnlyList<BatchRow>> BatchesAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.Command(
            $"""
            select b.batch_id, b.command, b.roots, b.version,
              case when b.state = 'running' and not {BatchClaim.IsHeld} then 'interrupted' else b.state end, b.started_at, b.finished_at, b.files_found, c.stored, c.known, c.aside, c.waiting
            from (select * from ingest.batch order by batch_id desc limit 20) b
            cross join lateral (
              select count(*) filter (where outcome = 'stored'), count(*) filter (where outcome = 'known'), count(*) filter (where outcome = 'set-aside'),
                count(*) filter (where outcome = 'waiting')
              from ingest.batch_item i where i.batch_id = b.batch_id) c (stored, known, aside, waiting)
            order by b.batch_id desc
            """).ListAsync(
            row => new BatchRow(
                row.GetInt64(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetString(3), row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5), row.OrNull<DateTimeOffset>(6), row.OrNull<long>(7),
                new BatchCounts(row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11))),
            cancellation);
}
