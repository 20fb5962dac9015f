import type { ReadTx, WriteTx } from '../db/tx.ts';
import { insertPast } from '../register/nouns.ts';
import { day } from './compare.ts';
import type { StageLayout } from './layout.ts';
import { householdsOf, personsOf } from './source.ts';

/**
 * A person whom the file shows in another household than the register does has moved: the old membership ends
 * on the day of the data. One who comes back to a household left earlier is a member again. Both are new
 * statements; the old ones move to the past.
 */
export async function closeMoved(
  tx: WriteTx,
  layout: StageLayout,
  county: string,
  dataDate: string,
): Promise<number> {
  const ended = `e.known = m.person_id and m.county = ${Number(county)} and m."to" is null and m.household_id <> e.household_id`;
  const back = `e.known = m.person_id and m.county = ${Number(county)} and m."to" is not null and m.household_id = e.household_id`;
  const when = `valid_from = '${day(dataDate)}', known_from = now(), entry = ${BigInt(tx.entry)}`;
  const persons = personsOf(layout);
  const earlier = await tx.run(
    insertPast(
      'membership',
      'm',
      `mingbai.membership m join ${persons} e on ((${ended}) or (${back})) where m.valid_from <= '${day(dataDate)}'`,
    ),
  );
  if (earlier === 0) return 0;
  await tx.run(
    `update mingbai.membership m set "to" = '${day(dataDate)}', reason = 'move', ${when} from ${persons} e
     where ${ended} and m.valid_from <= '${day(dataDate)}'`,
  );
  await tx.run(
    `update mingbai.membership m set "to" = null, reason = null, ${when} from ${persons} e where ${back} and m.valid_from <= '${day(dataDate)}'`,
  );
  return earlier;
}

/**
 * A file of an earlier day, brought late, may show a person in a household that the register has never seen them
 * in: then they were a member once, until the membership began that the register knows.
 */
export async function endEarlier(tx: WriteTx, layout: StageLayout, county: string): Promise<void> {
  const own = `m.county = ${Number(county)} and m.entry = ${BigInt(tx.entry)} and m."to" is null and m.valid_from = '${day(layout.dataDate)}'`;
  const later = `(select min(o.valid_from) from mingbai.membership o
    where o.county = m.county and o.person_id = m.person_id and o.id <> m.id and o."to" is null and o.valid_from > m.valid_from)`;
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
      and not exists (select from ${layout.table} s where s.person__identity_no_hash = p.identity_no_hash)`;
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
