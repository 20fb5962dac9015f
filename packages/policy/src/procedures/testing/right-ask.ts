import {
  addDays,
  type AskedAction,
  type Calendar,
  checkDigit,
  codeListOf,
  type CaseContext,
  type CaseJudgement,
  endOf,
  findField,
  type FoldedCase,
  MEMBER_FIELDS,
  type Procedure,
  type ProcedureQuestion,
  type Votes,
} from '@mingbai/core';

export interface Ask {
  readonly asked: AskedAction;
  readonly context: CaseContext & { readonly now: string; readonly judgement?: CaseJudgement };
}

/** An action as somebody would rightly take it: on the first day it is possible, with all it asks for. */
export function rightAsk(procedure: Procedure, folded: FoldedCase, name: string, calendar: Calendar): Ask {
  const action = procedure.actions[name];
  if (!action) throw new RangeError(name);
  const { notice } = procedure.states[folded.state] ?? {};
  const until = notice && folded.since ? endOf(notice.period, folded.since, calendar) : undefined;
  const last = folded.lastOn ?? '2026-01-05';
  const on = action.afterNotice && until !== undefined && until >= last ? addDays(until, 1) : last;
  const settles = action.settles || procedure.states[action.to]?.end === 'done';
  const needs = [
    ...(settles ? folded.owed : []),
    ...action.evidence.filter(({ later }) => settles || !later),
  ];
  return {
    asked: {
      action: name,
      on,
      base: folded.n,
      role: action.by[0] ?? 'county_clerk',
      department: action.departments?.[0],
      // Nobody acts twice here: who may not is tried apart.
      actor: `u${folded.n}`,
      given: Object.fromEntries(action.form.map((question) => [question.key, answerTo(question)])),
      evidence: needs.flatMap(({ key, least, kinds }) =>
        Array.from({ length: least }, (_, index) => ({
          need: key,
          id: `${folded.n}${key}${index}`,
          ...(kinds[0] && { kind: kinds[0] }),
        })),
      ),
      votes: action.vote && (action.vote.outcome === 'carried' ? CARRIED : LOST),
      reason: action.reason ? '已核实' : undefined,
    },
    context: {
      today: on,
      now: `${on}T10:00:00.000Z`,
      calendar,
      registered: false,
      notice:
        until === undefined || folded.since === null
          ? undefined
          : { from: folded.since, until, openObjections: 0 },
      ...(action.judges && { judgement: judged(action.judges) }),
    },
  };
}

const CARRIED: Votes = { eligible: 30, present: 24, for: 20, against: 2, abstain: 2 };
export const LOST: Votes = { eligible: 30, present: 24, for: 12, against: 10, abstain: 2 };

function judged({ result, must }: { result?: string | undefined; must?: unknown }): CaseJudgement {
  return { result: result === undefined ? (must ?? null) : { [result]: must ?? null } };
}

function answerTo(question: ProcedureQuestion): unknown {
  if (question.field !== undefined) return valueOf(question.field);
  switch (question.type) {
    case 'integer':
    case 'money':
      return 120;
    case 'decimal':
      return 120.5;
    case 'date':
      return '2025-12-31';
    case 'yes-no':
      return true;
    case 'choice':
      return question.choices?.[0]?.code;
    case 'household':
    case 'person':
    case 'responsible':
      return '12';
    case 'measures':
      return ['employment'];
    case 'persons':
      return ['12', '13'];
    case 'members':
      return [Object.fromEntries(MEMBER_FIELDS.map((key) => [key, valueOf(key)]))];
    case 'text':
    case 'long-text':
    case undefined:
      return '情况属实';
  }
}

const NUMBER = '41152519700101001';

/** A value of a field of the dictionary. */
function valueOf(key: string): unknown {
  const field = findField(key);
  const [first] = field?.codes === undefined ? [] : codeListOf(field.codes).codes;
  switch (field?.type) {
    case 'code':
      return key === 'membership.relation' ? 'head' : first?.code;
    case 'codes':
      return [first?.code];
    case 'integer':
    case 'year':
    case 'money':
      return field.range?.min ?? 1;
    case 'date':
      return '1970-01-01';
    case 'month':
      return '2026-01';
    case 'boolean':
      return true;
    case 'identity':
      return NUMBER + checkDigit(NUMBER);
    case 'phone':
      return '13800000000';
    default:
      return '张三';
  }
}
