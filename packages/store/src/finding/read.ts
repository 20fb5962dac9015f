import type { FindingAction, FindingSeverity, FindingState, RegionCode } from '@mingbai/core';
import type { FindingFilter } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { regionJson, validOn, type RegionName } from '../region/region.ts';
import { Params } from '../register/params.ts';
import { inCounty, type Area } from '../register/read-area.ts';
import { lasting, TODAY } from '../register/read-columns.ts';
import { findingConditions, OPEN, type Looker } from './filter.ts';

/** A finding as it is stored, with what lists show of its rule and of the household. Days are null where there is none. */
export interface StoredFinding {
  readonly id: string;
  readonly county: string;
  readonly state: FindingState;
  readonly severity: FindingSeverity;
  readonly source: string;
  readonly rule: string;
  readonly rule_version: string;
  readonly family: string;
  readonly texts: RuleTexts | null;
  readonly noun: 'person' | 'household' | 'village';
  readonly subject_id: string;
  readonly subject_name: string | null;
  readonly household_id: string | null;
  readonly household_no: string | null;
  readonly head: string | null;
  readonly region: RegionCode;
  readonly place: RegionName | null;
  readonly township: string | null;
  readonly responsible: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly team: RegionCode | null;
  readonly team_name: string | null;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly until: string | null;
  readonly times: number;
  readonly actions: number;
  readonly opened_at: Date;
  readonly changed_at: Date;
}

export interface RuleTexts {
  readonly title_zh: string;
  readonly title_en: string;
  readonly message_zh: string;
  readonly message_en: string;
  readonly advice_zh: string;
  readonly advice_en: string;
  readonly fields: readonly string[];
  readonly citation: string | null;
}

/** The last row of the page before. */
export interface FindingMark {
  /** `infinity`: without a day. */
  readonly due: string;
  readonly id: string;
}

/** By due day, then in the order in which they were found. */
export function listFindingsIn(
  tx: ReadTx,
  area: Area,
  filter: FindingFilter,
  looker: Looker,
  page: { readonly after?: FindingMark | undefined; readonly limit: number },
): Promise<StoredFinding[]> {
  const params = new Params();
  const where = findingConditions(filter, area, looker, params);
  const { after } = page;
  if (after !== undefined)
    where.push(`(f.due, f.id) > (${params.add(after.due, 'date')}, ${params.add(after.id, 'bigint')})`);
  return named(
    tx,
    rowsSql(
      `select f.* from mingbai.finding f where ${where.join(' and ')} order by f.due, f.id limit ${params.add(page.limit, 'integer')}`,
      'f.due, f.id',
    ),
    params.values,
  );
}

/** Villages with findings of a filter, in the order of their codes. */
export async function findingVillages(
  tx: ReadTx,
  area: Area,
  filter: FindingFilter,
  looker: Looker,
): Promise<RegionCode[]> {
  const params = new Params();
  const where = findingConditions(filter, area, looker, params).join(' and ');
  const rows = await tx.rows<{ code: RegionCode }>(
    `select lpad(f.region::text, 12, '0') as code from mingbai.finding f where ${where} group by f.region order by f.region`,
    params.values,
  );
  return rows.map(({ code }) => code);
}

/** Of one village by household, as a list on paper goes. */
export function findingsOfVillage(
  tx: ReadTx,
  village: Area,
  filter: FindingFilter,
  looker: Looker,
): Promise<StoredFinding[]> {
  const params = new Params();
  const where = findingConditions(filter, village, looker, params).join(' and ');
  const order = 'h.household_no, f.household_id, f.id';
  return named(
    tx,
    rowsSql(`select f.* from mingbai.finding f where ${where} order by f.id limit ${MOST_ROWS}`, order),
    params.values,
  );
}

/** What one sheet holds, and one village in memory. */
const MOST_ROWS = 50_000;

export async function findFinding(tx: ReadTx, area: Area, id: string): Promise<StoredFinding | undefined> {
  const params = new Params();
  const one = `f.id = ${params.add(id, 'bigint')} and ${inCounty(area, params, 'f')}`;
  const rows = await named(
    tx,
    rowsSql(`select f.* from mingbai.finding f where ${one}`, 'f.id'),
    params.values,
  );
  return rows[0];
}

/** Of a household and its members, in every state; those that are open first. Undefined: no such household here. */
export async function findingsOfHousehold(
  tx: ReadTx,
  area: Area,
  household: string,
): Promise<StoredFinding[] | undefined> {
  const ask = (column: string) => {
    const params = new Params();
    const where = `${column} = ${params.add(household, 'bigint')} and ${inCounty(area, params, column.slice(0, 1))}`;
    return { where, values: params.values };
  };
  const here = ask('h.id');
  if ((await tx.find(`select from mingbai.household h where ${here.where}`, here.values)) === undefined)
    return undefined;
  const of = ask('f.household_id');
  return named(
    tx,
    rowsSql(`select f.* from mingbai.finding f where ${of.where}`, `(${OPEN}) desc, f.due, f.id`),
    of.values,
  );
}

export interface StoredAction {
  readonly n: number;
  readonly at: Date;
  readonly action: FindingAction;
  readonly state: FindingState;
  readonly actor: string;
  readonly actor_name: string | null;
  readonly role: string;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>> | null;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly team: RegionCode | null;
  readonly team_name: string | null;
  readonly due: string | null;
  readonly until: string | null;
  readonly done_on: string | null;
  readonly checked_by: string | null;
  readonly cause: string | null;
  readonly entry: string;
}

/** What was done about a finding, oldest first. */
export async function actionsOf(tx: ReadTx, finding: StoredFinding): Promise<StoredAction[]> {
  const rows = await tx.rows<Omit<StoredAction, 'actor_name' | 'assignee_name'>>(
    `select a.n, a.at, a.action, a.state, a.actor, a.role, a.reason, a.facts, a.assignee,
       lpad(a.team::text, 12, '0') as team, t.name as team_name, nullif(a.due, 'infinity')::text as due,
       a.until::text, a.done_on::text, a.checked_by, a.cause::text, a.entry::text
     from mingbai.finding_action a
     left join mingbai.region t on t.code = a.team and ${validOn('t', TODAY)}
      where a.county = $1 and a.finding = $2 order by a.n`,
    [finding.county, finding.id],
  );
  const names = await namesOf(
    tx,
    rows.flatMap(({ actor, assignee }) => [actor, assignee]),
  );
  const named = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return rows.map((row) => ({ ...row, actor_name: named(row.actor), assignee_name: named(row.assignee) }));
}

/** Rows with the names of those who have them; names are asked for once, however many the rows. */
async function named(tx: ReadTx, sql: string, values: readonly unknown[]): Promise<StoredFinding[]> {
  const rows = await tx.rows<Omit<StoredFinding, 'assignee_name'>>(sql, values);
  const names = await namesOf(
    tx,
    rows.map(({ assignee }) => assignee),
  );
  return rows.map((row) => ({
    ...row,
    assignee_name: row.assignee === null ? null : (names.get(row.assignee) ?? null),
  }));
}

async function namesOf(
  tx: ReadTx,
  accounts: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(accounts.filter((account) => account !== null));
  if (ids.size === 0) return new Map();
  const rows = await tx.rows<{ id: string; name: string }>(
    'select user_id as id, name from mingbai.names_of($1)',
    [[...ids]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What lists show, for the rows chosen. */
function rowsSql(chosen: string, order: string): string {
  const day = (column: string) => `nullif(f.${column}, 'infinity')::text as ${column}`;
  return `select f.id::text, lpad(f.county::text, 6, '0') as county, f.state, f.severity, f.source, f.rule, f.rule_version, f.family,
      to_json(w) as texts, f.noun, case f.noun when 'village' then lpad(f.subject_id::text, 12, '0') else f.subject_id::text end as subject_id,
      case f.noun when 'person' then p.name when 'household' then head.name else r.name end as subject_name,
      f.household_id::text, h.household_no, head.name as head, lpad(f.region::text, 12, '0') as region,
      case when r.code is not null then ${regionJson('r')} end as place, s.name as township,
      array(select distinct o.name from mingbai.responsible o where o.county = f.county and o.household_id = f.household_id
        and o.name is not null and ${lasting('o')} order by 1) as responsible,
      f.facts, f.assignee, lpad(f.team::text, 12, '0') as team, t.name as team_name,
      ${day('due')}, f.due < ${TODAY} as overdue, ${day('until')}, f.times, f.actions, f.opened_at, f.changed_at
    from (${chosen}) f
    left join mingbai.finding_rule w on w.rule = f.rule and w.version = f.rule_version
    left join mingbai.household h on h.county = f.county and h.id = f.household_id
    left join mingbai.person p on p.county = f.county and p.id = f.person_id
    left join mingbai.region r on r.code = f.region and ${validOn('r', TODAY)}
    left join mingbai.region s on s.code = f.region / 1000 * 1000 and s.level = 4 and ${validOn('s', TODAY)}
    left join mingbai.region t on t.code = f.team and ${validOn('t', TODAY)}
    left join lateral (
      select q.name from mingbai.membership m join mingbai.person q on q.county = m.county and q.id = m.person_id
      where m.county = f.county and m.household_id = f.household_id and m.relation = 'head' and ${lasting('m')}
      order by q.id limit 1) head on true
    order by ${order}`;
}
