import { codeListOf, fieldOf, levelOf, type Field, type RegionCode } from '@mingbai/core';
import { AGE_BANDS, GUARANTEE_ITEMS, INCOME_BANDS, SIZE_BANDS, type Picture } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { LEVELS, levelName, validOn, type RegionName } from '../region/region.ts';
import { Params } from './params.ts';
import { inArea, isWide, type Area } from './read-area.ts';
import { lasting, TODAY } from './read-columns.ts';
import { ageBand, incomeBand, MEMBERS, NO_VALUE, sizeBand } from './read-filter.ts';
import { PERSONS_NOW, personsOneByOne } from './read-persons.ts';

export type Counts = Omit<Picture, 'region' | 'path'>;

/** Filters of the household list by which the picture breaks down, as SQL over `h`. */
const HOUSEHOLD_KINDS = {
  exit_state: 'h.exit_state',
  monitor_class: 'h.monitor_class',
  poverty_class: 'h.poverty_class',
  main_cause: 'h.main_cause',
  income_band: incomeBand('h.per_capita_net'),
  size: sizeBand('nullif(c.n, 0)'),
} as const;

interface Counted {
  readonly kind: string;
  readonly code: string;
  readonly n: number;
}
interface Child extends RegionName {
  readonly keyPoor: boolean;
  readonly households: number;
  readonly persons: number;
  readonly notExited: number;
  readonly monitored: number;
}
interface Row {
  readonly at: Date;
  readonly households: number;
  readonly persons: number;
  readonly villages: number;
  readonly keyPoor: number;
  readonly kinds: readonly Counted[] | null;
  readonly guarantees: Readonly<Record<string, number>>;
  readonly ages: readonly { band: string; male: number; female: number; unknown: number }[] | null;
  readonly personKinds: readonly Counted[] | null;
  readonly children: readonly Child[];
}

/** Everything that the picture counts, in one statement and so of one moment. */
export async function countPicture(tx: ReadTx, area: Area): Promise<Counts> {
  const params = new Params();
  // How much the scope of row-level security lets through is not known to the planner, which takes it for little
  // and would look up the members of a whole county one by one. Below the county that is the right way.
  const wide = isWide(area);
  // Hashing a million rows costs more than walking two indexes of the same order side by side: rows lie as they came.
  if (wide)
    await tx.find(
      `select set_config('enable_nestloop', 'off', true), set_config('enable_hashjoin', 'off', true)`,
    );
  const row = await tx.find<Row>(pictureSql(area, params, wide), params.values);
  if (row === undefined) throw new Error('a count gave no row');
  const of = (kind: string) =>
    new Map(
      [...(row.kinds ?? []), ...(row.personKinds ?? [])]
        .filter((one) => one.kind === kind)
        .map((one) => [one.code, one.n]),
    );
  return {
    at: row.at.toISOString(),
    households: row.households,
    persons: row.persons,
    villages: row.villages,
    keyPoorVillages: row.keyPoor,
    exitState: byCodes(of('exit_state'), 'household.exit_state', ['poor', 'exited']),
    monitorClass: byCodes(of('monitor_class'), 'household.monitor_class'),
    povertyClass: byCodes(of('poverty_class'), 'household.poverty_class'),
    mainCause: byCodes(of('main_cause'), 'household.main_cause'),
    householdSize: inOrder(of('size'), SIZE_BANDS, SIZE_BANDS),
    incomeBand: inOrder(of('income_band'), INCOME_BANDS, INCOME_BANDS),
    guarantees: GUARANTEE_ITEMS.map(({ item }) => ({
      item,
      problem: row.guarantees[`${item}_problem`] ?? 0,
      unknown: row.guarantees[`${item}_unknown`] ?? 0,
      total: row.households,
    })),
    ageSex: agesInOrder(row.ages),
    labour: byCodes(of('labour_skill'), 'person.labour_skill'),
    health: byCodes(of('health'), 'person.health'),
    children: row.children.map(({ code, name, level, ...counts }) => ({
      region: { code, name, level },
      ...counts,
    })),
  };
}

function pictureSql(area: Area, params: Params, wide: boolean): string {
  const unit = unitBelow(area.low);
  const child = (row: string) => `${row}.region / ${unit}::bigint * ${unit}::bigint`;
  const kinds = Object.entries(HOUSEHOLD_KINDS);
  const members = wide
    ? `left join (select m.county, m.household_id, count(*) as n from mingbai.membership m where ${lasting('m')} group by 1, 2) c
        on c.county = h.county and c.household_id = h.id`
    : `cross join lateral (select ${MEMBERS} as n offset 0) c`;
  const guarantees = GUARANTEE_ITEMS.flatMap(({ item, problem }) => [
    `'${item}_problem', coalesce(sum(n) filter (where g_${item} = ${problem}), 0)`,
    `'${item}_unknown', coalesce(sum(n) filter (where g_${item} is null), 0)`,
  ]);
  const flags = GUARANTEE_ITEMS.map(({ item }) => `g_${item}`);
  const names = kinds.map(([kind]) => kind);
  // Counted by all at once, which the tables are read once for and side by side; the breakdowns add these up.
  // Households of villages that ended: under their own code until they are moved, and the list counts them so.
  return `with hh as materialized (
      select child, ${[...names, ...flags].join(', ')}, count(*)::integer as n from (
        select ${child('h')} as child, ${kinds.map(([kind, sql]) => `${sql} as ${kind}`).join(', ')},
          ${GUARANTEE_ITEMS.map(({ item }) => `g.${item} as g_${item}`).join(', ')}
        from mingbai.household h
        left join mingbai.guarantee g on g.county = h.county and g.household_id = h.id
        ${members}
        where ${inArea(area, params, 'h')}) one group by child, ${[...names, ...flags].join(', ')}
    ), pp as materialized (
      select child, sex, band, labour_skill, health, count(*)::integer as n from (
        select ${child('p')} as child, case when p.sex in ('male', 'female') then p.sex else 'unknown' end as sex,
          ${ageBand('p.birth_date')} as band, p.labour_skill, p.health
        from ${wide ? PERSONS_NOW : personsOneByOne('key')} where ${inArea(area, params, 'p')}) one
      group by child, sex, band, labour_skill, health
    ), ht as (
      select child, sum(n)::integer as households, sum(n) filter (where exit_state <> 'exited')::integer as not_exited,
        sum(n) filter (where monitor_class is not null)::integer as monitored from hh group by child
    ), pt as (select child, sum(n)::integer as persons from pp group by child)
    select now() as at,
      (select coalesce(sum(n), 0)::integer from hh) as households, (select coalesce(sum(n), 0)::integer from pp) as persons,
      v.villages, v."keyPoor",
      (select json_agg(k) from (
        select (array[${kinds.map(([kind]) => `'${kind}'`).join(', ')}])[position('0' in grouping(${kinds.map(([kind]) => kind).join(', ')})::bit(${kinds.length})::text)] as kind,
          coalesce(${kinds.map(([kind]) => kind).join(', ')}, '${NO_VALUE}') as code, sum(n)::integer as n
        from hh group by grouping sets (${kinds.map(([kind]) => `(${kind})`).join(', ')})) k) as kinds,
      (select json_build_object(${guarantees.join(', ')}) from hh) as guarantees,
      (select json_agg(a) from (select coalesce(band, '${NO_VALUE}') as band, coalesce(sum(n) filter (where sex = 'male'), 0)::integer as male,
        coalesce(sum(n) filter (where sex = 'female'), 0)::integer as female, coalesce(sum(n) filter (where sex = 'unknown'), 0)::integer as unknown
        from pp group by 1) a) as ages,
      (select json_agg(k) from (
        select 'labour_skill' as kind, coalesce(labour_skill, '${NO_VALUE}') as code, sum(n)::integer as n from pp group by 2
        union all
        select 'health', s.code, sum(n)::integer from (
          select unnest(case when coalesce(cardinality(health), 0) = 0 then '{${NO_VALUE}}'::text[] else health end) as code, n from pp) s group by 2) k) as "personKinds",
      coalesce((select json_agg(json_build_object('code', lpad(r.code::text, 12, '0'), 'name', r.name, 'level', ${levelName('r')},
          'keyPoor', r.key_poor, 'households', coalesce(ht.households, 0), 'persons', coalesce(pt.persons, 0),
          'notExited', coalesce(ht.not_exited, 0), 'monitored', coalesce(ht.monitored, 0)) order by r.code)
        from mingbai.region r left join ht on ht.child = r.code left join pt on pt.child = r.code
        where r.parent = ${params.add(area.low, 'bigint')} and r.code <> r.parent and ${validOn('r', TODAY)}), '[]') as children
    from (select count(*)::integer as villages, count(*) filter (where r.key_poor)::integer as "keyPoor" from mingbai.region r
      where r.level = 5 and ${validOn('r', TODAY)} and r.code between ${params.add(area.low, 'bigint')} and ${params.add(area.high, 'bigint')}) v`;
}

/** What the codes of the level below are multiples of. */
function unitBelow(region: RegionCode): number {
  const below = LEVELS[LEVELS.indexOf(levelOf(region)) + 1] ?? 'village';
  const units = { country: 1e12, province: 1e10, city: 1e8, county: 1e6, township: 1e3, village: 1 } as const;
  return units[below];
}

/** In the order of the dictionary; codes without anybody are left out, but for those that say something by it. */
function byCodes(
  counts: ReadonlyMap<string, number>,
  key: Field['key'],
  always: readonly string[] = [],
): { code: string; count: number }[] {
  const list = fieldOf(key).codes;
  if (list === undefined) throw new RangeError(`${key} has no codes`);
  return inOrder(
    counts,
    codeListOf(list).codes.map(({ code }) => code),
    always,
  );
}

function inOrder(
  counts: ReadonlyMap<string, number>,
  codes: readonly string[],
  always: readonly string[],
): { code: string; count: number }[] {
  const others = [...counts.keys()].filter((code) => !codes.includes(code) && code !== NO_VALUE).sort();
  return [...codes, ...others, NO_VALUE].flatMap((code) => {
    const count = counts.get(code) ?? 0;
    return count > 0 || always.includes(code) ? [{ code, count }] : [];
  });
}

function agesInOrder(ages: Row['ages']): Picture['ageSex'] {
  const rows = AGE_BANDS.map(
    (band) => ages?.find((row) => row.band === band) ?? { band, male: 0, female: 0, unknown: 0 },
  );
  return [...rows, ...(ages ?? []).filter(({ band }) => band === NO_VALUE)];
}
