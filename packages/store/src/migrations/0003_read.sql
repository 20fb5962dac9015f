-- What reading the register needs beside its tables.

-- Prefix search under row-level security: LIKE is not leakproof and may use no index, comparisons of text are and may.
create index household_number on mingbai.household (county, household_no collate "C");

-- Counts kept in memory are good for as long as no command has been committed since. Entry ids do not tell:
-- they are drawn when a command begins, and a long import ends after shorter ones that began later. The pulse
-- is raised in the order of commits, because each waits for the row that the one before it holds.
create table mingbai.pulse (
  county integer primary key,
  pulse  bigint  not null
);
alter table mingbai.pulse enable row level security;
create policy pulse_scope on mingbai.pulse for select to mingbai_app
  using (county::bigint * 1000000 <= (select mingbai.scope_high())
         and county::bigint * 1000000 + 999999 >= (select mingbai.scope_low()));
grant select on mingbai.pulse to mingbai_app;
insert into mingbai.pulse select county, count(*) from mingbai.journal group by county;

create function mingbai.raise_pulse() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- Looking at the register does not change it, nor does what accounts do.
  if new.command not in ('register.reveal', 'register.export', 'import.map', 'account.sign_in', 'account.create',
      'account.change', 'account.reset_password', 'grant.add', 'grant.end', 'session.end') then
    insert into mingbai.pulse values (new.county, 1) on conflict (county) do update set pulse = pulse.pulse + 1;
  end if;
  return null;
end $$;
revoke all on function mingbai.raise_pulse from public;
create trigger journal_pulse after insert on mingbai.journal for each row execute function mingbai.raise_pulse();

-- Where a statement came from. A village sees its own rows, but the county's import that wrote them is an entry
-- of the county: of such entries this tells who, when, how and from which file, and nothing else.
create function mingbai.provenance(of_county integer, entries bigint[])
  returns table (entry bigint, at timestamptz, command text, actor text, file text)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select j.id, j.at, j.command, coalesce(a.name, j.actor), j.changes ->> 'file'
    from mingbai.journal j left join mingbai.account a on a.user_id = j.actor
    where j.county = of_county and j.id = any(entries)
      and (j.region between (select mingbai.scope_low()) and (select mingbai.scope_high())
           or exists (select from mingbai.region r where r.code = j.region
                      and (select mingbai.scope_low()) between r.code and r.high
                      and (select mingbai.scope_high()) >= (select mingbai.scope_low())));
  end;
revoke all on function mingbai.provenance from public;
grant execute on function mingbai.provenance to mingbai_app;

-- The planner cannot know how wide the range of a scope is, and takes any such range for a two-hundredth of the
-- table: it would look up a county's members one by one, and search a name by the index of regions. Behind a CASE
-- it reckons with a half, and leaves the index of regions to questions that name their region as a constant,
-- which all reading does (read-area.ts).
do $$
declare noun text;
begin
  foreach noun in array array['household','person','membership','condition','guarantee','risk','income','measure','responsible','work','village'] loop
    execute format('alter policy scope on mingbai.%I using (case when region between (select mingbai.scope_low()) and (select mingbai.scope_high()) then true else false end)', noun);
    execute format('alter policy scope on mingbai.%I using (case when region between (select mingbai.scope_low()) and (select mingbai.scope_high()) then true else false end)', noun || '_past');
  end loop;
end $$;

-- A region that was merged into one of mine is part of mine: its name is how people still call the place.
alter policy region_scope on mingbai.region
  using (code between (select mingbai.scope_low()) and (select mingbai.scope_high())
         or successor between (select mingbai.scope_low()) and (select mingbai.scope_high())
         or ((select mingbai.scope_high()) > 0 and (select mingbai.scope_low()) between code and high));
