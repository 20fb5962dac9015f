import {
  DUE_DAYS,
  OPENING,
  RUN_ACTIONS,
  scopeOf,
  type DueDays,
  type FindingRule,
  type RegionCode,
} from '@mingbai/core';
import type { Actor } from '../journal/command.ts';
import type { Params } from '../register/params.ts';
import { TODAY } from '../register/read-columns.ts';
import { causeSql } from './cause.ts';
import type { Hit } from './hits.ts';
import { afterSql, dueDaysSql, transitionsSql, wordsSql } from './transitions.ts';

/** The things a run looked at: it says nothing of others, so their findings stay as they are. */
export type RunScope =
  | 'county'
  | { readonly region: RegionCode }
  /** These households, and all that was found of them or their members; and these villages themselves. */
  | { readonly households: readonly string[]; readonly villages?: readonly RegionCode[] }
  | { readonly subjects: readonly { readonly noun: Hit['noun']; readonly id: string }[] };

export interface Run {
  /** Six digits. */
  readonly county: string;
  /** What looked: `rule` for the data rules. */
  readonly source: string;
  readonly actor: Pick<Actor, 'id' | 'role'>;
  /** Those that ran, each in the words of its version; a quarantined one is left out, and its findings stay. */
  readonly rules: readonly FindingRule[];
  /** Rules that are no more: what is open of them is closed. */
  readonly retired?: readonly string[];
  readonly scope: RunScope;
  /** A table made by `createHits` or `createStagedHits`, or the hits themselves. */
  readonly hits: string | readonly Hit[];
  /** Days to deal with it, by severity. */
  readonly due?: DueDays;
  /** The entry that made the change which the run follows, when there is one. */
  readonly cause?: string;
}

/** Each contradiction of each thing once, of hits in a relation. */
export function toldSql(hits: string): string {
  return `select distinct on (noun, subject_id, rule) *, coalesce(digest, md5(facts::text)) as sign from ${hits}
    order by noun, subject_id, rule, digest`;
}

const OPENS = wordsSql(RUN_ACTIONS.filter((action) => OPENING.has(action)));

/** One row for each finding that changes, with all that it will say; `told` is what `toldSql` gave; `few`: look each up by its key. */
export function stepSql(run: Run, told: string, few: boolean, params: Params): string {
  const county = params.add(run.county, 'integer');
  const source = params.add(run.source, 'text');
  const days = dueDaysSql('b.severity', run.due ?? DUE_DAYS);
  const key = `f.county = ${county} and f.noun = h.noun and f.subject_id = h.subject_id and f.source = ${source} and f.rule = h.rule`;
  const cause = run.cause === undefined ? causeSql('b', county) : params.add(run.cause, 'bigint');
  return `with ran as (
      select * from unnest(${params.add(
        run.rules.map(({ id }) => id),
        'text[]',
      )}, ${params.add(
        run.rules.map(({ version }) => version),
        'text[]',
      )}, ${params.add(
        run.rules.map(({ family }) => family),
        'text[]',
      )}) as r(rule, version, family)
    ), told as (
      select f.id as known, f.state, f.assignee, f.team, f.actions, f.facts_entry, h.rule, r.version as rule_version, r.family, h.severity,
        h.noun, h.subject_id, h.household_id, h.person_id, h.region, h.facts, h.sign as digest, f.digest is distinct from h.sign as differs,
        case
          when f.id is null then 'found'
          when f.state = 'mended' then 'still'
          when f.state = 'closed' then 'back'
          when f.state = 'dismissed' and f.until < ${TODAY} then 'expired'
          when f.digest = h.sign then null
          when f.state = 'dismissed' then 'changed'
          else 'noted' end as action,
        f.region <> h.region or f.household_id is distinct from h.household_id or f.severity <> h.severity
          or f.rule_version <> r.version as moved
      from ${told} h join ran r on r.rule = h.rule
      left join ${few ? `lateral (select * from mingbai.finding f where ${key} limit 1) f on true` : `mingbai.finding f on ${key}`}
    ), untold as (
      select f.id, f.state, f.assignee, f.team, f.actions, f.facts_entry, f.rule, f.rule_version, f.family, f.severity,
        f.noun, f.subject_id, f.household_id, f.person_id, f.region, f.facts, f.digest, false,
        case when f.rule = any(${params.add(run.retired ?? [], 'text[]')}) then 'retired' else 'gone' end, false
      from mingbai.finding f
      where f.county = ${county} and f.source = ${source} and f.state <> 'closed'
        and (f.rule = any(${params.add(run.retired ?? [], 'text[]')})
          or (f.rule in (select rule from ran) and ${scopeSql(run.scope, params)}
            and not exists (select from ${told} h where h.noun = f.noun and h.subject_id = f.subject_id and h.rule = f.rule)))
    ), both_ as (select * from told where action is not null or moved union all select * from untold)
    select coalesce(known, nextval('mingbai.finding_id')) as id, known is null as fresh, coalesce(b.actions, 0) + 1 as n, b.*,
      coalesce(${afterSql('t.after', 'b')}, b.state) as next, b.action in (${OPENS}) as opens,
      case when b.action in (${OPENS}) then coalesce(${TODAY} + ${days}, 'infinity') end as due,
      case when b.action = 'gone' then ${cause} end as cause
    from both_ b left join ${transitionsSql(RUN_ACTIONS)} t(before, act, after)
      on t.before = coalesce(b.state, 'new') and t.act = b.action`;
}

function scopeSql(scope: RunScope, params: Params): string {
  if (scope === 'county') return 'true';
  if ('region' in scope) {
    const { low, high } = scopeOf(scope.region);
    return `f.region between ${params.add(low, 'bigint')} and ${params.add(high, 'bigint')}`;
  }
  if ('households' in scope) {
    const own = `f.household_id = any(${params.add(scope.households, 'bigint[]')})`;
    if (scope.villages === undefined || scope.villages.length === 0) return own;
    return `(${own} or (f.noun = 'village' and f.subject_id = any(${params.add(scope.villages, 'bigint[]')})))`;
  }
  const nouns = params.add(
    scope.subjects.map(({ noun }) => noun),
    'text[]',
  );
  const ids = params.add(
    scope.subjects.map(({ id }) => id),
    'bigint[]',
  );
  return `(f.noun, f.subject_id) in (select * from unnest(${nouns}, ${ids}))`;
}

type Write = (run: Run, entry: string, step: string, params: Params) => string;

const PLACE = `region = s.region, household_id = s.household_id, person_id = s.person_id, severity = s.severity`;

const insertNew: Write = (run, entry, step, params) => {
  const by = params.add(entry, 'bigint');
  return `insert into mingbai.finding (county, id, region, source, rule, rule_version, family, severity, noun, subject_id, household_id,
      person_id, facts, digest, state, due, opened_at, changed_at, entry, facts_entry)
    select ${params.add(run.county, 'integer')}, id, region, ${params.add(run.source, 'text')}, rule, rule_version, family, severity,
      noun, subject_id, household_id, person_id, facts, digest, next, due, now(), now(), ${by}, ${by} from ${step} where fresh`;
};

const updateKnown: Write = (run, entry, step, params) => {
  const by = params.add(entry, 'bigint');
  return `update mingbai.finding f set state = s.next, ${PLACE},
      rule_version = s.rule_version, family = s.family, facts = s.facts, digest = s.digest,
      assignee = case when s.opens then null else f.assignee end, team = case when s.opens then null else f.team end,
      due = case when s.opens then s.due when s.next = 'closed' then 'infinity' else f.due end,
      until = case when s.next = 'dismissed' then f.until else 'infinity' end,
      times = f.times + (s.action = 'back')::integer, actions = s.n,
      opened_at = case when s.opens then now() else f.opened_at end, changed_at = now(), entry = ${by},
      facts_entry = case when s.differs then ${by} else f.facts_entry end
    from ${step} s where f.county = ${params.add(run.county, 'integer')} and f.id = s.id and not s.fresh and s.action is not null`;
};

/**
 * Only the place changed, or the words of a rule that finds the same: no line in the finding's past. The household's own
 * has the place; the words are those of the newest version that found it.
 */
const placeKnown: Write = (run, _entry, step, params) =>
  `update mingbai.finding f set ${PLACE}, rule_version = s.rule_version, family = s.family
    from ${step} s where f.county = ${params.add(run.county, 'integer')} and f.id = s.id and s.action is null`;

const appendActions: Write = (run, entry, step, params) =>
  `insert into mingbai.finding_action (county, finding, n, region, at, action, state, actor, role, facts, digest, due, cause, entry)
    select ${params.add(run.county, 'integer')}, id, n, region, now(), action, next, ${params.add(run.actor.id, 'text')},
      ${params.add(run.actor.role, 'text')}, case when differs then facts end, case when differs then digest end, due, cause,
      ${params.add(entry, 'bigint')} from ${step} where action is not null`;

/** The statements that write what a step says, each once; `step` is a relation as `stepSql` gives it. */
export const WRITES: readonly Write[] = [insertNew, updateKnown, placeKnown, appendActions];
