import { ancestorAt, COUNTRY, countyOf, levelOf, type RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { pathTo } from './find.ts';
import { levelName, type RegionName } from './region.ts';

/** One change of a region on a day; who made it is null for what came with the catalogue. */
export interface RegionStep {
  /** `moved`: under another code, because its township was merged. `took-in`: another was merged into it. */
  readonly kind: 'renamed' | 'merged' | 'moved' | 'took-in';
  readonly on: string;
  /** The name before, and after. */
  readonly from: string;
  readonly to: string;
  /** The other region of a merger or a move. */
  readonly other: RegionName | null;
  readonly entry: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly at: Date | null;
}

export interface RegionHistory {
  /** As it is called today, or was called last. */
  readonly region: RegionName;
  readonly path: readonly RegionName[];
  /** The day on which it ended, and where it went. */
  readonly endedOn: string | null;
  readonly successor: RegionName | null;
  readonly keyPoor: boolean;
  /** Newest first. */
  readonly steps: readonly RegionStep[];
}

interface Named extends RegionName {
  readonly from: string | null;
  readonly until: string | null;
  readonly successor: RegionCode | null;
  readonly keyPoor: boolean;
}

interface Entry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string | null;
  readonly command: string;
  readonly subject: string;
  readonly on: string;
}

const COLUMNS = `lpad(r.code::text, 12, '0') as code, r.name, ${levelName('r')} as level, lpad(r.successor::text, 12, '0') as successor,
  r.key_poor as "keyPoor", case when isfinite(r.valid_from) then r.valid_from::text end as "from", case when isfinite(r.valid_to) then r.valid_to::text end as until`;
const MINE = 'r.code between (select mingbai.scope_low()) and (select mingbai.scope_high())';

/** What became of a region: its names with their days, what it was merged into, what came to it. Undefined: not in the scope. */
export async function regionHistory(tx: ReadTx, code: RegionCode): Promise<RegionHistory | undefined> {
  const names = await tx.rows<Named>(
    `select ${COLUMNS} from mingbai.region r where r.code = $1::bigint and ${MINE} order by r.valid_from`,
    [code],
  );
  const last = names.at(-1);
  if (last === undefined) return undefined;
  const before = await tx.rows<Named>(
    `select ${COLUMNS} from mingbai.region r where r.successor = $1::bigint order by r.valid_to, r.code`,
    [code],
  );
  const entries = await entriesOf(tx, code, before);
  const successor = last.successor === null ? null : await latest(tx, last.successor);
  const steps = [...renames(names, entries), ...arrivals(names[0] ?? last, last, before, entries)];
  if (last.until !== null && successor !== null)
    steps.push(
      step('merged', last.until, last.name, successor.name, successor, entryOf(entries, last, last.until)),
    );
  const region = { code: last.code, name: last.name, level: last.level };
  const path = await pathTo(tx, COUNTRY, code);
  return {
    region,
    // Whoever was merged away is no longer among today's regions, but lay where it lay.
    path: path.at(-1)?.code === code ? path : [...path, region],
    endedOn: last.until,
    successor,
    keyPoor: last.keyPoor,
    steps: steps.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)),
  };
}

function renames(names: readonly Named[], entries: readonly Entry[]): RegionStep[] {
  return names.slice(1).map((next, index) => {
    const on = next.from ?? '';
    const old = names[index]?.name ?? '';
    return step('renamed', on, old, next.name, null, entryOf(entries, next, on, 'region.rename'));
  });
}

/** Regions that were merged into it; one that it merely bore another code before has its own name and first day. */
function arrivals(
  first: Named,
  last: Named,
  before: readonly Named[],
  entries: readonly Entry[],
): RegionStep[] {
  return before.map((other) => {
    const on = other.until ?? '';
    const kind = first.from === on && first.name === other.name ? 'moved' : 'took-in';
    const was = { code: other.code, name: other.name, level: other.level };
    return step(kind, on, other.name, last.name, was, entryOf(entries, other, on, 'region.merge'));
  });
}

function step(
  kind: RegionStep['kind'],
  on: string,
  from: string,
  to: string,
  other: RegionName | null,
  entry: Entry | undefined,
): RegionStep {
  const { id = null, actor = null, reason = null, at = null } = entry ?? {};
  return { kind, on, from, to, other, entry: id, actor, reason, at };
}

/** A village that ended with its township was ended by the township's entry. */
function entryOf(
  entries: readonly Entry[],
  { code }: RegionName,
  on: string,
  command?: string,
): Entry | undefined {
  const subjects = [code, township(code)].map((one) => `region:${one}`);
  return entries.find(
    (one) =>
      one.on === on && subjects.includes(one.subject) && (command === undefined || one.command === command),
  );
}

function township(code: RegionCode): RegionCode {
  return levelOf(code) === 'village' ? ancestorAt(code, 'township') : code;
}

function entriesOf(tx: ReadTx, code: RegionCode, before: readonly Named[]): Promise<Entry[]> {
  const codes = [code, ...before.map((one) => one.code)].flatMap((one) => [one, township(one)]);
  return tx.rows<Entry>(
    `select j.id::text, j.at, coalesce(a.name, a.username, j.actor) as actor, j.reason, j.command, j.subject, j.changes->>'on' as on
     from mingbai.journal j left join mingbai.account a on a.user_id = j.actor
     where j.county = $1::integer and j.subject = any($2::text[]) and j.command in ('region.rename', 'region.merge')`,
    [countyOf(code), [...new Set(codes)].map((one) => `region:${one}`)],
  );
}

async function latest(tx: ReadTx, code: RegionCode): Promise<RegionName | null> {
  const found = await tx.find<RegionName>(
    `select lpad(r.code::text, 12, '0') as code, r.name, ${levelName('r')} as level from mingbai.region r
     where r.code = $1::bigint order by r.valid_from desc limit 1`,
    [code],
  );
  return found ?? null;
}
