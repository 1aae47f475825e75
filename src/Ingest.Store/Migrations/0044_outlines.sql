-- Where reviewers say that the reports of a document begin, and by which forms they are read. Written once; the last word holds.

create table ingest.outline (
  outline_id  bigint generated always as identity primary key,
  document_id bigint not null references ingest.document on delete cascade,
  marks       jsonb,
  account     text not null,
  at          timestamptz not null,
  reason      text
);
create index outline_document on ingest.outline (document_id, outline_id desc);
comment on table ingest.outline is '审核人员划定的报告边界与表式；重新提取时照此划分 · How a reviewer divided a document into reports, and their forms; later readings follow the last';
comment on column ingest.outline.outline_id is '编号 · Key';
comment on column ingest.outline.document_id is '文件编号 · The document';
comment on column ingest.outline.marks is '各报告的起点（JSON：page、top、line、form；form 为空表示不是报告）；为空表示恢复程序的划分 · Where each report begins, as JSON: page, top, line, form (null: no report); null takes all back';
comment on column ingest.outline.account is '操作人 · Who';
comment on column ingest.outline.at is '时间 · When';
comment on column ingest.outline.reason is '理由 · Why';
