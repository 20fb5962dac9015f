-- Why a village said something otherwise stands beside what it said.
drop function mingbai.provenance(integer, bigint[]);
create function mingbai.provenance(of_county integer, entries bigint[])
  returns table (entry bigint, at timestamptz, command text, actor text, file text, reason text)
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select j.id, j.at, j.command, coalesce(a.name, j.actor), j.changes ->> 'file',
      -- Of other entries the reason may be about more than the asker sees.
      case when j.command = 'household.correct' then j.reason end
    from mingbai.journal j left join mingbai.account a on a.user_id = j.actor
    where j.county = of_county and j.id = any(entries)
      and (j.region between (select mingbai.scope_low()) and (select mingbai.scope_high())
           or exists (select from mingbai.region r where r.code = j.region
                      and (select mingbai.scope_low()) between r.code and r.high
                      and (select mingbai.scope_high()) >= (select mingbai.scope_low())));
  end;
revoke all on function mingbai.provenance from public;
grant execute on function mingbai.provenance to mingbai_app;
comment on function mingbai.provenance(integer, bigint[]) is 'Who wrote these entries, when, how and from which file; of corrections by hand why.';
