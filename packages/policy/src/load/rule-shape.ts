import { z } from 'zod';
import { SUBJECTS } from '../vocabulary/fact.ts';
import { day, inBoth, region } from './shapes.ts';

/** One of `policy/sources.yaml`, with what is special to this rule. */
const sourceOf = z.union([
  z.string().min(1),
  z.strictObject({ id: z.string().min(1), note: inBoth.optional() }),
]);

/** Facts by name in the clerk's words: labels, 元, days, 是/否; `成员` a list of such. */
const facts = z.record(z.string(), z.unknown());

export const ruleShape = z.strictObject({
  /** Family and number, never used twice, never changed: `1-001`. */
  id: z.string().regex(/^\d{1,2}-\d{3}$/, '1-001'),
  zh: z.string().min(1),
  en: z.string().min(1),
  subject: z.enum(SUBJECTS).optional(),
  /** error: must be mended; warning: must be looked at; notice: worth knowing. */
  severity: z.enum(['error', 'warning', 'notice']),
  /** Keys of the dictionary: what to look at, and which cells are marked. */
  fields: z.array(z.string()).min(1),
  /** Days of the check on which it holds, both included. */
  from: day.optional(),
  to: day.optional(),
  /** Where it holds; everywhere when left out. */
  regions: z.array(region).min(1).optional(),
  source: sourceOf.optional(),
  /** FEEL; true is a hit, null is none. */
  when: z.string().min(1),
  /** `{名称}` is filled with the fact of the hit. */
  message: inBoth,
  fix: inBoth,
  /** It asks for a clear number: for files only. */
  files: z.literal(true).optional(),
  cases: z.strictObject({ hits: z.array(facts).min(1), misses: z.array(facts).min(1) }),
});

export const ruleFileShape = z.strictObject({
  family: inBoth.extend({ id: z.number().int().min(1).max(99) }),
  /** Of the rules that say none themselves. */
  subject: z.enum(SUBJECTS).optional(),
  source: sourceOf.optional(),
  rules: z.array(z.unknown()).min(1),
});

export type RuleText = z.infer<typeof ruleShape>;
