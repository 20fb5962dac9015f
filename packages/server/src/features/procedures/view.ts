import {
  actionsOpen,
  diagram,
  foldCase,
  sayCaseRefusal,
  type ActionTaken,
  type Calendar,
  type CaseRefusal,
  type FoldedCase,
  type NoticeRun,
  type Procedure,
  type Role,
} from '@mingbai/core';
import type { CaseLine, CaseRow, ProcedureView, Refusal } from '@mingbai/core/api';
import { maskGiven, type Edition, type StoredCase, type StoredStep } from '@mingbai/store';
import type { z } from 'zod';

export interface Looker {
  readonly role: Role;
  readonly actor: string;
  readonly department: string | null;
}

/** What the day of looking decides. */
export interface Day {
  readonly today: string;
  readonly calendar: Calendar;
}

export function procedureView({ procedure, version }: Edition): ProcedureView {
  const { columns, rows, nodes, edges } = diagram(procedure);
  return {
    procedure,
    version,
    diagram: {
      columns,
      rows,
      nodes: nodes.map((node) => ({ ...node })),
      edges: edges.map((edge) => ({ ...edge, actions: [...edge.actions] })),
    },
  };
}

/** What the actions taken come to; answers stay as they are kept. */
export function foldOf({ procedure }: Edition, steps: readonly StoredStep[]): FoldedCase {
  return foldCase(
    procedure,
    steps.map((step): ActionTaken => ({ ...step, at: step.at.toISOString() })),
  );
}

export function caseRow(
  row: StoredCase,
  edition: Edition,
  folded: FoldedCase,
  looker: Looker | undefined,
  notice: NoticeRun | undefined,
  day: Day,
): CaseRow {
  const { procedure, version } = edition;
  const deadline = procedure.deadlines.find(({ key }) => key === row.deadline);
  return {
    id: row.id,
    procedure: { id: procedure.id, version, name: words(procedure) },
    noun: row.noun,
    subject: row.subject,
    title: row.title,
    household_no: row.household_no,
    region: row.place ?? {
      code: row.region,
      name: row.region,
      level: row.noun === 'county' ? 'county' : 'village',
    },
    township: row.township ?? '',
    list: row.list,
    state: row.state,
    stateName: stateWords(procedure, row.state),
    ended: row.ended,
    since: row.since,
    deadline: deadline === undefined ? null : words(deadline),
    due: row.due,
    late: row.late,
    roles: [...row.roles],
    escalated: row.late ? [...row.escalated] : [],
    base: row.actions,
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    open: looker === undefined ? [] : openActions(procedure, folded, looker, notice, day),
  };
}

function openActions(
  procedure: Procedure,
  folded: FoldedCase,
  looker: Looker,
  notice: NoticeRun | undefined,
  { today, calendar }: Day,
): CaseRow['open'] {
  return actionsOpen(procedure, folded, looker, { today, calendar, notice }).map(
    ({ action, to, refusal, fromDay }) => ({
      action,
      name: words(procedure.actions[action]),
      to,
      list: procedure.actions[action]?.list ?? false,
      refusal: refusal === null ? null : refusalView(refusal),
      fromDay,
    }),
  );
}

export function refusalView(refusal: CaseRefusal): z.infer<typeof Refusal> {
  const zh = sayCaseRefusal(refusal, 'zh');
  const en = sayCaseRefusal(refusal, 'en');
  return {
    code: refusal.code,
    what: { zh: zh.what, en: en.what },
    fix: { zh: zh.fix, en: en.fix },
    faults: (refusal.faults ?? []).map((fault) => ({ ...fault })),
  };
}

export function caseLine(step: StoredStep, { procedure }: Edition): z.infer<typeof CaseLine> {
  const needs = Object.values(procedure.actions).flatMap(({ evidence }) => evidence);
  const { judgement } = step;
  return {
    n: step.n,
    action: step.action,
    name: words(procedure.actions[step.action]),
    state: step.state,
    stateName: stateWords(procedure, step.state),
    on: step.on,
    at: step.at.toISOString(),
    actor: step.actor_name ?? step.actor,
    role: step.role,
    reason: step.reason,
    votes: step.votes,
    given: maskGiven(step.given),
    evidence: step.evidence.map(({ need, id }) => ({
      need,
      name: words(needs.find(({ key }) => key === need)),
      id,
    })),
    judgement:
      judgement === null
        ? null
        : {
            decision: judgement.decision,
            version: judgement.version,
            result: judgement.result,
            why: judgement.why ?? null,
          },
    written: step.written.map((one) => ({ ...one })),
    entry: step.entry,
  };
}

/** Names as they stand in the text of the procedure; '' where it has none. */
export function words(named: { readonly zh: string; readonly en: string } | undefined) {
  return { zh: named?.zh ?? '', en: named?.en ?? '' };
}

export function stateWords(procedure: Procedure | undefined, state: string) {
  const named = procedure?.states[state];
  return named === undefined ? { zh: state, en: state } : words(named);
}
