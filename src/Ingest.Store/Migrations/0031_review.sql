-- What reviewers work on, and what became of it.

alter table ingest.report
  add column lowest_confidence real,
  add column error_findings    integer not null default 0,
  add column warning_findings  integer not null default 0,
  add column info_findings     integer not null default 0,
  add column risk              real not null default 0,
  add column corrections       integer not null default 0,
  add column conflicts         integer not null default 0,
  add column assigned_to       text,
  add column assigned_at       timestamptz,
  add column approved_by       text,
  add column approved_at       timestamptz;
comment on column ingest.report.lowest_confidence is '各值置信度的最小值，0 至 1 · The lowest confidence of its values, 0 to 1';
comment on column ingest.report.error_findings is '错误级疑点数 · Findings of severity error';
comment on column ingest.report.warning_findings is '警告级疑点数 · Findings of severity warning';
comment on column ingest.report.info_findings is '提示级疑点数 · Findings of severity info';
comment on column ingest.report.risk is '风险，审核队列的排序依据：5×错误 + 2×警告 + 0.1×提示 + 10×(1−最低置信度) · Risk, by which the review queue is sorted: 5 × errors + 2 × warnings + 0.1 × infos + 10 × (1 − lowest confidence)';
comment on column ingest.report.corrections is '有效的更正数 · Corrections in force';
comment on column ingest.report.conflicts is '未能再次应用的更正数 · Corrections that found no place in this extraction';
comment on column ingest.report.assigned_to is '分派给谁审核 · Whose review it is';
comment on column ingest.report.assigned_at is '分派时间 · Since when';
comment on column ingest.report.approved_by is '批准人 · Who approved it';
comment on column ingest.report.approved_at is '批准时间 · When it was approved';

update ingest.report r set
  error_findings = f.errors, warning_findings = f.warnings, info_findings = f.infos, lowest_confidence = c.lowest,
  risk = 5 * f.errors + 2 * f.warnings + 0.1 * f.infos + 10 * (1 - coalesce(c.lowest, 1))
from ingest.report o
cross join lateral (
  select count(*) filter (where severity = 'error') as errors, count(*) filter (where severity = 'warning') as warnings,
    count(*) filter (where severity = 'info') as infos
  from ingest.finding where report_id = o.report_id) f
cross join lateral (
  select min(confidence) as lowest from (
    select confidence from ingest.narrative where report_id = o.report_id
    union all select confidence from ingest.indicator where report_id = o.report_id
    union all select confidence from ingest.fund_line where report_id = o.report_id) parts) c
where r.report_id = o.report_id;

create index report_queue on ingest.report (review_state, risk desc, report_id);

alter table ingest.correction
  add column kind        text not null default 'value' check (kind in ('value', 'row-added', 'row-removed', 'row-moved', 'undo')),
  add column added_row   bigint references ingest.correction,
  add column undoes      bigint unique references ingest.correction,
  add constraint correction_undo check ((kind = 'undo') = (undoes is not null));
comment on column ingest.correction.kind is '种类：value 改值，row-added 增行，row-removed 删行，row-moved 移行，undo 撤销 · What it does: value, row-added, row-removed, row-moved, or undo of another';
comment on column ingest.correction.added_row is '所属的增行更正 · The correction that added the row it speaks of; null for a row that was read';
comment on column ingest.correction.undoes is '所撤销的更正 · The correction that it takes back';

create table ingest.report_event (
  event_id       bigint generated always as identity primary key,
  document_id    bigint not null references ingest.document,
  report_ordinal integer not null,
  kind           text not null check (kind in ('approved', 'reopened', 'assigned', 'released', 'differences-settled')),
  account        text not null,
  at             timestamptz not null,
  extraction_id  bigint references ingest.extraction,
  detail         jsonb
);
create index report_event_report on ingest.report_event (document_id, report_ordinal);
comment on table ingest.report_event is '报告的审核经过 · What became of a report in review';
comment on column ingest.report_event.event_id is '编号 · Key';
comment on column ingest.report_event.document_id is '文件编号 · The document';
comment on column ingest.report_event.report_ordinal is '报告在文件中的序号，从 1 起 · Which report of the document, counted from 1';
comment on column ingest.report_event.kind is '事件：approved 批准，reopened 重新打开，assigned 分派，released 取消分派，differences-settled 差异已处理 · What happened';
comment on column ingest.report_event.account is '操作人 · Who';
comment on column ingest.report_event.at is '时间 · When';
comment on column ingest.report_event.extraction_id is '所涉及的提取结果 · The extraction that it concerns';
comment on column ingest.report_event.detail is '补充信息（JSON） · More about it, as JSON';
