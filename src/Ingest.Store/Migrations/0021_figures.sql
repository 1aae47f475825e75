-- The quantities that narratives mention, read out of them.

create table ingest.figure (
  report_id      bigint not null,
  key            text not null,
  ordinal        integer not null,
  start          integer not null,
  raw            text not null,
  kind           text not null,
  value          numeric,
  lower          numeric,
  upper          numeric,
  is_approximate boolean not null,
  measure        text,
  currency       text,
  date           text,
  date_first     date,
  date_last      date,
  year           integer,
  phrase         text,
  primary key (report_id, key, ordinal),
  foreign key (report_id, key) references ingest.narrative on delete cascade
);
create index figure_phrase on ingest.figure (left(phrase, 40), kind);
create index figure_kind on ingest.figure (kind, measure, value);
comment on table ingest.figure is '叙述中的数字：数量、金额、比率、日期等 · A figure in a narrative: a count, an amount, a rate, a date …';
comment on column ingest.figure.report_id is '报告编号 · The report';
comment on column ingest.figure.key is '所在叙述（JSON 键） · The narrative that it stands in: keyAchievements …';
comment on column ingest.figure.ordinal is '在该叙述中的序号，从 1 起 · Counted from 1 within the narrative';
comment on column ingest.figure.start is '在正文中的起始位置，从 0 起（UTF-16 单元） · Where it begins in the text, from 0, in UTF-16 units';
comment on column ingest.figure.raw is '原文，含单位 · As printed, with its unit';
comment on column ingest.figure.kind is '种类代码 · Kind, a code: count, money, rate, growth, multiple, ratio, date, duration, area, measure';
comment on column ingest.figure.value is '数值，万、亿已换算；区间和日期为空 · The number, 万 and 亿 multiplied; null for a range and a date';
comment on column ingest.figure.lower is '下限：余、多、超过、以上，或区间起点 · At least: 余, 多, 超过, 以上, or where a range begins';
comment on column ingest.figure.upper is '上限：近、不足、以内，或区间终点 · At most: 近, 不足, 以内, or where a range ends';
comment on column ingest.figure.is_approximate is '是否约数（约、左右） · Whether it is about that (约, 左右)';
comment on column ingest.figure.measure is '计量单位（统一写法）：元、项、人次、%、平方米…；未写明为空 · Unit of measure, one name for each: 元, 项, 人次, %, 平方米 …; null where none is printed';
comment on column ingest.figure.currency is '币种（ISO 4217） · Currency, ISO 4217';
comment on column ingest.figure.date is '日期，如 2019、2019-04、2019-04-26、--02（无年份）、2015/2018（区间） · A date: 2019, 2019-04, 2019-04-26, --02 without a year, 2015/2018 for a span';
comment on column ingest.figure.date_first is '日期可能的第一天 · The first day that the date may mean';
comment on column ingest.figure.date_last is '日期可能的最后一天 · The last day that the date may mean';
comment on column ingest.figure.year is '所述年份：同一句中在前面写明的年份 · The year that it speaks of, where its sentence names one before it';
comment on column ingest.figure.phrase is '所指事项：紧邻的文字 · What it counts or measures: the words beside it';

insert into ingest.code (kind, code, ordinal, zh, en) values
  ('figure', 'count', 1, '数量', 'count'),
  ('figure', 'money', 2, '金额', 'money'),
  ('figure', 'rate', 3, '比率', 'rate, share'),
  ('figure', 'growth', 4, '增减幅度', 'growth or decline'),
  ('figure', 'multiple', 5, '倍数', 'multiple'),
  ('figure', 'ratio', 6, '比例', 'ratio'),
  ('figure', 'date', 7, '日期', 'date'),
  ('figure', 'duration', 8, '时长', 'duration'),
  ('figure', 'area', 9, '面积', 'area'),
  ('figure', 'measure', 10, '长度、重量、容积、能量等', 'length, weight, volume, energy and so on');
comment on column ingest.code.kind is '代码种类 · Which list: grade, category, class, narrative, fund, figure';
comment on column published.codes.kind is '代码种类 · Which list: grade, category, class, narrative, fund, figure';

create view published.figures as
select f.report_id, f.key, f.ordinal, r.fiscal_year, r.unit_id, u.name as unit, r.project_name, r.form,
  f.start, f.raw, f.kind, f.value, f.lower, f.upper, f.is_approximate, f.measure, f.currency, f.date, f.date_first, f.date_last, f.year, f.phrase
from ingest.figure f
join ingest.report r on r.report_id = f.report_id
left join ingest.unit u on u.unit_id = r.unit_id;
comment on view published.figures is '叙述中的数字 · Figures in narratives';
comment on column published.figures.unit is '单位名称，别名已合并 · The unit''s name, its aliases folded';

do $comments$
declare
  thing record;
begin
  for thing in
    select a.attname as name, coalesce(col_description('ingest.figure'::regclass, b.attnum), col_description('ingest.report'::regclass, c.attnum)) as said
    from pg_attribute a
    left join pg_attribute b on b.attrelid = 'ingest.figure'::regclass and b.attname = a.attname
    left join pg_attribute c on c.attrelid = 'ingest.report'::regclass and c.attname = a.attname
    where a.attrelid = 'published.figures'::regclass and a.attnum > 0 and col_description(a.attrelid, a.attnum) is null
  loop
    execute format('comment on column published.figures.%I is %L', thing.name, thing.said);
  end loop;
end
$comments$;
