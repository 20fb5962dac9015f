import type { WriteTx } from '../db/tx.ts';
import { insertPast } from '../register/nouns.ts';
import { followEvidence } from '../evidence/evidence.ts';
import { followFindings } from '../finding/follow.ts';
import { followCases } from '../procedure/follow.ts';
import { day } from './compare.ts';

const OF_HOUSEHOLD = [
  'membership',
  'condition',
  'guarantee',
  'risk',
  'income',
  'measure',
  'responsible',
] as const;

/**
 * Where a household moves to another village, everything that is said of it and of its members goes along, also what
 * the file does not speak of: else the old village would go on seeing it and the new one would not.
 */
export async function followHouseholds(
  tx: WriteTx,
  county: string,
  dataDate: string,
  changes: string,
): Promise<void> {
  const ids = await moversOf(tx, changes);
  if (ids.length === 0) return;
  await followFindings(tx, county, ids);
  await followEvidence(tx, county, ids);
  await followCases(tx, county, ids);
  for (const noun of OF_HOUSEHOLD) {
    const current = noun === 'membership' ? ` and t."to" is null` : '';
    await take(tx, noun, county, dataDate, ids, `t.household_id = h.id${current}`);
  }
  const member = `exists (select from mingbai.membership m where m.county = t.county and m.household_id = h.id and m."to" is null and m.person_id = `;
  await take(tx, 'person', county, dataDate, ids, `${member}t.id)`);
  await take(tx, 'work', county, dataDate, ids, `${member}t.person_id)`);
}

/** Whoever moved to a household of another village takes along what is said of their work. */
export async function followPersons(
  tx: WriteTx,
  county: string,
  dataDate: string,
  changes: string,
): Promise<void> {
  const ids = await moversOf(tx, changes);
  if (ids.length > 0) await take(tx, 'work', county, dataDate, ids, 't.person_id = h.id', 'person');
}

async function moversOf(tx: WriteTx, changes: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select t_id as id from ${changes} where 'region' = any(fields)`,
  );
  return rows.map(({ id }) => id);
}

/** `$1` the households, or persons, that moved. A statement of a later day than the move already knows where they are. */
async function take(
  tx: WriteTx,
  noun: string,
  county: string,
  dataDate: string,
  ids: readonly string[],
  belongs: string,
  mover: 'household' | 'person' = 'household',
): Promise<void> {
  const table = `mingbai.${noun}`;
  const where = `h.county = ${Number(county)} and h.id = any($1::bigint[]) and t.county = h.county and ${belongs}
    and t.region <> h.region and t.valid_from <= '${day(dataDate)}'`;
  const moved = await tx.run(insertPast(noun, 't', `${table} t join mingbai.${mover} h on ${where}`), [ids]);
  if (moved === 0) return;
  await tx.run(
    `update ${table} t set region = h.region, valid_from = '${day(dataDate)}', known_from = now(), entry = ${BigInt(tx.entry)}
     from mingbai.${mover} h where ${where}`,
    [ids],
  );
}
