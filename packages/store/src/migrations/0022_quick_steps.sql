-- Steps of cases, in fewer strokes (ADR 0122).

-- Its three questions now leave in one message, each with a plan that is kept.
drop function mingbai.begin_command(text, text, text, integer, text);

-- What is written is looked at row by row: asked of the row itself this costs less than two subplans beside each statement.
create function mingbai.in_scope(region bigint) returns boolean language sql stable parallel safe
  return region between mingbai.scope_low() and mingbai.scope_high();
comment on function mingbai.in_scope is 'Whether a place lies within the scope of the transaction.';
alter policy journal_append on mingbai.journal with check (mingbai.in_scope(region));
alter policy append on mingbai.procedure_action with check (mingbai.in_scope(region));
alter policy scope on mingbai.procedure_case with check (mingbai.in_scope(region));

-- Only what raises the pulse runs as its owner: most entries of procedures do not, and need not change who they are.
create function mingbai.pulse_up(of_county integer) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into mingbai.pulse values (of_county, 1) on conflict (county) do update set pulse = pulse.pulse + 1;
end $$;
comment on function mingbai.pulse_up is 'The register of a county has changed.';
create or replace function mingbai.raise_pulse() returns trigger language plpgsql security invoker as $$
begin
  if new.command like 'procedure.%' and not new.changes ? 'written' then
    return new;
  end if;
  if new.command not in ('register.reveal', 'register.export', 'import.map')
      and split_part(new.command, '.', 1) not in ('account', 'grant', 'session', 'finding', 'notice', 'objection', 'evidence', 'paper', 'policy') then
    perform mingbai.pulse_up(new.county);
  end if;
  return new;
end $$;
-- Before the row is written: afterwards it would have to be remembered and read again.
drop trigger journal_pulse on mingbai.journal;
create trigger journal_pulse before insert on mingbai.journal for each row execute function mingbai.raise_pulse();

-- Checked where they are set: a check of the table is read and planned anew by each statement that changes a row.
create domain mingbai.case_noun as text check (value in ('household', 'village', 'county'));
create domain mingbai.case_end as text check (value in ('done', 'refused', 'withdrawn'));
comment on domain mingbai.case_noun is 'What a case is about.';
comment on domain mingbai.case_end is 'How a case ended.';
alter table mingbai.procedure_case
  drop constraint procedure_case_noun_check, drop constraint procedure_case_ended_check,
  alter noun type mingbai.case_noun, alter ended type mingbai.case_end;
