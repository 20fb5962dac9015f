import type { WriteTx } from '../db/tx.ts';

/** Key poor villages by the newest profile: poor, deeply poor, or out of poverty (they were one). */
export async function markKeyPoor(tx: WriteTx, county: string): Promise<number> {
  return tx.run(
    `update mingbai.region r set key_poor = v.poor
     from (select distinct on (region) region, attribute in ('poor', 'deep', 'exited') as poor
           from mingbai.village where county = $1 and attribute is not null order by region, year desc) v
     where r.code = v.region and r.key_poor is distinct from v.poor`,
    [county],
  );
}
