-- Accounts for whom an OpenID Connect provider vouches: they have no password here.

alter table ingest_web.account
  add column issuer  text,
  add column subject text,
  add constraint account_external check ((issuer is null) = (subject is null));
create unique index account_subject on ingest_web.account (issuer, subject);
comment on column ingest_web.account.issuer is '签发方（OpenID Connect）；本地账户为空 · The OpenID Connect issuer that vouches for it; null for a local account';
comment on column ingest_web.account.subject is '签发方的用户标识 · Who it is to that issuer';
