-- Erasing a document and all that came of it. What is left says that it happened, and holds nothing of the content.

create table ingest.erasure (
  erasure_id  bigint generated always as identity primary key,
  sha256      text not null,
  paths       integer not null,
  extractions integer not null,
  reports     integer not null,
  corrections integer not null,
  erased_by   text not null,
  erased_at   timestamptz not null,
  reason      text
);
comment on table ingest.erasure is '删除记录：删除了哪个文件及其全部结果，不含内容 · What was erased, by whom, and how much came of it; nothing of its content';
comment on column ingest.erasure.erasure_id is '编号 · Key';
comment on column ingest.erasure.sha256 is '文件内容的 SHA-256 · SHA-256 of the bytes';
comment on column ingest.erasure.paths is '曾出现过的路径数 · Paths at which it had been seen';
comment on column ingest.erasure.extractions is '删除的提取结果数 · Extractions that went';
comment on column ingest.erasure.reports is '删除的报告数 · Reports that went';
comment on column ingest.erasure.corrections is '删除的更正数 · Corrections that went';
comment on column ingest.erasure.erased_by is '操作人 · Who';
comment on column ingest.erasure.erased_at is '时间 · When';
comment on column ingest.erasure.reason is '原因 · Why, if it was said';

-- Extractions stay immutable for everybody and everything but the function below, and it only within its own transaction.
create or replace function ingest.refuse_change() returns trigger language plpgsql as $body$
begin
  if tg_op = 'DELETE' and current_setting('ingest.erasing', true) = old.document_id::text then
    return old;
  end if;
  raise exception '提取结果不可更改 · % is immutable: record a correction or a new extraction instead', tg_table_name
    using errcode = 'restrict_violation';
end
$body$;

-- Runs with the rights of whoever calls it: only the tables' owner may delete what it deletes.
create function ingest.erase_document(wanted text, who text, why text, at timestamptz) returns ingest.erasure language plpgsql as $body$
declare
  id   bigint;
  done ingest.erasure;
begin
  select document_id into id from ingest.document where sha256 = wanted for update;
  if id is null then
    return null;
  end if;
  insert into ingest.erasure (sha256, paths, extractions, reports, corrections, erased_by, erased_at, reason)
  select wanted, (select count(*) from ingest.document_source where document_id = id), (select count(*) from ingest.extraction where document_id = id),
    (select count(*) from ingest.report where document_id = id), (select count(*) from ingest.correction where document_id = id), who, at, why
  returning * into done;
  delete from ingest.finding where document_id = id;
  delete from ingest.report where document_id = id;
  delete from ingest.correction where document_id = id;
  delete from ingest.report_event where document_id = id;
  perform set_config('ingest.erasing', id::text, true);
  delete from ingest.extraction where document_id = id;
  perform set_config('ingest.erasing', '', true);
  -- Batches keep their counts; names of files can say as much as the files.
  update ingest.batch_item set path = 'erased:' || batch_item_id, message = null, message_zh = null where sha256 = wanted;
  delete from ingest.document_source where document_id = id;
  delete from ingest.document where document_id = id;
  return done;
end
$body$;
comment on function ingest.erase_document is '删除一个文件及其全部结果，并留下记录；没有该文件则返回空 · Erases a document and all that came of it, and records that; null where there is none';
