-- Who may look and who may settle. In a schema of its own: whoever may read every table of ingest must not read these.

create schema ingest_web;
comment on schema ingest_web is '审核网站的账户、会话与审计 · Accounts, sessions and the audit log of the review pages';

create table ingest_web.account (
  account_id      bigint generated always as identity primary key,
  name            text not null check (name = btrim(name) and length(name) between 1 and 64),
  role            text not null check (role in ('viewer', 'reviewer', 'operator', 'administrator')),
  password_hash   text not null,
  is_enabled      boolean not null default true,
  failed_logins   integer not null default 0,
  locked_until    timestamptz,
  created_at      timestamptz not null,
  last_login_at   timestamptz
);
create unique index account_name on ingest_web.account (lower(name));
comment on table ingest_web.account is '本地账户 · A local account';
comment on column ingest_web.account.account_id is '账户编号 · Key';
comment on column ingest_web.account.name is '登录名，不分大小写 · The name to log in with, whatever its case';
comment on column ingest_web.account.role is '角色：viewer 查看，reviewer 审核，operator 运维，administrator 管理 · Role: viewer, reviewer, operator or administrator';
comment on column ingest_web.account.password_hash is '口令散列（加盐） · The password, salted and hashed';
comment on column ingest_web.account.is_enabled is '是否启用 · Whether it may log in';
comment on column ingest_web.account.failed_logins is '连续登录失败次数 · Failed logins since the last that worked';
comment on column ingest_web.account.locked_until is '锁定截止时间 · Locked until then, after too many failures';
comment on column ingest_web.account.created_at is '建立时间 · When it was made';
comment on column ingest_web.account.last_login_at is '最近登录时间 · When it last logged in';

create table ingest_web.session (
  token_sha256 bytea primary key,
  account_id   bigint not null references ingest_web.account on delete cascade,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  expires_at   timestamptz not null
);
create index session_account on ingest_web.session (account_id);
create index session_expiry on ingest_web.session (expires_at);
comment on table ingest_web.session is '登录会话；退出即删除 · A login; gone when it logs out';
comment on column ingest_web.session.token_sha256 is '会话令牌的 SHA-256 · SHA-256 of the token that the browser holds';
comment on column ingest_web.session.account_id is '账户编号 · The account';
comment on column ingest_web.session.created_at is '登录时间 · When it began';
comment on column ingest_web.session.seen_at is '最近活动时间 · When it was last used';
comment on column ingest_web.session.expires_at is '到期时间 · When it ends by itself';

create table ingest_web.data_key (
  name text primary key,
  xml  text not null
);
comment on table ingest_web.data_key is '表单防伪令牌的密钥 · The keys that guard forms against forgery';
comment on column ingest_web.data_key.name is '名称 · Name';
comment on column ingest_web.data_key.xml is '密钥 · The key';

create table ingest_web.audit (
  audit_id bigint generated always as identity primary key,
  at       timestamptz not null,
  event    text not null,
  account  text,
  address  text,
  detail   text
);
create index audit_at on ingest_web.audit (at desc);
comment on table ingest_web.audit is '审计日志：登录、拒绝、账户变更 · The audit log: logins, refusals, changes of accounts';
comment on column ingest_web.audit.audit_id is '编号 · Key';
comment on column ingest_web.audit.at is '时间 · When';
comment on column ingest_web.audit.event is '事件 · What happened: login, login-failed, refused, forged …';
comment on column ingest_web.audit.account is '账户 · Who';
comment on column ingest_web.audit.address is '网络地址 · From where';
comment on column ingest_web.audit.detail is '说明 · More about it; never a password, never report text';
