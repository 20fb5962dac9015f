import type { ReadTx, WriteTx } from '../db/tx.ts';
import { insertPast } from '../register/nouns.ts';
import { day } from './compare.ts';
import { hasOwnIdentity, stagedName, type StageLayout } from './layout.ts';
import { householdsOf, personsOf } from './source.ts';

/**
 * A person whom the file shows in another household than the register does has moved: the old membership ends on the
 * day of the data, as a new statement; the old one moves to the past.
 */
export async function closeMoved(
  tx: WriteTx,
  layout: StageLayout,
  county: string,
  dataDate: string,
): Promise<void> {
  const to = stagedName(layout, 'membership.to');
  // Who left the household of the row is told nowhere else by it.
  const stays =
    to === undefined ? '' : ` and exists (select from ${layout.table} s where s.n = e.n and s.${to} is null)`;
  const ended = `e.known = m.person_id and m.county = ${Number(county)} and m."to" is null
    and m.household_id <> e.household_id and m.valid_from <= '${day(dataDate)}'${stays}`;
  const persons = personsOf(layout);
  const moved = await tx.run(
    insertPast('membership', 'm', `mingbai.membership m join ${persons} e on ${ended}`),
  );
  if (moved === 0) return;
  await tx.run(
    `update mingbai.membership m set "to" = '${day(dataDate)}', reason = 'move', valid_from = '${day(dataDate)}',
       known_from = now(), entry = ${BigInt(tx.entry)} from ${persons} e where ${ended}`,
  );
}

/**
 * A file of an earlier day, brought late, may show a person in a household that the register has never seen them
 * in: then they were a member once, until what the register knows of them elsewhere, whether that lasts or is over.
 */
export async function endEarlier(tx: WriteTx, layout: StageLayout, county: string): Promise<void> {
  const own = `m.county = ${Number(county)} and m.entry = ${BigInt(tx.entry)} and m."to" is null and m.valid_from = '${day(layout.dataDate)}'`;
  const later = `(select min(o.valid_from) from mingbai.membership_said o
    where o.county = m.county and o.person_id = m.person_id and o.id <> m.id and o.valid_from > m.valid_from)`;
  await tx.run(insertPast('membership', 'm', `mingbai.membership m where ${own} and ${later} is not null`));
  await tx.run(
    `update mingbai.membership m set "to" = ${later}, reason = 'move', valid_from = ${later} where ${own} and ${later} is not null`,
  );
}

/**
 * The select of things that the register has in the file's villages and the file has not. A file of the watched
 * speaks of the watched alone, one of an earlier day of what was there then.
 */
export function absentSql(layout: StageLayout, noun: string, county: string): string | undefined {
  const villages = `(select distinct region from ${layout.table} where region is not null)`;
  if (noun === 'household' && (layout.rowOf === 'person' || layout.rowOf === 'household')) {
    return `select h.id from mingbai.household h where h.county = ${Number(county)} and h.region in ${villages}
      and h.valid_from <= '${day(layout.dataDate)}'${isWatch(layout) ? ' and h.monitor_class is not null' : ''}
      and not exists (select from ${layout.table} s where s.household__household_no = h.household_no)
      and not exists (select from ${householdsOf(layout)} e where e.known = h.id)`;
  }
  if (noun === 'person' && layout.rowOf === 'person') {
    return `select p.id from mingbai.person p join mingbai.membership m on m.county = p.county and m.person_id = p.id and m."to" is null
      ${isWatch(layout) ? 'join mingbai.household h on h.county = m.county and h.id = m.household_id and h.monitor_class is not null' : ''}
      where p.county = ${Number(county)} and p.region in ${villages} and p.valid_from <= '${day(layout.dataDate)}'
      and not exists (select from ${layout.table} s where s.person__person_no = p.person_no)
      and not exists (select from ${layout.table} s where ${hasOwnIdentity(layout, 's')} and s.person__identity_no_hash = p.identity_no_hash)
      and not exists (select from ${personsOf(layout)} e where e.known = p.id)`;
  }
  return undefined;
}

function isWatch({ form }: StageLayout): boolean {
  return form === 'monitor-object' || form === 'monitor-object-household' || form === 'monitor-household';
}

export async function countAbsent(
  tx: ReadTx,
  layout: StageLayout,
  noun: string,
  county: string,
): Promise<number> {
  const sql = absentSql(layout, noun, county);
  if (sql === undefined) return 0;
  return Number((await tx.find<{ n: string }>(`select count(*) as n from (${sql}) a`))?.n ?? 0);
}
