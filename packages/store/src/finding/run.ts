import {
  DUE_DAYS,
  OPENING,
  RUN_ACTIONS,
  scopeOf,
  type DueDays,
  type FindingRule,
  type RegionCode,
  type RunAction,
} from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { Params } from '../register/params.ts';
import { TODAY } from '../register/read-columns.ts';
import { causeSql } from './cause.ts';
import { createHits, hitTable, writeHits, type Hit } from './hits.ts';
import { lockLedger } from './lock.ts';
import { rememberRules } from './rules.ts';
import { afterSql, dueDaysSql, transitionsSql, wordsSql } from './transitions.ts';

/** The things a run looked at: it says nothing of others, so their findings stay as they are. */
export type RunScope =
  | 'county'
  | { readonly region: RegionCode }
  /** These households, and all that was found of them or their members. */
  | { readonly households: readonly string[] }
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

/** Findings by what became of them; `same`: hit as before, nothing written; `moved`: only their place was set. */
export type Recorded = Readonly<Record<RunAction | 'same' | 'moved', number>>;

/**
 * Holds the hits of a run against the ledger, by the table of ADR 0116, in set-based statements: the same hits again
 * write nothing. The scope of the transaction must be the whole county. Runs of one county, and people's decisions,
 * wait for each other until the transaction ends.
 */
export async function recordRun(tx: WriteTx, run: Run): Promise<Recorded> {
  const hits = typeof run.hits === 'string' ? hitTable(run.hits) : await tabled(tx, run.hits);
  await lockLedger(tx, run.county, 'run');
  await requireCounty(tx, run.county);
  await rememberRules(tx, run.rules);
  await tx.run(`analyze ${hits} (rule)`);
  await requireKnown(tx, hits, run);
  await once(tx, hits);
  const params = new Params();
  const step = stepSql(run, params);
  await tx.run('drop table if exists pg_temp.finding_step');
  await tx.run(`create temporary table finding_step on commit drop as ${step}`, params.values);
  await tx.run('analyze pg_temp.finding_step');
  await tx.run(
    `update pg_temp.finding_step s set cause = ${run.cause === undefined ? causeSql('s', run.county) : BigInt(run.cause)} where s.action = 'gone'`,
  );
  const counts = await tx.rows<{ action: RunAction | 'moved'; n: number }>(
    `select coalesce(action, 'moved') as action, count(*)::integer as n from pg_temp.finding_step group by 1`,
  );
  if (counts.length > 0) await write(tx, run);
  const by = new Map(counts.map(({ action, n }) => [action, n]));
  const told = ['found', 'noted', 'still', 'changed', 'expired', 'back'] as const;
  const seen = await tx.find<{ n: number }>(`select count(*)::integer as n from pg_temp.finding_told`);
  const same =
    (seen?.n ?? 0) - told.reduce((sum, action) => sum + (by.get(action) ?? 0), by.get('moved') ?? 0);
  const recorded = Object.fromEntries(RUN_ACTIONS.map((action) => [action, by.get(action) ?? 0]));
  return { ...(recorded as Record<RunAction, number>), same, moved: by.get('moved') ?? 0 };
}

async function tabled(tx: WriteTx, hits: readonly Hit[]): Promise<string> {
  await tx.run('drop table if exists pg_temp.finding_hit');
  const table = await createHits(tx);
  await writeHits(tx, table, hits);
  return table;
}

/** Each contradiction of each thing once, to be looked up by its key. */
async function once(tx: WriteTx, hits: string): Promise<void> {
  await tx.run('drop table if exists pg_temp.finding_told');
  await tx.run(`create temporary table finding_told on commit drop as
    select distinct on (noun, subject_id, rule) *, coalesce(digest, md5(facts::text)) as sign from ${hits}
    order by noun, subject_id, rule, digest`);
  await tx.run('create index on pg_temp.finding_told (noun, subject_id, rule)');
  await tx.run('analyze pg_temp.finding_told (noun, subject_id, rule)');
}

/** A narrower scope would take what it does not see for new, and meet it when it writes. */
async function requireCounty(tx: WriteTx, county: string): Promise<void> {
  const whole = await tx.find(
    `select where mingbai.scope_low() <= $1::bigint * 1000000 and mingbai.scope_high() >= $1::bigint * 1000000 + 999999`,
    [county],
  );
  if (whole === undefined) throw new RangeError(`a run is recorded by somebody who sees all of ${county}`);
}

async function requireKnown(tx: WriteTx, hits: string, run: Run): Promise<void> {
  const stray = await tx.find<{ rule: string }>(`select rule from ${hits} where rule <> all($1) limit 1`, [
    run.rules.map(({ id }) => id),
  ]);
  if (stray !== undefined) throw new RangeError(`a hit of ${stray.rule}, which did not run`);
}

const OPENS = wordsSql(RUN_ACTIONS.filter((action) => OPENING.has(action)));

/** One row for each finding that changes, with all that it will say. */
function stepSql(run: Run, params: Params): string {
  const county = params.add(run.county, 'integer');
  const source = params.add(run.source, 'text');
  const days = dueDaysSql('b.severity', run.due ?? DUE_DAYS);
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
        f.region <> h.region or f.household_id is distinct from h.household_id or f.severity <> h.severity as moved
      from pg_temp.finding_told h join ran r on r.rule = h.rule
      left join mingbai.finding f on f.county = ${county} and f.noun = h.noun and f.subject_id = h.subject_id
        and f.source = ${source} and f.rule = h.rule
    ), untold as (
      select f.id, f.state, f.assignee, f.team, f.actions, f.facts_entry, f.rule, f.rule_version, f.family, f.severity,
        f.noun, f.subject_id, f.household_id, f.person_id, f.region, f.facts, f.digest, false,
        case when f.rule = any(${params.add(run.retired ?? [], 'text[]')}) then 'retired' else 'gone' end, false
      from mingbai.finding f
      where f.county = ${county} and f.source = ${source} and f.state <> 'closed'
        and (f.rule = any(${params.add(run.retired ?? [], 'text[]')})
          or (f.rule in (select rule from ran) and ${scopeSql(run.scope, params)}
            and not exists (select from pg_temp.finding_told h where h.noun = f.noun and h.subject_id = f.subject_id and h.rule = f.rule)))
    ), both_ as (select * from told where action is not null or moved union all select * from untold)
    select coalesce(known, nextval('mingbai.finding_id')) as id, known is null as fresh, coalesce(b.actions, 0) + 1 as n, b.*,
      coalesce(${afterSql('t.after', 'b')}, b.state) as next, b.action in (${OPENS}) as opens,
      case when b.action in (${OPENS}) then coalesce(${TODAY} + ${days}, 'infinity') end as due, null::bigint as cause
    from both_ b left join ${transitionsSql(RUN_ACTIONS)} t(before, act, after)
      on t.before = coalesce(b.state, 'new') and t.act = b.action`;
}

function scopeSql(scope: RunScope, params: Params): string {
  if (scope === 'county') return 'true';
  if ('region' in scope) {
    const { low, high } = scopeOf(scope.region);
    return `f.region between ${params.add(low, 'bigint')} and ${params.add(high, 'bigint')}`;
  }
  if ('households' in scope) return `f.household_id = any(${params.add(scope.households, 'bigint[]')})`;
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

async function write(tx: WriteTx, run: Run): Promise<void> {
  const values = [run.county, run.source, tx.entry];
  await tx.run(
    `insert into mingbai.finding (county, id, region, source, rule, rule_version, family, severity, noun, subject_id, household_id,
       person_id, facts, digest, state, due, opened_at, changed_at, entry, facts_entry)
     select $1, id, region, $2, rule, rule_version, family, severity, noun, subject_id, household_id, person_id, facts, digest,
       next, due, now(), now(), $3, $3 from pg_temp.finding_step where fresh`,
    values,
  );
  await tx.run(
    `update mingbai.finding f set state = s.next, region = s.region, household_id = s.household_id, person_id = s.person_id,
       rule_version = s.rule_version, family = s.family, severity = s.severity, facts = s.facts, digest = s.digest,
       assignee = case when s.opens then null else f.assignee end, team = case when s.opens then null else f.team end,
       due = case when s.opens then s.due when s.next = 'closed' then 'infinity' else f.due end,
       until = case when s.next = 'dismissed' then f.until else 'infinity' end,
       times = f.times + (s.action = 'back')::integer, actions = s.n,
       opened_at = case when s.opens then now() else f.opened_at end, changed_at = now(), entry = $2,
       facts_entry = case when s.differs then $2 else f.facts_entry end
     from pg_temp.finding_step s where f.county = $1 and f.id = s.id and not s.fresh and s.action is not null`,
    [run.county, tx.entry],
  );
  await tx.run(
    `update mingbai.finding f set region = s.region, household_id = s.household_id, person_id = s.person_id, severity = s.severity
     from pg_temp.finding_step s where f.county = $1 and f.id = s.id and s.action is null`,
    [run.county],
  );
  await tx.run(
    `insert into mingbai.finding_action (county, finding, n, region, at, action, state, actor, role, facts, digest, due, cause, entry)
     select $1, id, n, region, now(), action, next, $2, $3, case when differs then facts end, case when differs then digest end,
       due, cause, $4 from pg_temp.finding_step where action is not null`,
    [run.county, run.actor.id, run.actor.role, tx.entry],
  );
}
