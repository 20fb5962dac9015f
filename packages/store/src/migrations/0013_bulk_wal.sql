-- Pages of a finished index go to the log whole; squeezing them costs a quarter of building it. Where the owner may
-- say so, they are written as they are; the row-by-row work around it keeps the server's setting.
create or replace function mingbai.bulk_end(of_noun text) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  part record;
  squeezed text := current_setting('wal_compression');
  may boolean := (select rolsuper from pg_roles where rolname = current_user);
begin
  if may then
    perform set_config('wal_compression', 'off', true);
  end if;
  for part in select number, definition from mingbai.bulk_index where noun = of_noun order by number loop
    execute part.definition;
    delete from mingbai.bulk_index where number = part.number;
  end loop;
  if may then
    perform set_config('wal_compression', squeezed, true);
  end if;
end $$;
