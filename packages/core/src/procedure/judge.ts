import { ROLES, type Role } from '../access/roles.ts';
import { addDays } from '../day.ts';
import type { Calendar } from './calendar.ts';
import { deadlinesOf } from './due.ts';
import { type CaseEnd, type FoldedCase, owedAfter, withEvidence } from './fold.ts';
import { questionWords, readGiven } from './given.ts';
import type { EvidenceNeed, NoticeRun, Procedure, ProcedureAction } from './model.ts';
import type { AnswerFault, CaseRefusal, CaseRefusalCode } from './refusal.ts';
import { countVotes, type Votes } from './vote.ts';

/** Who would do something and when: what is known before a form is filled in. */
export interface CaseActor {
  readonly role: Role;
  readonly actor: string;
  /** Where a department officer works: 教育体育局. */
  readonly department?: string | null | undefined;
}

/** What is known about the case from outside its actions. */
export interface CaseContext {
  /** Today where the register is kept. */
  readonly today: string;
  readonly calendar: Calendar;
  /** Of the state the case is in, when it has been posted. */
  readonly notice?: NoticeRun | undefined;
  /** Whether its household is in the register; left out: nobody has looked. */
  readonly registered?: boolean | undefined;
}

/** Of the decision under `judges`: its result, or why there is none. */
export interface CaseJudgement {
  /** As the decision answers: a value, or entries by name. Null: facts are missing. */
  readonly result: unknown;
  /** In words, why. */
  readonly why?: { readonly zh: string; readonly en: string };
}

/** An action as somebody wants to take it. */
export interface AskedAction extends CaseActor {
  readonly action: string;
  /** Day on which it happened. */
  readonly on: string;
  /** How many actions the person had seen. */
  readonly base: number;
  readonly given: Readonly<Record<string, unknown>>;
  /** `kind` is checked where it is known. */
  readonly evidence: readonly {
    readonly need: string;
    readonly id: string;
    readonly kind?: EvidenceNeed['kinds'][number];
  }[];
  readonly votes?: Votes | undefined;
  readonly reason?: string | undefined;
}

export type JudgedAction =
  | {
      readonly accepted: true;
      /** After it. */
      readonly state: string;
      readonly ended: CaseEnd | null;
      /** The answers as they are to be kept. */
      readonly given: Readonly<Record<string, unknown>>;
    }
  | { readonly accepted: false; readonly refusal: CaseRefusal };

/** Clocks of machines differ a little; more than that is a clock gone back. */
const CLOCK_PLAY = 60_000;

/**
 * Whether an action can be taken on a case that stands where it was folded to. The first thing in the way is
 * said: what the person saw, the step, the person, the day, the notice, then what was brought.
 */
export function judgeAction(
  procedure: Procedure,
  folded: FoldedCase,
  asked: AskedAction,
  context: CaseContext & {
    /** Moment (ISO) at which it would be recorded. */
    readonly now: string;
    readonly judgement?: CaseJudgement | undefined;
  },
): JudgedAction {
  const action = procedure.actions[asked.action];
  if (asked.base !== folded.n) return refuse('out-of-date', { count: folded.n - asked.base });
  const barred = barredFrom(procedure, folded, asked.action, asked);
  if (barred || !action) return { accepted: false, refusal: barred ?? { code: 'not-found', details: {} } };
  const { read, faults: wrong } = readGiven(action.form, asked.given, context.registered);
  const faults = [...wrong, ...daysAhead(procedure, action, read, asked.on)];
  const refusal =
    dayRefused(folded, asked, context) ??
    periodRefused(procedure, folded, action, asked.on, context) ??
    evidenceRefused(procedure, folded, action, asked) ??
    voteRefused(action, asked.votes) ??
    (action.reason && (asked.reason ?? '').trim() === '' ? refusalOf('reason') : undefined);
  if (refusal) return { accepted: false, refusal };
  if (faults.length > 0) {
    const detail = faults.map(({ en }) => en).join('; ');
    const detailZh = faults.map(({ zh }) => zh).join('；');
    return { accepted: false, refusal: { code: 'form', details: { detail, detailZh }, faults } };
  }
  const judged = judgementRefused(action, context.judgement);
  if (judged) return { accepted: false, refusal: judged };
  return {
    accepted: true,
    state: action.to,
    ended: procedure.states[action.to]?.end ?? null,
    given: read,
  };
}

/** Nothing takes effect after the day on which it is brought: a death is recorded when it has happened. */
function daysAhead(
  { actions }: Procedure,
  { form }: ProcedureAction,
  read: Readonly<Record<string, unknown>>,
  on: string,
): AnswerFault[] {
  const days = new Set(
    Object.values(actions).flatMap(({ writes }) =>
      writes.flatMap((effect) => ('on' in effect && effect.on !== undefined ? [effect.on] : [])),
    ),
  );
  return form.flatMap((question): AnswerFault[] => {
    const day = read[question.key];
    if (!days.has(question.key) || typeof day !== 'string' || day <= on) return [];
    const { zh, en } = questionWords(question);
    return [
      { key: question.key, zh: `${zh}：不能晚于办理日期`, en: `${en}: not after the day of the action` },
    ];
  });
}

/** What keeps this person from the action whatever is brought: the state, the role, an earlier action. */
export function barredFrom(
  procedure: Procedure,
  folded: FoldedCase,
  name: string,
  { role, actor, department }: CaseActor,
): CaseRefusal | undefined {
  const action = procedure.actions[name];
  if (folded.ended !== null) return refusalOf('ended');
  const state = procedure.states[folded.state];
  if (!action?.from.includes(folded.state))
    return refusalOf('state', {
      state: state?.en ?? 'not begun',
      stateZh: state?.zh ?? '尚未启动',
      action: action?.en ?? name,
      actionZh: action?.zh ?? name,
    });
  const words = { action: action.en, actionZh: action.zh };
  if (!action.by.includes(role))
    return refusalOf('role', {
      ...words,
      roles: action.by.map((one) => ROLES[one].en).join(', '),
      rolesZh: action.by.map((one) => ROLES[one].zh).join('、'),
    });
  const { departments } = action;
  const own = departments?.some((word) => department?.includes(word) === true) ?? true;
  if (role === 'department_officer' && !own)
    return refusalOf('department', {
      ...words,
      departments: departments?.join(', ') ?? '',
      departmentsZh: departments?.join('、') ?? '',
    });
  const other = action.notBy.find((one) => folded.actors[one]?.includes(actor));
  if (other === undefined) return undefined;
  return refusalOf('same-person', {
    ...words,
    other: procedure.actions[other]?.en ?? other,
    otherZh: procedure.actions[other]?.zh ?? other,
  });
}

/** Whether the notice has run and no deadline has shut the action on a day; `from`: the first day it can be taken. */
export function periodRefused(
  procedure: Procedure,
  folded: FoldedCase,
  { afterNotice, notAfter }: ProcedureAction,
  on: string,
  { notice, calendar }: CaseContext,
): CaseRefusal | undefined {
  const shut = deadlinesOf(procedure, folded, calendar).find(({ key }) => key === notAfter);
  if (shut && on > shut.due) {
    const deadline = procedure.deadlines.find(({ key }) => key === notAfter);
    return refusalOf('deadline-over', {
      deadline: deadline?.en ?? shut.key,
      deadlineZh: deadline?.zh ?? shut.key,
      until: shut.due,
    });
  }
  if (!afterNotice) return undefined;
  if (!notice) return refusalOf('notice-missing');
  if (on <= notice.until)
    return refusalOf('notice-running', { until: notice.until, from: addDays(notice.until, 1) });
  return notice.openObjections > 0
    ? refusalOf('objection-open', { count: notice.openObjections })
    : undefined;
}

function dayRefused(
  { lastOn, lastAt }: FoldedCase,
  { on }: AskedAction,
  { today, now }: { today: string; now: string },
): CaseRefusal | undefined {
  if (lastAt !== null && Date.parse(now) < Date.parse(lastAt) - CLOCK_PLAY)
    return refusalOf('clock-back', { last: lastAt });
  if (on > today) return refusalOf('day-ahead', { on, today });
  return lastOn !== null && on < lastOn ? refusalOf('day-order', { on, last: lastOn }) : undefined;
}

function evidenceRefused(
  procedure: Procedure,
  folded: FoldedCase,
  action: ProcedureAction,
  asked: AskedAction,
): CaseRefusal | undefined {
  const needs = new Map([...folded.owed, ...action.evidence].map((need) => [need.key, need]));
  for (const { need: key, kind } of asked.evidence) {
    const need = needs.get(key);
    if (!need) return refusalOf('evidence-unknown', { need: key });
    if (kind !== undefined && !need.kinds.includes(kind))
      return refusalOf('evidence-kind', { what: need.en, whatZh: need.zh });
  }
  const brought = withEvidence({}, asked.evidence);
  const now = action.evidence.find(({ key, least, later }) => !later && (brought[key]?.length ?? 0) < least);
  if (now) return missing(now, brought[now.key]?.length ?? 0);
  // Whoever was helped first brings the papers before the case is done; one that is refused owes nothing.
  if (!action.settles && procedure.states[action.to]?.end !== 'done') return undefined;
  const all = withEvidence(folded.evidence, asked.evidence);
  const [owed] = owedAfter([...needs.values()], all);
  return owed && missing(owed, all[owed.key]?.length ?? 0);
}

function missing({ zh, en, least }: EvidenceNeed, have: number): CaseRefusal {
  return refusalOf('evidence-missing', { what: en, whatZh: zh, least, have });
}

function voteRefused({ vote }: ProcedureAction, votes: Votes | undefined): CaseRefusal | undefined {
  if (!vote) return undefined;
  if (!votes) return refusalOf('vote-missing');
  const { eligible, present, for: agreed, against, abstain } = votes;
  const counted = countVotes(vote, votes);
  if (counted.result === 'figures')
    return refusalOf('vote-figures', { eligible, present, sum: agreed + against + abstain });
  if (counted.result === 'quorum') return refusalOf('vote-quorum', { present, needed: counted.needed });
  if (counted.result === vote.outcome) return undefined;
  return refusalOf(`vote-${counted.result}`, { for: agreed, needed: counted.needed });
}

function judgementRefused(
  { judges }: ProcedureAction,
  judgement: CaseJudgement | undefined,
): CaseRefusal | undefined {
  if (judges?.must === undefined) return undefined;
  const detail = judgement?.why?.en ?? 'no result';
  const detailZh = judgement?.why?.zh ?? '没有结论';
  const words = { decision: judges.decision, detail, detailZh };
  const result = judgement?.result ?? null;
  const value =
    judges.result === undefined ? result : new Map(Object.entries(Object(result))).get(judges.result);
  if (value === null || value === undefined) return refusalOf('judgement-missing', words);
  return value === judges.must ? undefined : refusalOf('judgement', words);
}

function refusalOf(code: CaseRefusalCode, details: CaseRefusal['details'] = {}): CaseRefusal {
  return { code, details };
}

function refuse(code: CaseRefusalCode, details: CaseRefusal['details']): JudgedAction {
  return { accepted: false, refusal: refusalOf(code, details) };
}
