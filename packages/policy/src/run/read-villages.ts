import type { RegionCode } from '@mingbai/core';
import type { ReadTx } from '@mingbai/store';
import { countySql, daySql, type RegisterView } from '../bind/register.ts';
import { sumsSql } from '../bind/sums.ts';
import type { Mentioned } from '../check/mentioned.ts';
import type { Row, VillageRows } from '../check/rows.ts';
import type { Facts, VillageSum } from '../vocabulary/fact.ts';
import { neededFor } from './needed.ts';

export interface KnownVillage extends VillageRows {
  /** The register has something of it. */
  readonly known: boolean;
}

/**
 * Villages with what these names ask of them: what they say of themselves in their last year, and what the register
 * adds up to in them.
 */
export async function readVillages(
  tx: ReadTx,
  view: RegisterView,
  facts: Facts,
  names: Mentioned,
  regions: readonly RegionCode[],
): Promise<KnownVillage[]> {
  const county = countySql(view);
  const columns = [...neededFor([{ facts, names }]).columns.village].map(
    ([name, sql]) => `, ${sql} as "${name}"`,
  );
  const said = await tx.rows<
    Record<string, unknown> & { readonly place: RegionCode; readonly said: boolean; readonly known: boolean }
  >(
    `select lpad(here.region::text, 12, '0') as place, t.region is not null as said,
       t.region is not null or exists (select from mingbai.household h where h.county = ${county} and h.region = here.region) as known${columns.join('')}
     from (select unnest($1::bigint[]) as region) here
     left join lateral (select * from mingbai.village v where v.county = ${county} and v.region = here.region
       and v.year <= extract(year from ${daySql(view)}) order by v.year desc limit 1) t on true`,
    [regions],
  );
  const sums = await sumsOf(tx, { ...view, villages: regions }, sumsAmong(facts, names));
  return said.map(({ place, said: says, known, ...row }): KnownVillage => ({
    region: place,
    known,
    ...(says ? { row: row as Row } : {}),
    sums: sums.of(place),
  }));
}

/** The sums among the names. */
export function sumsAmong(facts: Facts, names: Mentioned): VillageSum[] {
  return [...names.keys()].flatMap((name) => {
    const source = facts.get(name)?.source;
    return source?.kind === 'sum' ? [source.sum] : [];
  });
}

type Sums = ReadonlyMap<string, string | number | null>;

async function sumsOf(
  tx: ReadTx,
  view: RegisterView,
  sums: readonly VillageSum[],
): Promise<{ of(village: string): Sums }> {
  const found = new Map<string, Map<string, string>>();
  for (const over of ['household', 'person'] as const) {
    const own = sums.filter((sum) => sum.over === over);
    if (own.length === 0) continue;
    const sql = sumsSql({ over, sums: new Map(own.map((sum) => [sum.id, sum])) }, view);
    for (const { region, ...row } of await tx.rows<Record<string, unknown>>(sql)) {
      const village = String(region).padStart(12, '0');
      const known = found.get(village) ?? new Map<string, string>();
      found.set(village, known);
      own.forEach(({ id }, index) => known.set(id, String((row[`s${index}`] ?? 0) as string)));
    }
  }
  const none = new Map(sums.map(({ id }) => [id, 0]));
  return { of: (village) => new Map<string, string | number>([...none, ...(found.get(village) ?? [])]) };
}
