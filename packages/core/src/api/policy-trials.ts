import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { HouseholdJudgement } from './why.ts';
import { Trial } from './policy.ts';
import { DayText, Id, Page, RegionCodeText } from './shapes.ts';

/** Changes by the value of a field: its code's label, null for blank. Amounts are yuan, null where nothing is granted. */
const Group = z.object({
  label: z.object({ zh: z.string(), en: z.string() }).nullable(),
  total: z.number(),
  changed: z.number(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});

const Moving = z.object({ count: z.number(), yuan: z.number() });

export const KeptTrialResult = Trial.omit({ list: true }).extend({
  /** Each outcome: how many have it now and would have it, who would come to it and who would leave it. */
  values: z.array(
    z.object({
      value: z.string().nullable(),
      before: z.number(),
      after: z.number(),
      entered: z.number(),
      left: z.number(),
    }),
  ),
  causes: z.array(Group),
  classes: z.array(Group),
  /** Sums of what the decision grants in yuan, when it grants anything: all of the area, before and after. */
  cost: z
    .object({
      name: z.string(),
      nameEn: z.string().optional(),
      before: z.number(),
      after: z.number(),
      /** Through those who come to have an amount, those who lose it, those who have another: yuan more or less. */
      entered: Moving.default({ count: 0, yuan: 0 }),
      left: Moving.default({ count: 0, yuan: 0 }),
      otherwise: Moving.default({ count: 0, yuan: 0 }),
    })
    .nullable(),
  /** What the decision says of itself, and of what it leaves out. */
  about: z.object({ zh: z.string(), en: z.string().nullable() }).nullable().default(null),
  /** Where the decision grants yuan: villages where anything changes, the most yuan first. */
  places: z.array(Group.omit({ label: true }).extend({ code: RegionCodeText, name: z.string() })).default([]),
});
export type KeptTrialResult = z.infer<typeof KeptTrialResult>;

export const KeptTrial = z.object({
  id: Id,
  decision: z.string(),
  region: RegionCodeText,
  place: z.string().nullable(),
  on: DayText,
  draft: Id.nullable(),
  /** Of the draft when it was tried. */
  version: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed']),
  /** Seconds that it has run or took. */
  seconds: z.number(),
  /** Households, persons or villages that were asked about; `total` is null while it is not known. */
  progress: z.object({ done: z.number(), total: z.number().nullable() }),
  creator: z.string(),
  at: z.string(),
  problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
  result: KeptTrialResult.nullable(),
});
export type KeptTrial = z.infer<typeof KeptTrial>;

export const startPolicyTrial = endpoint({
  method: 'POST',
  path: '/policy/kept-trials',
  access: 'policy.try',
  summary: 'Run a draft, or other figures, over the register of a county or smaller, and keep what comes out',
  body: z.object({
    /** A draft of the caller’s area, as it was last saved; or a decision with other figures. */
    draft: Id.optional(),
    /** Of a draft of a parameter: the decision to look at. */
    decision: z.string().min(1).max(200).optional(),
    set: z.record(z.string().min(1), z.number()).optional(),
    entry: z.string().optional(),
    /** The day whose rules hold; for a draft its first day when that lies ahead, else today. */
    on: DayText.optional(),
    region: RegionCodeText.optional(),
  }),
  reply: KeptTrial,
});

export const cancelPolicyTrial = endpoint({
  method: 'POST',
  path: '/policy/kept-trials/:id/cancel',
  access: 'policy.try',
  summary: 'Stop a trial that runs; one that has ended stays as it is',
  params: z.object({ id: Id }),
  reply: KeptTrial,
});

export const getPolicyTrial = endpoint({
  method: 'GET',
  path: '/policy/kept-trials/:id',
  access: 'policy.try',
  summary: 'A trial that was kept',
  params: z.object({ id: Id }),
  reply: KeptTrial,
});

export const listPolicyTrials = endpoint({
  method: 'GET',
  path: '/policy/kept-trials',
  access: 'policy.try',
  summary: 'Trials that were kept in the caller’s area, the newest first, without their results',
  query: z.object({ draft: Id.optional(), decision: z.string().optional() }),
  reply: z.object({ trials: z.array(KeptTrial) }),
});

export const TrialRow = Trial.shape.list.element.extend({
  code: RegionCodeText,
  amountBefore: z.number().nullable(),
  amountAfter: z.number().nullable(),
});
export type TrialRow = z.infer<typeof TrialRow>;

export const listPolicyTrialRows = endpoint({
  method: 'GET',
  path: '/policy/kept-trials/:id/rows',
  access: 'policy.try',
  summary: 'Households or persons whose outcome a kept trial would change',
  params: z.object({ id: Id }),
  query: z.object({ ...Page, region: RegionCodeText.optional() }),
  reply: z.object({ total: z.number(), rows: z.array(TrialRow) }),
});

export const explainPolicyTrialRow = endpoint({
  method: 'GET',
  path: '/policy/kept-trials/:id/rows/:household',
  access: 'policy.try',
  summary:
    'Why a household’s outcome would change: what is decided now, and by the trial, by the facts of today',
  params: z.object({ id: Id, household: Id }),
  query: z.object({ person: Id.optional() }),
  reply: z.object({ before: HouseholdJudgement.nullable(), after: HouseholdJudgement.nullable() }),
});

export const exportPolicyTrial = endpoint({
  method: 'GET',
  path: '/policy/kept-trials/:id/export',
  access: 'policy.try',
  summary:
    'A kept trial as a workbook: counts by outcome, village, cause and class, and everybody who changes',
  params: z.object({ id: Id }),
  query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
