-- A box that a reviewer drew on a page is the evidence of the value that was read in it.

alter table ingest.correction add column place jsonb;
comment on column ingest.correction.place is '审核人员在页面上框选并识读的位置（JSON：page、box、raw、source）；键入的值为空 · The box that a reviewer drew and had read, as JSON: page, box, raw, source; null for a value that was typed';
