-- Ranking looks at fewer hits of a common word, and counts them without folding each text again: that was most of the time.

-- Definer, because the indexes lie on tables that an analyst does not see; it shows nothing that the views do not.
-- Without the ban on sequential scans a common word would be looked for in whole tables until enough is found.
create or replace function published.search(
  terms text, kinds text[] default null, most integer default 50, years integer[] default null, of_unit text default null,
  opening text default '【', closing text default '】')
returns table (kind text, report_id bigint, key text, ordinal integer, fiscal_year integer, unit text, project_name text, rank real, snippet text)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $body$
#variable_conflict use_column
declare
  words    text[] := array(select distinct ingest.fold(w) from regexp_split_to_table(btrim(terms, E' \t\n\u3000'), '[\s\u3000]+') w where w <> '');
  wanted   text[] := array(select distinct g from unnest(words) w, unnest(ingest.bigrams(w)) g);
  patterns text[] := array(select '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' from unnest(words) w where length(w) > 2);
begin
  if cardinality(words) = 0 or exists (select from unnest(words) w where length(w) < 2) then
    raise exception '检索词至少两个字 · a search term has at least two characters' using errcode = 'invalid_parameter_value';
  end if;
  return query
  with found as (
    (select 'report' as kind, r.report_id, 'projectName' as key, null::integer as ordinal, r.project_name as said, 4.0 as weight
     from ingest.report r
     where (kinds is null or 'report' = any(kinds)) and ingest.bigrams(r.project_name) @> wanted and ingest.fold(r.project_name) like all (patterns)
       and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))
     limit 200)
    union all
    (select 'indicator', i.report_id, null, i.ordinal, i.name, 3.0
     from ingest.indicator i
     where (kinds is null or 'indicator' = any(kinds)) and ingest.bigrams(i.name) @> wanted and ingest.fold(i.name) like all (patterns)
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = i.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 200)
    union all
    (select 'narrative', n.report_id, n.key, null, n.text, 2.0
     from ingest.narrative n
     where (kinds is null or 'narrative' = any(kinds)) and ingest.bigrams(n.text) @> wanted and (patterns = '{}' or ingest.fold(n.text) like all (patterns))
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = n.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 200)
    union all
    (select 'finding', f.report_id, f.path, f.ordinal, f.message || ' ' || f.message_en, 1.0
     from ingest.finding f
     where (kinds is null or 'finding' = any(kinds)) and ingest.bigrams(f.message || ' ' || f.message_en) @> wanted
       and ingest.fold(f.message || ' ' || f.message_en) like all (patterns)
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = f.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 200)
  ), ranked as (
    select f.*, (f.weight * (1 + ln(greatest(1, s.hits))) / (1 + ln(1 + length(f.said) / 200.0)))::real as rank
    from found f
    cross join lateral (select lower(f.said) as folded) t
    cross join lateral (select sum((length(t.folded) - length(replace(t.folded, w, ''))) / length(w)) as hits from unnest(words) w) s
    order by rank desc, f.report_id desc, f.ordinal
    limit most
  )
  select k.kind, k.report_id, k.key, k.ordinal, r.fiscal_year, u.name, r.project_name, k.rank, ingest.snippet(k.said, words, opening, closing)
  from ranked k
  left join ingest.report r on r.report_id = k.report_id
  left join ingest.unit u on u.unit_id = r.unit_id
  order by k.rank desc, k.report_id desc, k.ordinal;
end
$body$;
comment on function published.search is '全文检索项目名称、指标名称、叙述和疑点；各词须同时出现，按相关度排序，命中处加标记；某词命中极多时只在每类前 200 条中排序 · Full text over project names, indicators, narratives and findings: all terms must occur, the best first, hits marked; of a very common word the first 200 of each kind are ranked';
