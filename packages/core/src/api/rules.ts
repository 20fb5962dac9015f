import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Bilingual, DayText, Id, Page } from './shapes.ts';

/** A rule that did not run, or whose hits were not taken, and why. */
export const LeftOutRule = z.object({
  rule: z.string(),
  /** not-in-sql, failed, too-slow, divides-by-zero, hits-everyone. */
  reason: z.string(),
  message: Bilingual,
});

/** queued → running → done. Or failed, cancelled. */
export const RuleRun = z.object({
  id: Id,
  /** full: the whole county; entry: what one entry of the journal changed; households: a few; import: rows not yet committed. */
  kind: z.enum(['full', 'households', 'entry', 'import']),
  /** The import whose rows are asked. */
  import: Id.nullable(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Day of the check; null: the day on which it ran. */
  on: DayText.nullable(),
  /** The entry that it follows. */
  cause: Id.nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Rules done, of how many; the phase is the noun looked at, or `recording`. */
  progress: z.object({ done: z.number(), total: z.number().nullable(), phase: z.string() }),
  /** Most hits first; rules without any are left out. */
  hits: z.array(z.object({ rule: z.string(), subject: z.string(), hits: z.number() })),
  leftOut: z.array(LeftOutRule),
  /** What became of the findings, by action; null until it is recorded. */
  recorded: z.record(z.string(), z.number()).nullable(),
  entry: Id.nullable(),
  problem: Bilingual.nullable(),
});
export type RuleRun = z.infer<typeof RuleRun>;

export const LibraryRule = z.object({
  id: z.string(),
  version: z.string(),
  family: z.object({ id: z.number(), zh: z.string(), en: z.string() }),
  subject: z.enum(['person', 'household', 'village']),
  severity: z.enum(['error', 'warning', 'notice']),
  title: Bilingual,
  /** As written. */
  when: z.string(),
  message: Bilingual,
  fix: Bilingual,
  /** Dictionary keys. */
  fields: z.array(z.string()),
  source: z.object({ zh: z.string(), en: z.string(), quality: z.string() }),
  from: DayText.nullable(),
  to: DayText.nullable(),
  regions: z.array(z.string()).nullable(),
  /** Holds today in the caller's region. */
  inForce: z.boolean(),
  /** Needs a clear number: runs on files only. */
  files: z.boolean(),
  /** Findings still open in the caller's area. */
  open: z.number(),
  /** Hits of the last full run of the county; null when it did not run then. */
  lastHits: z.number().nullable(),
  /** Why the last run left it out. */
  leftOut: LeftOutRule.nullable(),
});
export type LibraryRule = z.infer<typeof LibraryRule>;

export const listRules = endpoint({
  method: 'GET',
  path: '/rules',
  access: 'finding.read',
  summary:
    'The data rules with their text, source and counts, and those that could not be loaded, with the reason',
  reply: z.object({
    rules: z.array(LibraryRule),
    /** Not loaded: file, id when it could be read, and what is wrong at which line. */
    quarantined: z.array(
      z.object({
        file: z.string(),
        id: z.string().nullable(),
        problems: z.array(Bilingual.extend({ line: z.number(), column: z.number() })),
      }),
    ),
  }),
});

const IdParam = z.object({ id: Id });
export const listRuleRuns = endpoint({
  method: 'GET',
  path: '/rules/runs',
  access: 'finding.read',
  summary: 'Runs of the data rules, newest first; all, or those over the rows of an import',
  query: z.object({ ...Page, import: Id.optional() }),
  reply: z.object({ total: z.number(), rows: z.array(RuleRun) }),
});
export const getRuleRun = endpoint({
  method: 'GET',
  path: '/rules/runs/:id',
  access: 'finding.read',
  summary: 'One run with its progress and result',
  params: IdParam,
  reply: RuleRun,
});
export const startRuleRun = endpoint({
  method: 'POST',
  path: '/rules/runs',
  access: 'rule.run',
  summary: 'Run all data rules over the county; the answer is the job',
  body: z.object({
    /** Day of the check; today when left out. */
    on: DayText.optional(),
  }),
  reply: RuleRun,
});
export const cancelRuleRun = endpoint({
  method: 'POST',
  path: '/rules/runs/:id/cancel',
  access: 'rule.run',
  summary: 'Stop it; nothing is recorded',
  params: IdParam,
  reply: RuleRun,
});
