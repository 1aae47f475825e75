-- What was found, and what became of it.

do $check$
begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'ingest needs a database in UTF8, this one is %: create database ingest template template0 encoding ''UTF8'' lc_collate ''C.UTF-8'' lc_ctype ''C.UTF-8''',
      current_setting('server_encoding');
  end if;
end
$check$;

-- The schema itself is made by the migrator, which keeps its journal there.
comment on schema ingest is '项目绩效自评价报告数据库 · Self-evaluation reports of budget projects, read from PDF files';

create extension if not exists pg_trgm;

do $check$
begin
  if show_trgm('绩效') = '{}' then
    raise exception 'pg_trgm does not see Chinese letters under LC_CTYPE %: create database ingest template template0 encoding ''UTF8'' lc_collate ''C.UTF-8'' lc_ctype ''C.UTF-8''',
      (select datctype from pg_database where datname = current_database());
  end if;
end
$check$;

create table ingest.batch (
  batch_id    bigint generated always as identity primary key,
  command     text not null,
  roots       text[] not null,
  version     text not null,
  packs       jsonb not null,
  state       text not null default 'running' check (state in ('running', 'finished', 'stopped')),
  started_at  timestamptz not null,
  finished_at timestamptz,
  files_found bigint
);
comment on table ingest.batch is '一次导入 · One run over a set of files';
comment on column ingest.batch.batch_id is '批次编号 · Key';
comment on column ingest.batch.command is '启动该批次的命令 · The command that ran: import, watch, reprocess …';
comment on column ingest.batch.roots is '用户指定的文件夹或文件 · The folders and files that the user named';
comment on column ingest.batch.version is '程序版本 · Version of the program';
comment on column ingest.batch.packs is '表单定义及其版本 · The form packs and their versions';
comment on column ingest.batch.state is '状态：running 进行中，finished 已完成，stopped 已中止 · State: running, finished or stopped';
comment on column ingest.batch.started_at is '开始时间 · When it began';
comment on column ingest.batch.finished_at is '结束时间，未结束为空 · When it ended; null until then';
comment on column ingest.batch.files_found is '扫描到的文件数，扫描未完为空 · Files that the scan of the folders found; null until it is through';

create table ingest.document (
  document_id   bigint generated always as identity primary key,
  sha256        text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  byte_size     bigint not null,
  kind          text,
  page_count    integer,
  state         text not null check (state in ('stored', 'set-aside', 'retry')),
  reason        text,
  message       text,
  attempts      integer not null default 1,
  first_seen_at timestamptz not null,
  changed_at    timestamptz not null,
  check ((state = 'stored') = (reason is null))
);
create index document_state on ingest.document (state, reason) where state <> 'stored';
comment on table ingest.document is '文件，按内容识别，同一内容只有一行 · A file known by its content: one row however often it was found';
comment on column ingest.document.document_id is '文件编号 · Key';
comment on column ingest.document.sha256 is '文件内容的 SHA-256 · SHA-256 of the bytes, lower-case hex';
comment on column ingest.document.byte_size is '文件大小（字节） · Size in bytes';
comment on column ingest.document.kind is '文件类型：text 文本，scan 扫描，mixed 混合，dump 文本转储 · Where its text comes from: text, scan, mixed or dump';
comment on column ingest.document.page_count is '页数 · Number of pages';
comment on column ingest.document.state is '状态：stored 已入库，set-aside 已搁置，retry 待重试 · State: stored, set-aside or retry';
comment on column ingest.document.reason is '搁置原因，已入库为空 · Why it is set aside; null when stored';
comment on column ingest.document.message is '搁置说明 · What happened, in words';
comment on column ingest.document.attempts is '处理次数 · How often it was tried';
comment on column ingest.document.first_seen_at is '首次发现时间 · When it was first seen';
comment on column ingest.document.changed_at is '状态最近变更时间 · When its state last changed';

create table ingest.document_source (
  document_source_id bigint generated always as identity primary key,
  document_id        bigint not null references ingest.document,
  path               text not null,
  first_seen_at      timestamptz not null,
  last_seen_at       timestamptz not null
);
-- A path may be longer than a btree entry, hence its hash. One row for each (document_id, path).
create unique index document_source_path on ingest.document_source (document_id, md5(path));
comment on table ingest.document_source is '文件出现过的每个路径 · Every path at which a document was seen';
comment on column ingest.document_source.document_source_id is '编号 · Key';
comment on column ingest.document_source.document_id is '文件编号 · The document';
comment on column ingest.document_source.path is '文件路径 · The path';
comment on column ingest.document_source.first_seen_at is '首次在此路径发现的时间 · When it was first seen there';
comment on column ingest.document_source.last_seen_at is '最近在此路径发现的时间 · When it was last seen there';

create table ingest.batch_item (
  batch_item_id bigint generated always as identity primary key,
  batch_id      bigint not null references ingest.batch,
  path          text not null,
  sha256        text,
  outcome       text not null check (outcome in ('stored', 'known', 'set-aside')),
  reason        text,
  message       text,
  recorded_at   timestamptz not null,
  check ((outcome = 'set-aside') = (reason is not null))
);
create unique index batch_item_path on ingest.batch_item (batch_id, md5(path));
create index batch_item_sha256 on ingest.batch_item (sha256);
comment on table ingest.batch_item is '批次中每个文件的结果，三种结果之和等于文件数 · What became of each file of a batch; the three outcomes add up to the files';
comment on column ingest.batch_item.batch_item_id is '编号 · Key';
comment on column ingest.batch_item.batch_id is '批次编号 · The batch';
comment on column ingest.batch_item.path is '文件路径 · The path';
comment on column ingest.batch_item.sha256 is '文件内容的 SHA-256，无法读取为空 · SHA-256 of the bytes; null when they could not be read';
comment on column ingest.batch_item.outcome is '结果：stored 入库，known 已有，set-aside 搁置 · Outcome: stored, known or set-aside';
comment on column ingest.batch_item.reason is '搁置原因 · Why it was set aside';
comment on column ingest.batch_item.message is '搁置说明 · What happened, in words';
comment on column ingest.batch_item.recorded_at is '记录时间 · When this was recorded';
