import { scopeOf, type RegionCode } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { TODAY } from '../register/read-columns.ts';
import { levelName, regionJson, validOn, type RegionName } from './region.ts';

export interface ListedRegion extends RegionName {
  /** How many lie directly below. */
  readonly children: number;
  readonly keyPoor: boolean;
}

const CODE = (row: string) => `lpad(${row}.code::text, 12, '0') as code`;

/** Regions directly under one on a day; without `under`, the top of the scope. Nothing outside the scope. */
export function listRegionsUnder(
  tx: ReadTx,
  scope: RegionCode,
  under: RegionCode | undefined,
  on: string | undefined,
): Promise<ListedRegion[]> {
  const { low, high } = scopeOf(scope);
  const day = `coalesce($1::date, ${TODAY})`;
  return tx.rows<ListedRegion>(
    `select ${CODE('r')}, r.name, ${levelName('r')} as level, r.key_poor as "keyPoor",
       (select count(*)::integer from mingbai.region c where c.parent = r.code and c.code <> r.code and ${validOn('c', day)}) as children
     from mingbai.region r
     where ${under === undefined ? 'r.code = $4::bigint' : 'r.parent = $4::bigint and r.code <> r.parent'} and ${validOn('r', day)}
       and r.code between $2::bigint and $3::bigint order by r.code`,
    [on ?? null, low, high, under ?? scope],
  );
}

export interface FoundRegion extends RegionName {
  /** From the top of the scope down to it. */
  readonly path: RegionName[];
  /** The name searched for, when it bears another today. */
  readonly formerName: string | null;
}

const MOST = 50;

/** By part of a name, of today or of before: a former name leads to the region as it is called now, a merged region to its successor. */
export async function findRegionsNamed(tx: ReadTx, scope: RegionCode, name: string): Promise<FoundRegion[]> {
  const { low, high } = scopeOf(scope);
  return tx.rows<FoundRegion>(
    `with recursive hit as (
       select r.code, r.name as said, r.valid_to, r.successor, r.code as now, 0 as depth from mingbai.region r
       where (r.code between $1::bigint and $2::bigint or r.successor between $1::bigint and $2::bigint) and strpos(r.name, $3::text) > 0
     ), led as (
       select code, said, now, depth from hit
       union all
       select l.code, l.said, r.successor, l.depth + 1 from led l
       join mingbai.region r on r.code = l.now and r.successor is not null and r.valid_to <= ${TODAY} and l.depth < 10
     ), best as (
       select distinct on (l.code, l.said) l.said, l.now from led l order by l.code, l.said, l.depth desc
     )
     select distinct on (c.level, strpos(c.name, $3::text) <> 1, c.code)
       ${CODE('c')}, c.name, ${levelName('c')} as level, case when b.said <> c.name then b.said end as "formerName",
       (select json_agg(${regionJson('a')} order by a.level, a.code) from mingbai.region a
        where a.code <= c.code and a.high >= c.code and a.level <= c.level and a.code between $1::bigint and $2::bigint and ${validOn('a', TODAY)}) as path
     from best b join mingbai.region c on c.code = b.now and ${validOn('c', TODAY)} and c.code between $1::bigint and $2::bigint
     order by c.level, strpos(c.name, $3::text) <> 1, c.code, b.said <> c.name limit ${MOST}`,
    [low, high, name.trim()],
  );
}

/** From the top of the scope down to the region itself, as called today; empty when it is outside. */
export function pathTo(tx: ReadTx, scope: RegionCode, region: RegionCode): Promise<RegionName[]> {
  const { low, high } = scopeOf(scope);
  return tx.rows<RegionName>(
    `select ${CODE('a')}, a.name, ${levelName('a')} as level from mingbai.region a
     where a.code = any($3::bigint[]) and a.code between $1::bigint and $2::bigint and ${validOn('a', TODAY)} order by a.level`,
    [low, high, ancestors(region)],
    'region-path',
  );
}

/** The codes above, and its own. */
export function ancestors(region: RegionCode): RegionCode[] {
  const cuts = [0, 2, 4, 6, 9, 12].map((digits) => region.slice(0, digits).padEnd(12, '0') as RegionCode);
  return [...new Set(cuts)];
}

/** Where a region is today: itself, or what it was merged into. Undefined: unknown, or outside the scope. */
export async function regionToday(tx: ReadTx, region: RegionCode): Promise<RegionName | undefined> {
  return tx.find<RegionName>(
    `with recursive led as (
       select $1::bigint as code, 0 as depth
       union all
       select r.successor, l.depth + 1 from led l
       join mingbai.region r on r.code = l.code and r.successor is not null and r.valid_to <= ${TODAY} and l.depth < 10)
     select ${CODE('r')}, r.name, ${levelName('r')} as level from led l join mingbai.region r on r.code = l.code and ${validOn('r', TODAY)}
     where r.code between (select mingbai.scope_low()) and (select mingbai.scope_high())
     order by l.depth desc limit 1`,
    [region],
  );
}
