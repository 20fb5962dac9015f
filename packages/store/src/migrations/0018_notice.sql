-- Public notices and objections (ADR 0127).

create table mingbai.notice (
  county       integer     not null,
  id           bigint      not null default nextval('mingbai.procedure_id'),
  region       bigint      not null,        -- the place it hangs out for: group, village, township or county
  slug         text        not null,        -- its address on the public pages: says the county, is not guessed
  procedure    text        not null,
  state        text        not null,        -- the procedure's state that it belongs to
  title_zh     text        not null,
  title_en     text        not null,
  basis_zh     text        not null,        -- on what rule it hangs out
  basis_en     text        not null,
  said         text,                        -- what somebody added in words, checked
  place        text        not null,        -- name of the place
  columns      text[]      not null,
  rows         jsonb       not null,        -- as they hung out: words that may be seen by all, nothing else
  phone        text        not null,
  contact      text,
  span         jsonb       not null,        -- the period as the procedure has it
  "from"       date        not null,
  until        date        not null,        -- last day, by the calendar and its interruptions
  withdrawn_at timestamptz,
  withdrawn_why text,
  posted_at    timestamptz not null,
  entry        bigint      not null,
  primary key (county, id),
  check ("from" <= until)
);
create unique index notice_slug on mingbai.notice (slug);
create index notice_hanging on mingbai.notice (region, until);
alter table mingbai.notice enable row level security;
create policy scope on mingbai.notice to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update (until, withdrawn_at, withdrawn_why) on mingbai.notice to mingbai_app;

-- Which cases hang out in it, and in which line.
create table mingbai.notice_case (
  county  integer not null,
  notice  bigint  not null,
  "case"  bigint  not null,
  line    integer not null,
  primary key (county, notice, "case")
);
create index notice_case_case on mingbai.notice_case (county, "case", notice);
alter table mingbai.notice_case enable row level security;
create policy scope on mingbai.notice_case for select to mingbai_app
  using (exists (select from mingbai.procedure_case c where c.county = notice_case.county and c.id = notice_case."case")
      or exists (select from mingbai.notice n where n.county = notice_case.county and n.id = notice_case.notice));
create policy append on mingbai.notice_case for insert to mingbai_app
  with check (exists (select from mingbai.procedure_case c where c.county = notice_case.county and c.id = notice_case."case"));
grant select, insert on mingbai.notice_case to mingbai_app;

-- Days on which it did not hang out do not count.
create table mingbai.notice_interruption (
  county  integer     not null,
  notice  bigint      not null,
  "from"  date        not null,
  "to"    date        not null,
  reason  text        not null,
  at      timestamptz not null,
  entry   bigint      not null,
  primary key (county, notice, "from"),
  check ("from" <= "to")
);
alter table mingbai.notice_interruption enable row level security;
create policy scope on mingbai.notice_interruption to mingbai_app
  using (exists (select from mingbai.notice n where n.county = notice_interruption.county and n.id = notice_interruption.notice));
grant select, insert on mingbai.notice_interruption to mingbai_app;

create table mingbai.objection (
  county         integer     not null,
  id             bigint      not null default nextval('mingbai.procedure_id'),
  region         bigint      not null,
  notice         bigint      not null,
  "case"         bigint,                    -- null: about the list as a whole
  number         text        not null,      -- the receipt: who has it may read the answer
  said_sealed    bytea       not null,
  contact_sealed bytea,
  at             timestamptz not null,
  upheld         boolean,
  answer         text,
  answered_at    timestamptz,
  answered_by    text,
  entry          bigint      not null,
  answer_entry   bigint,
  primary key (county, id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (upheld is null))
);
create unique index objection_number on mingbai.objection (number);
create index objection_notice on mingbai.objection (county, notice);
create index objection_open on mingbai.objection (region, at) where answered_at is null;
alter table mingbai.objection enable row level security;
create policy scope on mingbai.objection to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update (upheld, answer, answered_at, answered_by, answer_entry) on mingbai.objection to mingbai_app;

-- The public's doors. Who comes without an account has no scope, so the tables show nothing; these three functions
-- say what hangs out today, and the answer to whoever holds a receipt.
create function mingbai.public_day() returns date language sql stable
  return (now() at time zone 'Asia/Shanghai')::date;

create function mingbai.public_notices(low bigint, high bigint) returns table (slug text, region bigint, title_zh text, title_en text, place text, "from" date, until date, lines integer)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select n.slug, n.region, n.title_zh, n.title_en, n.place, n."from", n.until, jsonb_array_length(n.rows)
    from mingbai.notice n
    where n.region between low and high and n.withdrawn_at is null and mingbai.public_day() between n."from" and n.until
    order by n.until, n.id limit 500;
  end;

create function mingbai.public_notice(of_slug text) returns table (slug text, region bigint, title_zh text, title_en text, basis_zh text, basis_en text, said text,
    place text, columns text[], rows jsonb, phone text, contact text, "from" date, until date, over boolean)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    -- Of one that is over, nothing but that it is.
    select n.slug, n.region, n.title_zh, n.title_en, n.basis_zh, n.basis_en, case when d.over then null else n.said end,
      n.place, n.columns, case when d.over then '[]'::jsonb else n.rows end, n.phone, n.contact, n."from", n.until, d.over
    from mingbai.notice n, lateral (select n.withdrawn_at is not null or mingbai.public_day() > n.until as over) d
    where n.slug = of_slug and mingbai.public_day() >= n."from";
  end;

create function mingbai.public_answer(of_number text) returns table (at timestamptz, title_zh text, title_en text, place text, phone text, upheld boolean, answer text, answered_at timestamptz)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select o.at, n.title_zh, n.title_en, n.place, n.phone, o.upheld, o.answer, o.answered_at
    from mingbai.objection o join mingbai.notice n on n.county = o.county and n.id = o.notice
    where o.number = of_number;
  end;

revoke all on function mingbai.public_notices, mingbai.public_notice, mingbai.public_answer from public;
grant execute on function mingbai.public_notices, mingbai.public_notice, mingbai.public_answer to mingbai_app;

comment on table mingbai.notice is 'Public notices as they hung out: nothing in them that may not be seen by all.';
comment on table mingbai.notice_case is 'Cases of procedures by the notice in which they hung out.';
comment on table mingbai.notice_interruption is 'Days on which a notice did not hang out, and why.';
comment on table mingbai.objection is 'Objections to a notice, sealed, with their receipt and answer.';
comment on function mingbai.public_day is 'Today where the notices hang out.';
comment on function mingbai.public_notices is 'Notices that hang out today in a range of regions.';
comment on function mingbai.public_notice is 'One notice by its address, while its period runs.';
comment on function mingbai.public_answer is 'What became of an objection, for who holds its receipt.';

-- What hangs out, and what is said to it, leaves the register as it was.
create or replace function mingbai.raise_pulse() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.command not in ('register.reveal', 'register.export', 'import.map')
      and split_part(new.command, '.', 1) not in ('account', 'grant', 'session', 'finding', 'notice', 'objection', 'evidence', 'paper', 'policy')
      and (split_part(new.command, '.', 1) <> 'procedure' or new.changes ? 'written') then
    insert into mingbai.pulse values (new.county, 1) on conflict (county) do update set pulse = pulse.pulse + 1;
  end if;
  return null;
end $$;
