import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, RegionCodeText } from './shapes.ts';

/** A value as JSON: amounts are numbers, days texts, codes their Chinese labels. */
export type PolicyValue =
  | null
  | boolean
  | number
  | string
  | readonly PolicyValue[]
  | { readonly [name: string]: PolicyValue };
// What comes is JSON already; to describe it once more would only fill the printed contract.
export const PolicyValue = z.custom<PolicyValue>((value) => value !== undefined);
const Facts = z.record(z.string(), PolicyValue);

const FactPart = z.object({
  name: Bilingual,
  /** `number`, `boolean`, `string`, `code`, `date`, `list of context` … */
  type: z.string(),
  unit: z.string().nullable(),
  /** Labels of a code list, or of the values that the model allows. */
  codes: z.array(z.string()),
});

/** A fact that a decision asks for, or what it answers; `parts` are the entries of a structure. */
export const PolicyFact = FactPart.extend({ description: z.string().nullable(), parts: z.array(FactPart) });
export type PolicyFact = z.infer<typeof PolicyFact>;

export const PolicyTable = z.object({
  hitPolicy: z.string(),
  aggregation: z.string().nullable(),
  /** Expressions as written; the label where there is one. */
  inputs: z.array(z.object({ label: Bilingual, text: z.string() })),
  outputs: z.array(Bilingual),
  /** Headings of the annotations. */
  annotations: z.array(z.string()),
  rows: z.array(
    z.object({
      inputs: z.array(z.string()),
      outputs: z.array(z.string()),
      annotations: z.array(z.string()),
    }),
  ),
});
export type PolicyTable = z.infer<typeof PolicyTable>;

/** One step of how a decision is made: an expression or a table; deeper ones serve the one above. */
export const PolicyStep = z.object({
  name: z.string().nullable(),
  depth: z.number(),
  text: z.string().nullable(),
  /** What the expression says, as a clerk would; absent where it is no expression. */
  words: Bilingual.optional(),
  table: PolicyTable.nullable(),
});
export type PolicyStep = z.infer<typeof PolicyStep>;

const PolicyParameter = z.object({
  id: z.string(),
  name: Bilingual,
  unit: z.string().nullable(),
  /** In force today in the caller's region; null when nobody has set one there. */
  held: z
    .object({
      value: z.number(),
      from: DayText,
      region: RegionCodeText,
      source: Bilingual,
      quality: z.string(),
    })
    .nullable(),
});
export type PolicyParameter = z.infer<typeof PolicyParameter>;

const PolicyCase = z.object({
  zh: z.string(),
  en: z.string().optional(),
  on: DayText,
  region: z.string().nullable(),
  /** The region's name today; null for the country and for regions nobody has entered. */
  place: z.string().nullable().optional(),
  facts: Facts,
  /** What it should give; of a structure the entries that are said. */
  result: PolicyValue,
  /** Why it does not come out as said; empty when it does. */
  wrong: z.string(),
});
export type PolicyCase = z.infer<typeof PolicyCase>;

export const PolicyDecisionView = z.object({
  name: Bilingual,
  /** A `knowledge` model is a calculation that decisions use by its name. */
  kind: z.enum(['decision', 'knowledge']),
  question: z.string().nullable(),
  /** Null where the model says it in one language alone. */
  questionEn: z.string().nullable(),
  description: z.string().nullable(),
  descriptionEn: z.string().nullable(),
  /** Names of the decisions it rests on directly. */
  requires: z.array(z.string()),
  facts: z.array(PolicyFact),
  result: PolicyFact,
  parameters: z.array(PolicyParameter),
  steps: z.array(PolicyStep),
  cases: z.array(PolicyCase),
});
export type PolicyDecisionView = z.infer<typeof PolicyDecisionView>;

export const PolicyModelView = z.object({
  file: z.string(),
  name: Bilingual,
  description: z.string().nullable(),
  descriptionEn: z.string().nullable(),
  version: z.string(),
  from: DayText,
  to: DayText.nullable(),
  region: RegionCodeText,
  /** The region's name today; null for the country and for regions nobody has entered. */
  place: z.string().nullable(),
  source: Bilingual,
  quality: z.string(),
  /** Whose facts it asks for, when they are the register's: it can be tried on all of them. */
  subject: z.enum(['person', 'household', 'village']).nullable(),
  /** The decision after which it is called comes first. */
  decisions: z.array(PolicyDecisionView),
});
export type PolicyModelView = z.infer<typeof PolicyModelView>;

export const listPolicyWords = endpoint({
  method: 'GET',
  path: '/policy/words',
  access: 'signed-in',
  summary:
    'English of what policy says in Chinese: names of facts, decisions and entries, and texts that are values',
  reply: z.object({
    names: z.record(z.string(), z.string()),
    values: z.record(z.string(), z.string()),
  }),
});

export const listDecisions = endpoint({
  method: 'GET',
  path: '/policy/decisions',
  access: 'finding.read',
  summary: 'The policy library: decisions with facts, tables, sources and cases; models that do not load',
  reply: z.object({
    models: z.array(PolicyModelView),
    refused: z.array(z.object({ file: z.string(), problems: z.array(Bilingual) })),
  }),
});

/** As `mingbai decide --json`. */
export const PolicyDecided = z.object({
  decision: z.string(),
  version: z.string(),
  on: DayText,
  region: RegionCodeText,
  result: PolicyValue,
  explanation: z.object({
    source: Bilingual,
    quality: z.string(),
    from: DayText,
    modelRegion: RegionCodeText,
    /** Which text decided: a file of the house, or what was published as the n-th of its region. */
    edition: z.object({
      kind: z.enum(['file', 'published']),
      file: z.string(),
      number: z.number().nullable(),
    }),
    sentences: z.array(Bilingual.extend({ decision: z.string(), depth: z.number() })),
    parameters: z.array(
      z.object({
        name: z.string(),
        value: z.number(),
        from: DayText,
        region: RegionCodeText,
        source: Bilingual,
        quality: z.string(),
        edition: z.number().nullable(),
      }),
    ),
    missing: z.array(z.string()),
    notes: z.array(Bilingual),
    changes: z.array(z.object({ fact: z.string(), from: PolicyValue, to: PolicyValue, result: PolicyValue })),
  }),
});
export type PolicyDecided = z.infer<typeof PolicyDecided>;

export const decideOnFacts = endpoint({
  method: 'POST',
  path: '/policy/decide',
  access: 'finding.read',
  summary: 'Decide on given facts, and say why; nothing of the register is read',
  body: z.object({
    /** Chinese or English name. */
    decision: z.string().min(1).max(200),
    facts: Facts,
    /** The day whose rules hold; today when left out. */
    on: DayText.optional(),
    /** Whose rules hold; the caller's region when left out. */
    region: RegionCodeText.optional(),
  }),
  reply: PolicyDecided,
});

const Outcome = z.object({
  /** The result as text: a code's slug, a number, `true`; null is blank. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  count: z.number(),
});

export const Trial = z.object({
  decision: z.string(),
  entry: z.string().nullable(),
  version: z.string(),
  subject: z.enum(['person', 'household', 'village']),
  on: DayText,
  region: RegionCodeText,
  parameters: z.array(
    z.object({ id: z.string(), name: Bilingual, before: z.number().nullable(), after: z.number() }),
  ),
  total: z.number(),
  changed: z.number(),
  /** All of them, the most first; those whose outcome stays have the same before and after. */
  outcomes: z.array(Outcome),
  /** Villages where anything changes. */
  villages: z.array(
    z.object({ code: RegionCodeText, name: z.string(), total: z.number(), changes: z.array(Outcome) }),
  ),
  /** The first of those that change, by village. */
  list: z.array(
    z.object({
      id: Id,
      household: Id.nullable(),
      household_no: z.string().nullable(),
      /** The person's own name, or that of the household's head. */
      name: z.string().nullable(),
      village: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
});
export type Trial = z.infer<typeof Trial>;

export const tryPolicy = endpoint({
  method: 'POST',
  path: '/policy/trials',
  access: 'policy.try',
  summary: 'What other figures would change in the register of a county or smaller; nothing is written',
  body: z.object({
    decision: z.string().min(1).max(200),
    /** Other values of parameters, by id or Chinese name. */
    set: z.record(z.string().min(1), z.number()),
    /** Which value of a decision that answers several; its last when left out. */
    entry: z.string().optional(),
    on: DayText.optional(),
    /** County or smaller; the caller's region when left out. */
    region: RegionCodeText.optional(),
  }),
  reply: Trial,
});
