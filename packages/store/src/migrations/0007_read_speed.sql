-- What the server may keep in memory of sessions, accounts and roles stands as long as this number does. It is raised
-- in the transaction that changes any of them, so a request that reads it in its own transaction is judged by what
-- is committed, in whatever process it was.
create table mingbai.access (
  one     boolean primary key default true check (one),
  version bigint  not null
);
insert into mingbai.access values (true, 1);
grant select on mingbai.access to mingbai_app;
comment on table mingbai.access is 'One row: how often sessions, accounts and roles were changed; what the server remembers of them is good while this stands.';

-- At the end of the transaction and once, so that nobody waits for the row longer than a commit takes, and nobody
-- holds it while waiting for another.
create function mingbai.raise_access() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if current_setting('mingbai.access_raised', true) is distinct from pg_current_xact_id()::text then
    perform set_config('mingbai.access_raised', pg_current_xact_id()::text, true);
    update mingbai.access set version = version + 1;
  end if;
  return null;
end $$;
revoke all on function mingbai.raise_access from public;
comment on function mingbai.raise_access() is 'Says that what is remembered of sessions, accounts and roles no longer stands.';
-- A new session is known to nobody yet. When somebody was last seen, and attempts to sign in, change nothing here.
create constraint trigger session_access after update or delete on mingbai.session_grant
  deferrable initially deferred for each row execute function mingbai.raise_access();
create constraint trigger role_access after insert or update or delete on mingbai.role_grant
  deferrable initially deferred for each row execute function mingbai.raise_access();
create constraint trigger account_access after update on mingbai.account
  deferrable initially deferred for each row
  when ((old.username, old.name, old.region, old.disabled, old.must_change_password, old.totp)
    is distinct from (new.username, new.name, new.region, new.disabled, new.must_change_password, new.totp))
  execute function mingbai.raise_access();

-- Searches walk these by name and need no more of a person than where and who: answered by the index alone.
drop index mingbai.person_name, mingbai.person_initials, mingbai.person_tail, mingbai.membership_person;
create index person_name on mingbai.person (county, name collate "C") include (region, id);
create index person_initials on mingbai.person (county, name_initials collate "C") include (region, id);
create index person_tail on mingbai.person (county, identity_no_tail) include (region, id) where identity_no_tail is not null;
create index membership_person on mingbai.membership (county, person_id) include (household_id, region, "to");
