-- Words that very many rows hold: reading all their places out of an index was most of a search's time. Of such words the
-- newest rows are looked through until there are enough; the server's statistics tell which they are. No parallel workers:
-- starting them costs more than the search.

create type ingest.hit as (kind text, report_id bigint, key text, ordinal integer, said text, weight real);
comment on type ingest.hit is '检索命中的一条文字 · A text that holds all that is looked for';
comment on column ingest.hit.kind is '文字类别：report、indicator、narrative、finding · What kind of text: report, indicator, narrative or finding';
comment on column ingest.hit.report_id is '所属报告；文件级疑点无报告 · Its report; none for what is doubtful about a file';
comment on column ingest.hit.key is '字段、叙述或疑点路径 · The field, the narrative, or what a finding speaks of';
comment on column ingest.hit.ordinal is '指标或疑点的序号 · Number of an indicator or a finding';
comment on column ingest.hit.said is '文字 · The text';
comment on column ingest.hit.weight is '该类文字的排序权重 · What a hit in texts of this kind counts in ranking';

create function ingest.commonness(of_index text, wanted text[]) returns real language sql stable as
  $$ select coalesce(min(coalesce(s.share, 0)), 0) from unnest(wanted) as w (pair) left join (
       select e.pair, e.share from pg_catalog.pg_stats t,
         unnest(t.most_common_elems::text::text[], t.most_common_elem_freqs[1:cardinality(t.most_common_elems::text::text[])]) as e (pair, share)
       where t.schemaname = 'ingest' and t.tablename = of_index) s on s.pair = w.pair $$;
comment on function ingest.commonness is '所有字对都出现的行至多占多少（按统计信息） · At most this share of the rows holds all the pairs, as the server''s statistics say';

create function ingest.hits(of_kind text, words text[], wanted text[], years integer[], of_unit text, enough integer)
returns setof ingest.hit language plpgsql stable as $body$
declare
  source record;
  question text;
  patterns text[] := array(select '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%' from unnest(words) w);
  share real;
  found integer := 0;
begin
  -- Common from: the share above which looking through the newest rows costs less than the index.
  select s.* into strict source from (values
    ('report', 'report', 't.project_name', $$'projectName'$$, 'null::integer', 4.0, 0.1),
    ('indicator', 'indicator', 't.name', 'null', 't.ordinal', 3.0, 0.02),
    ('narrative', 'narrative', 't.text', 't.key', 'null::integer', 2.0, 0.2),
    ('finding', 'finding', $$t.message || ' ' || t.message_en$$, 't.path', 't.ordinal', 1.0, 0.1)
  ) as s (kind, relation, said, key, ordinal, weight, common_from) where s.kind = of_kind;
  question := format(
    'select %L::text, t.report_id, %s, %s, %s, %s::real from %%s t where %%s and ingest.fold(%s) like all ($2)%s limit $5',
    of_kind, source.key, source.ordinal, source.said, source.weight, source.said,
    case when years is null and of_unit is null then '' else
      ' and exists (select from ingest.report r where r.report_id = t.report_id and ($3 is null or r.fiscal_year = any($3))
        and ($4 is null or r.unit_id = (select u.unit_id from ingest.unit u where u.name = $4)))' end);
  share := ingest.commonness(source.relation || '_bigrams', wanted);
  if share >= source.common_from then
    -- Three times as many rows as should do: the pairs need not fall together.
    return query execute format(question,
      format('(select * from ingest.%I order by report_id desc limit %s)', source.relation, ceil(3 * enough / share)), 'true')
      using wanted, patterns, years, of_unit, enough;
    get diagnostics found = row_count;
  end if;
  if found < enough then
    return query execute format(question, format('ingest.%I', source.relation), format('ingest.bigrams(%s) @> $1', source.said))
      -- A word of two characters is a pair: the index has said all of it.
      using wanted, array(select p from unnest(patterns, words) as t (p, w) where length(w) > 2), years, of_unit, enough;
  end if;
end
$body$;
comment on function ingest.hits is '一类文字中的命中；极常见的词先查最新的行 · The hits among texts of one kind; of a very common word the newest rows are looked at first';

-- Definer, because the indexes lie on tables that an analyst does not see; it shows nothing that the views do not.
-- Without the ban on sequential scans a common word would be looked for in whole tables until enough is found.
create or replace function published.search(
  terms text, kinds text[] default null, most integer default 50, years integer[] default null, of_unit text default null,
  opening text default '【', closing text default '】')
returns table (kind text, report_id bigint, key text, ordinal integer, fiscal_year integer, unit text, project_name text, rank real, snippet text)
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp set enable_seqscan = off set max_parallel_workers_per_gather = 0 as $body$
#variable_conflict use_column
declare
  words    text[] := array(select distinct ingest.fold(w) from regexp_split_to_table(btrim(terms, E' \t\n\u3000'), '[\s\u3000]+') w where w <> '');
  wanted   text[] := array(select distinct g from unnest(words) w, unnest(ingest.bigrams(w)) g);
begin
  if cardinality(words) = 0 or exists (select from unnest(words) w where length(w) < 2) then
    raise exception '检索词至少两个字 · a search term has at least two characters' using errcode = 'invalid_parameter_value';
  end if;
  return query
  with found as (
    select distinct h.* from unnest(array['report', 'indicator', 'narrative', 'finding']) as of (kind)
    cross join lateral ingest.hits(of.kind, words, wanted, years, of_unit, 200) h
    where kinds is null or of.kind = any(kinds)
  ), ranked as (
    select f.*, (f.weight * (1 + ln(greatest(1, s.hits))) / (1 + ln(1 + length(f.said) / 200.0)))::real as rank
    from found f
    left join ingest.report shown on shown.report_id = f.report_id
    cross join lateral (select lower(f.said) as folded) t
    cross join lateral (select sum((length(t.folded) - length(replace(t.folded, w, ''))) / length(w)) as hits from unnest(words) w) s
    where shown.shown_report_id is null
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
comment on function published.search is '全文检索项目名称、指标名称、叙述和疑点；各词须同时出现，按相关度排序，命中处加标记；某词命中极多时只在每类 200 条中排序，极常见的词取最新的 · Full text over project names, indicators, narratives and findings: all terms must occur, the best first, hits marked; of a common word 200 hits of each kind are ranked, of a very common one the newest';
