import type { RegionCode } from '@mingbai/core';
import type { TrialSide } from '@mingbai/policy';
import {
  contentsFor,
  type Counties,
  joinContents,
  type SnapshotSql,
  snapshotSql,
  trialQuestion,
  type TrialQuestion,
} from '@mingbai/policy/snapshot';
import type { Database } from '@mingbai/store';
import type { Engine } from '../engine/engine.ts';
import { type AnalyticsSettings, takeSnapshot } from '../snapshot/snapshot.ts';
import { countChanges, listChanges, type Place, type PlaceChange, type PlaceCount } from './count.ts';

export interface RegionTrial {
  readonly database: Database;
  /** Account id, or '' for the installation itself. */
  readonly user: string;
  /** Six digits each. */
  readonly counties: readonly string[];
  /** Part of a county, when no more than that is asked about. */
  readonly within?: RegionCode;
  /** What holds in a county, and what would; days and subject are the same everywhere. */
  readonly sidesOf: (county: string) => readonly [TrialSide, TrialSide];
  /** Which value of a decision that answers several. */
  readonly entry: string | null;
  readonly place: Place;
  /** How many of those that change are named. */
  readonly limit: number;
  /** Counties copied, of all. */
  readonly onProgress?: (done: number, of: number) => void;
}

export interface RegionTrialOutcome {
  readonly counts: readonly PlaceCount[];
  /** By village and id. */
  readonly list: readonly PlaceChange[];
  /** The entry whose yuan are summed; null when the decision grants none. */
  readonly amount: string | null;
}

/**
 * A trial over many counties: their facts are copied from the register, county after county, and asked in DuckDB.
 * Counties where the same rules hold are asked together. Throws `TrialRefused` before anything is copied.
 */
export async function tryRegion(
  settings: AnalyticsSettings,
  { database, user, counties, within, sidesOf, entry, place, limit, onProgress }: RegionTrial,
): Promise<RegionTrialOutcome> {
  const sorted = [...counties].sort();
  const asked = sorted.map((county) => ({ county, question: trialQuestion(...sidesOf(county), entry) }));
  const groups = together(asked);
  const contents = joinContents(asked.map(({ question }) => contentsFor(question)));
  const views = new Map(asked.map(({ county, question }) => [county, { ...question.view, county }]));
  const snapshot = await takeSnapshot(settings, {
    database,
    user,
    counties: sorted,
    contents,
    viewOf: (county) => views.get(county) ?? missing(county),
    ...(within && { within }),
    ...(onProgress && { onCounty: onProgress }),
  });
  try {
    const { engine } = snapshot;
    const counts: PlaceCount[] = [];
    const list: PlaceChange[] = [];
    for (const [at, { question, members }] of groups.entries()) {
      const kept = await keepRows(engine, `kept_${at}`, question, sorted, members);
      for (const each of await countChanges(engine, kept, place)) counts.push(each);
      if (limit > 0) for await (const page of listChanges(engine, kept, limit)) list.push(...page);
    }
    counts.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
    list.sort((a, b) =>
      a.village === b.village ? Number(BigInt(a.id) - BigInt(b.id)) : a.village < b.village ? -1 : 1,
    );
    return { counts, list: list.slice(0, limit), amount: asked[0]?.question.amount ?? null };
  } finally {
    await snapshot.close();
  }
}

function missing(county: string): never {
  throw new RangeError(`not asked about: ${county}`);
}

interface Group {
  readonly question: TrialQuestion;
  readonly members: ReadonlySet<string>;
}

/** Counties of which the same is asked, to the letter. */
function together(asked: readonly { county: string; question: TrialQuestion }[]): Group[] {
  const groups = new Map<string, { question: TrialQuestion; members: Set<string> }>();
  for (const { county, question } of asked) {
    const key = JSON.stringify(snapshotSql(question, []));
    const known = groups.get(key);
    if (known) known.members.add(county);
    else groups.set(key, { question, members: new Set([county]) });
  }
  return [...groups.values()];
}

/** Counties asked in one go: their members are counted in tables that stay small. */
const AT_ONCE = 64;

/**
 * The rows that a question rests on as a table: what is asked of lists is computed once, and values with other
 * parameters are then asked of the table alone. `sorted` are the counties of the snapshot.
 */
export async function keepRows(
  engine: Engine,
  table: string,
  question: Parameters<typeof snapshotSql>[0],
  sorted: readonly string[],
  members: ReadonlySet<string>,
): Promise<{ rows: string; values: SnapshotSql['values']; counties: Counties }> {
  const own = sorted.filter((county) => members.has(county));
  await engine.run(`create or replace table ${table} as ${snapshotSql(question, []).rows}`);
  for (let at = 0; at < own.length; at += AT_ONCE) {
    const part = new Set(own.slice(at, at + AT_ONCE));
    await engine.run(`insert into ${table} ${snapshotSql(question, ranges(sorted, part)).rows}`);
  }
  return { rows: table, values: snapshotSql(question, []).values, counties: ranges(sorted, members) };
}

/** Members that follow each other in the order of all are one range. */
function ranges(sorted: readonly string[], members: ReadonlySet<string>): Counties {
  const found: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | undefined;
  for (const county of sorted) {
    if (!members.has(county)) {
      open = undefined;
      continue;
    }
    const code = Number(county);
    if (open) open.to = code;
    else found.push((open = { from: code, to: code }));
  }
  return found;
}
