-- What was read, never changed; and what reviewers say instead.

create table ingest.extraction (
  extraction_id bigint generated always as identity primary key,
  document_id   bigint not null references ingest.document,
  batch_id      bigint references ingest.batch,
  version       text not null,
  packs         jsonb not null,
  record        jsonb not null,
  record_sha256 bytea not null,
  duration_ms   integer not null,
  created_at    timestamptz not null,
  unique (document_id, version, record_sha256)
);
comment on table ingest.extraction is '一个版本对一个文件的提取结果，含证据，不可更改 · What one version read from one document, with evidence; never changed';
comment on column ingest.extraction.extraction_id is '提取编号 · Key';
comment on column ingest.extraction.document_id is '文件编号 · The document';
comment on column ingest.extraction.batch_id is '批次编号 · The batch that made it';
comment on column ingest.extraction.version is '程序版本 · Version of the program';
comment on column ingest.extraction.packs is '表单定义及其版本 · The form packs and their versions';
comment on column ingest.extraction.record is '完整记录（JSON），含每个值的页码、坐标、原文和置信度 · The whole record with page, box, raw text and confidence of each value';
comment on column ingest.extraction.record_sha256 is '记录内容的 SHA-256（不含文件名） · SHA-256 of the record without the file name: reading the same twice adds nothing';
comment on column ingest.extraction.duration_ms is '提取用时（毫秒） · How long the extraction took, in milliseconds';
comment on column ingest.extraction.created_at is '提取时间 · When it was recorded';

create function ingest.refuse_change() returns trigger language plpgsql as $body$
begin
  raise exception '提取结果不可更改 · % is immutable: record a correction or a new extraction instead', tg_table_name
    using errcode = 'restrict_violation';
end
$body$;
comment on function ingest.refuse_change() is '拒绝修改和删除 · Refuses every change';

create trigger extraction_is_immutable before update or delete on ingest.extraction
  for each row execute function ingest.refuse_change();
create trigger extraction_is_not_emptied before truncate on ingest.extraction
  for each statement execute function ingest.refuse_change();

create table ingest.correction (
  correction_id  bigint generated always as identity primary key,
  document_id    bigint not null references ingest.document,
  extraction_id  bigint not null references ingest.extraction,
  report_ordinal integer not null,
  field          text not null,
  list           text check (list in ('indicators', 'funds')),
  row_ordinal    integer,
  row_category   text,
  row_name       text,
  before         jsonb,
  after          jsonb,
  corrected_by   text not null,
  corrected_at   timestamptz not null,
  reason         text,
  check ((list is null) = (row_ordinal is null))
);
create index correction_document on ingest.correction (document_id, report_ordinal);
create index correction_extraction on ingest.correction (extraction_id);
comment on table ingest.correction is '审核人员的更正，重新提取后再次应用 · A reviewer''s value for a field; applied again after a re-extraction';
comment on column ingest.correction.correction_id is '更正编号 · Key';
comment on column ingest.correction.document_id is '文件编号 · The document';
comment on column ingest.correction.extraction_id is '更正所针对的提取结果 · The extraction that the reviewer saw';
comment on column ingest.correction.report_ordinal is '报告在文件中的序号，从 1 起 · Which report of the document, counted from 1';
comment on column ingest.correction.field is '字段（JSON 键） · The JSON key: projectName, score …';
comment on column ingest.correction.list is '字段所在列表：indicators 指标，funds 资金；非列表为空 · The list that holds the row: indicators or funds; null for a field of the report';
comment on column ingest.correction.row_ordinal is '行序号，从 1 起 · The row''s ordinal, counted from 1';
comment on column ingest.correction.row_category is '行的一级指标 · The row''s category: with ordinal and name it finds the row again';
comment on column ingest.correction.row_name is '行的指标名称 · The row''s name';
comment on column ingest.correction.before is '更正前的值 · The value before';
comment on column ingest.correction.after is '更正后的值 · The value after';
comment on column ingest.correction.corrected_by is '更正人 · Who';
comment on column ingest.correction.corrected_at is '更正时间 · When';
comment on column ingest.correction.reason is '更正理由 · Why';
