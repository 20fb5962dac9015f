import { z } from 'zod';
import { ROLE_NAMES, type Role } from '../access/roles.ts';

/**
 * The shape of a procedure as it stands in `policy/procedures/*.yaml` (ADR 0122): states, actions, what each
 * action needs and what it writes into the register. `check.ts` says what is wrong between its parts.
 */
const both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case, digits and hyphens');
const day = z.iso.date();
const role = z.enum(ROLE_NAMES as [Role, ...Role[]]);

/** A length of time: `calendar` days, or `working` days of the official calendar. */
const span = z.strictObject({
  days: z.int().min(1).max(366),
  count: z.enum(['calendar', 'working']).default('calendar'),
  /** Whether the day it starts on is the first of them. */
  first: z.enum(['counts', 'next-day']).default('next-day'),
  /** A last day that is a day off: the next working day is the last one, or it stays. */
  last: z.enum(['as-is', 'next-working-day']).default('as-is'),
});

/** One question of an action's form. `field`: a field of the dictionary, which gives words, type and codes. */
const question = z.strictObject({
  key: name,
  field: z.string().optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
  /**
   * Without `field`. `household`, `person`, `responsible`: one of the register, by id; `persons`: several members;
   * `measures`: kinds of measures, by their name in the dictionary (`employment`).
   */
  type: z
    .enum([
      'text',
      'long-text',
      'integer',
      'decimal',
      'money',
      'date',
      'yes-no',
      'choice',
      'household',
      'person',
      'persons',
      'members',
      'responsible',
      'measures',
    ])
    .optional(),
  choices: z.array(z.strictObject({ code: name, ...both.shape })).optional(),
  /** Of `members`: which fields of person and membership are asked of each; `MEMBER_FIELDS` when left out. */
  fields: z.array(z.string()).min(1).optional(),
  /** The fact of the decision under `judges` that the answer is, by its Chinese name. */
  fact: z.string().optional(),
  /** With `fact`: how it stands in the register, in FEEL over its words; shown before anything is begun. */
  stands: z.string().optional(),
  required: z.boolean().default(true),
  /** Only of a household that is not registered yet: `household.open` takes it from here. */
  unregistered: z.boolean().default(false),
  note: both.optional(),
});

const evidence = z.strictObject({
  key: name,
  ...both.shape,
  kinds: z.array(z.enum(['photo', 'film', 'scan', 'signature', 'document'])).min(1),
  least: z.int().min(0).default(1),
  /** The place in the file's own data is kept: otherwise it is removed. */
  keepsPlace: z.boolean().default(false),
  /** May be brought after the action, until the case ends: help first, papers after. */
  later: z.boolean().default(false),
});

const fraction = z.strictObject({ of: z.int().min(1), part: z.int().min(1) });
const vote = z.strictObject({
  ...both.shape,
  /** Least share of those entitled who must be present. */
  quorum: fraction,
  /** Share of those present who must agree; `strict`: more than that share. */
  majority: fraction.extend({ strict: z.boolean().default(true) }),
  /** `lost`: the action records that the meeting, quorate, did not agree. */
  outcome: z.enum(['carried', 'lost']).default('carried'),
});

/** A value that an effect writes: a literal, or taken from the action. */
const written = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.strictObject({ given: name }),
  z.strictObject({ day: z.literal('of-action') }),
  z.strictObject({ month: z.literal('of-action') }),
]);
/** A question whose day it took effect on: of birth, of death; the action's day when left out. */
const on = name.optional();
const effect = z.discriminatedUnion('do', [
  /** Fields of the case's household (or village): `household.exit_state: exited`. */
  z.strictObject({ do: z.literal('set'), fields: z.record(z.string(), written) }),
  /** A new member from the answers named; `reason` of the list membership-reason. */
  z.strictObject({
    do: z.literal('person.add'),
    fields: z.record(z.string(), written),
    reason: z.string(),
    on,
  }),
  /** Members named by a question of type person or persons leave. */
  z.strictObject({ do: z.literal('person.leave'), who: name, reason: z.string(), on }),
  /** Makes the household of the case from the answers and a question of type members. */
  z.strictObject({ do: z.literal('household.open'), fields: z.record(z.string(), written), members: name }),
  /** Members named go to a household of their own; the first of them is its head unless `head` says who. */
  z.strictObject({ do: z.literal('household.split'), who: name, head: name.optional(), on }),
  /** All members of the household named by a question come to this one. */
  z.strictObject({ do: z.literal('household.merge'), other: name, on }),
  /** Items of the household's account of a year (`income.wage`); `year`: a question, the year before the action's when left out. */
  z.strictObject({
    do: z.literal('income.set'),
    fields: z.record(z.string(), written),
    year: name.optional(),
    on,
  }),
  /** What is done for the household, kind by kind (`measure.employment`): each answered kind as it is from then on. */
  z.strictObject({ do: z.literal('measure.set'), fields: z.record(z.string(), written), on }),
  /** Kinds named by a question of type measures end; all of them without one. */
  z.strictObject({ do: z.literal('measure.end'), which: name.optional(), on }),
  /** Somebody answers for the household from then on: a line of its own. Without an answer for the name nobody is added. */
  z.strictObject({ do: z.literal('responsible.add'), fields: z.record(z.string(), written), on }),
  /** Who is named by a question of type responsible no longer does; unanswered: nobody. */
  z.strictObject({ do: z.literal('responsible.end'), who: name, on }),
]);

const state = z.strictObject({
  ...both.shape,
  /** How it ends when it ends here. */
  end: z.enum(['done', 'refused', 'withdrawn']).optional(),
  /** What must hang out while the case is here. */
  notice: z
    .strictObject({
      ...both.shape,
      period: span,
      place: z.enum(['group', 'village', 'township', 'county']),
      /** Name of the paper's template. */
      template: name,
      /** Columns of the public list besides the household head and place: closed, so that none says too much. */
      columns: z.array(z.enum(['size', 'class', 'cause-kind', 'measure-kind', 'outcome', 'amount'])),
      /** What the column `outcome` says: what is proposed, as nothing is decided while the list hangs out. */
      proposes: z.strictObject(both.shape).optional(),
    })
    .optional(),
});

const action = z.strictObject({
  ...both.shape,
  /** `new`: begins a case. */
  from: z.array(z.union([z.literal('new'), name])).min(1),
  to: name,
  by: z.array(role).min(1),
  /** Of department officers only those whose department's name has one of these words: 教育 for 教育体育局. */
  departments: z.array(z.string().min(2)).min(1).optional(),
  form: z.array(question).default([]),
  evidence: z.array(evidence).default([]),
  vote: vote.optional(),
  /** A reason in words must be given. */
  reason: z.boolean().default(false),
  /** Only after the notice of the state has run, with every objection answered. */
  afterNotice: z.boolean().default(false),
  /** Everything that was to be brought later must be there; an end as done asks for it anyway. */
  settles: z.boolean().default(false),
  /** A deadline: once it is over, the action can no longer be taken. */
  notAfter: name.optional(),
  /** A decision of policy/decisions: its result is kept with the action; `must`: the value it has to have. */
  judges: z
    .strictObject({
      decision: z.string(),
      result: z.string().optional(),
      must: z.union([z.boolean(), z.string()]).optional(),
    })
    .optional(),
  /** Nobody decides twice: who took that action may not take this one. */
  notBy: z.array(name).default([]),
  /** May be taken on many cases at once. */
  list: z.boolean().default(true),
  writes: z.array(effect).default([]),
});

const deadline = z.strictObject({
  key: name,
  ...both.shape,
  /** The action it runs from, or several: from the last time one of them was taken. */
  from: z.union([name, z.array(name).min(1)]).transform((from) => (typeof from === 'string' ? [from] : from)),
  /** States that end it. */
  until: z.array(name).min(1),
  within: span,
  /** Whose queue it comes into when it is late. */
  escalate: z.array(role).default([]),
});

const steps = z
  .union([name, z.array(name).min(1)])
  .transform((one) => (typeof one === 'string' ? [one] : one));

/** What a paper says of the case under one of the names that its template asks for; of several steps, the one taken last. */
const told = z.union([
  z.string().min(1),
  /** The latest answer to a question. */
  z.strictObject({ given: name }),
  /** The day of a step. */
  z.strictObject({ day: steps }),
  /** Who took it. */
  z.strictObject({ by: steps }),
  /** What it came to: votes, reason, answers in words, who, on which day. */
  z.strictObject({ opinion: steps }),
  /** Heads at its vote. */
  z.strictObject({ entitled: steps }),
  z.strictObject({ present: steps }),
  /** The decision that was asked at it: its result, why, and its version. */
  z.strictObject({ judged: steps }),
  /** The figures that this decision took, as they were on its day. */
  z.strictObject({ figures: steps }),
]);

/** A paper that belongs to steps, filled from the case. */
const paper = z.strictObject({
  key: name,
  /** Id of the template; the key when left out. */
  of: name.optional(),
  with: steps,
  facts: z.record(z.string().min(1), told).default({}),
});

export const procedureSchema = z.strictObject({
  id: name,
  ...both.shape,
  summary: both,
  subject: z.enum(['household', 'village', 'county']),
  /** `new`: the household need not be registered. `registered`: it is. */
  begins: z.enum(['new', 'registered']).default('registered'),
  /**
   * What must be so of the household or village at the start, in FEEL over the register's words: one condition with
   * `whenWords`, or several, each with its own words, of which whoever is refused is told those that do not hold.
   */
  when: z
    .union([z.string(), z.array(z.strictObject({ if: z.string().min(1), ...both.shape })).min(1)])
    .optional(),
  /** A single condition in words. */
  whenWords: both.optional(),
  /** Whoever has been through it once does not begin again. */
  once: z.boolean().default(false),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .default('000000000000'),
  from: day,
  to: day.optional(),
  /** Where its steps, periods and forms come from. */
  source: both,
  /** What a public notice names as its basis, when that is less than all of `source`. */
  basis: both.optional(),
  /** How sure: official, reported, inferred. */
  quality: z.enum(['official', 'reported', 'inferred']),
  states: z.record(name, state),
  actions: z.record(name, action),
  deadlines: z.array(deadline).default([]),
  /** In the order in which they are wanted. Editions kept before papers were named say nothing of them. */
  papers: z.array(paper).optional(),
});

export type Procedure = z.infer<typeof procedureSchema>;
export type ProcedureState = z.infer<typeof state>;
export type ProcedureAction = z.infer<typeof action>;
export type ProcedureQuestion = z.infer<typeof question>;
export type ProcedureDeadline = z.infer<typeof deadline>;
export type ProcedurePaper = z.infer<typeof paper>;
export type ToldOfCase = z.infer<typeof told>;
export type EvidenceNeed = z.infer<typeof evidence>;
export type VoteNeed = z.infer<typeof vote>;
export type ProcedureEffect = z.infer<typeof effect>;
export type Span = z.infer<typeof span>;

/** A condition for beginning, as written and in words. */
export interface StartCondition {
  readonly if: string;
  readonly zh: string;
  readonly en: string;
}

/** The conditions for beginning, however they are written. */
export function startsWhen({
  when,
  whenWords,
}: Pick<Procedure, 'when' | 'whenWords'>): readonly StartCondition[] {
  if (when === undefined || typeof when !== 'string') return when ?? [];
  return [{ if: when, zh: whenWords?.zh ?? when, en: whenWords?.en ?? when }];
}

/** One action that was accepted: what the fold reads, as rows of `mingbai.procedure_action` in order of `n`. */
export interface ActionTaken {
  readonly n: number;
  readonly action: string;
  /** Day it happened (`YYYY-MM-DD`), and moment it was recorded (ISO). */
  readonly on: string;
  readonly at: string;
  readonly actor: string;
  readonly role: Role;
  readonly given: Readonly<Record<string, unknown>>;
  readonly evidence: readonly { readonly need: string; readonly id: string }[];
}

/** The notice of the state a case is in, as posted. */
export interface NoticeRun {
  readonly from: string;
  /** Last day it hangs out. */
  readonly until: string;
  readonly openObjections: number;
}
