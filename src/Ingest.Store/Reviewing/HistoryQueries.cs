using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Reviewing;

/// <summary>All that happened to a report, in its order.</summary>
internal static class HistoryQueries
{
    public static Task<IReadOnlyList<HistoryRow>> OfAsync(NpgsqlConnection connection, long reportId, CancellationToken cancellation) => connection.Command(
        """
        with report as (select document_id, ordinal from ingest.report where report_id = $1)
        select at, kind, who, field, in_row, before, after, reason, is_undone from (
          select e.created_at as at, 0 as step, e.extraction_id as id, 'extracted' as kind, 'ingest ' || e.version as who, null as field, null as in_row,
            null as before, null as after, null as reason, false as is_undone
          from ingest.extraction e join report using (document_id)
          union all
          select c.corrected_at, 1, c.correction_id, c.kind, c.corrected_by, nullif(c.field, ''), nullif(concat_ws(' · ', c.row_category, c.row_name), ''),
            c.before::text, c.after::text, c.reason, exists (select from ingest.correction u where u.undoes = c.correction_id)
          from ingest.correction c join report r on r.document_id = c.document_id and r.ordinal = c.report_ordinal
          union all
          select v.at, 2, v.event_id, v.kind, v.account, null, null, null, v.detail::text, null, false
          from ingest.report_event v join report r on r.document_id = v.document_id and r.ordinal = v.report_ordinal
          union all
          select o.at, 3, o.outline_id, case when o.marks is null then 'outline-withdrawn' else 'outlined' end, o.account, null, null, null,
            (select to_jsonb(string_agg(coalesce(m->>'form', '—') || ' @ ' || coalesce('L' || (m->>'line'), 'p' || (m->>'page')), '; ' order by at))
              from jsonb_array_elements(o.marks) with ordinality as t (m, at))::text,
            o.reason, false
          from ingest.outline o join report using (document_id)
        ) all_of_it order by at desc, step desc, id desc limit 1000
        """,
        Sql.Long(reportId)).ListAsync(
        row => new HistoryRow(
            row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6),
            row.TextOrNull(7), row.GetBoolean(8)),
        cancellation);
}
