-- Which of the national classes an indicator belongs to, printed by its form or learned from its name.

alter table ingest.indicator
  add column class             text,
  add column class_source      text,
  add column class_probability real;
comment on column ingest.indicator.class is '指标通用分类：quantity 数量，quality 质量，timeliness 时效，cost 成本，economic 经济效益，social 社会效益，ecological 生态效益，sustainability 可持续影响，satisfaction 满意度，execution 预算执行，system 制度，compliance 合规，initiation 立项；无从判断的为空 · Class of the indicator: quantity, quality, timeliness, cost, economic, social, ecological, sustainability, satisfaction, execution, system, compliance, initiation; null where nothing says it';
comment on column ingest.indicator.class_source is '分类来源：printed 表内印有，learned 由模型按名称判断 · Who says the class: printed by the form, or learned by a model from the name';
comment on column ingest.indicator.class_probability is '分类的置信度：印刷标签的识别置信度或模型概率，0 至 1 · How sure the class is: confidence of the printed label, or the model''s probability, 0 to 1';
create index indicator_class on ingest.indicator (class);

insert into ingest.code (kind, code, ordinal, zh, en) values
  ('class', 'system', 12, '制度的健全与执行', 'rules, and whether they are kept'),
  ('class', 'compliance', 13, '资金与程序合规', 'lawful use of funds, lawful procedure'),
  ('class', 'initiation', 14, '立项与目标', 'planning and goals');

-- The class of the record comes first; that of the name's words stands in for records that were read before there was one.
create or replace view published.indicators as
select i.report_id, i.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  i.category, i.category_raw, ingest.category_code(i.category) as category_code, i.category_points, i.category_points_raw,
  i.subcategory, i.subcategory_raw, i.subcategory_points, coalesce(i.class, ingest.class_code(i.subcategory, i.name)) as class_code,
  i.name, i.name_raw, i.explanation, i.explanation_raw,
  i.target, i.target_raw, i.target_operator, i.target_value, i.target_unit, i.target_text,
  i.actual, i.actual_raw, i.actual_operator, i.actual_value, i.actual_unit, i.actual_text,
  i.weight, i.weight_raw, i.score, i.score_raw, i.weight - i.score as lost_points,
  case when i.weight > 0 then round(i.score / i.weight * 100, 2) end as score_rate,
  i.remark, i.remark_raw, i.first_page, i.last_page, i.confidence, i.class_source, i.class_probability
from ingest.indicator i
join ingest.report r on r.report_id = i.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on column published.indicators.class_code is '指标类别代码：表内印有的，或模型按名称判断的（见 class_source）；无从判断的为空 · Class of the indicator: printed, or learned from its name (see class_source); null where nothing says it';
comment on column published.indicators.class_source is '类别来源：printed 表内印有，learned 由模型判断；空为按名称中的词判断 · Who says the class: printed by the form, learned by a model; null for words of the name';
comment on column published.indicators.class_probability is '类别的置信度，0 至 1 · How sure the class is, 0 to 1';
create or replace view published.version as select 1 as major, 1 as minor;
