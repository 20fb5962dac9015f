import { Problem, ROLE_NAMES, type Role } from '@mingbai/core';
import type { CaseFilter } from '@mingbai/core/api';
import type { Params } from '../register/params.ts';
import { inArea, inCounty, type Area } from '../register/read-area.ts';
import { TODAY } from '../register/read-columns.ts';

/** By their day, of cases that are open. */
export const CASE_DUE = {
  late: `c.due < ${TODAY}`,
  today: `c.due = ${TODAY}`,
  week: `c.due > ${TODAY} and c.due <= ${TODAY} + 7`,
  later: `c.due > ${TODAY} + 7 and c.due < 'infinity'`,
  none: `c.due = 'infinity'`,
} as const;

/** What waits for a role: what it can act on, and what is late and has come up to it. */
export function waitsFor(role: string): string {
  return `(${role} = any(c.roles) or (${role} = any(c.escalated) and ${CASE_DUE.late}))`;
}

/** What a filter asks of `mingbai.procedure_case c`; `role`: of who looks. */
export function caseConditions(filter: CaseFilter, area: Area, role: Role, params: Params): string[] {
  const anyOf = (column: string, text: string | undefined) =>
    text === undefined ? [] : [`${column} = any(${params.add(text.split(','), 'text[]')})`];
  const asked = filter.role ?? (filter.mine === undefined ? undefined : role);
  if (asked !== undefined && !(ROLE_NAMES as string[]).includes(asked))
    throw new Problem('invalid-input', { detail: 'role' });
  return [
    inCounty(area, params, 'c'),
    inArea(area, params, 'c'),
    ...(filter.ended === 'any'
      ? []
      : filter.ended === 'true'
        ? ['c.ended is not null']
        : ['c.ended is null']),
    ...anyOf('c.procedure', filter.procedure),
    ...anyOf('c.state', filter.state),
    ...(filter.due === undefined ? [] : [CASE_DUE[filter.due]]),
    ...(filter.household === undefined
      ? []
      : [`c.noun = 'household' and c.subject_id = ${params.add(filter.household, 'bigint')}`]),
    ...(filter.list === undefined ? [] : [`c.list = ${params.add(filter.list, 'bigint')}`]),
    ...(asked === undefined ? [] : [waitsFor(params.add(asked, 'text'))]),
  ];
}
