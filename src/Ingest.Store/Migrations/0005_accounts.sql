-- Reasons in both languages, and batches whose process ended without a word.

alter table ingest.document add column message_zh text;
alter table ingest.batch_item add column message_zh text;
comment on column ingest.document.message is '搁置说明（英文） · What happened, in English';
comment on column ingest.document.message_zh is '搁置说明（中文） · What happened, in Chinese';
comment on column ingest.batch_item.message is '搁置说明（英文） · What happened, in English';
comment on column ingest.batch_item.message_zh is '搁置说明（中文） · What happened, in Chinese';

alter table ingest.batch drop constraint batch_state_check;
alter table ingest.batch add constraint batch_state_check check (state in ('running', 'finished', 'stopped', 'interrupted'));
comment on column ingest.batch.state is '状态：running 进行中，finished 已完成，stopped 已中止，interrupted 意外中断 · State: running, finished, stopped, or interrupted (its process ended without a word)';
