import type { ReadTx } from '@mingbai/store';

const OF_HOUSEHOLD = [
  'membership',
  'condition',
  'guarantee',
  'risk',
  'income',
  'measure',
  'responsible',
] as const;

/** Households of which an entry wrote something, of them or their members; at most `limit` and one more. */
export async function touchedBy(
  tx: ReadTx,
  county: string,
  entry: string,
  limit: number,
): Promise<{ households: string[]; villages: boolean }> {
  const person = (noun: 'person' | 'work', id: string) =>
    `select m.household_id from mingbai.${noun} t join mingbai.membership m on m.county = t.county and m.person_id = t.${id}
     where t.county = $1 and t.entry = $2`;
  const rows = await tx.rows<{ id: string }>(
    `select id::text from (select t.id from mingbai.household t where t.county = $1 and t.entry = $2
       union ${OF_HOUSEHOLD.map((noun) => `select t.household_id from mingbai.${noun} t where t.county = $1 and t.entry = $2`).join(' union ')}
       union ${person('person', 'id')} union ${person('work', 'person_id')}) touched limit $3`,
    [county, entry, limit + 1],
  );
  const village = await tx.find(`select from mingbai.village where county = $1 and entry = $2 limit 1`, [
    county,
    entry,
  ]);
  return { households: rows.map(({ id }) => id), villages: village !== undefined };
}

/**
 * Households that share a number with these, and those of which a rule about such neighbours found something: what
 * changed here may have made it true or untrue there.
 */
export async function neighboursOf(
  tx: ReadTx,
  county: string,
  households: readonly string[],
  rules: readonly string[],
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id::text from (
       select o.id from mingbai.household h join mingbai.household o on o.county = h.county and o.phone_hash = h.phone_hash
       where h.county = $1 and h.id = any($2::bigint[]) and h.phone_hash is not null
       union select om.household_id from mingbai.membership m
         join mingbai.person p on p.county = m.county and p.id = m.person_id and p.identity_no_hash is not null
         join mingbai.person o on o.county = p.county and o.identity_no_hash = p.identity_no_hash
         join mingbai.membership om on om.county = o.county and om.person_id = o.id
       where m.county = $1 and m.household_id = any($2::bigint[])
       union select f.household_id from mingbai.finding f
       where f.county = $1 and f.source = 'rule' and f.rule = any($3) and f.state <> 'closed' and f.household_id is not null) near
     where id <> all($2::bigint[])`,
    [county, households, rules],
  );
  return rows.map(({ id }) => id);
}
