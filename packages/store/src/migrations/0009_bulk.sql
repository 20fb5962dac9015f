-- The first import of an installation is its largest. An index that is built over finished rows costs a third of one
-- that takes them one by one, so while a table of the register is still empty, an import may take its indexes off
-- and put them back when its rows are in, all in its own transaction. Only the owner may; the server may ask for it,
-- for empty tables of the register and nothing else.
create table mingbai.bulk_index (
  number     integer generated always as identity,
  noun       text not null,
  definition text not null
);
alter table mingbai.bulk_index enable row level security;
comment on table mingbai.bulk_index is 'Indexes that a transaction has taken off and has yet to put back; empty to everybody else.';

-- Takes the indexes off those of the tables that are empty and that nobody is just looking at; names them. Whoever
-- looks at one of them now waits until the transaction ends: there is nothing in it to be seen before.
create function mingbai.bulk_begin(nouns text[]) returns setof text
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  noun text;
  part record;
  filled boolean;
  patience text := current_setting('lock_timeout');
begin
  foreach noun in array array['household','person','membership','condition','guarantee','risk','income','measure','responsible','work'] loop
    continue when noun <> all (nouns);
    execute format('select exists (select from mingbai.%I)', noun) into filled;
    continue when filled;
    begin
      perform set_config('lock_timeout', '300ms', true);
      execute format('lock table mingbai.%I in access exclusive mode', noun);
    exception when lock_not_available then
      continue;
    end;
    execute format('select exists (select from mingbai.%I)', noun) into filled;
    continue when filled;
    for part in
      select format('alter table mingbai.%I add constraint %I %s', noun, conname, pg_get_constraintdef(oid)) as definition,
        format('alter table mingbai.%I drop constraint %I', noun, conname) as removal
      from pg_constraint c where conrelid = format('mingbai.%I', noun)::regclass and contype in ('p', 'u')
        and not exists (select from pg_constraint where contype = 'f' and confrelid = c.conrelid)
      union all
      select pg_get_indexdef(indexrelid), format('drop index %s', indexrelid::regclass)
      from pg_index where indrelid = format('mingbai.%I', noun)::regclass
        and not exists (select from pg_constraint where conindid = indexrelid)
    loop
      insert into mingbai.bulk_index (noun, definition) values (noun, part.definition);
      execute part.removal;
    end loop;
    return next noun;
  end loop;
  perform set_config('lock_timeout', patience, true);
end $$;
revoke all on function mingbai.bulk_begin from public;
grant execute on function mingbai.bulk_begin to mingbai_app;
comment on function mingbai.bulk_begin(text[]) is 'Takes the indexes off tables of the register that are empty, until bulk_end in the same transaction.';

create function mingbai.bulk_end(of_noun text) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  part record;
begin
  for part in select number, definition from mingbai.bulk_index where noun = of_noun order by number loop
    execute part.definition;
    delete from mingbai.bulk_index where number = part.number;
  end loop;
end $$;
revoke all on function mingbai.bulk_end from public;
grant execute on function mingbai.bulk_end to mingbai_app;
comment on function mingbai.bulk_end(text) is 'Builds the indexes of a table that bulk_begin took off.';

-- A transaction that forgets to put one back does not commit.
create function mingbai.bulk_whole() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from mingbai.bulk_index where number = new.number) then
    raise exception 'an index was not put back: %', new.definition;
  end if;
  return null;
end $$;
revoke all on function mingbai.bulk_whole from public;
create constraint trigger bulk_whole after insert on mingbai.bulk_index deferrable initially deferred
  for each row execute function mingbai.bulk_whole();
comment on function mingbai.bulk_whole() is 'Refuses a commit that leaves an index off.';
