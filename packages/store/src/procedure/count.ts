import type { RegionCode, Role } from '@mingbai/core';
import type { CASE_GROUPS, CaseFilter } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { regionJson, validOn, type RegionName } from '../region/region.ts';
import { Params } from '../register/params.ts';
import { inArea, inCounty, type Area } from '../register/read-area.ts';
import { lasting, TODAY } from '../register/read-columns.ts';
import { CASE_DUE, caseConditions } from './filter.ts';

export type CaseGroup = (typeof CASE_GROUPS)[number];

const KEYS: Readonly<Record<CaseGroup, string>> = {
  procedure: 'c.procedure',
  state: `c.procedure || '/' || c.state`,
  village: `lpad(c.region::text, 12, '0')`,
  township: `lpad((c.region / 1000 * 1000)::text, 12, '0')`,
  list: `coalesce(c.list::text, '-')`,
  due: `case ${Object.entries(CASE_DUE)
    .map(([name, condition]) => `when ${condition} then '${name}'`)
    .join(' ')} end`,
};

export interface CountedCases {
  readonly key: string;
  readonly label: string | null;
  readonly count: number;
  readonly late: number;
  readonly [column: string]: unknown;
}

export async function countCasesIn(tx: ReadTx, area: Area, filter: CaseFilter, role: Role): Promise<number> {
  const params = new Params();
  const where = caseConditions(filter, area, role, params).join(' and ');
  const row = await tx.find<{ n: number }>(
    `select count(*)::integer as n from mingbai.procedure_case c where ${where}`,
    params.values,
  );
  return row?.n ?? 0;
}

/** Most first; `label` of places and lists alone. */
export function groupCases(
  tx: ReadTx,
  area: Area,
  filter: CaseFilter,
  role: Role,
  by: CaseGroup,
): Promise<CountedCases[]> {
  const params = new Params();
  const where = caseConditions(filter, area, role, params).join(' and ');
  const place = by === 'village' || by === 'township';
  const label = place ? 'r.name' : by === 'list' ? 'l.name' : 'null::text';
  const join = place
    ? `left join mingbai.region r on r.code = g.key::bigint and ${validOn('r', TODAY)}`
    : by === 'list'
      ? `left join mingbai.procedure_list l on l.id = nullif(g.key, '-')::bigint`
      : '';
  return tx.rows(
    `select g.key, ${label} as label, g.count, g.late from (select ${KEYS[by]} as key, count(*)::integer as count,
       (count(*) filter (where c.ended is null and ${CASE_DUE.late}))::integer as late
       from mingbai.procedure_case c where ${where} group by 1) g ${join} order by g.count desc, g.key limit 2000`,
    params.values,
  );
}

/** Cases of one state of one procedure in one place. */
export interface BoardCell {
  readonly place: RegionName;
  readonly procedure: string;
  readonly state: string;
  readonly count: number;
  readonly late: number;
  readonly [column: string]: unknown;
}

/** Open cases by place and state: villages where the area is a township or smaller, townships above. */
export function boardOf(
  tx: ReadTx,
  area: Area,
  by: 'village' | 'township',
  filter: CaseFilter,
  role: Role,
): Promise<BoardCell[]> {
  const params = new Params();
  const where = caseConditions(filter, area, role, params).join(' and ');
  const unit = by === 'village' ? 1 : 1000;
  return tx.rows(
    `select ${regionJson('r')} as place, g.procedure, g.state, g.count, g.late from (
       select c.region / ${unit} * ${unit} as code, c.procedure, c.state, count(*)::integer as count,
         (count(*) filter (where ${CASE_DUE.late}))::integer as late
       from mingbai.procedure_case c where ${where} group by 1, 2, 3) g
     join mingbai.region r on r.code = g.code and ${validOn('r', TODAY)} order by r.code, g.procedure, g.state`,
    params.values,
  );
}

/** A household of a village and where it stands. */
export interface GlanceRow {
  readonly id: string;
  readonly household_no: string | null;
  readonly head: string | null;
  readonly group: string | null;
  readonly members: number;
  readonly exit_state: string | null;
  readonly poverty_class: string | null;
  readonly monitor_class: string | null;
  readonly findings: number;
  readonly cases: readonly {
    readonly id: string;
    readonly procedure: string;
    readonly version: string;
    readonly state: string;
    readonly due: string | null;
    readonly late: boolean;
  }[];
  readonly [column: string]: unknown;
}

/** Every household of a village at a glance, those with something late first. */
export function glanceAt(tx: ReadTx, village: Area): Promise<GlanceRow[]> {
  const params = new Params();
  const where = `${inCounty(village, params, 'h')} and ${inArea(village, params, 'h')}`;
  return tx.rows(
    `select h.id::text, h.household_no, head.name as head, h.village_group as group, coalesce(m.n, 0) as members,
       h.exit_state, h.poverty_class, h.monitor_class, coalesce(f.n, 0) as findings, coalesce(k.cases, '[]') as cases
     from mingbai.household h
     left join lateral (select p.name from mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
       where m.county = h.county and m.household_id = h.id and m.relation = 'head' and ${lasting('m')} order by p.id limit 1) head on true
     left join lateral (select count(*)::integer as n from mingbai.membership m
       where m.county = h.county and m.household_id = h.id and ${lasting('m')}) m on true
     left join lateral (select count(*)::integer as n from mingbai.finding f
       where f.county = h.county and f.household_id = h.id and f.state not in ('dismissed', 'closed')) f on true
     left join lateral (select json_agg(json_build_object('id', c.id::text, 'procedure', c.procedure, 'version', c.version, 'state', c.state,
         'due', nullif(c.due, 'infinity')::text, 'late', c.due < ${TODAY}) order by c.due, c.id) as cases,
         bool_or(c.due < ${TODAY}) as late
       from mingbai.procedure_case c where c.county = h.county and c.noun = 'household' and c.subject_id = h.id and c.ended is null) k on true
     where ${where} order by coalesce(k.late, false) desc, k.cases is null, h.household_no, h.id limit 3000`,
    params.values,
  );
}

/** Something that falls on a day. */
export interface DatedCases {
  readonly day: string;
  readonly what: 'due' | 'notice';
  readonly procedure: string;
  readonly version: string | null;
  /** Key of the deadline, or of the state whose notice it is. */
  readonly name: string;
  readonly count: number;
  /** The first of them; of a notice its id. */
  readonly ids: readonly string[];
  readonly places: readonly string[];
  readonly [column: string]: unknown;
}

/** Deadlines of open cases and ends of notices from one day to another. */
export function datesBetween(tx: ReadTx, area: Area, from: string, until: string): Promise<DatedCases[]> {
  const params = new Params();
  const days = `between ${params.add(from, 'date')} and ${params.add(until, 'date')}`;
  const cases = `${inCounty(area, params, 'c')} and ${inArea(area, params, 'c')}`;
  const notices = inArea(area, params, 'n');
  const names = (rows: string) =>
    `array(select distinct r.name from mingbai.region r where r.code = any(array_agg(${rows})) and ${validOn('r', TODAY)} limit 5)`;
  return tx.rows(
    `select c.due::text as day, 'due' as what, c.procedure, max(c.version) as version, c.deadline as name, count(*)::integer as count,
       (array_agg(c.id::text order by c.id))[1:20] as ids, ${names('c.region')} as places
     from mingbai.procedure_case c where ${cases} and c.ended is null and c.due ${days} group by c.due, c.procedure, c.deadline
     union all
     select n.until::text, 'notice', n.procedure, null, n.state, count(*)::integer, (array_agg(n.id::text order by n.id))[1:20], ${names('n.region')}
     from mingbai.notice n where ${notices} and n.withdrawn_at is null and n.until ${days} group by n.until, n.procedure, n.state
     order by 1, 2, 3, 5`,
    params.values,
  );
}

/** The lists of an area that still have open cases, newest first. */
export function openLists(
  tx: ReadTx,
  area: Area,
): Promise<
  { id: string; name: string; procedure: string; region: RegionCode; open: number; total: number }[]
> {
  const params = new Params();
  const where = `${inCounty(area, params, 'l')} and ${inArea(area, params, 'l')}`;
  return tx.rows(
    `select l.id::text, l.name, l.procedure, lpad(l.region::text, 12, '0') as region,
       (count(*) filter (where c.ended is null))::integer as open, count(*)::integer as total
     from mingbai.procedure_list l join mingbai.procedure_case c on c.county = l.county and c.list = l.id
     where ${where} group by l.county, l.id having count(*) filter (where c.ended is null) > 0 order by l.id desc limit 200`,
    params.values,
  );
}
