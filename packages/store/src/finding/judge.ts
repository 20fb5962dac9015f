import { FINDING_ACTIONS, FINDING_ACTION_NAMES, restOf, type FindingAction } from '@mingbai/core';
import { TODAY } from '../register/read-columns.ts';
import { afterSql, transitionsSql, wordsSql } from './transitions.ts';

const BY_PERSONS = FINDING_ACTION_NAMES.filter((name) => FINDING_ACTIONS[name].by !== 'run');

/** Columns of what is asked, one row a finding. */
export const ASKED = `place integer, id bigint, action text, reason text, until date, assignee text, team text, due date,
  done_on date, checked_by text, base integer`;

function needing(need: string): string {
  const needs = (action: FindingAction): readonly string[] => FINDING_ACTIONS[action].needs;
  return wordsSql(BY_PERSONS.filter((action) => needs(action).includes(need)));
}

const RESTS = BY_PERSONS.flatMap((action) => {
  const rest = restOf(action);
  return rest === undefined ? [] : [`('${action}', '${rest}')`];
});

/** The region whose team gets it: of `village`, `township`, `county`. */
const TEAM = `case a.team when 'village' then f.region when 'township' then f.region / 1000 * 1000
  when 'county' then f.region / 1000000 * 1000000 end`;

/**
 * What becomes of each thing asked: `refusal` null and `next` the state after it, or why not. `asked` is a relation
 * `a` with the columns `ASKED`; `county`, `lows` and `highs` are place-holders: of the areas in which the assignee may
 * deal with findings.
 */
export function judgeSql(asked: string, county: string, lows: string, highs: string): string {
  return `select a.place, a.id, a.action, nullif(trim(a.reason), '') as reason, case when a.action = 'dismiss' then a.until end as until, a.assignee, x.team, a.done_on, a.checked_by,
      f.region, f.state, f.severity, f.actions + 1 as n, f.due as known_due, a.due, ${afterSql('t.after', 'f')} as next,
      case
        when f.id is null then 'not-found'
        when a.base is not null and exists (select from mingbai.finding_action d where d.county = f.county and d.finding = f.id
          and d.n > a.base and d.action = a.action and d.reason is not distinct from nullif(trim(a.reason), '')
          and d.done_on is not distinct from a.done_on and d.checked_by is not distinct from a.checked_by) then 'already'
        when t.after is null then case when (a.action, f.state) in (${RESTS.join(', ')}) then 'already' else 'state' end
        when a.action in (${needing('reason')}) and coalesce(trim(a.reason), '') = '' then 'needs-reason'
        when a.action in (${needing('until')}) and (a.until is null or a.until < ${TODAY}) then 'needs-until'
        when a.action in (${needing('assignee')}) and num_nonnulls(a.assignee, a.team) <> 1 then 'needs-assignee'
        when a.action in (${needing('assignee')}) and not case when a.assignee is null
          then x.team between mingbai.scope_low() and mingbai.scope_high()
          else exists (select from unnest(${lows}::bigint[], ${highs}::bigint[]) r(low, high) where f.region between r.low and r.high)
          end then 'assignee-outside'
        when a.action in (${needing('assignee')}) and f.assignee is not distinct from a.assignee
          and f.team is not distinct from x.team and coalesce(a.due, f.due) = f.due then 'already'
      end as refusal
    from ${asked}
    left join mingbai.finding f on f.county = ${county}::integer and f.id = a.id
    left join ${transitionsSql(BY_PERSONS)} t(before, act, after) on t.before = f.state and t.act = a.action
    cross join lateral (select ${TEAM} as team) x`;
}
