import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PolicyModelView, PolicyValue } from './policy.ts';
import { Bilingual, DayText, Id, RegionCodeText } from './shapes.ts';

const Said = z.string().trim().min(2).max(2000);

/** A case of a draft: facts, and what the decision is to give. */
export const PolicyDraftCase = z.object({
  decision: z.string().min(1).max(200),
  zh: z.string().min(1).max(500),
  en: z.string().max(500).optional(),
  on: DayText,
  region: z.string().max(12).nullable(),
  facts: z.record(z.string(), PolicyValue),
  result: PolicyValue,
});
export type PolicyDraftCase = z.infer<typeof PolicyDraftCase>;

/** What a draft says. The region and the first day are written into the model when it is saved. */
export const PolicyDraftContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decision'),
    /** DMN. */
    text: z.string().min(1).max(900_000),
    cases: z.array(PolicyDraftCase).max(500),
    from: DayText,
    source: Bilingual,
  }),
  z.object({
    kind: z.literal('parameter'),
    value: z.number(),
    /** Cases of its own, of decisions that ask for it; those of the house are run besides. */
    cases: z.array(PolicyDraftCase).max(500).optional(),
    from: DayText,
    source: Bilingual,
  }),
]);
export type PolicyDraftContent = z.infer<typeof PolicyDraftContent>;

const Step = z.object({
  what: z.enum(['propose', 'approve', 'refuse', 'withdraw']),
  by: z.string(),
  name: z.string(),
  at: z.string(),
  reason: z.string(),
  trial: Id.nullable(),
});

export const PolicyDraft = z.object({
  id: Id,
  region: RegionCodeText,
  /** The region's name today; null for the country and for regions nobody has entered. */
  place: z.string().nullable(),
  kind: z.enum(['decision', 'parameter']),
  name: z.string(),
  title: Bilingual,
  /** The version it started from; of a parameter the value. */
  basedOn: z.string().nullable(),
  version: z.string(),
  revision: z.number(),
  from: DayText,
  state: z.enum(['open', 'proposed', 'published', 'dropped']),
  createdBy: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  proposal: Step.nullable(),
  /** The last answer to a proposal. */
  answer: Step.nullable(),
  /** Whether the caller may answer the proposal: of the same region, and not who made it. */
  mayAnswer: z.boolean(),
  /** Decisions to try it by: its own; of a figure all that rest on it. */
  tries: z.array(z.string()),
});
export type PolicyDraft = z.infer<typeof PolicyDraft>;

const Problem = Bilingual.extend({
  /** Decision, row and column. */
  where: Bilingual.nullable(),
  /** The text in which `from` and `to` count from 0. */
  text: z.string().nullable(),
  from: z.number(),
  to: z.number(),
});

/** What rows of a table leave open, say twice, or never get to say; each with values that show it. */
export const PolicyTableFinding = z.object({
  decision: z.string(),
  kind: z.enum(['gap', 'overlap', 'conflict', 'hidden']),
  /** Rows from 1. */
  rows: z.array(z.number()),
  example: z.array(z.object({ input: z.string(), value: z.string() })),
});
export type PolicyTableFinding = z.infer<typeof PolicyTableFinding>;

export const PolicyCheckedCase = PolicyDraftCase.extend({
  /** What it gives instead; empty when it gives what it should. */
  wrong: z.string(),
  /** Whether the draft can make a difference to it: by its day, its region and what it leaves to be taken. */
  touched: z.boolean(),
  /** The draft’s, and not of the house. */
  own: z.boolean(),
  /** The name of its region today; null for the country and for regions nobody has entered. */
  place: z.string().nullable().optional(),
});
export type PolicyCheckedCase = z.infer<typeof PolicyCheckedCase>;

/** A cell, row, figure or case that is not what it is in force; null: it is not there. */
export const PolicyDifference = z.object({
  /** The decision, type, case or figure. */
  subject: Bilingual,
  /** Row, entry, or what of it. */
  where: Bilingual,
  column: Bilingual.nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type PolicyDifference = z.infer<typeof PolicyDifference>;

export const PolicyCheck = z.object({
  /** What is in force in the region on the first day, and how the draft differs from it; null when nothing is. */
  against: z
    .object({
      version: z.string(),
      /** Its number when it was published; null for a file of the house. */
      edition: z.number().nullable(),
      from: DayText,
      region: RegionCodeText,
      place: z.string().nullable().optional(),
    })
    .nullable(),
  differences: z.array(PolicyDifference),
  version: z.string(),
  problems: z.array(Problem),
  model: PolicyModelView.nullable(),
  cases: z.array(PolicyCheckedCase),
  findings: z.array(PolicyTableFinding),
  /** Tables of which not everything could be told: why. */
  unsure: z.array(Bilingual.extend({ decision: z.string() })),
});
export type PolicyCheck = z.infer<typeof PolicyCheck>;

/** A word that a cell may say. */
export const PolicyWord = z.object({
  name: z.string(),
  en: z.string(),
  kind: z.enum(['fact', 'decision', 'parameter']),
  type: z.string(),
  codes: z.array(z.string()),
});
export type PolicyWord = z.infer<typeof PolicyWord>;

const params = z.object({ id: Id });
const reply = z.object({ draft: PolicyDraft, content: PolicyDraftContent, check: PolicyCheck });

export const listPolicyDrafts = endpoint({
  method: 'GET',
  path: '/policy/drafts',
  access: 'policy.try',
  summary: 'Policies being written in the caller’s area, the newest first',
  reply: z.object({ drafts: z.array(PolicyDraft) }),
});

export const createPolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts',
  access: 'policy.write',
  summary: 'Begin a draft for the caller’s region from what is in force there',
  body: z.object({
    kind: z.enum(['decision', 'parameter']),
    /** The decision’s Chinese name, or the parameter’s id. */
    name: z.string().min(1).max(200),
    /** The first day on which it is to hold. */
    from: DayText,
  }),
  reply: z.object({ id: Id }),
});

export const getPolicyDraft = endpoint({
  method: 'GET',
  path: '/policy/drafts/:id',
  access: 'policy.try',
  summary: 'A draft with what is wrong with it, its cases as they come out, and the words its cells may say',
  params,
  reply: reply.extend({ words: z.array(PolicyWord) }),
});

export const checkPolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts/:id/check',
  access: 'policy.try',
  summary: 'What a changed draft would be: problems, cases, gaps and overlaps; nothing is kept',
  params,
  body: PolicyDraftContent,
  reply: PolicyCheck,
});

export const savePolicyDraft = endpoint({
  method: 'PATCH',
  path: '/policy/drafts/:id',
  access: 'policy.write',
  summary: 'Keep a draft as it is now; it need not be right yet',
  params,
  body: z.object({
    /** As last read: another one in between is a conflict. */
    revision: z.number().int(),
    content: PolicyDraftContent,
  }),
  reply,
});

const Answer = z.object({ reason: Said });

export const proposePolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts/:id/propose',
  access: 'policy.write',
  summary:
    'Ask for a draft to be published: its cases come out, it says its source, a trial of this version is attached',
  params,
  body: Answer.extend({ trial: Id.nullable() }),
  reply: PolicyDraft,
});

export const withdrawPolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts/:id/withdraw',
  access: 'policy.write',
  summary: 'Take a proposal back, or give an open draft up',
  params,
  body: Answer,
  reply: PolicyDraft,
});

export const approvePolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts/:id/approve',
  access: 'policy.publish',
  summary: 'Publish a proposed draft as an edition; never by who proposed it',
  params,
  body: Answer,
  reply: PolicyDraft,
});

export const refusePolicyDraft = endpoint({
  method: 'POST',
  path: '/policy/drafts/:id/refuse',
  access: 'policy.publish',
  summary: 'Send a proposed draft back with the reason',
  params,
  body: Answer,
  reply: PolicyDraft,
});

export const PolicyEdition = z.object({
  id: Id,
  number: z.number(),
  kind: z.enum(['decision', 'parameter']),
  name: z.string(),
  title: Bilingual,
  region: RegionCodeText,
  place: z.string().nullable(),
  from: DayText,
  version: z.string(),
  /** Of a parameter. */
  value: z.number().nullable(),
  source: Bilingual,
  reason: z.string(),
  proposer: z.string(),
  approver: z.string(),
  at: z.string(),
  trial: Id.nullable(),
  entry: Id,
});
export type PolicyEdition = z.infer<typeof PolicyEdition>;

export const listPolicyEditions = endpoint({
  method: 'GET',
  path: '/policy/editions',
  access: 'finding.read',
  summary:
    'Published decisions and parameters of the caller’s area and of the regions above it, the newest first',
  reply: z.object({ editions: z.array(PolicyEdition) }),
});
