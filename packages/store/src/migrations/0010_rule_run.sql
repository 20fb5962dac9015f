-- A run of the data rules is its own job, as an import is (ADR 0105): the row is the job.
create table mingbai.rule_run (
  id           bigint generated always as identity primary key,
  county       integer     not null,
  region       bigint      not null,
  -- full: every subject of the county. households: these, and what hangs on them. entry: what an entry wrote.
  kind         text        not null check (kind in ('full', 'households', 'entry')),
  households   bigint[],
  cause        bigint,                   -- the entry that changed the register
  day          date,                     -- of the check; null: the day on which it runs
  state        text        not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  created_at   timestamptz not null default now(),
  created_by   text        not null,
  creator_name text        not null,
  actor_role   text        not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  cancel_asked_at timestamptz,
  progress     jsonb       not null default '{"done":0,"total":null,"phase":"queued"}',
  hits         jsonb       not null default '[]',   -- by rule: how many, and of how many looked at
  quarantined  jsonb       not null default '[]',   -- rules that did not run, or whose hits were not taken, and why
  recorded     jsonb,                    -- what became of the findings
  problem      jsonb,
  entry        bigint
);
create index rule_run_county on mingbai.rule_run (county, id desc);
create index rule_run_waiting on mingbai.rule_run (id) where state in ('queued', 'running');
alter table mingbai.rule_run enable row level security;
create policy rule_run_scope on mingbai.rule_run to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.rule_run to mingbai_app;
comment on table mingbai.rule_run is 'Runs of the data rules: the row is the job, with its progress and what it found.';

-- Numbers of a county that other counties of its province have too, with how many there: no more than that is told
-- of them. Persons count while they belong to a household.
create function mingbai.identities_elsewhere(of_county integer) returns table (hash bigint, n bigint)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if of_county::bigint * 1000000 not between mingbai.scope_low() and mingbai.scope_high() then
    return;
  end if;
  return query
    select p.identity_no_hash, count(distinct p.id)
    from mingbai.pulse c
    join mingbai.person p on p.county = c.county and p.identity_no_hash is not null
    where c.county <> of_county and c.county / 10000 = of_county / 10000
      and exists (select from mingbai.person own where own.county = of_county and own.identity_no_hash = p.identity_no_hash)
      and exists (select from mingbai.membership m where m.county = p.county and m.person_id = p.id and m."to" is null)
    group by 1;
end $$;
create function mingbai.phones_elsewhere(of_county integer) returns table (hash bigint, n bigint)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if of_county::bigint * 1000000 not between mingbai.scope_low() and mingbai.scope_high() then
    return;
  end if;
  return query
    select h.phone_hash, count(*)
    from mingbai.pulse c
    join mingbai.household h on h.county = c.county and h.phone_hash is not null
    where c.county <> of_county and c.county / 10000 = of_county / 10000
      and exists (select from mingbai.household own where own.county = of_county and own.phone_hash = h.phone_hash)
    group by 1;
end $$;
-- The same of a few numbers, by index.
create function mingbai.identities_elsewhere(of_county integer, hashes bigint[]) returns table (hash bigint, n bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.identity_no_hash, count(distinct p.id)
  from mingbai.pulse c join mingbai.person p on p.county = c.county and p.identity_no_hash = any(hashes)
  where c.county <> of_county and c.county / 10000 = of_county / 10000
    and of_county::bigint * 1000000 between mingbai.scope_low() and mingbai.scope_high()
    and exists (select from mingbai.membership m where m.county = p.county and m.person_id = p.id and m."to" is null)
  group by 1
$$;
create function mingbai.phones_elsewhere(of_county integer, hashes bigint[]) returns table (hash bigint, n bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select h.phone_hash, count(*)
  from mingbai.pulse c join mingbai.household h on h.county = c.county and h.phone_hash = any(hashes)
  where c.county <> of_county and c.county / 10000 = of_county / 10000
    and of_county::bigint * 1000000 between mingbai.scope_low() and mingbai.scope_high()
  group by 1
$$;
revoke all on function mingbai.identities_elsewhere(integer), mingbai.identities_elsewhere(integer, bigint[]),
  mingbai.phones_elsewhere(integer), mingbai.phones_elsewhere(integer, bigint[]) from public;
grant execute on function mingbai.identities_elsewhere(integer), mingbai.identities_elsewhere(integer, bigint[]),
  mingbai.phones_elsewhere(integer), mingbai.phones_elsewhere(integer, bigint[]) to mingbai_app;
comment on function mingbai.identities_elsewhere(integer) is 'Identity numbers of a county that other counties of the province have too, and how often.';
comment on function mingbai.phones_elsewhere(integer) is 'Telephones of a county''s households that other counties of the province have too, and how often.';
comment on function mingbai.identities_elsewhere(integer, bigint[]) is 'How often other counties of the province have these identity numbers.';
comment on function mingbai.phones_elsewhere(integer, bigint[]) is 'How many households of other counties of the province have these telephones.';
