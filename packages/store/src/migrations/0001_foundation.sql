-- Foundation: regions, journal and its seals, accounts and grants, imports.
-- Three roles: the owner (runs this file), mingbai_app (the server; cannot bypass row-level security) and
-- mingbai_auth (the sign-in library; sees schema auth and nothing else). Both are made by migrate.ts.

create schema mingbai;
create schema staging;
create schema auth;
grant usage on schema mingbai to mingbai_app;
grant usage, create on schema staging to mingbai_app;
grant usage on schema auth to mingbai_auth;

-- The scope of the transaction: an inclusive range of 12-digit codes. Unset means nothing is visible.
create function mingbai.scope_low() returns bigint language sql stable parallel safe
  return coalesce(nullif(current_setting('mingbai.low', true), '')::bigint, 1);
create function mingbai.scope_high() returns bigint language sql stable parallel safe
  return coalesce(nullif(current_setting('mingbai.high', true), '')::bigint, 0);
create function mingbai.scope_user() returns text language sql stable parallel safe
  return coalesce(current_setting('mingbai.user', true), '');

-- ---------------------------------------------------------------- regions
-- One row per name a code has carried. A merged code keeps its rows and names its successor.
create table mingbai.region (
  code       bigint   not null,
  high       bigint   not null,           -- last code below it
  level      smallint not null,           -- 0 country … 5 village
  parent     bigint,
  name       text     not null,
  valid_from date     not null default '-infinity',
  valid_to   date     not null default 'infinity',
  successor  bigint,                      -- where its people went when it ended
  key_poor   boolean  not null default false,
  primary key (code, valid_from),
  check (valid_from < valid_to)
);
create index region_parent on mingbai.region (parent, code);
create index region_name on mingbai.region (name);
alter table mingbai.region enable row level security;
-- Below my area, or above it (the path to me).
create policy region_scope on mingbai.region for select to mingbai_app
  using (code between (select mingbai.scope_low()) and (select mingbai.scope_high())
         or ((select mingbai.scope_high()) > 0 and (select mingbai.scope_low()) between code and high));
create policy region_write on mingbai.region for all to mingbai_app
  using (code between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.region to mingbai_app;

-- ---------------------------------------------------------------- journal
create sequence mingbai.entry_id;
grant usage on sequence mingbai.entry_id to mingbai_app;

create table mingbai.journal (
  county          integer     not null,
  id              bigint      not null,
  at              timestamptz not null,
  actor           text        not null,   -- account, or shell:<operating-system user>
  role            text        not null,
  command         text        not null,
  region          bigint      not null,
  subject         text,                   -- noun:id
  reason          text,
  changes         jsonb       not null,
  evidence        jsonb       not null default '[]',
  idempotency_key text,
  primary key (county, id)
);
create unique index journal_idempotency on mingbai.journal (county, actor, idempotency_key) where idempotency_key is not null;
create index journal_subject on mingbai.journal (county, subject) where subject is not null;
create index journal_at on mingbai.journal (county, at desc);
alter table mingbai.journal enable row level security;
create policy journal_scope on mingbai.journal for select to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
create policy journal_append on mingbai.journal for insert to mingbai_app
  with check (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
-- Append only: no update, no delete, for anybody but the owner, and the seals find the owner out.
grant select, insert on mingbai.journal to mingbai_app;

create table mingbai.seal (
  county    integer     not null,
  number    integer     not null,         -- 1, 2, 3 … without a gap
  at        timestamptz not null,
  entries   integer     not null,
  previous  bytea       not null,
  hash      bytea       not null,
  algorithm text        not null,
  primary key (county, number)
);
create table mingbai.sealed_entry (
  county   integer not null,
  number   integer not null,
  position integer not null,
  entry    bigint  not null,
  hash     bytea   not null,
  primary key (county, number, position),
  unique (county, entry)
);
alter table mingbai.seal enable row level security;
alter table mingbai.sealed_entry enable row level security;
create policy seal_scope on mingbai.seal to mingbai_app
  using (county::bigint * 1000000 between (select mingbai.scope_low()) and (select mingbai.scope_high()));
create policy sealed_entry_scope on mingbai.sealed_entry to mingbai_app
  using (county::bigint * 1000000 between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert on mingbai.seal, mingbai.sealed_entry to mingbai_app;

-- ---------------------------------------------------------------- accounts
create table mingbai.account (
  user_id              text        primary key,
  username             text        not null unique,
  name                 text        not null,
  region               bigint      not null,   -- whose administrators look after it
  disabled             boolean     not null default false,
  must_change_password boolean     not null default false,
  totp                 boolean     not null default false,   -- as the sign-in library has it; shown in lists
  failed_attempts      integer     not null default 0,
  locked_until         timestamptz,
  last_seen            timestamptz,
  created_at           timestamptz not null default now()
);
alter table mingbai.account enable row level security;
create policy account_scope on mingbai.account to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high())
         or user_id = (select mingbai.scope_user()));
grant select, insert, update on mingbai.account to mingbai_app;

-- User names are unique over the whole installation, also where the asker sees only one county.
create function mingbai.is_username_taken(wanted text) returns boolean language sql stable security definer
  set search_path = pg_catalog
  return exists (select from mingbai.account where username = lower(wanted));
revoke all on function mingbai.is_username_taken from public;
grant execute on function mingbai.is_username_taken to mingbai_app;

create table mingbai.role_grant (
  id         bigint generated always as identity primary key,
  user_id    text        not null references mingbai.account,
  role       text        not null,
  region     bigint      not null,
  department text,
  granted_at timestamptz not null default now(),
  ended_at   timestamptz
);
create unique index role_grant_once on mingbai.role_grant (user_id, role, region, coalesce(department, '')) where ended_at is null;
alter table mingbai.role_grant enable row level security;
create policy role_grant_scope on mingbai.role_grant to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high())
         or user_id = (select mingbai.scope_user()))
  with check (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.role_grant to mingbai_app;
-- All roles of an account, those outside the asker's area too: rules about who may be what need the whole.
create function mingbai.reach_of(holder text) returns table (role text, region bigint) language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select g.role, g.region from mingbai.role_grant g where g.user_id = holder and g.ended_at is null;
  end;
revoke all on function mingbai.reach_of from public;
grant execute on function mingbai.reach_of to mingbai_app;

-- One row for every live session, and the hat it wears. A session without its row is refused at once, whatever
-- the cookie says: that is how ending a session takes effect in every process.
create table mingbai.session_grant (
  session_id text   primary key,
  user_id    text   not null references mingbai.account,
  grant_id   bigint references mingbai.role_grant,
  worn_at    timestamptz not null default now()
);
create index session_grant_user on mingbai.session_grant (user_id);
grant select, insert, update, delete on mingbai.session_grant to mingbai_app;

create table mingbai.installation (
  one        boolean primary key default true check (one),
  county     bigint  not null,
  created_at timestamptz not null default now()
);
grant select, insert on mingbai.installation to mingbai_app;

-- ---------------------------------------------------------------- imports
create table mingbai.import (
  id           bigint generated always as identity primary key,
  county       integer     not null,
  region       bigint      not null,         -- the area of whoever brought it
  file         text        not null,
  bytes        bigint      not null,
  digest       bytea       not null,         -- SHA-256 of the file as it came
  stored_as    text        not null,         -- name of the encrypted upload
  data_date    date        not null,
  state        text        not null check (state in ('queued','reading','mapping','checked','waiting','committing','committed','failed','cancelled')),
  all_or_nothing boolean   not null default false,
  commit_asked_at timestamptz,
  cancel_asked_at timestamptz,
  created_at   timestamptz not null default now(),
  created_by   text        not null,
  creator_name text        not null,
  actor_role   text        not null,
  progress     jsonb       not null default '{"done":0,"total":null,"perSecond":0,"secondsLeft":null,"phase":"queued"}',
  sheets       jsonb       not null default '[]',
  counts       jsonb,
  mapping      jsonb       not null default '[]',
  problem      jsonb,
  checked_at_pulse bigint,              -- how often the county had been written when it was checked
  layouts      jsonb       not null default '[]',   -- staging tables: form, day, keys
  waiting_for  bigint,
  entry        bigint,
  committed_at timestamptz
);
create index import_county on mingbai.import (county, created_at desc);
alter table mingbai.import enable row level security;
create policy import_scope on mingbai.import to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.import to mingbai_app;

-- Faults and repairs as people read them; identity numbers, telephones and accounts are masked before they
-- come here (the marked workbook has them from the file itself).
create table mingbai.import_fault (
  import   bigint   not null references mingbai.import on delete cascade,
  number   integer  not null,
  region   bigint   not null,
  file     text     not null,
  sheet    text     not null,
  row      integer  not null,
  col      text     not null,
  field    text     not null,
  value    text     not null,
  rule     text     not null,
  severity text     not null,
  zh       text     not null,
  en       text     not null,
  by_register boolean not null default false,   -- found against the register: found anew at each check
  primary key (import, number)
);
create index import_fault_rule on mingbai.import_fault (import, rule, number);
create table mingbai.import_repair (
  import     bigint  not null references mingbai.import on delete cascade,
  number     integer not null,
  region     bigint  not null,
  file       text    not null,
  sheet      text    not null,
  row        integer not null,
  col        text    not null,
  field      text    not null,
  from_value text    not null,
  to_value   text    not null,
  how        text    not null,
  primary key (import, number)
);
create index import_repair_how on mingbai.import_repair (import, how, number);
alter table mingbai.import_fault enable row level security;
alter table mingbai.import_repair enable row level security;
create policy import_fault_scope on mingbai.import_fault to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
create policy import_repair_scope on mingbai.import_repair to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, delete on mingbai.import_fault, mingbai.import_repair to mingbai_app;

-- Where unknown headers went last time, by county and form.
create table mingbai.column_mapping (
  county   integer not null,
  form     text    not null,
  header   text    not null,
  target   text    not null,                 -- dictionary key, place.*, echo.* or 'ignore'
  entry    bigint  not null,
  primary key (county, form, header)
);
grant select, insert, update, delete on mingbai.column_mapping to mingbai_app;

-- ---------------------------------------------------------------- sign-in library's tables
create table auth."user" (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false,
  image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  username text unique, "displayUsername" text, "twoFactorEnabled" boolean default false
);
create table auth.session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text, "userId" text not null references auth."user" on delete cascade
);
create index session_by_user on auth.session ("userId");
create table auth.account (
  id text primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index account_by_user on auth.account ("userId");
create table auth.verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create table auth."twoFactor" (
  id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references auth."user" on delete cascade,
  verified boolean default true, "failedVerificationCount" integer default 0, "lockedUntil" timestamptz
);
create index two_factor_user on auth."twoFactor" ("userId");
grant select, insert, update, delete on all tables in schema auth to mingbai_auth;
