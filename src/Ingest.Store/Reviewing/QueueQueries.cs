using Ingest.Core.Reports;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>The queue: riskiest first, then by key, so that a page of it is always the same.</summary>
internal static class QueueQueries
{
    private const string IsWaiting = "(r.waiting_extraction_id is not null or r.conflicts > 0)";

    private static readonly string IsClean = FormattableString.Invariant(
        $"(r.review_state = 'published' and r.error_findings + r.warning_findings + r.conflicts = 0 and coalesce(r.lowest_confidence, 1) >= {Extraction.ReviewThreshold})");

    /// <summary>All of a filter but the state: $1 rule, $2 form, $3 year, $4 assigned to, $5 text.</summary>
    private const string Others = """
        ($1::text is null or exists (select from ingest.finding o where o.report_id = r.report_id and o.rule = $1))
        and ($2::text is null or r.form = $2) and ($3::integer is null or r.fiscal_year = $3)
        and ($4::text is null or ($4 = '-' and r.assigned_to is null) or lower(r.assigned_to) = lower($4))
        and ($5::text is null or r.project_name ilike $5 or r.budget_unit ilike $5)
        """;

    public static async Task<Queue> QueueAsync(NpgsqlConnection connection, QueueFilter filter, CancellationToken cancellation)
    {
        var states = await StatesAsync(connection, filter, cancellation);
        return new Queue(
            await RowsAsync(connection, filter, cancellation),
            states[filter.State],
            states,
            await FacetAsync(connection, "r.form", filter with { Form = null }, cancellation),
            await FacetAsync(connection, "r.fiscal_year::text", filter with { FiscalYear = null }, cancellation),
            await RulesAsync(connection, filter with { Rule = null }, cancellation));
    }

    public static Task<IReadOnlyList<QueueRow>> RowsAsync(NpgsqlConnection connection, QueueFilter filter, CancellationToken cancellation) => connection.Command(
        $"""
        select r.report_id,
          (select s.path from ingest.document_source s where s.document_id = r.document_id order by s.last_seen_at desc, s.document_source_id desc limit 1),
          r.ordinal, r.first_page, r.last_page, r.form, r.fiscal_year, r.project_name, r.budget_unit, r.error_findings, r.warning_findings, r.info_findings,
          r.lowest_confidence, r.risk, r.corrections, r.conflicts, r.waiting_extraction_id is not null, r.review_state = 'approved', r.assigned_to, r.approved_by,
          r.shown_report_id is not null
        from ingest.report r where {Others} and {Of(filter.State)}
        order by r.risk desc, r.report_id limit $6 offset $7
        """,
        [.. Parameters(filter), Sql.Int(filter.Limit), Sql.Int(filter.Offset)]).ListAsync(
        row => new QueueRow(
            row.GetInt64(0), row.TextOrNull(1) ?? "", row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5), row.OrNull<int>(6),
            row.TextOrNull(7), row.TextOrNull(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.OrNull<float>(12), row.GetFloat(13),
            row.GetInt32(14), row.GetInt32(15), row.GetBoolean(16), row.GetBoolean(17), row.TextOrNull(18), row.TextOrNull(19),
            row.GetBoolean(20)),
        cancellation);

    /// <summary>The report that follows another in the queue, whether or not that one is still in it; null at the end.</summary>
    public static async Task<long?> NextAsync(NpgsqlConnection connection, QueueFilter filter, long after, CancellationToken cancellation) => (await connection.Command(
        $"""
        select r.report_id from ingest.report r, (select risk, report_id from ingest.report where report_id = $6) here
        where {Others} and {Of(filter.State)} and (r.risk < here.risk or (r.risk = here.risk and r.report_id > here.report_id))
        order by r.risk desc, r.report_id limit 1
        """,
        [.. Parameters(filter), Sql.Long(after)]).ListAsync(row => (long?)row.GetInt64(0), cancellation)).FirstOrDefault();

    /// <summary>The report before another in the queue; null at its head.</summary>
    public static async Task<long?> PreviousAsync(NpgsqlConnection connection, QueueFilter filter, long before, CancellationToken cancellation) => (await connection.Command(
        $"""
        select r.report_id from ingest.report r, (select risk, report_id from ingest.report where report_id = $6) here
        where {Others} and {Of(filter.State)} and (r.risk > here.risk or (r.risk = here.risk and r.report_id < here.report_id))
        order by r.risk, r.report_id desc limit 1
        """,
        [.. Parameters(filter), Sql.Long(before)]).ListAsync(row => (long?)row.GetInt64(0), cancellation)).FirstOrDefault();

    public static Task<IReadOnlyList<long>> CleanAmongAsync(NpgsqlConnection connection, IReadOnlyCollection<long> reports, CancellationToken cancellation) =>
        connection.Command(
            $"select r.report_id from ingest.report r where r.report_id = any($1) and {IsClean}",
            Sql.Of(NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Bigint, reports.ToArray())).ListAsync(row => row.GetInt64(0), cancellation);

    private static async Task<IReadOnlyDictionary<QueueState, long>> StatesAsync(NpgsqlConnection connection, QueueFilter filter, CancellationToken cancellation)
    {
        var wanted = Enum.GetValues<QueueState>();
        var counts = string.Join(", ", wanted.Select(state => $"count(*) filter (where {Of(state)})"));
        var rows = await connection.Command($"select {counts} from ingest.report r where {Others}", Parameters(filter)).ListAsync(
            row => wanted.Select((state, at) => (state, Count: row.GetInt64(at))).ToDictionary(pair => pair.state, pair => pair.Count), cancellation);
        return rows[0];
    }

    private static Task<IReadOnlyList<QueueFacet>> FacetAsync(NpgsqlConnection connection, string column, QueueFilter filter, CancellationToken cancellation) =>
        connection.Command(
            $"select {column}, count(*) from ingest.report r where {Others} and {Of(filter.State)} and {column} is not null group by 1 order by 1 desc limit 50",
            Parameters(filter)).ListAsync(row => new QueueFacet(row.GetString(0), row.GetInt64(1)), cancellation);

    private static Task<IReadOnlyList<QueueFacet>> RulesAsync(NpgsqlConnection connection, QueueFilter filter, CancellationToken cancellation) =>
        connection.Command(
            $"""
            select f.rule, count(distinct r.report_id) from ingest.report r join ingest.finding f using (report_id)
            where {Others} and {Of(filter.State)} group by 1 order by 2 desc, 1 limit 50
            """,
            Parameters(filter)).ListAsync(row => new QueueFacet(row.GetString(0), row.GetInt64(1)), cancellation);

    private static NpgsqlParameter[] Parameters(QueueFilter filter) =>
    [
        Sql.Text(filter.Rule), Sql.Text(filter.Form), Sql.Int(filter.FiscalYear), Sql.Text(filter.AssignedTo),
        Sql.Text(filter.Text is { Length: > 0 } text ? "%" + Escaped(PgText.Clean(text)!) + "%" : null),
    ];

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static string Of(QueueState state) => state switch
    {
        QueueState.Open => "r.review_state = 'published'",
        QueueState.Clean => IsClean,
        QueueState.Waiting => IsWaiting,
        QueueState.Approved => "r.review_state = 'approved'",
        _ => "true",
    };
}
