import { z } from 'zod';
import { Answers, CaseEndName, Refusal, VoteFigures } from './cases.ts';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, RegionCodeText } from './shapes.ts';

/** What is brought to an action. */
const Brought = {
  /** Day on which it happened; today when left out. */
  on: DayText.optional(),
  given: Answers.optional(),
  evidence: z
    .array(z.object({ need: z.string().max(60), id: Id }))
    .max(200)
    .optional(),
  votes: VoteFigures.optional(),
  reason: z.string().trim().max(2000).optional(),
};
/** Words of the public notice, for an action that leads to one; without them the national hotline stands on it. */
const NoticeWords = z.object({
  phone: z.string().trim().min(3).max(40),
  contact: z.string().trim().max(60).optional(),
  /** A sentence below the list: read for what may not hang out. */
  said: z.string().trim().max(1000).optional(),
  maskNames: z.boolean().optional(),
});
const Key = z.string().min(8).max(80).optional();

/** Nothing that is right is lost: the others are done, and each refused one says why and what to do. */
export const CasesActed = z.object({
  /** The journal's entry; null when nothing was changed. */
  entry: Id.nullable(),
  /** The same key came before: what was done then. */
  repeated: z.boolean(),
  list: Id.nullable(),
  accepted: z.array(
    z.object({
      case: Id,
      title: z.string(),
      state: z.string(),
      stateName: Bilingual,
      ended: CaseEndName.nullable(),
      /** Id of a household that the action made, or that the case is about. */
      subject: z.string().nullable(),
    }),
  ),
  refused: z.array(
    Refusal.extend({
      /** Place among the subjects or cases asked for, from 0. */
      place: z.number(),
      case: Id.nullable(),
      title: z.string(),
    }),
  ),
});
export type CasesActed = z.infer<typeof CasesActed>;

/** How the conditions of a decision stand by the register, before anything of the case is done. */
export const Standing = z.object({
  decision: Bilingual,
  /** The step that asks it. */
  step: Bilingual,
  /** Whether that step could be taken by these facts; null: it takes the answer as it is. */
  holds: z.boolean().nullable(),
  /** What the register says; null: nothing. */
  facts: z.array(Bilingual.extend({ value: z.union([z.string(), z.number(), z.boolean()]).nullable() })),
  /** What only the steps themselves bring, taken as fulfilled. */
  later: z.array(Bilingual),
  /** The value, or its entries by name. */
  result: z.array(z.object({ name: z.string().nullable(), value: z.string() })),
});
export type Standing = z.infer<typeof Standing>;

export const MayBegin = z.object({
  procedure: z.string(),
  /** Place among the subjects asked for, from 0. */
  place: z.number(),
  title: z.string(),
  /** Why it cannot be begun; null: it can. */
  refusal: Refusal.nullable(),
  /** The case there is already. */
  case: Id.nullable(),
  /** Empty unless one procedure was asked for. */
  standing: z.array(Standing),
});
export type MayBegin = z.infer<typeof MayBegin>;

export const mayBegin = endpoint({
  method: 'POST',
  path: '/cases/may-begin',
  access: 'procedure.read',
  summary:
    'Whether one procedure, or any, can be begun for these subjects today; of one also how its conditions stand',
  body: z.object({
    /** All procedures about such subjects when left out. */
    procedure: z.string().max(60).optional(),
    subjects: z
      .array(z.object({ household: Id.optional(), place: RegionCodeText.optional() }))
      .min(1)
      .max(200),
  }),
  reply: z.array(MayBegin),
});

export const openCases = endpoint({
  method: 'POST',
  path: '/cases/open',
  access: 'procedure.act',
  summary: 'Begin a procedure for one subject, or for a list of them; each is judged for itself',
  body: z.object({
    procedure: z.string().max(60),
    /** An action from `new`; the only one when left out. */
    action: z.string().max(60).optional(),
    subjects: z
      .array(
        z.object({
          household: Id.optional(),
          /** Code of the village or county that it is about. */
          place: RegionCodeText.optional(),
          /** Village of a household that is not registered yet. */
          village: RegionCodeText.optional(),
          ...Brought,
        }),
      )
      .min(1)
      .max(500),
    ...Brought,
    notice: NoticeWords.optional(),
    /** Name of the list that they go through their steps as. */
    list: z.string().trim().min(1).max(60).optional(),
    key: Key,
  }),
  reply: CasesActed,
});

export const actOnCases = endpoint({
  method: 'POST',
  path: '/cases/act',
  access: 'procedure.act',
  summary: 'Take an action on one case or many; what is said of one case goes before what is said of all',
  body: z.object({
    action: z.string().max(60),
    cases: z
      .array(z.object({ id: Id, base: z.number().int().min(0), ...Brought }))
      .min(1)
      .max(500),
    ...Brought,
    notice: NoticeWords.optional(),
    key: Key,
  }),
  reply: CasesActed,
});
