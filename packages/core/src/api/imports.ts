import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { DayText, Id, Page, Value } from './shapes.ts';

const BothLanguages = z.object({ zh: z.string(), en: z.string() });

/**
 * A job's life: reading → (mapping, when a sheet or column is not recognised) → checked →
 * waiting (another import of the county holds the lock) → committing → committed. Or failed, cancelled.
 * When another import of the county is written, one that is checked is `reading` again, its phase `rechecking`.
 */
export const ImportState = z.enum([
  'queued',
  'reading',
  'mapping',
  'checked',
  'waiting',
  'committing',
  'committed',
  'failed',
  'cancelled',
]);
export type ImportState = z.infer<typeof ImportState>;

export const ImportSheet = z.object({
  file: z.string(),
  sheet: z.string(),
  form: z.string().nullable(),
  headerRow: z.number().nullable(),
  rows: z.number(),
  good: z.number(),
  bad: z.number(),
  /** Of `bad`: rows that only the register showed to be wrong. */
  byRegister: z.number().optional(),
  /** Every column with where it goes; `to` null when unknown; samples are masked. */
  columns: z.array(
    z.object({
      index: z.number(),
      letter: z.string(),
      header: z.string(),
      to: z.string().nullable(),
      suggestions: z.array(z.string()),
      samples: z.array(z.string()),
      remembered: z.boolean(),
    }),
  ),
  missing: z.array(z.string()),
  /** `unknown`: a table that no form fits; `no-table`, `hidden`: passed over, and said so. */
  state: z.enum(['imported', 'unknown', 'no-table', 'hidden']),
  /** For an unknown sheet the form it is nearest to. */
  guess: z.string().nullable(),
  /** Rows passed over; `kind` as `IntakeNote` has it, absent in older imports. Row 0: about the sheet. */
  notes: z.array(z.object({ row: z.number(), kind: z.string().optional(), text: z.string() })),
});
export type ImportSheet = z.infer<typeof ImportSheet>;

export const ImportJob = z.object({
  id: Id,
  file: z.string(),
  bytes: z.number(),
  state: ImportState,
  createdAt: z.string(),
  createdBy: z.string(),
  dataDate: DayText,
  progress: z.object({
    done: z.number(),
    total: z.number().nullable(),
    perSecond: z.number(),
    secondsLeft: z.number().nullable(),
    phase: z.string(),
  }),
  waitingFor: z.object({ id: Id, createdBy: z.string() }).nullable(),
  sheets: z.array(ImportSheet),
  counts: z
    .object({
      rows: z.number(),
      good: z.number(),
      bad: z.number(),
      errors: z.number(),
      warnings: z.number(),
      repairs: z.number(),
      /** By noun: rows that would be (or were) new, changed, the same; and in the register but not in the file. */
      nouns: z.array(
        z.object({
          noun: z.string(),
          new: z.number(),
          changed: z.number(),
          same: z.number(),
          absent: z.number(),
        }),
      ),
      fields: z.array(z.object({ noun: z.string(), field: z.string(), changed: z.number() })),
      rules: z.array(
        z.object({
          rule: z.string(),
          severity: z.string(),
          count: z.number(),
          /** Of these, what only the register showed. */
          byRegister: z.number().optional(),
        }),
      ),
      /** Households whose head's row is wrong while other members are written, and the first of those rows. */
      headless: z.object({ households: z.number(), rows: z.array(z.number()) }).optional(),
      /** A file of the same form and of this later day was written before: so much of today would change by this one. */
      older: z.object({ day: DayText, changes: z.number() }).optional(),
    })
    .nullable(),
  /** What committing would do, as one word: a commit says which it has seen, see `commitImport`. */
  outcome: z.string().nullable().optional(),
  /** What data rules say of its rows, and whether they are still being asked; rows with doubts are taken in. */
  doubts: z
    .object({
      rules: z.array(
        z.object({ rule: z.string(), severity: z.string(), count: z.number(), title: BothLanguages }),
      ),
      asking: z.boolean(),
    })
    .optional(),
  entry: Id.nullable(),
  /** `fix`: what to do about it. */
  problem: z.object({ zh: z.string(), en: z.string(), fix: BothLanguages.optional() }).nullable(),
  /** Somebody has asked to cancel it, and whoever works on it has not stopped yet. */
  stopping: z.boolean().optional(),
  committedAt: z.string().nullable(),
  /** The committed import of the very same file; nothing has changed since, and nothing was read again. */
  identicalTo: z.object({ id: Id, committedAt: z.string() }).nullable().optional(),
  /** Days other than `dataDate` of which rows speak, because their column 年度 says so. */
  otherDays: z.array(DayText).optional(),
  /** Whole sentences about the result as a whole, to be shown with it. */
  remarks: z.array(z.object({ zh: z.string(), en: z.string() })).optional(),
});
export type ImportJob = z.infer<typeof ImportJob>;

const IdParam = z.object({ id: Id });
export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  access: 'import.run',
  summary: 'Imports of my area, newest first',
  query: z.object(Page),
  reply: z.object({ total: z.number(), rows: z.array(ImportJob) }),
});
export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  access: 'import.run',
  summary: 'One import with its progress and result',
  params: IdParam,
  reply: ImportJob,
});
export const uploadImport = endpoint({
  method: 'POST',
  path: '/imports',
  access: 'import.run',
  summary: 'Upload one or several files (fields: dataDate, then the files)',
  upload: true,
  reply: z.array(ImportJob),
});
export const mapImport = endpoint({
  method: 'POST',
  path: '/imports/:id/mapping',
  access: 'import.run',
  summary: 'Say where unknown columns go; remembered for next time; the check runs again',
  params: IdParam,
  body: z.object({
    mappings: z.array(
      z.object({
        file: z.string(),
        sheet: z.string(),
        form: z.string().optional(),
        columns: z.array(z.object({ header: z.string(), to: z.string() })),
      }),
    ),
  }),
  reply: ImportJob,
});
export const commitImport = endpoint({
  method: 'POST',
  path: '/imports/:id/commit',
  access: 'import.run',
  summary: 'Write what was checked, in one transaction',
  params: IdParam,
  /** `seen`: the `outcome` that was shown; where it is another by now, that is said and nothing is written. */
  body: z.object({ allOrNothing: z.boolean().default(false), seen: z.string().optional() }),
  reply: ImportJob,
});
export const cancelImport = endpoint({
  method: 'POST',
  path: '/imports/:id/cancel',
  access: 'import.run',
  summary: 'Stop it; nothing is written',
  params: IdParam,
  reply: ImportJob,
});
export const ImportFault = z.object({
  file: z.string(),
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  field: z.string(),
  value: z.string(),
  rule: z.string(),
  severity: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
  /** Whose row it is: in sheets of persons, in the importer's area, until the import is over. */
  who: z.string().nullable(),
});
export type ImportFault = z.infer<typeof ImportFault>;
export const listFaults = endpoint({
  method: 'GET',
  path: '/imports/:id/faults',
  access: 'import.run',
  summary: 'What is wrong, by rule or all',
  params: IdParam,
  query: z.object({ ...Page, rule: z.string().optional(), severity: z.string().optional() }),
  reply: z.object({ total: z.number(), rows: z.array(ImportFault) }),
});
export const listRepairs = endpoint({
  method: 'GET',
  path: '/imports/:id/repairs',
  access: 'import.run',
  summary: 'What was read as it was surely meant',
  params: IdParam,
  query: z.object({ ...Page, how: z.string().optional() }),
  reply: z.object({
    total: z.number(),
    rows: z.array(
      z.object({
        sheet: z.string(),
        row: z.number(),
        column: z.string(),
        field: z.string(),
        from: z.string(),
        to: z.string(),
        how: z.string(),
      }),
    ),
  }),
});
export const ImportDifference = z.object({
  sheet: z.string().nullable(),
  row: z.number().nullable(),
  label: z.string(),
  household_no: z.string().nullable(),
  /** Of what the file has not: the head's name and the village. */
  head: z.string().nullable().optional(),
  village: z.string().nullable().optional(),
  changes: z.array(z.object({ field: z.string(), old: Value, new: Value })),
});
export type ImportDifference = z.infer<typeof ImportDifference>;
export const listDifferences = endpoint({
  method: 'GET',
  path: '/imports/:id/differences',
  access: 'import.run',
  summary:
    'Rows that are new, that change (field by field, old and new), or that the register has and the file has not',
  params: IdParam,
  query: z.object({ ...Page, noun: z.string(), kind: z.enum(['new', 'changed', 'absent']) }),
  reply: z.object({
    total: z.number(),
    rows: z.array(ImportDifference),
  }),
});
export const downloadMarked = endpoint({
  method: 'GET',
  path: '/imports/:id/marked',
  access: 'import.run',
  summary: 'The same workbook with every fault marked in its own cell',
  params: IdParam,
  file: 'application/octet-stream',
});
