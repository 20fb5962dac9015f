-- What of these belongs to somebody outside the asker's area: that it is taken is told, where is not. As with
-- `household_outside`, it keeps a file of one township from taking a number that another one has.
create function mingbai.person_outside(of_county integer, numbers text[]) returns setof text
  language sql stable security definer set search_path = mingbai, pg_temp as $$
  select person_no from mingbai.person
  where county = of_county and person_no = any(numbers)
    and region not between mingbai.scope_low() and mingbai.scope_high()
$$;
create function mingbai.identity_outside(of_county integer, hashes bigint[]) returns setof bigint
  language sql stable security definer set search_path = mingbai, pg_temp as $$
  select identity_no_hash from mingbai.person
  where county = of_county and identity_no_hash = any(hashes)
    and region not between mingbai.scope_low() and mingbai.scope_high()
$$;
revoke all on function mingbai.person_outside, mingbai.identity_outside from public;
grant execute on function mingbai.person_outside, mingbai.identity_outside to mingbai_app;
