import { FINDING_AGE_BANDS, FINDING_SEVERITY_NAMES, FINDING_STATE_NAMES } from '@mingbai/core';
import { readBand, type FINDING_GROUPS, type FindingFilter } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { validOn } from '../region/region.ts';
import { Params } from '../register/params.ts';
import type { Area } from '../register/read-area.ts';
import { lasting, TODAY } from '../register/read-columns.ts';
import { AGE, DUE, findingConditions, type Looker } from './filter.ts';

export type FindingGroup = (typeof FINDING_GROUPS)[number];

export interface CountedGroup {
  readonly key: string;
  readonly label_zh: string | null;
  readonly label_en: string | null;
  readonly count: number;
  readonly overdue: number;
}

interface Grouping {
  readonly key: string;
  readonly join?: string;
  /** Of the keys as they stand in `g`: select lists and joins. */
  readonly label?: { readonly zh: string; readonly en?: string; readonly join: string };
  /** In this order; without it, most first. */
  readonly order?: readonly string[];
}

const REGION = {
  zh: 'r.name',
  join: `left join mingbai.region r on r.code = g.key::bigint and ${validOn('r', TODAY)}`,
};
/** Villages of one name are many: with the township. */
const VILLAGE = {
  zh: `concat_ws(' ', s.name, r.name)`,
  join: `${REGION.join} left join mingbai.region s on s.code = g.key::bigint / 1000 * 1000 and s.level = 4 and ${validOn('s', TODAY)}`,
};
const HOLDER = `case when f.assignee is not null then f.assignee when f.team is not null then 'team:' || lpad(f.team::text, 12, '0') else '-' end`;

const GROUPINGS: Readonly<Record<FindingGroup, Grouping>> = {
  rule: {
    key: 'f.rule',
    label: {
      zh: 'w.title_zh',
      en: 'w.title_en',
      join: 'left join mingbai.finding_rule w on w.rule = g.key and w.version = g.version',
    },
  },
  family: {
    key: 'f.family',
    label: {
      zh: 'w.family_zh',
      en: 'w.family_en',
      join: `left join lateral (select family_zh, family_en from mingbai.finding_rule w
        where w.family = g.key and w.family_zh is not null limit 1) w on true`,
    },
  },
  severity: { key: 'f.severity', order: FINDING_SEVERITY_NAMES },
  state: { key: 'f.state', order: FINDING_STATE_NAMES },
  village: { key: `lpad(f.region::text, 12, '0')`, label: VILLAGE },
  township: { key: `lpad((f.region / 1000 * 1000)::text, 12, '0')`, label: REGION },
  responsible: {
    key: `coalesce(o.name, '-')`,
    join: `left join lateral (select distinct o.name from mingbai.responsible o where o.county = f.county
      and o.household_id = f.household_id and o.name is not null and ${lasting('o')}) o on true`,
    label: { zh: `nullif(g.key, '-')`, join: '' },
  },
  assignee: {
    key: HOLDER,
    label: {
      zh: 'coalesce(a.name, r.name)',
      join: `left join mingbai.region r on r.code = case when g.key like 'team:%' then substr(g.key, 6)::bigint end and ${validOn('r', TODAY)}
        left join lateral mingbai.names_of(array[g.key]) a on g.key not like 'team:%'`,
    },
  },
  age: { key: bandSql(), order: FINDING_AGE_BANDS },
  due: { key: dueSql(), order: Object.keys(DUE) },
};

const MOST_GROUPS = 2000;

/** How many a filter has: exact, because a decision over a filter is held to it. */
export async function countFindingsIn(
  tx: ReadTx,
  area: Area,
  filter: FindingFilter,
  looker: Looker,
): Promise<number> {
  const params = new Params();
  const where = findingConditions(filter, area, looker, params).join(' and ');
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from mingbai.finding f where ${where}`,
    params.values,
  );
  return row?.n ?? 0;
}

export async function groupFindings(
  tx: ReadTx,
  area: Area,
  filter: FindingFilter,
  looker: Looker,
  by: FindingGroup,
): Promise<CountedGroup[]> {
  const params = new Params();
  const where = findingConditions(filter, area, looker, params).join(' and ');
  const { key, join = '', label, order } = GROUPINGS[by];
  const counted = `select ${key} as key, max(f.rule_version) as version, count(*)::integer as count, (count(*) filter (where f.due < ${TODAY}))::integer as overdue
    from mingbai.finding f ${join} where ${where} group by 1`;
  const sorted =
    order === undefined ? 'g.count desc, g.key' : `array_position(${params.add(order, 'text[]')}, g.key)`;
  return tx.rows<CountedGroup>(
    `select g.key, ${label?.zh ?? 'null'} as label_zh, ${label?.en ?? label?.zh ?? 'null'} as label_en, g.count, g.overdue
     from (${counted}) g ${label?.join ?? ''} order by ${sorted} limit ${MOST_GROUPS}`,
    params.values,
  );
}

function bandSql(): string {
  const arms = FINDING_AGE_BANDS.flatMap((band) => {
    const range = readBand(band);
    return range?.high === undefined ? [] : [`when ${AGE} <= ${range.high} then '${band}'`];
  });
  return `case ${arms.join(' ')} else '${FINDING_AGE_BANDS.at(-1)}' end`;
}

function dueSql(): string {
  return `case ${Object.entries(DUE)
    .map(([name, condition]) => `when ${condition} then '${name}'`)
    .join(' ')} end`;
}
