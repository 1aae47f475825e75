-- The national forms: targets and results taken apart, points of the second level, and the lines of funds.

alter table ingest.indicator
  add column subcategory_points numeric,
  add column target_operator text,
  add column target_value    numeric,
  add column target_unit     text,
  add column target_text     text,
  add column actual_operator text,
  add column actual_value    numeric,
  add column actual_unit     text,
  add column actual_text     text;
comment on column ingest.indicator.subcategory_points is '二级指标分值 · Points declared for the second-level category';
comment on column ingest.indicator.target_operator is '年度指标值的符号：≥ ≤ > < = ≠ · Operator of the target: ≥ ≤ > < = ≠';
comment on column ingest.indicator.target_value is '年度指标值的数值 · Number of the target';
comment on column ingest.indicator.target_unit is '年度指标值的单位，原文 · Unit of the target, as printed';
comment on column ingest.indicator.target_text is '年度指标值，非数值时的文字 · The target where it is no number: a text';
comment on column ingest.indicator.actual_operator is '实际完成值的符号 · Operator of the actual value';
comment on column ingest.indicator.actual_value is '实际完成值的数值 · Number of the actual value';
comment on column ingest.indicator.actual_unit is '实际完成值的单位，原文 · Unit of the actual value, as printed';
comment on column ingest.indicator.actual_text is '实际完成值，非数值时的文字 · The actual value where it is no number: a text';

create index fund_line_code on ingest.fund_line (line_code);
comment on column ingest.fund_line.line_code is '资金项代码：total 总额，fiscal 财政拨款，carryover 上年结转，special 财政专户管理资金，unit 单位资金，other 其他，basic 基本支出，project 项目支出；表式未列出的为空 · Canonical code of the line: total, fiscal, carryover, special, unit, other, basic, project; null for a line that the form''s pack does not know';
comment on column ingest.report.computed_weight_total is '计算的权重合计，只计可读的行，含预算执行分值 · Sum of the weights that could be read, those of the budget''s execution included, as computed';
comment on column ingest.report.computed_score_total is '计算的得分合计，只计可读的行，含预算执行得分 · Sum of the scores that could be read, that of the budget''s execution included, as computed';
