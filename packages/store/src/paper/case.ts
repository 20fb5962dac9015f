import type { RegionCode, Votes } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { lasting } from '../register/read-columns.ts';

/** A case as the list of a meeting has it. */
export interface CaseAtMeeting {
  readonly id: string;
  readonly title: string;
  readonly group: string | null;
  readonly members: number | null;
  readonly [column: string]: unknown;
}

/** Heads, groups and sizes of these cases; the size of an unregistered household is that of the list it told. */
export async function casesAtMeeting(
  tx: ReadTx,
  county: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, CaseAtMeeting>> {
  const rows = await tx.rows<CaseAtMeeting>(
    `select c.id::text, c.title, h.village_group as "group", coalesce(
         (select nullif(count(*), 0)::integer from mingbai.membership m
          where c.noun = 'household' and m.county = c.county and m.household_id = c.subject_id and ${lasting('m')}),
         (select max(jsonb_array_length(told.value)) from mingbai.procedure_action a, jsonb_each(a.given) told
          where a.county = c.county and a."case" = c.id and jsonb_typeof(told.value) = 'array' and jsonb_typeof(told.value -> 0) = 'object')) as members
     from mingbai.procedure_case c left join mingbai.household h on c.noun = 'household' and h.county = c.county and h.id = c.subject_id
     where c.county = $1 and c.id = any($2::bigint[])`,
    [county, cases],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** A vote on one case at a meeting: those of one entry, action and place are of one meeting. */
export interface MeetingVote {
  readonly case: string;
  readonly entry: string;
  readonly action: string;
  readonly region: RegionCode;
  readonly votes: Votes;
  readonly [column: string]: unknown;
}

/** All votes of the meetings at which these cases were voted on, in the order of their cases. */
export function meetingsOf(tx: ReadTx, county: string, cases: readonly string[]): Promise<MeetingVote[]> {
  return tx.rows<MeetingVote>(
    `with met as (select distinct entry, action, region from mingbai.procedure_action
       where county = $1 and "case" = any($2::bigint[]) and votes is not null)
     select a."case"::text as "case", a.entry::text, a.action, lpad(a.region::text, 12, '0') as region, a.votes
     from met join mingbai.procedure_action a on a.county = $1 and a.entry = met.entry and a.action = met.action and a.region = met.region
     where a.votes is not null order by a.entry, a."case"`,
    [county, cases],
  );
}

/** A notice in which a case hung out, withdrawn ones too. */
export interface CaseHung {
  readonly case: string;
  readonly title: string;
  readonly slug: string;
  readonly from: string;
  readonly until: string;
  readonly withdrawn: boolean;
  readonly interruptions: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  /** To this case, or to the list as a whole; what they say is sealed. */
  readonly objections: readonly {
    readonly number: string;
    readonly on: string;
    readonly upheld: boolean | null;
    readonly answer: string | null;
    readonly answeredOn: string | null;
  }[];
  readonly [column: string]: unknown;
}

/** By case, oldest first. */
export async function noticesHung(
  tx: ReadTx,
  county: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, CaseHung[]>> {
  const rows = await tx.rows<CaseHung>(
    `select nc."case"::text as "case", n.title_zh as title, n.slug, n."from"::text as "from", n.until::text as until,
       n.withdrawn_at is not null as withdrawn,
       (select coalesce(json_agg(json_build_object('from', i."from", 'to', i."to", 'reason', i.reason) order by i."from"), '[]')
        from mingbai.notice_interruption i where i.county = n.county and i.notice = n.id) as interruptions,
       (select coalesce(json_agg(json_build_object('number', o.number, 'on', (o.at at time zone 'Asia/Shanghai')::date, 'upheld', o.upheld,
          'answer', o.answer, 'answeredOn', (o.answered_at at time zone 'Asia/Shanghai')::date) order by o.at), '[]')
        from mingbai.objection o where o.county = n.county and o.notice = n.id and (o."case" is null or o."case" = nc."case")) as objections
     from mingbai.notice_case nc join mingbai.notice n on n.county = nc.county and n.id = nc.notice
     where nc.county = $1 and nc."case" = any($2::bigint[]) order by n.id`,
    [county, cases],
  );
  const hung = new Map<string, CaseHung[]>(cases.map((id) => [id, []]));
  for (const row of rows) hung.get(row.case)?.push(row);
  return hung;
}
