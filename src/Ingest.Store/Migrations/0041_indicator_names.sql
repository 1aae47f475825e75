-- One name for indicators that mean the same. Spellings fold by themselves; what is worded otherwise is folded by a reviewer, who is
-- shown what resembles what, and can take it back. What is printed stays.

create function ingest.fold_indicator(name text) returns text language sql immutable strict parallel safe
  return coalesce(nullif(regexp_replace(
    translate(regexp_replace(regexp_replace(name, '[[:space:]　]+', '', 'g'), '[（(【\[][^（）()【】\[\]]*[）)】\]]', '', 'g'), '０１２３４５６７８９％', '0123456789%'),
    '[的之和及与、，,。“”"《》·]', '', 'g'), ''), name);
comment on function ingest.fold_indicator is '指标名称规范化：去空白、括号内容、虚词和标点 · The name of an indicator without spaces, brackets, particles and punctuation';

create function ingest.name_grams(folded text) returns text[] language sql immutable strict parallel safe
  return (select array_agg(distinct substr(folded, i, 2)) from generate_series(1, greatest(length(folded) - 1, 1)) i);
comment on function ingest.name_grams is '名称中相邻的两个字 · The pairs of neighbouring characters of a name';

-- Half Dice's coefficient, half the share of the shorter name; names that differ in their figures or in a denial never resemble each other.
create function ingest.name_similarity(a text, b text) returns real language sql immutable strict parallel safe
  return case
    when regexp_replace(a, '[^0-9]', '', 'g') <> regexp_replace(b, '[^0-9]', '', 'g') then 0
    when regexp_replace(a, '[^不未无非]', '', 'g') <> regexp_replace(b, '[^不未无非]', '', 'g') then 0
    else (select round((c::numeric * 2 / (n + m) + c::numeric / least(n, m)) / 2, 3)
      from (select cardinality(x) as n, cardinality(y) as m, (select count(*) from unnest(x) g where g = any (y)) as c
        from (select ingest.name_grams(ingest.fold_indicator(a)) as x, ingest.name_grams(ingest.fold_indicator(b)) as y) grams) counted) end;
comment on function ingest.name_similarity is '两个指标名称的相似度，0 至 1 · How much two names of indicators resemble each other, 0 to 1';

create table ingest.indicator_alias (
  alias      text primary key,
  canonical  text not null,
  name       text not null,
  similarity real not null,
  decided_by text not null default session_user,
  decided_at timestamptz not null default now()
);
comment on table ingest.indicator_alias is '并入其他名称的指标名称；alias 等于 canonical 表示确定不合并 · Names of indicators that are folded into another; one that is its own stays apart';
comment on column ingest.indicator_alias.alias is '规范化后的名称 · The name as ingest.fold_indicator gives it';
comment on column ingest.indicator_alias.canonical is '并入的名称，规范化后 · The folded name that it means';
comment on column ingest.indicator_alias.name is '并入的名称 · That name as printed';
comment on column ingest.indicator_alias.similarity is '相似度，0 至 1 · How much the two resemble each other, 0 to 1';
comment on column ingest.indicator_alias.decided_by is '决定人 · Who decided';
comment on column ingest.indicator_alias.decided_at is '决定时间 · When';

-- An alias may lead to a name that is itself folded into another: the last one counts, and taking one step back undoes that step alone.
create view ingest.indicator_root as
with recursive way as (
  select alias, canonical, name, similarity, 1 as step from ingest.indicator_alias
  union all
  select way.alias, next.canonical, next.name, least(way.similarity, next.similarity), way.step + 1
  from way join ingest.indicator_alias next on next.alias = way.canonical and next.canonical <> next.alias
  where way.canonical <> way.alias and way.step < 20
)
select distinct on (alias) alias, canonical, name, similarity from way order by alias, step desc;
comment on view ingest.indicator_root is '每个别名最终所指的名称 · The name that each alias means in the end';
comment on column ingest.indicator_root.alias is '规范化后的名称 · The name as ingest.fold_indicator gives it';
comment on column ingest.indicator_root.canonical is '最终名称，规范化后 · The name that it means, folded';
comment on column ingest.indicator_root.name is '最终名称 · That name as printed';
comment on column ingest.indicator_root.similarity is '各步相似度的最小值 · The least similarity of the steps';

create function ingest.merge_indicators(alias text, name text) returns bigint language plpgsql as $body$
declare
  source text := ingest.fold_indicator(merge_indicators.alias);
  target text := ingest.fold_indicator(merge_indicators.name);
begin
  if source = target then
    return 0;
  end if;
  if exists (select from ingest.indicator_root r where r.alias = target and r.canonical = source) then
    raise exception '% 已并入 % · the one is folded into the other already', merge_indicators.name, merge_indicators.alias;
  end if;
  insert into ingest.indicator_alias as a (alias, canonical, name, similarity)
  values (source, target, merge_indicators.name, ingest.name_similarity(merge_indicators.alias, merge_indicators.name))
  on conflict on constraint indicator_alias_pkey do update
    set canonical = excluded.canonical, name = excluded.name, similarity = excluded.similarity, decided_by = session_user, decided_at = now();
  return (select count(*) from ingest.indicator i where ingest.fold_indicator(i.name) = source);
end
$body$;
comment on function ingest.merge_indicators is '将一个指标名称并入另一个，返回涉及的行数 · Folds one name of indicators into another; returns how many rows bear it';

create function ingest.part_indicator(alias text) returns boolean language plpgsql as $body$
begin
  insert into ingest.indicator_alias as a (alias, canonical, name, similarity)
  values (ingest.fold_indicator(part_indicator.alias), ingest.fold_indicator(part_indicator.alias), part_indicator.alias, 1)
  on conflict on constraint indicator_alias_pkey do update
    set canonical = excluded.canonical, name = excluded.name, similarity = 1, decided_by = session_user, decided_at = now();
  return true;
end
$body$;
comment on function ingest.part_indicator is '撤销合并，并不再建议合并 · Takes a fold back, and proposes none any more';

-- Names that share most of their pairs of characters, the rarer one for the more frequent; of one class where both have one.
create function ingest.similar_indicators(least_similarity real default 0.8)
returns table (alias text, name text, similarity real, alias_rows bigint, name_rows bigint) language sql stable as $body$
  with names as materialized (
    select ingest.fold_indicator(i.name) as folded, mode() within group (order by i.name) as name, count(*) as n,
      mode() within group (order by i.class) as class
    from ingest.indicator i where length(i.name) > 2 group by 1
  ), free as materialized (
    select names.*, ingest.name_grams(folded) as grams from names
    where not exists (select from ingest.indicator_alias a where a.alias = names.folded)
  ), grams as materialized (
    select folded, g from free, unnest(grams) g
  ), pairs as (
    select a.folded as one, b.folded as other, count(*) as common from grams a join grams b on b.g = a.g and b.folded > a.folded group by 1, 2
  ), scored as (
    select case when x.n < y.n then x.name else y.name end as alias, case when x.n < y.n then y.name else x.name end as name,
      least(x.n, y.n) as alias_rows, greatest(x.n, y.n) as name_rows
    from pairs p join free x on x.folded = p.one join free y on y.folded = p.other
    where (p.common * 2.0 / (cardinality(x.grams) + cardinality(y.grams)) + p.common::numeric / least(cardinality(x.grams), cardinality(y.grams))) / 2 >= least_similarity
      and (x.class is null or y.class is null or x.class = y.class)
  )
  select s.alias, s.name, ingest.name_similarity(s.alias, s.name), s.alias_rows, s.name_rows from scored s
  where ingest.name_similarity(s.alias, s.name) >= least_similarity order by 3 desc, 1
$body$;
comment on function ingest.similar_indicators is '可能同义的指标名称及相似度，供审核 · Names of indicators that may mean the same, with their similarity, for a reviewer';

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
left join ingest.indicator_root n on n.alias = ingest.fold_indicator(i.name);
comment on column published.indicators.name_key is '同义指标的共同键，供分组 · The same for all names that mean the same: group by this';
comment on column published.indicators.canonical_name is '同义指标的统一名称；未合并的为印刷名称 · The name that stands for all that mean the same; as printed where none was folded';

create view published.indicator_names as
select i.name_key, mode() within group (order by i.canonical_name) as name, array_agg(distinct i.name order by i.name) as names,
  min(n.similarity) as similarity, count(*) as rows, count(distinct i.report_id) as reports, mode() within group (order by i.class_code) as class_code
from published.indicators i
left join ingest.indicator_root n on n.alias = ingest.fold_indicator(i.name)
where i.name is not null
group by i.name_key;
comment on view published.indicator_names is '指标目录：同义名称合为一行 · The catalogue of indicators: names that mean the same are one row';
comment on column published.indicator_names.name_key is '分组键 · What their rows are grouped by';
comment on column published.indicator_names.name is '统一名称 · The name that stands for all';
comment on column published.indicator_names.names is '各种印刷写法 · The names as printed';
comment on column published.indicator_names.similarity is '合并名称间相似度的最小值；仅写法不同的为空 · The least similarity of the names that were folded; null where they differ in spelling alone';
comment on column published.indicator_names.rows is '行数 · How many rows bear it';
comment on column published.indicator_names.reports is '报告数 · How many reports have it';
comment on column published.indicator_names.class_code is '类别代码 · Its class';
create or replace view published.version as select 1 as major, 2 as minor;
