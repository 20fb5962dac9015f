import {
  DUE_DAYS,
  OPENING,
  Problem,
  may,
  scopeOf,
  type DecideAction,
  type DueDays,
  type FindingRefusal,
  type RegionCode,
  type Role,
  type WorkAction,
} from '@mingbai/core';
import type { FindingFilter } from '@mingbai/core/api';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Actor } from '../journal/command.ts';
import { Params } from '../register/params.ts';
import type { Area } from '../register/read-area.ts';
import { TODAY } from '../register/read-columns.ts';
import { findingConditions, type Looker } from './filter.ts';
import { ASKED, judgeSql } from './judge.ts';
import { lockLedger } from './lock.ts';
import { dueDaysSql, wordsSql } from './transitions.ts';

/** What a person wants to be done, the same for all chosen. */
export interface Decision {
  readonly action: WorkAction | DecideAction;
  readonly reason?: string | undefined;
  /** Last day of a dismissal. */
  readonly until?: string | undefined;
  /** Of an assignment: an account, or of each finding the team of its own village, township or county. */
  readonly to?: { readonly user: string } | { readonly team: 'village' | 'township' | 'county' } | undefined;
  readonly due?: string | undefined;
  /** Day on which it was mended. */
  readonly on?: string | undefined;
}

/** One row of a list that came back: its own decision, given on what was known after `base` actions. */
export interface Answer extends Pick<Decision, 'reason' | 'on'> {
  readonly id: string;
  readonly base: number;
  readonly action: WorkAction;
  readonly checkedBy?: string | undefined;
}

export type Chosen =
  | { readonly ids: readonly string[] }
  | {
      readonly filter: FindingFilter;
      readonly area: Area;
      readonly looker: Looker;
      /** The count that the person saw. */
      readonly expected: number;
    };

export interface Refused {
  readonly id: string;
  readonly code: FindingRefusal;
}

export interface DecisionOutcome {
  readonly accepted: number;
  readonly refusals: Readonly<Partial<Record<FindingRefusal, number>>>;
  /** The first of them, in the order asked. */
  readonly refused: readonly (Refused & { readonly place: number })[];
}

const LISTED = 1000;

/**
 * Takes one action on each of the findings chosen; each is accepted or refused for a reason, and none keeps another
 * from going on.
 * @throws Problem `list-changed` when a filter no longer holds as many as the person saw.
 */
export async function decideFindings(
  tx: WriteTx,
  county: string,
  actor: Pick<Actor, 'id' | 'role'>,
  chosen: Chosen,
  decision: Decision,
  due: DueDays = DUE_DAYS,
): Promise<DecisionOutcome> {
  await lockLedger(tx, county, 'decision');
  const ids = 'ids' in chosen ? [...new Set(chosen.ids)] : await idsOf(tx, chosen);
  const { to } = decision;
  const user = to !== undefined && 'user' in to ? to.user : undefined;
  const team = to !== undefined && 'team' in to ? to.team : undefined;
  const params = new Params();
  const say = (value: string | undefined, type: string) => params.add(value ?? null, type);
  const asked = `(select (u.place - 1)::integer as place, u.id, ${say(decision.action, 'text')} as action, ${say(decision.reason, 'text')} as reason,
      ${say(decision.until, 'date')} as until, ${say(user, 'text')} as assignee, ${say(team, 'text')} as team, ${say(decision.due, 'date')} as due,
      ${say(decision.on, 'date')} as done_on, null::text as checked_by, null::integer as base
    from unnest(${params.add(ids, 'bigint[]')}) with ordinality u(id, place)) a`;
  const reach = await reachOf(tx, user);
  return take(tx, { county, actor, ids, asked, params, due, reach, listed: LISTED });
}

/** Takes the answers of a list, each with its own action and reason; refused ones by their place in it. */
export async function answerFindings(
  tx: WriteTx,
  county: string,
  actor: Pick<Actor, 'id' | 'role'>,
  answers: readonly Answer[],
): Promise<DecisionOutcome> {
  await lockLedger(tx, county, 'decision');
  const params = new Params();
  const asked = answersSql(params.add(jsonOf(answers)));
  const ids = [...new Set(answers.map(({ id }) => id))];
  return take(tx, { county, actor, ids, asked, params, due: DUE_DAYS, reach: [], listed: answers.length });
}

/** What would become of the answers; nothing is written. */
export async function checkAnswers(
  tx: ReadTx,
  county: string,
  answers: readonly Answer[],
): Promise<{ readonly place: number; readonly code: FindingRefusal | null }[]> {
  return tx.rows(
    `select place, refusal as code from (${judgeSql(answersSql('$2'), '$1', `'{}'`, `'{}'`)}) judged order by place`,
    [county, jsonOf(answers)],
  );
}

function jsonOf(answers: readonly Answer[]): string {
  return JSON.stringify(
    answers.map(({ on, checkedBy, ...rest }, place) => ({
      ...rest,
      place,
      done_on: on,
      checked_by: checkedBy,
    })),
  );
}

function answersSql(json: string): string {
  return `jsonb_to_recordset(${json}::jsonb) as a(${ASKED})`;
}

async function idsOf(tx: WriteTx, chosen: Exclude<Chosen, { ids: readonly string[] }>): Promise<string[]> {
  const params = new Params();
  const where = findingConditions(chosen.filter, chosen.area, chosen.looker, params).join(' and ');
  const rows = await tx.rows<{ id: string }>(
    `select f.id::text from mingbai.finding f where ${where} order by f.id`,
    params.values,
  );
  if (rows.length !== chosen.expected)
    throw new Problem('list-changed', { expected: chosen.expected, found: rows.length });
  return rows.map(({ id }) => id);
}

/** The areas in which an account may deal with findings. */
async function reachOf(tx: ReadTx, user: string | undefined): Promise<{ low: string; high: string }[]> {
  if (user === undefined) return [];
  const grants = await tx.rows<{ role: Role; region: RegionCode }>(
    `select role, lpad(region::text, 12, '0') as region from mingbai.colleagues() where user_id = $1`,
    [user],
  );
  return grants.filter(({ role }) => may(role, 'finding.work')).map(({ region }) => scopeOf(region));
}

interface Asked {
  readonly county: string;
  readonly actor: Pick<Actor, 'id' | 'role'>;
  readonly ids: readonly string[];
  /** A relation `a` with the columns `ASKED`, over the values of `params`. */
  readonly asked: string;
  readonly params: Params;
  readonly due: DueDays;
  readonly reach: readonly { readonly low: string; readonly high: string }[];
  /** How many refusals are told one by one. */
  readonly listed: number;
}

async function take(tx: WriteTx, what: Asked): Promise<DecisionOutcome> {
  const { county, params, reach } = what;
  // In the order of ids, so that two who choose the same rows wait for each other and do not stand crosswise.
  await tx.run(
    `select from mingbai.finding where county = $1 and id = any($2::bigint[]) order by id for update`,
    [county, what.ids],
  );
  const lows = params.add(reach.map(({ low }) => low));
  const highs = params.add(reach.map(({ high }) => high));
  const judged = judgeSql(what.asked, params.add(county), lows, highs);
  await tx.run('drop table if exists pg_temp.finding_judged');
  await tx.run(`create temporary table finding_judged on commit drop as ${judged}`, params.values);
  const accepted = await write(tx, what);
  const counts = await tx.rows<{ code: FindingRefusal; n: number }>(
    `select refusal as code, count(*)::integer as n from pg_temp.finding_judged where refusal is not null group by 1`,
  );
  const refused = await tx.rows<Refused & { place: number }>(
    `select place, id::text, refusal as code from pg_temp.finding_judged where refusal is not null order by place limit $1`,
    [what.listed],
  );
  return { accepted, refusals: Object.fromEntries(counts.map(({ code, n }) => [code, n])), refused };
}

async function write(tx: WriteTx, { county, actor, due }: Asked): Promise<number> {
  const opens = `j.action in (${wordsSql(OPENING)})`;
  const days = `${TODAY} + ${dueDaysSql('j.severity', due)}`;
  const set = `case when ${opens} then coalesce(${days}, 'infinity')
    when j.action = 'assign' then coalesce(j.due, case when j.known_due = 'infinity' then ${days} end) end`;
  const accepted = await tx.run(
    `insert into mingbai.finding_action (county, finding, n, region, at, action, state, actor, role, reason, assignee, team, due, until, done_on, checked_by, entry)
     select $1, j.id, j.n, j.region, now(), j.action, j.next, $2, $3, j.reason, j.assignee, j.team, ${set}, j.until, j.done_on, j.checked_by, $4
     from pg_temp.finding_judged j where j.refusal is null`,
    [county, actor.id, actor.role, tx.entry],
  );
  await tx.run(
    `update mingbai.finding f set state = j.next, actions = j.n, changed_at = now(), entry = $2,
       assignee = case when j.action = 'assign' then j.assignee when ${opens} then null else f.assignee end,
       team = case when j.action = 'assign' then j.team when ${opens} then null else f.team end,
       due = case when j.next in ('dismissed', 'closed') then 'infinity' else coalesce(${set}, f.due) end,
       until = case when j.next = 'dismissed' then coalesce(j.until, f.until) else 'infinity' end,
       opened_at = case when ${opens} then now() else f.opened_at end
     from pg_temp.finding_judged j where j.refusal is null and f.county = $1 and f.id = j.id`,
    [county, tx.entry],
  );
  return accepted;
}
