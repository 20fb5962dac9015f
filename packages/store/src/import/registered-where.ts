import type { ReadTx } from '../db/tx.ts';
import { stagedName, type StageLayout } from './layout.ts';

/** Who has the identity number of a row, as far as whoever brings the file may see. */
export interface RegisteredWhere {
  /** Of the row, sealed. */
  readonly sealed: Buffer | null;
  /** False: in an area that is not theirs, and nothing else is told. */
  readonly inScope: boolean;
  /** Null: a person who is in no household. */
  readonly household: string | null;
  readonly head: string | null;
}

/** By `n` of the staged rows; the area that the transaction may read decides what is told of each. */
export async function registeredWhere(
  tx: ReadTx,
  layout: StageLayout,
  county: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, RegisteredWhere>> {
  const hash = stagedName(layout, 'person.identity_no');
  if (hash === undefined || rows.length === 0) return new Map();
  const own = stagedName(layout, 'person.person_no');
  const other = own === undefined ? '' : `and p.person_no is distinct from s.${own}`;
  const found = await tx.rows<RegisteredWhere & { n: number }>(
    `select s.n, s.${hash.replace(/_hash$/, '_sealed')} as sealed, p.id is not null as "inScope", w.household_no as household, w.head
     from ${layout.table} s
     left join lateral (select p.id, p.county from mingbai.person p
       where p.county = $1 and p.identity_no_hash = s.${hash} ${other} order by p.id limit 1) p on true
     left join lateral (
       select h.household_no, (select q.name from mingbai.membership o join mingbai.person q on q.county = o.county and q.id = o.person_id
         where o.county = h.county and o.household_id = h.id and o.relation = 'head' order by o."to" desc nulls first, o.id limit 1) as head
       from mingbai.membership m join mingbai.household h on h.county = m.county and h.id = m.household_id
       where m.county = p.county and m.person_id = p.id order by m."to" desc nulls first, m.id desc limit 1) w on true
     where s.n = any($2::integer[])`,
    [county, rows],
  );
  return new Map(found.map(({ n, ...where }) => [n, where]));
}
