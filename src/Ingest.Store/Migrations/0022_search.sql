-- Chinese full text on a stock server: pairs of neighbouring characters in GIN indexes. A word of two characters is one
-- pair, so that the index alone finds it; longer ones are looked at again.

create function ingest.fold(said text) returns text language sql immutable strict parallel safe
  return lower(normalize(said, nfkc));
comment on function ingest.fold is '检索用的统一写法：全角转半角、小写 · A text as searches see it: half-width, lower case';

create function ingest.bigrams(said text) returns text[] language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct a || b), '{}')
    from (select string_to_array(ingest.fold(said), null) as letters) s,
      unnest(s.letters[1:cardinality(s.letters) - 1], s.letters[2:]) as pair (a, b)
    where a <> ' ' and b <> ' ');
comment on function ingest.bigrams is '相邻两字的集合 · The pairs of neighbouring characters';

create index narrative_bigrams on ingest.narrative using gin (ingest.bigrams(text));
create index indicator_bigrams on ingest.indicator using gin (ingest.bigrams(name));
create index report_bigrams on ingest.report using gin (ingest.bigrams(project_name));
create index finding_bigrams on ingest.finding using gin (ingest.bigrams(message || ' ' || message_en));

create function ingest.snippet(said text, words text[], opening text, closing text) returns text language plpgsql immutable parallel safe as $body$
declare
  pattern text := (select string_agg(regexp_replace(w, '([][\\.^$*+?(){}|])', '\\\1', 'g'), '|' order by length(w) desc) from unnest(words) w);
  at      integer := (select min(nullif(strpos(ingest.fold(said), w), 0)) from unnest(words) w);
  first   integer := greatest(1, coalesce(at, 1) - 24);
begin
  return case when first > 1 then '…' else '' end
    || regexp_replace(substr(said, first, 90), '(' || pattern || ')', opening || '\1' || closing, 'gi')
    || case when length(said) >= first + 90 then '…' else '' end;
end
$body$;
comment on function ingest.snippet is '命中处的摘录 · The text around the first hit, every hit marked';

-- Definer, because the indexes lie on tables that an analyst does not see; it shows nothing that the views do not.
-- Without the ban on sequential scans a common word would be looked for in whole tables until enough is found.
create function published.search(
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
     limit 1000)
    union all
    (select 'indicator', i.report_id, null, i.ordinal, i.name, 3.0
     from ingest.indicator i
     where (kinds is null or 'indicator' = any(kinds)) and ingest.bigrams(i.name) @> wanted and ingest.fold(i.name) like all (patterns)
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = i.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 1000)
    union all
    (select 'narrative', n.report_id, n.key, null, n.text, 2.0
     from ingest.narrative n
     where (kinds is null or 'narrative' = any(kinds)) and ingest.bigrams(n.text) @> wanted and (patterns = '{}' or ingest.fold(n.text) like all (patterns))
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = n.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 1000)
    union all
    (select 'finding', f.report_id, f.path, f.ordinal, f.message || ' ' || f.message_en, 1.0
     from ingest.finding f
     where (kinds is null or 'finding' = any(kinds)) and ingest.bigrams(f.message || ' ' || f.message_en) @> wanted
       and ingest.fold(f.message || ' ' || f.message_en) like all (patterns)
       and ((years is null and of_unit is null) or exists (select from ingest.report r where r.report_id = f.report_id
         and (years is null or r.fiscal_year = any(years)) and (of_unit is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = of_unit))))
     limit 1000)
  ), ranked as (
    select f.*, (f.weight * (1 + ln(greatest(1, s.hits))) / (1 + ln(1 + length(f.said) / 200.0)))::real as rank
    from found f
    cross join lateral (select ingest.fold(f.said) as folded) t
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
comment on function published.search is '全文检索项目名称、指标名称、叙述和疑点；各词须同时出现，按相关度排序，命中处加标记；某词命中极多时只在每类前 1000 条中排序 · Full text over project names, indicators, narratives and findings: all terms must occur, the best first, hits marked; of a very common word the first 1,000 of each kind are ranked';

-- Outer joins: the planner leaves out a table of which a question names no column. The keys say that nothing is missing.
create or replace view published.reports as
select r.report_id, r.document_id, d.sha256 as document_sha256, d.kind as document_kind, r.ordinal, r.first_page, r.last_page,
  e.batch_id, e.version as program_version, r.form, r.review_state, r.published_at,
  r.fiscal_year, r.fiscal_year_raw, r.project_name, r.project_name_raw, r.unit_id, u.name as unit,
  r.budget_unit, r.budget_unit_raw, r.supervising_department, r.supervising_department_raw, r.implementing_unit, r.implementing_unit_raw,
  r.implementing_departments, r.implementing_departments_raw, r.is_recurring, r.is_recurring_raw,
  r.budget, r.executed, r.current_year_budget, r.current_year_budget_raw, r.previous_year_budget, r.previous_year_budget_raw,
  r.executed_amount, r.executed_amount_raw, r.execution_rate, r.execution_rate_raw, r.computed_execution_rate,
  r.self_evaluation_date, r.self_evaluation_date_raw, r.self_evaluation_date_first, r.self_evaluation_date_last,
  r.grade, r.grade_raw, ingest.grade_code(r.grade) as grade_code,
  r.total_weight, r.total_weight_raw, r.computed_weight_total, r.total_score, r.total_score_raw, r.computed_score_total,
  (select count(*)::int from ingest.indicator i where i.report_id = r.report_id) as indicators,
  (select count(*)::int from ingest.finding f where f.report_id = r.report_id) as findings
from ingest.report r
left join ingest.document d on d.document_id = r.document_id
left join ingest.extraction e on e.extraction_id = r.extraction_id
left join ingest.unit u on u.unit_id = r.unit_id;
