import {
  FINDING_AGE_BANDS,
  FINDING_SEVERITY_NAMES,
  FINDING_STATE_NAMES,
  OPEN_FINDING_STATES,
  Problem,
  type RegionCode,
} from '@mingbai/core';
import { readBand, type FindingFilter } from '@mingbai/core/api';
import type { Params } from '../register/params.ts';
import { inArea, inCounty, type Area } from '../register/read-area.ts';
import { lasting, TODAY } from '../register/read-columns.ts';
import { wordsSql } from './transitions.ts';

/** Who looks: `mine` is theirs. */
export interface Looker {
  readonly user: string;
  readonly region: RegionCode;
  /** Proposals and what was mended wait for them too. */
  readonly decides: boolean;
}

export const OPEN = `f.state not in ('dismissed', 'closed')`;
/** Days since it was opened. */
export const AGE = `(${TODAY} - (f.opened_at at time zone 'Asia/Shanghai')::date)`;

/** What a filter asks of `mingbai.finding f`. A value that is none of the list is an `invalid-input`. */
export function findingConditions(
  filter: FindingFilter,
  area: Area,
  looker: Looker,
  params: Params,
): string[] {
  const anyOf = (column: string, text: string | undefined) =>
    text === undefined ? [] : [`${column} = any(${params.add(text.split(','), 'text[]')})`];
  return [
    inCounty(area, params, 'f'),
    inArea(area, params, 'f'),
    ...stateCondition(filter.state),
    ...anyOf('f.rule', filter.rule),
    ...anyOf('f.family', filter.family),
    ...anyOf('f.severity', checked('severity', filter.severity, FINDING_SEVERITY_NAMES)),
    ...anyOf('f.source', filter.source),
    ...responsibleCondition(filter.responsible, params),
    ...assigneeCondition(filter.assignee, params),
    ...ageCondition(filter.age),
    ...(filter.due === undefined ? [] : [DUE[filter.due]]),
    ...(filter.mine === undefined ? [] : [mine(looker, params)]),
    ...(filter.since === undefined ? [] : [`f.opened_at >= ${params.add(filter.since, 'timestamptz')}`]),
  ];
}

export const DUE = {
  overdue: `f.due < ${TODAY}`,
  today: `f.due = ${TODAY}`,
  week: `f.due > ${TODAY} and f.due <= ${TODAY} + 7`,
  later: `f.due > ${TODAY} + 7 and f.due < 'infinity'`,
  none: `f.due = 'infinity'`,
} as const;

/** Given to me or my team and not yet answered; for who decides also what was answered in their area. */
export function mine(looker: Looker, params: Params): string {
  const held = `(f.assignee = ${params.add(looker.user, 'text')} or f.team = ${params.add(looker.region, 'bigint')})`;
  const own = `(${held} and f.state in ('assigned', 'confirmed'))`;
  return looker.decides ? `(${own} or f.state in ('proposed', 'mended'))` : own;
}

function stateCondition(state: string | undefined): string[] {
  if (state === 'any') return [];
  const asked = checked('state', state, FINDING_STATE_NAMES)?.split(',');
  // The very words of the partial indexes, so that the planner knows them again.
  if (asked === undefined) return [OPEN];
  const open = asked.every((one) => (OPEN_FINDING_STATES as string[]).includes(one));
  return [`f.state in (${wordsSql(asked)})`, ...(open ? [OPEN] : [])];
}

function responsibleCondition(name: string | undefined, params: Params): string[] {
  if (name === undefined) return [];
  const of = `mingbai.responsible r where r.county = f.county and r.household_id = f.household_id and ${lasting('r')}`;
  return name === '-'
    ? [`not exists (select from ${of})`]
    : [`exists (select from ${of} and r.name = ${params.add(name, 'text')})`];
}

function assigneeCondition(assignee: string | undefined, params: Params): string[] {
  if (assignee === undefined) return [];
  if (assignee === '-') return ['f.assignee is null and f.team is null'];
  const [, team] = /^team:(\d{12})$/.exec(assignee) ?? [];
  return team === undefined
    ? [`f.assignee = ${params.add(assignee, 'text')}`]
    : [`f.team = ${params.add(team, 'bigint')}`];
}

function ageCondition(band: string | undefined): string[] {
  const asked = checked('age', band, FINDING_AGE_BANDS);
  const range = asked === undefined ? undefined : readBand(asked);
  if (range === undefined) return [];
  return [`${AGE} >= ${range.low}`, ...(range.high === undefined ? [] : [`${AGE} <= ${range.high}`])];
}

function checked(name: string, asked: string | undefined, allowed: readonly string[]): string | undefined {
  const stray = asked?.split(',').find((one) => !allowed.includes(one));
  if (stray !== undefined) throw new Problem('invalid-input', { detail: name });
  return asked;
}
