import type { CaseEnd, RegionCode, Role, Votes } from '@mingbai/core';
import type { CaseFilter } from '@mingbai/core/api';
import type { ReadTx } from '../db/tx.ts';
import { regionJson, validOn, type RegionName } from '../region/region.ts';
import { Params } from '../register/params.ts';
import { inCounty, type Area } from '../register/read-area.ts';
import { TODAY } from '../register/read-columns.ts';
import type { KeptJudgement } from './standing.ts';
import { subjectSql } from './cases.ts';
import { caseConditions } from './filter.ts';

/** A case as lists show it. */
export interface StoredCase {
  readonly id: string;
  readonly county: string;
  readonly procedure: string;
  readonly version: string;
  readonly noun: 'household' | 'village' | 'county';
  readonly subject: string | null;
  readonly title: string;
  readonly household_no: string | null;
  readonly region: RegionCode;
  readonly place: RegionName | null;
  readonly township: string | null;
  readonly list: { readonly id: string; readonly name: string } | null;
  readonly state: string;
  readonly ended: CaseEnd | null;
  readonly since: string;
  readonly deadline: string | null;
  readonly due: string | null;
  readonly late: boolean;
  readonly roles: readonly Role[];
  readonly escalated: readonly Role[];
  readonly actions: number;
  readonly opened_at: Date;
  readonly changed_at: Date;
  readonly [column: string]: unknown;
}

/** The last row of the page before; `infinity`: without a day. */
export interface CaseMark {
  readonly due: string;
  readonly id: string;
}

/** By due day, then in the order in which they were opened. */
export function listCasesIn(
  tx: ReadTx,
  area: Area,
  filter: CaseFilter,
  role: Role,
  page: { readonly after?: CaseMark | undefined; readonly limit: number },
): Promise<StoredCase[]> {
  const params = new Params();
  const where = caseConditions(filter, area, role, params);
  if (page.after !== undefined)
    where.push(
      `(c.due, c.id) > (${params.add(page.after.due, 'date')}, ${params.add(page.after.id, 'bigint')})`,
    );
  const chosen = `select c.* from mingbai.procedure_case c where ${where.join(' and ')}
    order by c.due, c.id limit ${params.add(page.limit, 'integer')}`;
  return tx.rows(rowsSql(chosen, 'c.due, c.id'), params.values);
}

export async function findCase(tx: ReadTx, area: Area, id: string): Promise<StoredCase | undefined> {
  const params = new Params();
  const one = `${inCounty(area, params, 'c')} and c.id = ${params.add(id, 'bigint')}`;
  return tx.find<StoredCase>(
    rowsSql(`select c.* from mingbai.procedure_case c where ${one}`, 'c.id'),
    params.values,
  );
}

/** All cases of a household, those that are open first, then the newest. Undefined: no such household here. */
export async function casesOfHousehold(
  tx: ReadTx,
  area: Area,
  household: string,
): Promise<StoredCase[] | undefined> {
  const ask = (row: string) => {
    const params = new Params();
    const where = `${inCounty(area, params, row)} and ${row}.${row === 'h' ? 'id' : 'subject_id'} = ${params.add(household, 'bigint')}`;
    return { where, values: params.values };
  };
  const here = ask('h');
  if ((await tx.find(`select from mingbai.household h where ${here.where}`, here.values)) === undefined)
    return undefined;
  const of = ask('c');
  const chosen = `select c.* from mingbai.procedure_case c where c.noun = 'household' and ${of.where}`;
  return tx.rows(rowsSql(chosen, 'c.ended is not null, c.opened_at desc, c.id desc'), of.values);
}

/** An action as it was taken. Answers are as they are kept: sealed ones sealed. */
export interface StoredStep {
  readonly n: number;
  readonly action: string;
  readonly state: string;
  readonly on: string;
  readonly at: Date;
  readonly actor: string;
  readonly actor_name: string | null;
  readonly role: Role;
  readonly reason: string | null;
  readonly votes: Votes | null;
  readonly given: Readonly<Record<string, unknown>>;
  readonly evidence: readonly { readonly need: string; readonly id: string }[];
  readonly judgement: KeptJudgement | null;
  readonly written: readonly Readonly<Record<string, unknown>>[];
  readonly entry: string;
  readonly [column: string]: unknown;
}

/** What was done about these cases, oldest first, by case. */
export async function caseActions(
  tx: ReadTx,
  county: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, StoredStep[]>> {
  const rows = await tx.rows<StoredStep & { case: string }>(
    `select a."case"::text as case, a.n, a.action, a.state, a."on"::text as on, a.at, a.actor,
       (select name from mingbai.names_of(array[a.actor])) as actor_name, a.role, a.reason, a.votes, a.given, a.evidence, a.judgement,
       a.written, a.entry::text
     from mingbai.procedure_action a where a.county = $1 and a."case" = any($2::bigint[]) order by a."case", a.n`,
    [county, cases],
  );
  const actions = new Map<string, StoredStep[]>(cases.map((id) => [id, []]));
  for (const { case: id, ...row } of rows) actions.get(id)?.push(row as StoredStep);
  return actions;
}

/** What lists show, for the rows chosen. */
function rowsSql(chosen: string, order: string): string {
  return `select c.id::text, lpad(c.county::text, 6, '0') as county, c.procedure, c.version, c.noun, ${subjectSql('c')} as subject, c.title,
      h.household_no, lpad(c.region::text, 12, '0') as region, case when r.code is not null then ${regionJson('r')} end as place,
      s.name as township, case when l.id is not null then json_build_object('id', l.id::text, 'name', l.name) end as list,
      c.state, c.ended, c.since::text, c.deadline, nullif(c.due, 'infinity')::text as due, c.ended is null and c.due < ${TODAY} as late,
      c.roles, c.escalated, c.actions, c.opened_at, c.changed_at
    from (${chosen}) c
    left join mingbai.household h on c.noun = 'household' and h.county = c.county and h.id = c.subject_id
    left join mingbai.procedure_list l on l.county = c.county and l.id = c.list
    left join mingbai.region r on r.code = c.region and ${validOn('r', TODAY)}
    left join mingbai.region s on s.code = c.region / 1000 * 1000 and s.level = 4 and ${validOn('s', TODAY)}
    order by ${order}`;
}

/** A case as an entry left it. */
export interface TakenCase {
  readonly case: string;
  readonly procedure: string;
  readonly version: string;
  readonly title: string;
  readonly state: string;
  readonly ended: CaseEnd | null;
  readonly subject: string | null;
  readonly list: string | null;
  readonly [column: string]: unknown;
}

/** What was done under an entry, by case. */
export function findTaken(tx: ReadTx, county: string, entry: string): Promise<TakenCase[]> {
  return tx.rows(
    `select c.id::text as case, c.procedure, c.version, c.title, a.state, case when a.n = c.actions then c.ended end as ended,
       ${subjectSql('c')} as subject, c.list::text
     from mingbai.procedure_action a join mingbai.procedure_case c on c.county = a.county and c.id = a."case"
     where a.county = $1 and a.entry = $2 order by c.id`,
    [county, entry],
    'procedure-taken',
  );
}
