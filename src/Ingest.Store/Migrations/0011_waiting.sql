-- A batch knows every file that it expects before it is read: stored + known + set aside + waiting = expected, at any moment.

alter table ingest.batch_item drop constraint batch_item_outcome_check;
alter table ingest.batch_item add constraint batch_item_outcome_check check (outcome in ('waiting', 'stored', 'known', 'set-aside'));
alter table ingest.batch_item add column is_named boolean not null default false;
comment on table ingest.batch_item is '批次中每个文件的结果，四种结果之和等于文件数 · What became of each file of a batch; the four outcomes add up to the files';
comment on column ingest.batch_item.outcome is '结果：waiting 待处理，stored 入库，known 已有，set-aside 搁置 · Outcome: waiting, stored, known or set-aside';
comment on column ingest.batch_item.is_named is '是否由用户直接指定（无论扩展名都尝试读取） · Named by the user, and so tried whatever its name ends in';
comment on column ingest.batch_item.recorded_at is '记录时间；待处理者为登记时间 · When this was recorded; when it was registered, while it waits';
create index batch_item_outcome on ingest.batch_item (batch_id, outcome, batch_item_id);

alter table ingest.batch drop constraint batch_state_check;
alter table ingest.batch add constraint batch_state_check check (state in ('running', 'queued', 'finished', 'stopped', 'interrupted'));
comment on column ingest.batch.state is '状态：running 进行中，queued 已交由工作进程处理，finished 已完成，stopped 已中止，interrupted 意外中断 · State: running, queued (its files are with the workers), finished, stopped, or interrupted (its process ended without a word)';
