import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PolicyValue } from './policy.ts';
import { Bilingual, DayText, Id, RegionCodeText } from './shapes.ts';

const Entries = z.array(z.object({ name: z.string().nullable(), value: z.string() }));

export const DecisionMade = z.object({
  id: Id,
  decision: z.string(),
  person: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  version: z.string(),
  on: DayText,
  result: Entries,
  note: z.string().nullable(),
  maker: z.string(),
  at: z.string(),
  entry: Id,
});
export type DecisionMade = z.infer<typeof DecisionMade>;

export const listDecisionsMade = endpoint({
  method: 'GET',
  path: '/households/:id/decisions',
  access: 'register.read',
  summary: 'Decisions about a household or its members that somebody recorded, the newest first',
  params: z.object({ id: Id }),
  reply: z.object({ decisions: z.array(DecisionMade) }),
});

export const recordDecision = endpoint({
  method: 'POST',
  path: '/households/:id/decisions',
  access: 'policy.decide',
  summary:
    'Decide about a household by the rules of a day and today’s facts, and keep it with all that it rests on',
  params: z.object({ id: Id }),
  body: z.object({
    decision: z.string().min(1).max(200),
    person: Id.nullable(),
    /** The version that was seen: when another one holds, nothing is recorded. */
    version: z.string(),
    on: DayText.optional(),
    note: z.string().max(2000).optional(),
    /** The same key again records nothing more. */
    key: z.string().max(100).optional(),
  }),
  reply: z.object({ entry: Id, repeated: z.boolean() }),
});

const Answer = z.object({
  version: z.string(),
  on: DayText,
  result: Entries,
  sentences: z.array(Bilingual.extend({ depth: z.number() })),
  parameters: z.array(z.object({ name: Bilingual, value: z.number(), from: DayText, source: Bilingual })),
});

/** A past decision beside today's. */
export const DecisionReplay = z.object({
  made: DecisionMade,
  region: RegionCodeText,
  /** As it was recorded. */
  past: Answer,
  /** Whether the rules of that day, run again on the facts that were kept, give what was recorded. */
  same: z.boolean(),
  /** By the rules of that day, on what the register believed when it was made; null when it no longer tells. */
  believed: Entries.nullable(),
  /** Today's rules on today's facts; null when none holds, or the household is gone. */
  now: Answer.nullable(),
  /** Facts that are others: kept, as the register believed then, as it believes now. */
  facts: z.array(
    z.object({
      name: z.string(),
      past: PolicyValue,
      believed: PolicyValue.nullable(),
      now: PolicyValue.nullable(),
      changed: z.boolean(),
    }),
  ),
  rulesChanged: z.boolean(),
});
export type DecisionReplay = z.infer<typeof DecisionReplay>;

export const replayDecision = endpoint({
  method: 'GET',
  path: '/decisions/:id',
  access: 'register.read',
  summary: 'A recorded decision with the inputs and rules of its day, beside today’s answer',
  params: z.object({ id: Id }),
  reply: DecisionReplay,
});

/** What one person of a household may claim, in plain words. */
export const Entitlement = z.object({
  person: z.object({ id: Id, name: z.string().nullable() }),
  policy: z.string(),
  /** Yuan; null where it is not an amount. */
  amount: z.number().nullable(),
  period: z.string(),
  /** Who decides on it. */
  department: z.string(),
  /** What the row that grants it says of itself. */
  why: Bilingual,
});
export type Entitlement = z.infer<typeof Entitlement>;

export const listEntitlements = endpoint({
  method: 'GET',
  path: '/households/:id/entitlements',
  access: 'register.read',
  summary: 'What the people of a household may claim by the policy of today, from whom, and why',
  params: z.object({ id: Id }),
  reply: z.object({ on: DayText, entitlements: z.array(Entitlement) }),
});
