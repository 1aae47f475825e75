-- Which of the national classes an indicator belongs to, printed by its form or learned from its name.

alter table ingest.indicator
  add column class             text,
  add column class_source      text,
  add column class_probability real;
comment on column ingest.indicator.class is '指标通用分类：quantity 数量，quality 质量，timeliness 时效，cost 成本，economic 经济效益，social 社会效益，ecological 生态效益，sustainability 可持续影响，satisfaction 满意度，budget-execution 预算执行，system 制度，compliance 合规，initiation 立项；无从判断的为空 · Class of the indicator: quantity, quality, timeliness, cost, economic, social, ecological, sustainability, satisfaction, budget-execution, system, compliance, initiation; null where nothing says it';
comment on column ingest.indicator.class_source is '分类来源：printed 表内印有，learned 由模型按名称判断 · Who says the class: printed by the form, or learned by a model from the name';
comment on column ingest.indicator.class_probability is '分类的置信度：印刷标签的识别置信度或模型概率，0 至 1 · How sure the class is: confidence of the printed label, or the model''s probability, 0 to 1';
create index indicator_class on ingest.indicator (class);
