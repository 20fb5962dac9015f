-- Procedures (ADR 0122): the case's row is the folded state, its actions are the truth.

-- The text of each version that ever began a case: an old case is read by the procedure of its day.
create table mingbai.procedure_edition (
  procedure text  not null,
  version   text  not null,           -- first 12 hex digits of the SHA-256 of its text
  body      jsonb not null,
  primary key (procedure, version)
);
grant select, insert on mingbai.procedure_edition to mingbai_app;

create sequence mingbai.procedure_id;
grant usage on sequence mingbai.procedure_id to mingbai_app;

-- A list of cases that a village takes through its steps together.
create table mingbai.procedure_list (
  county     integer     not null,
  id         bigint      not null default nextval('mingbai.procedure_id'),
  region     bigint      not null,
  procedure  text        not null,
  name       text        not null,
  opened_at  timestamptz not null,
  entry      bigint      not null,
  primary key (county, id)
);
create index procedure_list_place on mingbai.procedure_list (region, id desc);
alter table mingbai.procedure_list enable row level security;
create policy scope on mingbai.procedure_list to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert on mingbai.procedure_list to mingbai_app;

-- Days are 'infinity' where there is none, so that they sort last and one index serves the queue.
create table mingbai.procedure_case (
  county     integer     not null,
  id         bigint      not null default nextval('mingbai.procedure_id'),
  region     bigint      not null,
  list       bigint,
  procedure  text        not null,
  version    text        not null,
  noun       text        not null check (noun in ('household', 'village', 'county')),
  subject_id bigint,                        -- of a village or county its code; null: a household not registered yet
  title      text        not null,          -- head of the household, or name of the place
  state      text        not null,
  ended      text        check (ended in ('done', 'refused', 'withdrawn')),
  since      date        not null,          -- day of the last change of state
  deadline   text,                          -- which of the procedure's deadlines is the nearest
  due        date        not null default 'infinity',
  roles      text[]      not null,          -- who can act now
  escalated  text[]      not null default '{}',   -- and who is asked when it is late
  actions    integer     not null,
  opened_at  timestamptz not null,
  changed_at timestamptz not null,
  entry      bigint      not null,
  primary key (county, id)
);
-- One open case of a procedure for one thing.
create unique index procedure_case_open on mingbai.procedure_case (county, noun, subject_id, procedure)
  where ended is null and subject_id is not null;
create index procedure_case_queue on mingbai.procedure_case (county, due, id) where ended is null;
create index procedure_case_place on mingbai.procedure_case (region, due, id) where ended is null;
create index procedure_case_subject on mingbai.procedure_case (county, noun, subject_id);
create index procedure_case_list on mingbai.procedure_case (county, list) where list is not null;
alter table mingbai.procedure_case enable row level security;
create policy scope on mingbai.procedure_case to mingbai_app
  using (case when region between (select mingbai.scope_low()) and (select mingbai.scope_high()) then true else false end);
grant select, insert, update on mingbai.procedure_case to mingbai_app;

create table mingbai.procedure_action (
  county    integer     not null,
  "case"    bigint      not null,
  n         integer     not null,           -- 1, 2, 3 … of its case
  region    bigint      not null,
  action    text        not null,
  state     text        not null,           -- after it
  "on"      date        not null,           -- day it happened
  at        timestamptz not null,
  actor     text        not null,
  role      text        not null,
  reason    text,
  votes     jsonb,
  given     jsonb       not null default '{}',   -- answers; sealed ones as {"sealed": base64, "mask": text}
  evidence  jsonb       not null default '[]',   -- [{"need": key, "id": evidence id}]
  judgement jsonb,                          -- decision, version, result, why
  written   jsonb       not null default '[]',   -- what it said in the register
  entry     bigint      not null,
  primary key (county, "case", n)
);
create index procedure_action_entry on mingbai.procedure_action (county, entry);
alter table mingbai.procedure_action enable row level security;
create policy scope on mingbai.procedure_action for select to mingbai_app
  using (exists (select from mingbai.procedure_case c where c.county = procedure_action.county and c.id = procedure_action."case"));
create policy append on mingbai.procedure_action for insert to mingbai_app
  with check (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
-- Append only, as the journal is.
grant select, insert on mingbai.procedure_action to mingbai_app;

comment on table mingbai.procedure_edition is 'Procedures as they were when a case began by them.';
comment on table mingbai.procedure_list is 'Lists of cases that go through their steps together.';
comment on table mingbai.procedure_case is 'Where a household, village or county stands in a procedure.';
comment on table mingbai.procedure_action is 'Every action taken on a case, in order.';

-- A step that writes nothing into the register leaves what is known of it as it was. Commands that raise the pulse wait
-- for each other until they are committed; steps of cases need not.
create or replace function mingbai.raise_pulse() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.command not in ('register.reveal', 'register.export', 'import.map')
      and split_part(new.command, '.', 1) not in ('account', 'grant', 'session', 'finding')
      and (split_part(new.command, '.', 1) <> 'procedure' or new.changes ? 'written') then
    insert into mingbai.pulse values (new.county, 1) on conflict (county) do update set pulse = pulse.pulse + 1;
  end if;
  return null;
end $$;

-- The beginning of a command in one message: the scope of the transaction; a first attempt with the same key that is
-- still under way is waited for, so that no key runs twice side by side; then what it left is looked for, and only
-- when there is nothing a number is drawn. Each statement sees what was committed before it.
create function mingbai.begin_command(low text, high text, by_user text, of_county integer, of_key text,
    out earlier bigint, out entry bigint, out at timestamptz)
  language plpgsql as $$
begin
  perform set_config('mingbai.low', low, true), set_config('mingbai.high', high, true), set_config('mingbai.user', by_user, true);
  if of_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(lpad(of_county::text, 6, '0') || '/' || by_user || '/' || of_key, 42));
    select j.id into earlier from mingbai.journal j where j.county = of_county and j.actor = by_user and j.idempotency_key = of_key;
  end if;
  if earlier is null then
    entry := nextval('mingbai.entry_id');
  end if;
  at := now();
end $$;
comment on function mingbai.begin_command is 'Scope, idempotency key and number of a journaled command, in one message.';
