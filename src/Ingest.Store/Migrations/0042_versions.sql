-- The same report twice: a scan beside its text copy, a version filed again. Reports that agree in unit, project and year are versions
-- of one; analysts see one of them, the others point at it. Kept by triggers, so that it holds whoever writes reports.

create function ingest.fold_project(name text) returns text language sql immutable strict parallel safe
  return (select nullif(case when length(f.folded) > 200 then left(f.folded, 160) || md5(f.folded) else f.folded end, '')
    from (select translate(lower(regexp_replace(normalize(name, nfkc), '[[:space:]]+', '', 'g')), '[]【】〔〕—–‐−、,。;“”‘’"「」『』《》〈〉·', '()()()----') as folded) f);
comment on function ingest.fold_project is '项目名称规范化：去空白、引号、书名号和标点，统一括号、连字符、全角半角和大小写；括号内的内容保留 · The name of a project without spaces, quotes and punctuation, with brackets, dashes, width and case of one kind; what brackets hold stays';

alter table ingest.report
  add column project_key     text generated always as (ingest.fold_project(project_name)) stored,
  add column shown_report_id bigint references ingest.report on delete set null;
comment on column ingest.report.project_key is '规范化后的项目名称；与单位、年度一起识别同一报告的各版本 · The folded name of the project; with unit and year it tells the versions of one report';
comment on column ingest.report.shown_report_id is '另有版本代表本报告时，为该版本的报告编号；否则为空 · The version that stands for this report in the published views; null where it stands for itself';
create index report_version_key on ingest.report (unit_id, fiscal_year, project_key);
create index report_version on ingest.report (shown_report_id) where shown_report_id is not null;
drop index ingest.report_unit; -- The beginning of report_version_key.

alter table ingest.report_event drop constraint report_event_kind_check;
alter table ingest.report_event add constraint report_event_kind_check check (
  kind in ('approved', 'reopened', 'assigned', 'released', 'differences-settled', 'version-shown', 'version-apart', 'version-undone'));
comment on column ingest.report_event.kind is '事件：approved 批准，reopened 重新打开，assigned 分派，released 取消分派，differences-settled 差异已处理，version-shown 选为显示的版本，version-apart 确定不是其他报告的版本，version-undone 撤销该选择 · What happened';

create index report_event_version on ingest.report_event (document_id, report_ordinal, event_id) where kind like 'version-%';

-- What a reviewer said last of a report's place among versions; by document and ordinal, so that it outlives a re-extraction.
create view ingest.version_choice as
select distinct on (e.document_id, e.report_ordinal) e.document_id, e.report_ordinal, e.event_id, substr(e.kind, 9) as choice, e.account, e.at
from ingest.report_event e where e.kind like 'version-%'
order by e.document_id, e.report_ordinal, e.event_id desc;
comment on view ingest.version_choice is '审核人员对版本的选择：shown 显示，apart 单独，undone 已撤销 · What reviewers decided of versions: shown, apart, or undone';

comment on column ingest.version_choice.document_id is '文件编号 · The document';
comment on column ingest.version_choice.report_ordinal is '报告在文件中的序号，从 1 起 · Which report of the document, counted from 1';
comment on column ingest.version_choice.event_id is '事件编号 · The event that said it';
comment on column ingest.version_choice.choice is '选择 · What was said: shown, apart or undone';
comment on column ingest.version_choice.account is '操作人 · Who';
comment on column ingest.version_choice.at is '时间 · When';

-- Which version stands for all: the reviewer's choice; else approved before not approved, text before scan, fewer errors among the
-- findings, the later self-evaluation, the later import. What is left is settled by the content, never by who came first.
create function ingest.link_versions(units bigint[], projects text[], years integer[]) returns void language plpgsql as $body$
begin
  -- Two that save versions of one report at the same time take turns; a large load keeps all others out instead of taking a lock a report.
  if cardinality(units) > 200 then
    perform pg_advisory_xact_lock(1987208563, 0);
  else
    perform pg_advisory_xact_lock_shared(1987208563, 0);
    perform pg_advisory_xact_lock(1987208564, k.key)
    from (select distinct hashtext(concat_ws('|', u, y, p)) as key from unnest(units, projects, years) w (u, p, y) order by 1) k;
  end if;
  with wanted as (
    select distinct u, p, y from unnest(units, projects, years) w (u, p, y) where u is not null and p is not null and y is not null
  ), members as (
    select r.report_id, r.document_id, r.ordinal, w.u, w.p, w.y, count(*) over (partition by w.u, w.p, w.y) as size,
      r.review_state, r.error_findings, r.self_evaluation_date_last
    from wanted w join ingest.report r on r.unit_id = w.u and r.project_key = w.p and r.fiscal_year = w.y
  ), ranked as (
    select m.report_id, nullif(first_value(m.report_id) over (
      partition by m.u, m.p, m.y, c.choice is not distinct from 'apart'
      order by case when c.choice = 'shown' then c.event_id end desc nulls last, m.review_state = 'approved' desc,
        array_position(array['text', 'dump', 'mixed', 'scan'], d.kind), m.error_findings, m.self_evaluation_date_last desc nulls last,
        f.batch_id desc nulls last, d.sha256, m.ordinal), m.report_id) as shown, c.choice
    from members m
    join ingest.document d on d.document_id = m.document_id
    left join lateral (
      select substr(e.kind, 9) as choice, e.event_id from ingest.report_event e
      where e.document_id = m.document_id and e.report_ordinal = m.ordinal and e.kind like 'version-%' order by e.event_id desc limit 1) c on true
    left join lateral (select min(e.batch_id) as batch_id from ingest.extraction e where e.document_id = m.document_id) f on true
    where m.size > 1
    union all
    select m.report_id, null, null from members m where m.size = 1
  )
  update ingest.report r set shown_report_id = case when k.choice = 'apart' then null else k.shown end
  from ranked k
  where r.report_id = k.report_id and r.shown_report_id is distinct from case when k.choice = 'apart' then null else k.shown end;
end
$body$;
comment on function ingest.link_versions is '重新确定这些单位、项目、年度的报告中由哪个版本代表 · Decides anew which version stands for the reports of these units, projects and years';

create function ingest.report_versions() returns trigger language plpgsql as $body$
declare
  units    bigint[];
  projects text[];
  years    integer[];
begin
  if tg_op = 'INSERT' then
    select array_agg(unit_id), array_agg(project_key), array_agg(fiscal_year) into units, projects, years
    from added where unit_id is not null and project_key is not null and fiscal_year is not null;
  elsif tg_op = 'DELETE' then
    select array_agg(unit_id), array_agg(project_key), array_agg(fiscal_year) into units, projects, years
    from gone where unit_id is not null and project_key is not null and fiscal_year is not null;
  else
    with changed as (
      select o.unit_id as old_unit, o.project_key as old_project, o.fiscal_year as old_year, n.unit_id, n.project_key, n.fiscal_year, n.report_id, n.shown_report_id
      from gone o join added n on n.report_id = o.report_id
      where (o.unit_id, o.project_key, o.fiscal_year, o.review_state, o.extraction_id, o.error_findings, o.self_evaluation_date_last)
        is distinct from (n.unit_id, n.project_key, n.fiscal_year, n.review_state, n.extraction_id, n.error_findings, n.self_evaluation_date_last)
    ), keyless as (
      update ingest.report r set shown_report_id = null from changed c
      where r.report_id = c.report_id and c.shown_report_id is not null and (c.unit_id is null or c.project_key is null or c.fiscal_year is null)
    )
    select array_agg(unit_id), array_agg(project_key), array_agg(fiscal_year) into units, projects, years
    from (select unit_id, project_key, fiscal_year from changed union select old_unit, old_project, old_year from changed) k
    where unit_id is not null and project_key is not null and fiscal_year is not null;
  end if;
  if units is not null then
    perform ingest.link_versions(units, projects, years);
  end if;
  return null;
end
$body$;
comment on function ingest.report_versions is '报告变化后重新确定版本 · Links versions anew after reports have changed';

create trigger report_versions_added after insert on ingest.report
  referencing new table as added for each statement when (pg_trigger_depth() = 0) execute function ingest.report_versions();
create trigger report_versions_changed after update on ingest.report
  referencing old table as gone new table as added for each statement when (pg_trigger_depth() = 0) execute function ingest.report_versions();
create trigger report_versions_gone after delete on ingest.report
  referencing old table as gone for each statement when (pg_trigger_depth() = 0) execute function ingest.report_versions();

create function ingest.version_chosen() returns trigger language plpgsql as $body$
begin
  perform ingest.link_versions(array_agg(r.unit_id), array_agg(r.project_key), array_agg(r.fiscal_year))
  from ingest.report r where r.document_id = new.document_id and r.ordinal = new.report_ordinal
  having count(*) > 0;
  return null;
end
$body$;
comment on function ingest.version_chosen is '选择版本后重新确定 · Links versions anew after a reviewer''s choice';

create trigger report_event_versions after insert on ingest.report_event
  for each row when (new.kind like 'version-%') execute function ingest.version_chosen();

create function ingest.choose_version(report bigint, choice text, account text default session_user, at timestamptz default now(), reason text default null)
returns boolean language plpgsql as $body$
begin
  if choice not in ('shown', 'apart', 'undone') then
    raise exception '选择应为 shown、apart 或 undone · choose shown, apart or undone' using errcode = 'invalid_parameter_value';
  end if;
  insert into ingest.report_event (document_id, report_ordinal, kind, account, at, extraction_id, detail)
  select r.document_id, r.ordinal, 'version-' || choose_version.choice, choose_version.account, choose_version.at, r.extraction_id,
    jsonb_strip_nulls(jsonb_build_object('reason', choose_version.reason))
  from ingest.report r
  left join ingest.version_choice c on c.document_id = r.document_id and c.report_ordinal = r.ordinal
  where r.report_id = choose_version.report
    -- Said twice is said once; only what stands can be taken back.
    and (coalesce(c.choice, 'undone') <> choose_version.choice
      or (choose_version.choice = 'shown' and r.shown_report_id is not null));
  return found;
end
$body$;
comment on function ingest.choose_version is '选择显示该版本（shown）、确定其不是其他报告的版本（apart）或撤销选择（undone） · Shows this version (shown), says that it is no version of another (apart), or takes that back (undone)';

select ingest.link_versions(array_agg(unit_id), array_agg(project_key), array_agg(fiscal_year))
from ingest.report where unit_id is not null and project_key is not null and fiscal_year is not null having count(*) > 0;

-- The views show one of each.

create or replace view published.units as
select u.unit_id, u.name,
  (select array_agg(a.alias order by a.alias) from ingest.unit_alias a where a.unit_id = u.unit_id) as aliases,
  (select count(*) from ingest.report r where r.unit_id = u.unit_id and r.shown_report_id is null) as reports
from ingest.unit u;

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
  (select count(*)::int from ingest.finding f where f.report_id = r.report_id) as findings,
  (select count(*)::int + 1 from ingest.report v where v.shown_report_id = r.report_id) as versions
from ingest.report r
left join ingest.document d on d.document_id = r.document_id
left join ingest.extraction e on e.extraction_id = r.extraction_id
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;
comment on view published.reports is '报告：一份项目绩效自评价一行；同一单位、项目、年度的多个版本只显示一个，其余见 versions · Reports: a row for each self-evaluation of a budget project; of several versions (same unit, project and year) one is shown, all are in versions';
comment on column published.reports.versions is '版本数，含本行；1 表示只有一个 · How many versions of it there are, this one included';

create view published.versions as
select coalesce(r.shown_report_id, r.report_id) as shown_report_id, r.report_id, r.shown_report_id is null as is_shown,
  case when c.choice in ('shown', 'apart') then c.choice end as choice,
  r.document_id, d.sha256 as document_sha256, d.kind as document_kind, r.ordinal, r.first_page, r.last_page, r.form, r.review_state,
  r.fiscal_year, r.project_name, r.unit_id, u.name as unit, r.budget, r.executed, r.self_evaluation_date, r.self_evaluation_date_last,
  r.grade, ingest.grade_code(r.grade) as grade_code, r.total_weight, r.total_score, r.error_findings, r.warning_findings, d.first_seen_at, r.published_at
from ingest.report r
join ingest.document d on d.document_id = r.document_id
left join ingest.unit u on u.unit_id = r.unit_id
left join ingest.version_choice c on c.document_id = r.document_id and c.report_ordinal = r.ordinal
where r.shown_report_id is not null or exists (select from ingest.report v where v.shown_report_id = r.report_id);
comment on view published.versions is '同一报告（单位、项目、年度相同）的各个版本，显示的与未显示的都在 · The versions of reports that were filed more than once (same unit, project and year), those shown and those not';
comment on column published.versions.shown_report_id is '代表各版本的报告编号，供分组 · The version that the other views show: group by this';
comment on column published.versions.is_shown is '是否为显示的版本 · Whether it is the one that is shown';
comment on column published.versions.choice is '审核人员的选择：shown 显示；空为按规则 · What a reviewer chose: shown; null where the rule decides';
comment on column published.versions.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';
comment on column published.versions.document_sha256 is '文件内容的 SHA-256 · SHA-256 of the document';
comment on column published.versions.document_kind is '文件类型：text 文本，scan 扫描，mixed 混合，dump 文本转储 · Where its text comes from: text, scan, mixed or dump';
comment on column published.versions.grade_code is '绩效等级代码 · Code of the grade: excellent, good, fair, poor';
comment on column published.versions.first_seen_at is '文件首次发现时间 · When its document was first seen';

do $comments$
declare
  thing record;
begin
  for thing in
    select a.attname as name, col_description('ingest.report'::regclass, b.attnum) as said
    from pg_attribute a join pg_attribute b on b.attrelid = 'ingest.report'::regclass and b.attname = a.attname
    where a.attrelid = 'published.versions'::regclass and a.attnum > 0 and col_description(a.attrelid, a.attnum) is null
  loop
    execute format('comment on column published.versions.%I is %L', thing.name, thing.said);
  end loop;
end
$comments$;

create or replace view published.indicators as
select i.report_id, i.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  i.category, i.category_raw, ingest.category_code(i.category) as category_code, i.category_points, i.category_points_raw,
  i.subcategory, i.subcategory_raw, i.subcategory_points, coalesce(i.class, ingest.class_code(i.subcategory, i.name)) as class_code,
  i.name, i.name_raw, i.explanation, i.explanation_raw,
  i.target, i.target_raw, i.target_operator, i.target_value, i.target_unit, i.target_text,
  i.actual, i.actual_raw, i.actual_operator, i.actual_value, i.actual_unit, i.actual_text,
  i.weight, i.weight_raw, i.score, i.score_raw, i.weight - i.score as lost_points,
  case when i.weight > 0 then round(i.score / i.weight * 100, 2) end as score_rate,
  i.remark, i.remark_raw, i.first_page, i.last_page, i.confidence, i.class_source, i.class_probability,
  coalesce(n.canonical, ingest.fold_indicator(i.name)) as name_key, coalesce(n.name, i.name) as canonical_name
from ingest.indicator i
join ingest.report r on r.report_id = i.report_id
left join ingest.unit u on u.unit_id = r.unit_id
left join ingest.indicator_root n on n.alias = ingest.fold_indicator(i.name)
where r.shown_report_id is null;

create or replace view published.narratives as
select n.report_id, n.key, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  n.text, n.text_raw, length(n.text) as characters, n.first_page, n.last_page, n.confidence
from ingest.narrative n
join ingest.report r on r.report_id = n.report_id
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;

create or replace view published.figures as
select f.report_id, f.key, f.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.start, f.raw, f.kind, f.value, f.lower, f.upper, f.is_approximate, f.measure, f.currency, f.date, f.date_first, f.date_last, f.year, f.phrase
from ingest.figure f
join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;

create or replace view published.funds as
select f.report_id, f.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.line, f.line_code, f.initial_budget, f.initial_budget_raw, f.annual_budget, f.annual_budget_raw, f.executed, f.executed_raw,
  f.weight, f.weight_raw, f.rate, f.rate_raw, f.computed_rate, f.score, f.score_raw, f.first_page, f.last_page, f.confidence
from ingest.fund_line f
join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;

create or replace view published.findings as
select f.finding_id, f.document_id, f.report_id, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.ordinal, f.rule, f.severity, f.path, f.message, f.message_en
from ingest.finding f
left join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;

create or replace view published.corrections as
select c.correction_id, c.document_id, r.report_id, c.report_ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  c.list, c.row_ordinal, c.row_category, c.row_name, c.field, c.before #>> '{}' as before, c.after #>> '{}' as after, c.corrected_at, c.reason
from ingest.correction c
left join ingest.report r on r.document_id = c.document_id and r.ordinal = c.report_ordinal
left join ingest.unit u on u.unit_id = r.unit_id
where r.shown_report_id is null;

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
    join ingest.report shown on shown.report_id = f.report_id and shown.shown_report_id is null
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

create or replace view published.version as select 1 as major, 3 as minor;
