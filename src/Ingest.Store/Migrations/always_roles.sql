-- Runs after every migration. Roles belong to the whole server: another database may have made them already, and a user
-- without CREATEROLE leaves them to the administrator, who runs this file, or `ingest db migrate`, as a user who may.

do $roles$
declare
  wanted text;
begin
  foreach wanted in array array['ingest_owner', 'ingest_worker', 'ingest_reviewer', 'ingest_analyst'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
          raise warning 'ingest: % may not create the role %: ask an administrator to run "create role % nologin", then run "ingest db migrate"',
            current_user, wanted, wanted;
      end;
    end if;
  end loop;
end
$roles$;

comment on table ingest.schema_version is '已执行的数据库迁移 · Migrations that ran';
comment on column ingest.schema_version.schemaversionsid is '编号 · Key';
comment on column ingest.schema_version.scriptname is '迁移脚本 · The script';
comment on column ingest.schema_version.applied is '执行时间 · When it ran';

do $owner$
declare
  thing record;
begin
  if not exists (select from pg_roles where rolname = 'ingest_owner') or not pg_has_role('ingest_owner', 'member') then
    return;
  end if;
  alter schema ingest owner to ingest_owner;
  for thing in select relname from pg_class where relnamespace = 'ingest'::regnamespace and relkind in ('r', 'p', 'v') loop
    execute format('alter table ingest.%I owner to ingest_owner', thing.relname);
  end loop;
  alter schema published owner to ingest_owner;
  for thing in select relname from pg_class where relnamespace = 'published'::regnamespace and relkind in ('v', 'm') loop
    execute format('alter table published.%I owner to ingest_owner', thing.relname);
  end loop;
  for thing in select oid::regprocedure as signature from pg_proc where pronamespace in ('ingest'::regnamespace, 'published'::regnamespace) loop
    execute format('alter function %s owner to ingest_owner', thing.signature);
  end loop;
end
$owner$;

do $grants$
begin
  if exists (select from pg_roles where rolname = 'ingest_worker') then
    grant usage on schema ingest to ingest_worker;
    grant select on all tables in schema ingest to ingest_worker;
    grant usage on schema published to ingest_worker;
    grant select on all tables in schema published to ingest_worker;
    grant insert, update on ingest.batch, ingest.batch_item, ingest.document, ingest.document_source to ingest_worker;
    grant insert on ingest.extraction, ingest.unit, ingest.unit_alias to ingest_worker;
    grant insert, update, delete on ingest.report, ingest.narrative, ingest.figure, ingest.indicator, ingest.fund_line, ingest.finding to ingest_worker;
  end if;
  if exists (select from pg_roles where rolname = 'ingest_reviewer') then
    grant usage on schema ingest to ingest_reviewer;
    grant select on all tables in schema ingest to ingest_reviewer;
    grant usage on schema published to ingest_reviewer;
    grant select on all tables in schema published to ingest_reviewer;
    grant insert on ingest.correction, ingest.outline to ingest_reviewer;
    -- A document that a reviewer divides otherwise is read again at once.
    grant insert, update on ingest.batch, ingest.batch_item, ingest.document, ingest.document_source to ingest_reviewer;
    grant insert on ingest.extraction to ingest_reviewer;
    grant insert, update, delete on ingest.unit, ingest.unit_alias, ingest.indicator_alias to ingest_reviewer;
    grant insert, update, delete on ingest.report, ingest.narrative, ingest.figure, ingest.indicator, ingest.fund_line, ingest.finding to ingest_reviewer;
  end if;
  if exists (select from pg_roles where rolname = 'ingest_analyst') then
    -- The views are all that analysts read: not the tables below them, with paths, raw records and accounts.
    revoke all on schema ingest from ingest_analyst;
    revoke all on all tables in schema ingest from ingest_analyst;
    grant usage on schema published to ingest_analyst;
    grant select on all tables in schema published to ingest_analyst;
  end if;
end
$grants$;

-- Accounts are the pages' own: reviewers' servers read and write them, nobody else does.
do $web$
declare
  thing record;
begin
  if exists (select from pg_roles where rolname = 'ingest_owner') and pg_has_role('ingest_owner', 'member') then
    alter schema ingest_web owner to ingest_owner;
    for thing in select relname from pg_class where relnamespace = 'ingest_web'::regnamespace and relkind in ('r', 'p') loop
      execute format('alter table ingest_web.%I owner to ingest_owner', thing.relname);
    end loop;
  end if;
  if exists (select from pg_roles where rolname = 'ingest_reviewer') then
    grant usage on schema ingest_web to ingest_reviewer;
    grant select, insert, update, delete on ingest_web.account, ingest_web.session, ingest_web.data_key to ingest_reviewer;
    grant select, insert on ingest_web.audit to ingest_reviewer;
    grant insert on ingest.report_event to ingest_reviewer;
  end if;
end
$web$;
