-- What analysts see, and nothing else: the schema "published". Views with canonical codes beside the printed labels;
-- docs/published-schema.md holds the promise that goes with them.

-- One budget and one amount executed for every form: the header's, or the total line of the funds.
alter table ingest.report
  add column budget   numeric,
  add column executed numeric;
comment on column ingest.report.budget is '预算金额（元）：表头的当年预算数，没有时取项目资金总额行的全年预算数 · Budget, yuan: the header''s, or that of the total line of the funds';
comment on column ingest.report.executed is '执行金额（元）：表头的预算执行数，没有时取项目资金总额行的全年执行数 · Amount executed, yuan: the header''s, or that of the total line of the funds';
update ingest.report r set
  budget = coalesce(r.current_year_budget, (select f.annual_budget from ingest.fund_line f where f.report_id = r.report_id and f.line_code = 'total' order by f.ordinal limit 1)),
  executed = coalesce(r.executed_amount, (select f.executed from ingest.fund_line f where f.report_id = r.report_id and f.line_code = 'total' order by f.ordinal limit 1));
update ingest.report set computed_execution_rate = round(executed / budget * 100, 2) where budget <> 0 and computed_execution_rate is null;

-- Units of organisation. A name is folded before it is looked up; an alias points where ingest.merge_units says.

create function ingest.fold_unit(name text) returns text language sql immutable strict parallel safe
  return left(regexp_replace(
    translate(regexp_replace(name, '[[:space:]　]+', '', 'g'), '()[]［］【】－—–：０１２３４５６７８９', '（）（）（）（）---:0123456789'),
    '^(（[0-9]{2,}）|[0-9]{3,}[-_:.]+)', ''), 200);
comment on function ingest.fold_unit is '单位名称规范化：去空白、统一括号、去掉前面的单位代码 · The name of a unit without spaces, with brackets of one kind and without the code in front';

create table ingest.unit (
  unit_id bigint generated always as identity primary key,
  name    text not null unique
);
comment on table ingest.unit is '单位（别名已合并） · A unit of organisation, its aliases folded';
comment on column ingest.unit.unit_id is '单位编号 · Key of the unit';
comment on column ingest.unit.name is '单位名称 · Name of the unit';

create table ingest.unit_alias (
  alias   text primary key,
  unit_id bigint not null references ingest.unit
);
create index unit_alias_unit on ingest.unit_alias (unit_id);
comment on table ingest.unit_alias is '单位的各种写法 · The names under which a unit is printed';
comment on column ingest.unit_alias.alias is '规范化后的写法 · The name as ingest.fold_unit gives it';
comment on column ingest.unit_alias.unit_id is '单位编号 · The unit';

alter table ingest.report add column unit_id bigint references ingest.unit;
comment on column ingest.report.unit_id is '单位编号：依次取预算单位、实施单位、主管部门 · The unit: of the budget unit, else the implementing unit, else the supervising department';

create function ingest.find_unit() returns trigger language plpgsql as $body$
declare
  folded text := nullif(ingest.fold_unit(coalesce(new.budget_unit, new.implementing_unit, new.supervising_department)), '');
begin
  new.unit_id := null;
  if folded is null then
    return new;
  end if;
  select unit_id into new.unit_id from ingest.unit_alias where alias = folded;
  if not found then
    insert into ingest.unit (name) values (folded) on conflict do nothing;
    insert into ingest.unit_alias (alias, unit_id) select folded, unit_id from ingest.unit where name = folded on conflict do nothing;
    select unit_id into new.unit_id from ingest.unit_alias where alias = folded;
  end if;
  return new;
end
$body$;
comment on function ingest.find_unit is '为报告确定单位 · Finds, or makes, the unit of a report';

create trigger report_unit before insert or update of budget_unit, implementing_unit, supervising_department on ingest.report
  for each row execute function ingest.find_unit();
update ingest.report set budget_unit = budget_unit;

create function ingest.merge_units(alias text, name text) returns bigint language plpgsql as $body$
declare
  source bigint;
  target bigint;
  moved  bigint;
begin
  select unit_id into source from ingest.unit_alias a where a.alias = ingest.fold_unit(merge_units.alias);
  select unit_id into target from ingest.unit_alias a where a.alias = ingest.fold_unit(merge_units.name);
  if source is null or target is null then
    raise exception '没有该单位 · no such unit: %', case when source is null then merge_units.alias else merge_units.name end;
  end if;
  if source = target then
    return 0;
  end if;
  update ingest.unit_alias a set unit_id = target where a.unit_id = source;
  update ingest.report r set unit_id = target where r.unit_id = source;
  get diagnostics moved = row_count;
  delete from ingest.unit u where u.unit_id = source;
  return moved;
end
$body$;
comment on function ingest.merge_units is '将一个单位名称并入另一个，返回移动的报告数 · Makes one unit''s name an alias of another; returns how many reports moved';

-- Codes. Printed labels differ from form to form; these functions say which of a few things each means.

create table ingest.code (
  kind    text not null,
  code    text not null,
  ordinal integer not null,
  zh      text not null,
  en      text not null,
  primary key (kind, code)
);
comment on table ingest.code is '代码及其含义 · The codes and what they mean';
comment on column ingest.code.kind is '代码种类 · Which list: grade, category, class, narrative, fund';
comment on column ingest.code.code is '代码 · The code';
comment on column ingest.code.ordinal is '顺序 · Order within the list';
comment on column ingest.code.zh is '中文含义 · Meaning, in Chinese';
comment on column ingest.code.en is '英文含义 · Meaning, in English';
insert into ingest.code (kind, code, ordinal, zh, en) values
  ('grade', 'excellent', 1, '优秀、优', 'excellent'),
  ('grade', 'good', 2, '良好、良', 'good'),
  ('grade', 'fair', 3, '合格、中、一般', 'fair: it passes'),
  ('grade', 'poor', 4, '不合格、差', 'poor: it fails'),
  ('category', 'input', 1, '决策、投入与管理', 'decision, input and management'),
  ('category', 'process', 2, '过程、管理', 'process'),
  ('category', 'execution', 3, '预算执行', 'execution of the budget'),
  ('category', 'output', 4, '产出', 'output'),
  ('category', 'cost', 5, '成本', 'cost'),
  ('category', 'effect', 6, '效果、效益', 'effect, benefit'),
  ('category', 'impact', 7, '影响力、可持续影响', 'influence, lasting impact'),
  ('category', 'satisfaction', 8, '满意度', 'satisfaction'),
  ('class', 'management', 1, '制度、立项与资金的规范性', 'rules, planning and lawful use of funds'),
  ('class', 'execution', 2, '预算执行', 'execution of the budget'),
  ('class', 'quantity', 3, '数量', 'quantity'),
  ('class', 'quality', 4, '质量', 'quality'),
  ('class', 'timeliness', 5, '时效', 'timeliness'),
  ('class', 'cost', 6, '成本', 'cost'),
  ('class', 'economic', 7, '经济效益', 'economic benefit'),
  ('class', 'social', 8, '社会效益', 'social benefit'),
  ('class', 'ecological', 9, '生态效益', 'ecological benefit'),
  ('class', 'sustainability', 10, '可持续影响', 'lasting influence'),
  ('class', 'satisfaction', 11, '满意度', 'satisfaction'),
  ('narrative', 'annualGoal', 1, '年度总目标', 'goal of the year'),
  ('narrative', 'expectedGoal', 2, '预期目标', 'expected goal'),
  ('narrative', 'adjustedGoal', 3, '调整后的目标', 'adjusted goal'),
  ('narrative', 'actualCompletion', 4, '实际完成情况', 'what was completed'),
  ('narrative', 'keyAchievements', 5, '主要绩效', 'key achievements'),
  ('narrative', 'mainProblems', 6, '主要问题', 'main problems'),
  ('narrative', 'deviationAnalysis', 7, '偏差原因分析', 'reasons for deviations'),
  ('narrative', 'improvementMeasures', 8, '改进措施', 'measures of improvement'),
  ('fund', 'total', 1, '资金总额', 'total'),
  ('fund', 'fiscal', 2, '财政拨款', 'fiscal appropriation'),
  ('fund', 'carryover', 3, '上年结转', 'carried over'),
  ('fund', 'special', 4, '财政专户管理资金', 'special fiscal account'),
  ('fund', 'unit', 5, '单位资金', 'the unit''s own funds'),
  ('fund', 'other', 6, '其他资金', 'other funds'),
  ('fund', 'basic', 7, '基本支出', 'basic expenditure'),
  ('fund', 'project', 8, '项目支出', 'project expenditure');

create function ingest.grade_code(grade text) returns text language sql immutable parallel safe
  return case
    when grade like '优%' or grade = 'A' then 'excellent'
    when grade like '良%' or grade = 'B' then 'good'
    when grade like '%不合格%' or grade like '%不及格%' or grade like '%不达标%' or grade like '差%' or grade like '较差%' or grade = 'D' then 'poor'
    when grade like '合格%' or grade like '中%' or grade like '一般%' or grade like '及格%' or grade like '达标%' or grade = 'C' then 'fair' end;
comment on function ingest.grade_code is '绩效等级的代码 · The code of a printed grade';

create function ingest.category_code(category text) returns text language sql immutable parallel safe
  return case
    when category like '%满意%' then 'satisfaction'
    when category like '%预算执行%' or category like '%资金执行%' or category like '%执行率%' then 'execution'
    when category like '%影响%' then 'impact'
    when category like '%产出%' then 'output'
    when category like '%成本%' then 'cost'
    when category like '%效益%' or category like '%效果%' or category like '%成效%' then 'effect'
    when category like '%投入%' or category like '%决策%' or category like '%立项%' then 'input'
    when category like '%过程%' or category like '%管理%' then 'process' end;
comment on function ingest.category_code is '一级指标的代码 · The code of a printed category';

-- A printed second level says the class; where there is none, the name of the indicator often does.
create function ingest.class_code(subcategory text, name text) returns text language sql immutable parallel safe
  return case
    when subcategory like '%满意%' then 'satisfaction'
    when subcategory like '%数量%' then 'quantity'
    when subcategory like '%质量%' then 'quality'
    when subcategory like '%时效%' or subcategory like '%进度%' or subcategory like '%及时%' then 'timeliness'
    when subcategory like '%成本%' then 'cost'
    when subcategory like '%可持续%' then 'sustainability'
    when subcategory like '%经济%' then 'economic'
    when subcategory like '%社会%' then 'social'
    when subcategory like '%生态%' or subcategory like '%环境%' then 'ecological'
    when name like '%满意%' then 'satisfaction'
    when name like '%预算执行%' or name like '%资金执行率%' then 'execution'
    when name like '%成本%' or name like '%节约率%' then 'cost'
    when name like '%及时%' or name like '%时效%' or name like '%按时%' or name like '%按期%' or name like '%时限%' then 'timeliness'
    when name like '%合规%' or name like '%规范性%' or name like '%健全%' or name like '%制度%' or name like '%合理性%' or name like '%立项%' or name like '%依据%' then 'management'
    when name like '%可持续%' or name like '%长效%' then 'sustainability'
    when name like '%合格%' or name like '%优良%' or name like '%准确%' or name like '%质量%' or name like '%通过率%' or name like '%达标%' then 'quality'
    when name like '%数量%' or name like '%次数%' or name like '%人数%' or name like '%场次%' or name like '%完成率%' or name like '%完成数%' then 'quantity' end;
comment on function ingest.class_code is '指标类别的代码，依二级指标，没有时依指标名称 · The class of an indicator, by its second level or else by its name';

create index report_unit on ingest.report (unit_id, fiscal_year);
create index report_grade on ingest.report (ingest.grade_code(grade), fiscal_year);
create index report_published on ingest.report (published_at);
create index report_overspent on ingest.report (unit_id) where executed > budget;
create index indicator_name on ingest.indicator using hash (name);
create index finding_severity on ingest.finding (severity, rule);
create index extraction_batch on ingest.extraction (batch_id);

create schema published;
comment on schema published is '供分析使用的视图，承诺见 docs/published-schema.md · The views for analysts; docs/published-schema.md holds the promise';

create view published.version as select 1 as major, 0 as minor;
comment on view published.version is '本模式的版本：major 变更表示有不兼容的改动 · The version of this schema; a new major number means that something was renamed or taken away';
comment on column published.version.major is '主版本 · Major number';
comment on column published.version.minor is '次版本 · Minor number: something was added';

create view published.codes as select kind, code, ordinal, zh, en from ingest.code;
comment on view published.codes is '各 …_code 列的取值及含义 · The values of the columns …_code and what they mean';

create view published.units as
select u.unit_id, u.name,
  (select array_agg(a.alias order by a.alias) from ingest.unit_alias a where a.unit_id = u.unit_id) as aliases,
  (select count(*) from ingest.report r where r.unit_id = u.unit_id) as reports
from ingest.unit u;
comment on view published.units is '单位 · Units of organisation';
comment on column published.units.aliases is '出现过的各种写法 · The names under which it is printed';
comment on column published.units.reports is '报告数 · How many reports it has';

create view published.reports as
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
join ingest.document d on d.document_id = r.document_id
join ingest.extraction e on e.extraction_id = r.extraction_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.reports is '报告：一份项目绩效自评价一行 · Reports: a row for each self-evaluation of a budget project';
comment on column published.reports.document_sha256 is '文件内容的 SHA-256 · SHA-256 of the document';
comment on column published.reports.document_kind is '文件类型：text 文本，scan 扫描，mixed 混合，dump 文本转储 · Where its text comes from: text, scan, mixed or dump';
comment on column published.reports.batch_id is '导入批次 · The batch that read it';
comment on column published.reports.program_version is '提取所用的程序版本 · The version of the program that read it';
comment on column published.reports.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';
comment on column published.reports.grade_code is '绩效等级代码 · Code of the grade: excellent, good, fair, poor';
comment on column published.reports.indicators is '指标数 · How many indicators it has';
comment on column published.reports.findings is '疑点数 · How many findings it has';

create view published.indicators as
select i.report_id, i.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  i.category, i.category_raw, ingest.category_code(i.category) as category_code, i.category_points, i.category_points_raw,
  i.subcategory, i.subcategory_raw, i.subcategory_points, ingest.class_code(i.subcategory, i.name) as class_code,
  i.name, i.name_raw, i.explanation, i.explanation_raw,
  i.target, i.target_raw, i.target_operator, i.target_value, i.target_unit, i.target_text,
  i.actual, i.actual_raw, i.actual_operator, i.actual_value, i.actual_unit, i.actual_text,
  i.weight, i.weight_raw, i.score, i.score_raw, i.weight - i.score as lost_points,
  case when i.weight > 0 then round(i.score / i.weight * 100, 2) end as score_rate,
  i.remark, i.remark_raw, i.first_page, i.last_page, i.confidence
from ingest.indicator i
join ingest.report r on r.report_id = i.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.indicators is '绩效指标：评分表的一行 · Indicators: a row of a scorecard';
comment on column published.indicators.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';
comment on column published.indicators.category_code is '一级指标代码 · Code of the category';
comment on column published.indicators.class_code is '指标类别代码，依二级指标，没有时依指标名称；无法判断为空 · Class of the indicator, by its second level or else its name; null where neither says';
comment on column published.indicators.lost_points is '失分：权重减得分 · Points lost: weight less score';
comment on column published.indicators.score_rate is '得分率（%），两位小数 · Score by weight, percent, two decimals';

create view published.narratives as
select n.report_id, n.key, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  n.text, n.text_raw, length(n.text) as characters, n.first_page, n.last_page, n.confidence
from ingest.narrative n
join ingest.report r on r.report_id = n.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.narratives is '叙述：主要绩效、主要问题、改进措施等 · Narratives: achievements, problems, measures and so on';
comment on column published.narratives.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';
comment on column published.narratives.characters is '字数 · Length in characters';

create view published.funds as
select f.report_id, f.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.line, f.line_code, f.initial_budget, f.initial_budget_raw, f.annual_budget, f.annual_budget_raw, f.executed, f.executed_raw,
  f.weight, f.weight_raw, f.rate, f.rate_raw, f.computed_rate, f.score, f.score_raw, f.first_page, f.last_page, f.confidence
from ingest.fund_line f
join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.funds is '项目资金的一行（全国表式） · Lines of a project''s funds (national forms)';
comment on column published.funds.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';

create view published.findings as
select f.finding_id, f.document_id, f.report_id, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.ordinal, f.rule, f.severity, f.path, f.message, f.message_en
from ingest.finding f
left join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.findings is '疑点 · Findings: doubts about content';
comment on column published.findings.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';

-- Who corrected is not said, and values are texts: the JSON of the record stays inside.
create view published.corrections as
select c.correction_id, c.document_id, r.report_id, c.report_ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  c.list, c.row_ordinal, c.row_category, c.row_name, c.field, c.before #>> '{}' as before, c.after #>> '{}' as after, c.corrected_at, c.reason
from ingest.correction c
left join ingest.report r on r.document_id = c.document_id and r.ordinal = c.report_ordinal
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.corrections is '审核更正 · Corrections by reviewers';
comment on column published.corrections.report_id is '报告编号 · The report';
comment on column published.corrections.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';

-- A column of a view says what the column of that name in its table says.
do $comments$
declare
  thing record;
begin
  for thing in
    select v.relname as view, a.attname as name, col_description(t.oid, b.attnum) as said
    from pg_class v
    join pg_attribute a on a.attrelid = v.oid and a.attnum > 0
    join (values ('reports', 'report', 1), ('indicators', 'indicator', 1), ('narratives', 'narrative', 1), ('funds', 'fund_line', 1),
      ('findings', 'finding', 1), ('corrections', 'correction', 1), ('codes', 'code', 1), ('units', 'unit', 1),
      ('indicators', 'report', 2), ('narratives', 'report', 2), ('funds', 'report', 2), ('findings', 'report', 2), ('corrections', 'report', 2))
      as source (view, base, turn) on source.view = v.relname
    join pg_class t on t.relnamespace = 'ingest'::regnamespace and t.relname = source.base
    join pg_attribute b on b.attrelid = t.oid and b.attname = a.attname and b.attnum > 0
    where v.relnamespace = 'published'::regnamespace and v.relkind = 'v' and col_description(v.oid, a.attnum) is null
    order by source.turn desc
  loop
    execute format('comment on column published.%I.%I is %L', thing.view, thing.name, thing.said);
  end loop;
end
$comments$;
