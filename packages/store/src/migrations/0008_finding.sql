-- The ledger of findings (ADR 0116): the row is today's state, the actions are the truth.

-- The words of each rule version that ever found something, so that an old finding can still be read.
create table mingbai.finding_rule (
  rule       text   not null,
  version    text   not null,
  family     text   not null,
  severity   text   not null,
  title_zh   text   not null,
  title_en   text   not null,
  message_zh text   not null,
  message_en text   not null,
  advice_zh  text   not null,
  advice_en  text   not null,
  fields     text[] not null,
  citation   text,
  primary key (rule, version)
);
grant select, insert on mingbai.finding_rule to mingbai_app;

create sequence mingbai.finding_id;
grant usage on sequence mingbai.finding_id to mingbai_app;

-- Days are 'infinity' where there is none, so that they sort last and one index serves the queue.
create table mingbai.finding (
  county       integer     not null,
  id           bigint      not null default nextval('mingbai.finding_id'),
  region       bigint      not null,
  source       text        not null,
  rule         text        not null,
  rule_version text        not null,
  family       text        not null,
  severity     text        not null check (severity in ('error', 'warning', 'notice')),
  noun         text        not null check (noun in ('person', 'household', 'village')),
  subject_id   bigint      not null,        -- of a village its code
  household_id bigint,
  person_id    bigint,
  facts        jsonb       not null,        -- as the last run that saw a difference saw them
  digest       text        not null,
  state        text        not null check (state in ('lead', 'assigned', 'confirmed', 'proposed', 'mended', 'dismissed', 'closed')),
  assignee     text,                        -- account
  team         bigint,                      -- or the team of this region
  due          date        not null default 'infinity',
  until        date        not null default 'infinity',   -- last day of a dismissal
  times        integer     not null default 1,
  actions      integer     not null default 1,
  opened_at    timestamptz not null,
  changed_at   timestamptz not null,
  entry        bigint      not null,        -- of the last action
  facts_entry  bigint      not null,        -- of the run that brought the facts
  primary key (county, id),
  check (assignee is null or team is null)
);
-- One contradiction of one thing is one finding, however often it comes back.
create unique index finding_key on mingbai.finding (county, noun, subject_id, source, rule);
create index finding_queue on mingbai.finding (county, due, id) where state not in ('dismissed', 'closed');
create index finding_rule_queue on mingbai.finding (county, rule, due, id) where state not in ('dismissed', 'closed');
create index finding_place on mingbai.finding (region, due, id) where state not in ('dismissed', 'closed');
create index finding_assignee on mingbai.finding (county, assignee, due, id)
  where assignee is not null and state not in ('dismissed', 'closed');
create index finding_team on mingbai.finding (county, team, due, id)
  where team is not null and state not in ('dismissed', 'closed');
create index finding_household on mingbai.finding (county, household_id) where household_id is not null;
create index finding_opened on mingbai.finding (county, opened_at);
create index finding_done on mingbai.finding (county, changed_at) where state in ('dismissed', 'closed');
alter table mingbai.finding enable row level security;
create policy scope on mingbai.finding to mingbai_app
  using (case when region between (select mingbai.scope_low()) and (select mingbai.scope_high()) then true else false end);
grant select, insert, update on mingbai.finding to mingbai_app;

create table mingbai.finding_action (
  county      integer     not null,
  finding     bigint      not null,
  n           integer     not null,         -- 1, 2, 3 … of its finding
  region      bigint      not null,         -- where the thing was then
  at          timestamptz not null,
  action      text        not null,
  state       text        not null,         -- after it
  actor       text        not null,
  role        text        not null,
  reason      text,
  facts       jsonb,
  digest      text,
  assignee    text,
  team        bigint,
  due         date,                         -- when the action sets it; 'infinity' takes it away
  until       date,
  done_on     date,
  checked_by  text,
  cause       bigint,                       -- the entry that made a contradiction go
  entry       bigint      not null,
  primary key (county, finding, n)
);
alter table mingbai.finding_action enable row level security;
-- Who sees the finding sees all that was done about it, also where the household lived before.
create policy scope on mingbai.finding_action for select to mingbai_app
  using (exists (select from mingbai.finding f where f.county = finding_action.county and f.id = finding_action.finding));
create policy append on mingbai.finding_action for insert to mingbai_app
  with check (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
-- Append only, as the journal is.
grant select, insert on mingbai.finding_action to mingbai_app;

create table mingbai.finding_seen (
  user_id text        not null,
  region  bigint      not null,
  seen_at timestamptz not null,
  primary key (user_id, region)
);
alter table mingbai.finding_seen enable row level security;
create policy own on mingbai.finding_seen to mingbai_app using (user_id = (select mingbai.scope_user()));
grant select, insert, update on mingbai.finding_seen to mingbai_app;

-- Who works in the asker's area, by name and role: whom findings may be given to. Accounts themselves are seen
-- only by those who administer them.
create function mingbai.colleagues() returns table (user_id text, name text, role text, region bigint)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select g.user_id, a.name, g.role, g.region
    from mingbai.role_grant g join mingbai.account a on a.user_id = g.user_id
    where g.ended_at is null and not a.disabled
      and g.region between mingbai.scope_low() and mingbai.scope_high();
  end;
-- Names of those who had to do with what the asker sees: who works, or worked, in the asker's area or above it.
create function mingbai.names_of(accounts text[]) returns table (user_id text, name text)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select a.user_id, a.name from mingbai.account a
    where a.user_id = any(accounts) and exists (
      select from mingbai.role_grant g where g.user_id = a.user_id
        and (g.region between mingbai.scope_low() and mingbai.scope_high()
             or exists (select from mingbai.region r where r.code = g.region
                        and mingbai.scope_low() between r.code and r.high and mingbai.scope_high() >= mingbai.scope_low())));
  end;
revoke all on function mingbai.colleagues, mingbai.names_of from public;
grant execute on function mingbai.colleagues, mingbai.names_of to mingbai_app;

create or replace function mingbai.raise_pulse() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Looking at the register does not change it, nor does what accounts do or what is said of findings.
  if new.command not in ('register.reveal', 'register.export', 'import.map')
      and split_part(new.command, '.', 1) not in ('account', 'grant', 'session', 'finding') then
    insert into mingbai.pulse values (new.county, 1) on conflict (county) do update set pulse = pulse.pulse + 1;
  end if;
  return null;
end $$;

-- A large run changes what a good plan is, as a large import does.
create function mingbai.refresh_finding_statistics() returns void
  language plpgsql security definer set search_path = mingbai, pg_temp as $$
begin
  analyze mingbai.finding;
  analyze mingbai.finding_action;
end $$;
revoke all on function mingbai.refresh_finding_statistics from public;
grant execute on function mingbai.refresh_finding_statistics to mingbai_app;

comment on table mingbai.finding_rule is 'Every version of a rule that was run, in the words it had then.';
comment on table mingbai.finding is 'The ledger of findings: one row a contradiction and thing, with its state today.';
comment on table mingbai.finding_action is 'Everything that was done about each finding, in order; its state is the fold of these. Append only.';
comment on table mingbai.finding_seen is 'When an account last said that it has seen what is new in an area.';
comment on function mingbai.colleagues() is 'Who works in the asker''s area: whom findings may be given to.';
comment on function mingbai.names_of(text[]) is 'Names of accounts that work or worked in the asker''s area or above it.';
comment on function mingbai.refresh_finding_statistics() is 'Analyses the ledger of findings, which only its owner may.';
