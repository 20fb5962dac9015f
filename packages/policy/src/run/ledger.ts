import type { FindingRule, RegionCode } from '@mingbai/core';
import {
  createStagedHits,
  type Actor,
  type Database,
  dropHits,
  type Hit,
  type ReadTx,
  recordRun,
  type Recorded,
  runCommand,
} from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import type { RulesAtWork } from './at-work.ts';
import type { HouseholdRules } from './check-households.ts';
import { findingRule } from './finding-rule.ts';
import { type LeftOut, runRules, type RanRules, type RunOptions } from './full.ts';

/** What findings of the data rules say found them. */
export const SOURCE = 'rule';
const COMMAND = 'finding.run';

export interface RunOutcome extends RanRules {
  readonly recorded: Recorded;
  /** The journal's entry. */
  readonly entry: string;
}

export interface FullRun {
  readonly database: Database;
  /** Whoever asked for it; must see the whole county. */
  readonly actor: Actor;
  readonly region: RegionCode;
  readonly view: RegisterView;
  readonly work: RulesAtWork;
  /** A word of letters and digits: names the staging of its hits. */
  readonly run: string;
  /** Rules that could not be loaded: what they found before stays as it is. */
  readonly quarantined: readonly string[];
  readonly cause?: string | undefined;
}

/** Runs all rules over all subjects of a county and records what became of its findings. */
export async function runFull(full: FullRun, options: RunOptions = {}): Promise<RunOutcome> {
  const { database, actor, region, view, work, run } = full;
  const scope = { region: actor.region, user: actor.id };
  const into = await database.keep(scope, (tx) => createStagedHits(tx, run));
  try {
    const ran = await runRules(database, scope, view, work, into, options);
    const ids = new Set(ran.hits.map(({ rule }) => rule));
    const known = [...work.rules.map(({ rule }) => rule.id), ...full.quarantined];
    const outcome = await runCommand(database, actor, { name: COMMAND, region }, async (tx) => {
      await tx.run(`set local work_mem = '128MB'`);
      const recorded = await recordRun(tx, {
        county: view.county,
        source: SOURCE,
        actor,
        rules: work.rules.filter(({ rule }) => ids.has(rule.id)).map(({ rule }) => findingRule(rule)),
        retired: await retired(tx, view.county, known),
        scope: 'county',
        hits: into,
        ...(full.cause === undefined ? {} : { cause: full.cause }),
      });
      return { result: recorded, changes: { rules: ids.size, leftOut: ran.leftOut.length, ...recorded } };
    });
    if (outcome.repeated) throw new Error('a run has no key to be repeated by');
    return { ...ran, recorded: outcome.result, entry: outcome.entry };
  } finally {
    await database.keep(scope, (tx) => dropHits(tx, into));
  }
}

/** Of rules that are no more, or no longer hold, something is still open. */
async function retired(tx: ReadTx, county: string, known: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ rule: string }>(
    `select distinct rule from mingbai.finding where county = $1 and source = $2 and state <> 'closed' and rule <> all($3)`,
    [county, SOURCE, known],
  );
  return rows.map(({ rule }) => rule);
}

/** What became of the findings of a few households; null when all is as it was and nothing was written. */
export interface FewOutcome {
  readonly hits: number;
  /** Rules whose hits were not taken: what they found before stays as it is. */
  readonly leftOut: readonly LeftOut[];
  readonly recorded: Recorded | null;
  readonly entry: string | null;
}

/** What may have changed: these households with their members, and these villages. */
export interface AskedAgain {
  readonly households: readonly string[];
  readonly villages?: readonly RegionCode[];
  /** The entry that changed them. */
  readonly cause?: string | undefined;
  /** Told before each part of the households is read; what it throws ends the run. */
  readonly onProgress?: (done: number, total: number) => Promise<void>;
}

/** Households read at a time. */
const AT_ONCE = 100;

/**
 * Asks the rules of households and villages again, and writes, all at once, only when something differs from the
 * ledger: whoever moved from one of the households to another is not lost in between.
 */
export async function runRulesFor(
  database: Database,
  actor: Actor,
  rules: HouseholdRules,
  { households, villages = [], cause, onProgress }: AskedAgain,
): Promise<FewOutcome> {
  const scope = { region: actor.region, user: actor.id };
  const { county } = rules.view;
  const all: Hit[] = [];
  for (let at = 0; at < households.length; at += AT_ONCE) {
    await onProgress?.(at, households.length);
    const part = households.slice(at, at + AT_ONCE);
    for (const hit of (await database.read(scope, (tx) => rules.check(tx, part))).hits) all.push(hit);
  }
  if (villages.length > 0)
    all.push(...(await database.read(scope, (tx) => rules.checkVillages(tx, villages))));
  const { leftOut } = rules;
  const out = new Set(leftOut.map(({ rule }) => rule));
  const hits = all.filter(({ rule }) => !out.has(rule));
  const ran = rules.findingRules.filter(({ id }) => !out.has(id));
  const asked = { households, villages };
  if (!(await database.read(scope, (tx) => differsFromLedger(tx, county, asked, ran, hits))))
    return { hits: hits.length, leftOut, recorded: null, entry: null };
  const command = { name: COMMAND, region: rules.view.region };
  const outcome = await runCommand(database, actor, command, async (tx) => {
    const recorded = await recordRun(tx, {
      county,
      source: SOURCE,
      actor,
      rules: ran,
      scope: asked,
      hits,
      ...(cause === undefined ? {} : { cause }),
    });
    return { result: recorded, changes: { households: households.length, ...recorded } };
  });
  if (outcome.repeated) throw new Error('a run has no key to be repeated by');
  return { hits: hits.length, leftOut, recorded: outcome.result, entry: outcome.entry };
}

async function differsFromLedger(
  tx: ReadTx,
  county: string,
  { households, villages }: { households: readonly string[]; villages: readonly RegionCode[] },
  rules: readonly FindingRule[],
  hits: readonly Hit[],
): Promise<boolean> {
  const rows = await tx.rows<{
    rule: string;
    noun: string;
    subject_id: string;
    digest: string;
    version: string;
    quiet: boolean;
  }>(
    `select rule, noun, subject_id::text, digest, rule_version as version,
       state in ('lead', 'assigned', 'confirmed', 'proposed') or (state = 'dismissed' and until >= (now() at time zone 'Asia/Shanghai')::date) as quiet
     from mingbai.finding where county = $1 and source = $2 and state <> 'closed' and rule = any($4)
       and (household_id = any($3::bigint[]) or (noun = 'village' and subject_id = any($5::bigint[])))`,
    [county, SOURCE, households, rules.map(({ id }) => id), villages],
    'rules_ledger_again',
  );
  if (rows.length !== hits.length) return true;
  const known = new Map(rows.map((row) => [`${row.rule}|${row.noun}|${row.subject_id}`, row]));
  const versions = new Map(rules.map(({ id, version }) => [id, version]));
  return hits.some((hit) => {
    const row = known.get(`${hit.rule}|${hit.noun}|${hit.subjectId}`);
    return (
      row === undefined || !row.quiet || row.digest !== hit.digest || row.version !== versions.get(hit.rule)
    );
  });
}
