import { countyOf, isWithin, levelOf, Problem, scopeOf, type RegionCode } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { moveCases } from '../procedure/follow.ts';
import { moveEvidence } from '../evidence/evidence.ts';
import { moveFindings } from '../finding/follow.ts';
import { insertPast, NOUN_TABLES } from '../register/nouns.ts';
import { TODAY } from '../register/read-columns.ts';

interface Current {
  readonly code: RegionCode;
  readonly name: string;
  readonly valid_from: string;
}

/** Gives a region another name from a day on; the old name stays, with its days. */
export async function renameRegion(
  tx: WriteTx,
  code: RegionCode,
  name: string,
  on: string,
): Promise<{ old: string; new: string }> {
  const region = await currentOn(tx, code, on);
  if (region.name === name) throw new Problem('region-same-name');
  const sibling = await tx.find<{ code: string }>(
    `select lpad(s.code::text, 12, '0') as code from mingbai.region r join mingbai.region s on s.parent = r.parent and s.level = r.level
     where r.code = $1::bigint and r.valid_to = 'infinity' and s.code <> r.code and s.name = $2 and s.valid_to > $3::date limit 1`,
    [code, name, on],
  );
  // Rows that name it could mean either, and nothing in them tells which.
  if (sibling !== undefined) throw new Problem('region-name-taken', { name, code: sibling.code });
  await close(tx, code, on, null);
  await tx.run(
    `insert into mingbai.region (code, high, level, parent, name, valid_from, key_poor)
     select code, high, level, parent, $2, $3::date, key_poor from mingbai.region where code = $1::bigint and valid_to = $3::date`,
    [code, name, on],
  );
  return { old: region.name, new: name };
}

export interface Moved {
  readonly from: RegionCode;
  readonly to: RegionCode;
}

export interface Merged {
  readonly into: string;
  readonly old: string;
  /** Villages that bear another code now. */
  readonly moved: readonly Moved[];
  /** Rows by noun that lie elsewhere now. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Ends a village or a township on a day, in favour of another of its level. What lay in it lies in the successor
 * from then on: a new statement for each row, the old one kept in the past. A township's villages go with it,
 * under codes of the successor.
 */
export async function mergeRegion(
  tx: WriteTx,
  code: RegionCode,
  into: RegionCode,
  on: string,
): Promise<Merged> {
  const level = levelOf(code);
  if ((level !== 'village' && level !== 'township') || levelOf(into) !== level || code === into) {
    throw new Problem('region-not-mergeable');
  }
  await refuseFuture(tx, on);
  const region = await currentOn(tx, code, on);
  const successor = await currentOn(tx, into, on);
  const moved = level === 'village' ? [{ from: code, to: into }] : await moveVillages(tx, code, into, on);
  await close(tx, code, on, into);
  const rows: Record<string, number> = {};
  for (const { noun } of NOUN_TABLES) {
    // A village's profile of a year stays with the village that it speaks of.
    if (noun !== 'village') rows[noun] = await moveRows(tx, noun, moved, on);
  }
  await moveFindings(tx, countyOf(code), moved);
  await moveEvidence(tx, countyOf(code), moved);
  await moveCases(tx, countyOf(code), moved);
  return { into: successor.name, old: region.name, moved, rows };
}

/** The row in force on a day, and no later one: history is only added to at its end. */
async function currentOn(tx: WriteTx, code: RegionCode, on: string): Promise<Current> {
  const row = await tx.find<Current>(
    `select lpad(code::text, 12, '0') as code, name, valid_from::text from mingbai.region
     where code = $1::bigint and valid_to = 'infinity' and code between (select mingbai.scope_low()) and (select mingbai.scope_high()) for update`,
    [code],
  );
  if (row === undefined) throw new Problem('not-found');
  if (row.valid_from >= on && row.valid_from !== '-infinity')
    throw new Problem('region-changed-later', { day: row.valid_from });
  return row;
}

/** What lies in it moves as the command is given, so its day must have come. */
async function refuseFuture(tx: WriteTx, on: string): Promise<void> {
  if ((await tx.find(`select where $1::date > ${TODAY}`, [on])) !== undefined)
    throw new Problem('region-day-ahead', { day: on });
}

async function close(tx: WriteTx, code: RegionCode, on: string, successor: RegionCode | null): Promise<void> {
  await tx.run(
    `update mingbai.region set valid_to = $2::date, successor = $3::bigint where code = $1::bigint and valid_to = 'infinity'`,
    [code, on, successor],
  );
}

/** Each village of the township under the first free code of the other, its own last digits where they are free. */
async function moveVillages(
  tx: WriteTx,
  township: RegionCode,
  into: RegionCode,
  on: string,
): Promise<Moved[]> {
  const codesIn = async (region: RegionCode, current: boolean) => {
    const { low, high } = scopeOf(region);
    const rows = await tx.rows<{ code: RegionCode }>(
      `select distinct lpad(code::text, 12, '0') as code from mingbai.region where level = 5 and code between $1::bigint and $2::bigint
       ${current ? `and valid_to = 'infinity'` : ''} order by 1`,
      [low, high],
    );
    return rows.map((row) => row.code);
  };
  const taken = new Set<string>(await codesIn(into, false));
  const moved: Moved[] = [];
  for (const from of await codesIn(township, true)) {
    const to = freeCode(into, from, taken);
    taken.add(to);
    moved.push({ from, to });
    await tx.run(
      `insert into mingbai.region (code, high, level, parent, name, valid_from, key_poor)
       select $2::bigint, $2::bigint, level, $3::bigint, name, $4::date, key_poor from mingbai.region where code = $1::bigint and valid_to = 'infinity'`,
      [from, to, into, on],
    );
    await close(tx, from, on, to);
  }
  return moved;
}

function freeCode(into: RegionCode, from: RegionCode, taken: ReadonlySet<string>): RegionCode {
  const wanted = Number(from.slice(9));
  for (let step = 0; step < 999; step += 1) {
    const code = into.slice(0, 9) + String(((wanted - 1 + step) % 999) + 1).padStart(3, '0');
    if (!taken.has(code) && isWithin(code as RegionCode, into)) return code as RegionCode;
  }
  throw new Problem('invalid-input', {
    detail: 'no code is left in the township',
    detailZh: '该乡镇已没有空余的村代码',
  });
}

async function moveRows(tx: WriteTx, noun: string, moved: readonly Moved[], on: string): Promise<number> {
  const table = `mingbai.${noun}`;
  const values = [moved.map(({ from }) => from), moved.map(({ to }) => to)];
  const found = `from unnest($1::bigint[], $2::bigint[]) as w("from", "to") where t.region = w."from"`;
  const count = await tx.run(insertPast(noun, 't', `${table} t where exists (select ${found})`), values);
  if (count === 0) return 0;
  await tx.run(
    `update ${table} t set region = w."to", valid_from = greatest(t.valid_from, $3::date), known_from = now(), entry = $4::bigint ${found}`,
    [...values, on, tx.entry],
  );
  return count;
}
