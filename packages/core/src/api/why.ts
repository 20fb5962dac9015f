import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, RegionCodeText } from './shapes.ts';

/** Why a rule found what it found, asked again of the facts that the finding keeps. */
export const FindingWhy = z.object({
  /** The condition as written; null when the rule is no longer in the library. */
  when: z.string().nullable(),
  /** False when the rule says something else today than when it found this. */
  sameVersion: z.boolean(),
  words: Bilingual.nullable(),
  /** The facts that decided it: what, and its value in words. */
  decided: z.array(Bilingual.extend({ value: Bilingual })),
  /** English names of the facts that the finding keeps, by their Chinese ones. */
  names: z.record(z.string(), z.string()),
  /** How the condition came out, part by part; deeper parts serve those above them. */
  trace: z.array(Bilingual.extend({ depth: z.number(), source: z.string() })),
  /** The smallest changes after which the rule would not find it. */
  turns: z.array(Bilingual),
});
export type FindingWhy = z.infer<typeof FindingWhy>;

export const explainFinding = endpoint({
  method: 'GET',
  path: '/findings/:id/why',
  access: 'finding.read',
  summary: 'Why a finding was found: the rule, the facts that decided, and what would turn it',
  params: z.object({ id: Id }),
  reply: FindingWhy,
});

/** One judgement about a household or one of its members, by the policy of the day. */
export const HouseholdJudgement = z.object({
  decision: Bilingual,
  question: z.string().nullable(),
  questionEn: z.string().nullable().optional(),
  /** The amounts it compared, those of the register before those of the policy; none where one is blank. */
  figures: z.array(Bilingual.extend({ value: z.number(), unit: z.string().nullable() })).optional(),
  /** Null: of the household itself. */
  person: z.object({ id: Id, name: z.string().nullable() }).nullable(),
  /** The value, or its entries by name. */
  result: z.array(z.object({ name: z.string().nullable(), value: z.string() })),
  version: z.string(),
  from: DayText,
  region: RegionCodeText,
  source: Bilingual,
  quality: z.string(),
  sentences: z.array(Bilingual.extend({ depth: z.number() })),
  parameters: z.array(
    z.object({ name: Bilingual, value: z.number(), from: DayText, source: Bilingual, quality: z.string() }),
  ),
  missing: z.array(z.string()),
  /** What would have changed it. */
  changes: z.array(
    z.object({
      fact: z.string(),
      from: z.string(),
      to: z.string(),
      result: z.string(),
      /** The result by its entries, as `result` above. */
      entries: z.array(z.object({ name: z.string().nullable(), value: z.string() })).optional(),
    }),
  ),
});
export type HouseholdJudgement = z.infer<typeof HouseholdJudgement>;

export const judgeHousehold = endpoint({
  method: 'GET',
  path: '/households/:id/judgements',
  access: 'register.read',
  summary: 'What the policy of a day says of a household and its members by the facts of today, and why',
  params: z.object({ id: Id }),
  query: z.object({
    /** The day whose rules hold; today when left out. */
    on: DayText.optional(),
  }),
  reply: z.array(HouseholdJudgement),
});
