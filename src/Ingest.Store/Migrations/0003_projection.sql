-- The published projection: one chosen extraction, typed. Analysts read these tables.
-- Beside each value stands what the page prints (…_raw); what we reckon ourselves is called computed_….

create table ingest.report (
  report_id                    bigint generated always as identity primary key,
  document_id                  bigint not null references ingest.document,
  extraction_id                bigint not null references ingest.extraction,
  waiting_extraction_id        bigint references ingest.extraction,
  ordinal                      integer not null,
  first_page                   integer not null,
  last_page                    integer not null,
  form                         text not null,
  review_state                 text not null default 'published' check (review_state in ('published', 'approved')),
  published_at                 timestamptz not null,
  fiscal_year                  integer,
  fiscal_year_raw              text,
  project_name                 text,
  project_name_raw             text,
  budget_unit                  text,
  budget_unit_raw              text,
  implementing_departments     text[],
  implementing_departments_raw text,
  supervising_department       text,
  supervising_department_raw   text,
  implementing_unit            text,
  implementing_unit_raw        text,
  is_recurring                 boolean,
  is_recurring_raw             text,
  current_year_budget          numeric,
  current_year_budget_raw      text,
  previous_year_budget         numeric,
  previous_year_budget_raw     text,
  executed_amount              numeric,
  executed_amount_raw          text,
  execution_rate               numeric,
  execution_rate_raw           text,
  computed_execution_rate      numeric,
  self_evaluation_date         text,
  self_evaluation_date_first   date,
  self_evaluation_date_last    date,
  self_evaluation_date_raw     text,
  grade                        text,
  grade_raw                    text,
  total_weight                 numeric,
  total_weight_raw             text,
  computed_weight_total        numeric,
  total_score                  numeric,
  total_score_raw              text,
  computed_score_total         numeric,
  unique (document_id, ordinal)
);
create index report_fiscal_year on ingest.report (fiscal_year);
create index report_extraction on ingest.report (extraction_id);
create index report_waiting on ingest.report (waiting_extraction_id) where waiting_extraction_id is not null;
-- Trigrams and hashes hold texts of any length; a btree would refuse a document whose unit was misread as a page of text.
create index report_project_name on ingest.report using gin (project_name gin_trgm_ops);
create index report_budget_unit on ingest.report using hash (budget_unit);
comment on table ingest.report is '报告：一份项目绩效自评价 · A report: the self-evaluation of one budget project';
comment on column ingest.report.report_id is '报告编号，重新提取后不变 · Key; a re-extraction keeps it';
comment on column ingest.report.document_id is '文件编号 · The document';
comment on column ingest.report.extraction_id is '所发布的提取结果 · The extraction that is published';
comment on column ingest.report.waiting_extraction_id is '报告批准后等待审核的新提取结果 · A newer extraction that waits for QA because the report is approved; else null';
comment on column ingest.report.ordinal is '报告在文件中的序号，从 1 起 · Which report of the document, counted from 1';
comment on column ingest.report.first_page is '首页，从 1 起 · First page, counted from 1';
comment on column ingest.report.last_page is '末页 · Last page';
comment on column ingest.report.form is '表单种类 · The form: shanghai-project, national-project …';
comment on column ingest.report.review_state is '审核状态：published 已发布，approved 已批准（不再被覆盖） · Review state: published, or approved and never overwritten by a re-extraction';
comment on column ingest.report.published_at is '发布时间 · When this state of it was published';
comment on column ingest.report.fiscal_year is '年度 · Fiscal year';
comment on column ingest.report.fiscal_year_raw is '年度，原文 · Fiscal year, as printed';
comment on column ingest.report.project_name is '项目名称 · Project name';
comment on column ingest.report.project_name_raw is '项目名称，原文 · Project name, as printed';
comment on column ingest.report.budget_unit is '预算单位 · Budget unit';
comment on column ingest.report.budget_unit_raw is '预算单位，原文 · Budget unit, as printed';
comment on column ingest.report.implementing_departments is '具体实施处（科室） · Implementing departments';
comment on column ingest.report.implementing_departments_raw is '具体实施处（科室），原文 · Implementing departments, as printed';
comment on column ingest.report.supervising_department is '主管部门 · Supervising department';
comment on column ingest.report.supervising_department_raw is '主管部门，原文 · Supervising department, as printed';
comment on column ingest.report.implementing_unit is '实施单位 · Implementing unit';
comment on column ingest.report.implementing_unit_raw is '实施单位，原文 · Implementing unit, as printed';
comment on column ingest.report.is_recurring is '是否为经常性项目 · Whether it recurs each year';
comment on column ingest.report.is_recurring_raw is '是否为经常性项目，原文 · Whether it recurs each year, as printed';
comment on column ingest.report.current_year_budget is '当年预算数（元） · Budget of the year, yuan';
comment on column ingest.report.current_year_budget_raw is '当年预算数（元），原文 · Budget of the year, yuan, as printed';
comment on column ingest.report.previous_year_budget is '上年预算金额（元） · Budget of the year before, yuan';
comment on column ingest.report.previous_year_budget_raw is '上年预算金额（元），原文 · Budget of the year before, yuan, as printed';
comment on column ingest.report.executed_amount is '预算执行数（元） · Amount executed, yuan';
comment on column ingest.report.executed_amount_raw is '预算执行数（元），原文 · Amount executed, yuan, as printed';
comment on column ingest.report.execution_rate is '预算执行率（%） · Execution rate, percent';
comment on column ingest.report.execution_rate_raw is '预算执行率（%），原文 · Execution rate, percent, as printed';
comment on column ingest.report.computed_execution_rate is '计算的预算执行率（%），两位小数 · Execution rate as computed: executed amount by budget, percent, two decimals';
comment on column ingest.report.self_evaluation_date is '自评时间，ISO 格式，无日则到月 · Date of the self-evaluation: 2019-01-31, or 2019-01 where no day is printed';
comment on column ingest.report.self_evaluation_date_first is '自评时间可能的第一天 · The first day that the date may mean';
comment on column ingest.report.self_evaluation_date_last is '自评时间可能的最后一天 · The last day that the date may mean';
comment on column ingest.report.self_evaluation_date_raw is '自评时间，原文 · Date of the self-evaluation, as printed';
comment on column ingest.report.grade is '绩效等级 · Grade';
comment on column ingest.report.grade_raw is '绩效等级，原文 · Grade, as printed';
comment on column ingest.report.total_weight is '权重合计 · Total of the weights';
comment on column ingest.report.total_weight_raw is '权重合计，原文 · Total of the weights, as printed';
comment on column ingest.report.computed_weight_total is '计算的权重合计，只计可读的行 · Sum of the weights that could be read, as computed';
comment on column ingest.report.total_score is '自评分合计 · Total of the scores';
comment on column ingest.report.total_score_raw is '自评分合计，原文 · Total of the scores, as printed';
comment on column ingest.report.computed_score_total is '计算的得分合计，只计可读的行 · Sum of the scores that could be read, as computed';

create table ingest.narrative (
  report_id    bigint not null references ingest.report on delete cascade,
  key          text not null,
  text         text,
  text_raw     text,
  first_page   integer,
  last_page    integer,
  confidence   real,
  primary key (report_id, key)
);
comment on table ingest.narrative is '报告的叙述部分 · A narrative of a report';
comment on column ingest.narrative.report_id is '报告编号 · The report';
comment on column ingest.narrative.key is '字段（JSON 键）：annualGoal 年度总目标，keyAchievements 主要绩效，mainProblems 主要问题，improvementMeasures 改进措施等 · The JSON key: annualGoal, keyAchievements, mainProblems, improvementMeasures …';
comment on column ingest.narrative.text is '正文，已拼接换行 · The text, its lines joined';
comment on column ingest.narrative.text_raw is '原文 · The text as printed';
comment on column ingest.narrative.first_page is '首页 · First page';
comment on column ingest.narrative.last_page is '末页 · Last page';
comment on column ingest.narrative.confidence is '置信度，0 至 1 · Confidence, 0 to 1';

create table ingest.indicator (
  report_id           bigint not null references ingest.report on delete cascade,
  ordinal             integer not null,
  category            text,
  category_raw        text,
  category_points     numeric,
  category_points_raw text,
  subcategory         text,
  subcategory_raw     text,
  name                text,
  name_raw            text,
  explanation         text,
  explanation_raw     text,
  target              text,
  target_raw          text,
  actual              text,
  actual_raw          text,
  weight              numeric,
  weight_raw          text,
  score               numeric,
  score_raw           text,
  remark              text,
  remark_raw          text,
  first_page          integer,
  last_page           integer,
  confidence          real,
  primary key (report_id, ordinal)
);
comment on table ingest.indicator is '绩效指标：评分表的一行 · An indicator: a row of the scorecard';
comment on column ingest.indicator.report_id is '报告编号 · The report';
comment on column ingest.indicator.ordinal is '序号，从 1 起 · Row, counted from 1';
comment on column ingest.indicator.category is '一级指标，不含分值 · First-level category without its points';
comment on column ingest.indicator.category_raw is '一级指标，不含分值，原文 · First-level category without its points, as printed';
comment on column ingest.indicator.category_points is '一级指标分值 · Points declared for the category';
comment on column ingest.indicator.category_points_raw is '一级指标分值，原文 · Points declared for the category, as printed';
comment on column ingest.indicator.subcategory is '二级指标 · Second-level category';
comment on column ingest.indicator.subcategory_raw is '二级指标，原文 · Second-level category, as printed';
comment on column ingest.indicator.name is '指标名称（三级指标） · Name of the indicator';
comment on column ingest.indicator.name_raw is '指标名称（三级指标），原文 · Name of the indicator, as printed';
comment on column ingest.indicator.explanation is '指标解释 · Explanation';
comment on column ingest.indicator.explanation_raw is '指标解释，原文 · Explanation, as printed';
comment on column ingest.indicator.target is '年度指标值 · Target value';
comment on column ingest.indicator.target_raw is '年度指标值，原文 · Target value, as printed';
comment on column ingest.indicator.actual is '实际完成值 · Actual value';
comment on column ingest.indicator.actual_raw is '实际完成值，原文 · Actual value, as printed';
comment on column ingest.indicator.weight is '权重（分值） · Weight, points';
comment on column ingest.indicator.weight_raw is '权重（分值），原文 · Weight, points, as printed';
comment on column ingest.indicator.score is '自评分（得分） · Score, points';
comment on column ingest.indicator.score_raw is '自评分（得分），原文 · Score, points, as printed';
comment on column ingest.indicator.remark is '备注（偏差原因分析及改进措施） · Remark';
comment on column ingest.indicator.remark_raw is '备注（偏差原因分析及改进措施），原文 · Remark, as printed';
comment on column ingest.indicator.first_page is '首页 · First page';
comment on column ingest.indicator.last_page is '末页 · Last page';
comment on column ingest.indicator.confidence is '各单元格置信度的最小值，0 至 1 · The lowest confidence of its cells, 0 to 1';

create table ingest.fund_line (
  report_id          bigint not null references ingest.report on delete cascade,
  ordinal            integer not null,
  line               text,
  line_code          text,
  initial_budget     numeric,
  initial_budget_raw text,
  annual_budget      numeric,
  annual_budget_raw  text,
  executed           numeric,
  executed_raw       text,
  weight             numeric,
  weight_raw         text,
  rate               numeric,
  rate_raw           text,
  computed_rate      numeric,
  score              numeric,
  score_raw          text,
  first_page         integer,
  last_page          integer,
  confidence         real,
  primary key (report_id, ordinal)
);
comment on table ingest.fund_line is '项目资金的一行（全国表式） · A line of the project''s funds (national form)';
comment on column ingest.fund_line.report_id is '报告编号 · The report';
comment on column ingest.fund_line.ordinal is '序号，从 1 起 · Row, counted from 1';
comment on column ingest.fund_line.line is '资金项，原文 · The line as printed: 年度资金总额 …';
comment on column ingest.fund_line.line_code is '资金项代码 · Canonical code of the line';
comment on column ingest.fund_line.initial_budget is '年初预算数（元） · Budget at the beginning of the year, yuan';
comment on column ingest.fund_line.initial_budget_raw is '年初预算数（元），原文 · Budget at the beginning of the year, yuan, as printed';
comment on column ingest.fund_line.annual_budget is '全年预算数（元） · Budget of the whole year, yuan';
comment on column ingest.fund_line.annual_budget_raw is '全年预算数（元），原文 · Budget of the whole year, yuan, as printed';
comment on column ingest.fund_line.executed is '全年执行数（元） · Amount executed in the year, yuan';
comment on column ingest.fund_line.executed_raw is '全年执行数（元），原文 · Amount executed in the year, yuan, as printed';
comment on column ingest.fund_line.weight is '分值 · Weight, points';
comment on column ingest.fund_line.weight_raw is '分值，原文 · Weight, points, as printed';
comment on column ingest.fund_line.rate is '执行率（%） · Execution rate, percent';
comment on column ingest.fund_line.rate_raw is '执行率（%），原文 · Execution rate, percent, as printed';
comment on column ingest.fund_line.computed_rate is '计算的执行率（%），两位小数 · Execution rate as computed, percent, two decimals';
comment on column ingest.fund_line.score is '得分 · Score, points';
comment on column ingest.fund_line.score_raw is '得分，原文 · Score, points, as printed';
comment on column ingest.fund_line.first_page is '首页 · First page';
comment on column ingest.fund_line.last_page is '末页 · Last page';
comment on column ingest.fund_line.confidence is '各单元格置信度的最小值，0 至 1 · The lowest confidence of its cells, 0 to 1';

create table ingest.finding (
  finding_id    bigint generated always as identity primary key,
  document_id   bigint not null references ingest.document,
  report_id     bigint references ingest.report on delete cascade,
  extraction_id bigint not null references ingest.extraction,
  ordinal       integer not null,
  rule          text not null,
  severity      text not null check (severity in ('info', 'warning', 'error')),
  path          text not null,
  message       text not null,
  message_en    text not null
);
create index finding_report on ingest.finding (report_id);
create index finding_document on ingest.finding (document_id);
create index finding_rule on ingest.finding (rule);
comment on table ingest.finding is '疑点，供审核 · A doubt about content, for a reviewer';
comment on column ingest.finding.finding_id is '编号 · Key';
comment on column ingest.finding.document_id is '文件编号 · The document';
comment on column ingest.finding.report_id is '报告编号；涉及文件或页面时为空 · The report; null when it concerns the file or a page';
comment on column ingest.finding.extraction_id is '产生疑点的提取结果 · The extraction that raised it';
comment on column ingest.finding.ordinal is '序号，从 1 起 · Counted from 1 within the report or the document';
comment on column ingest.finding.rule is '规则 · The rule''s id';
comment on column ingest.finding.severity is '程度：info 提示，warning 警告，error 错误 · Severity: info, warning or error';
comment on column ingest.finding.path is '所指字段（JSON 路径） · The JSON path that it speaks of';
comment on column ingest.finding.message is '说明（中文） · What is doubtful, in Chinese';
comment on column ingest.finding.message_en is '说明（英文） · What is doubtful, in English';

-- lz4 packs long texts in a fraction of pglz's time; a server built without it keeps pglz.
do $compression$
begin
  alter table ingest.extraction alter column record set compression lz4;
  alter table ingest.narrative alter column text set compression lz4, alter column text_raw set compression lz4;
exception when feature_not_supported then
  raise notice 'ingest: this server has no lz4';
end
$compression$;
