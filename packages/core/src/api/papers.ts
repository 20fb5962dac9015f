import { z } from 'zod';
import { PaperModel } from '../paper/model.ts';
import { endpoint } from './endpoint.ts';
import { Bilingual, Id, Page, RegionCodeText, RegionRef } from './shapes.ts';

const Format = z.enum(['pdf', 'docx', 'xlsx']);
const Size = z.enum(['A4', 'A3']);

/** A paper that can be printed, as the county of the asker has it. */
export const PaperKind = z.object({
  id: z.string(),
  /** Without the names that are filled in. */
  name: Bilingual,
  /** `case`: printed from a case alone. */
  subject: z.enum(['household', 'village', 'case']),
  formats: z.array(Format),
  size: Size,
  /** The other size, where there is one. */
  sizes: z.array(Size),
  /** Numbers that may be printed in full, with a reason. */
  full: z.array(Bilingual),
  /** Hangs out in public. */
  public: z.boolean(),
  /** Made of several papers, with contents. */
  isFile: z.boolean(),
  /** What a procedure, or whoever prints, may tell besides the register; lists have columns. */
  facts: z.array(
    z.object({
      name: z.string(),
      en: z.string(),
      kind: z.enum(['text', 'date', 'list']),
      columns: z.array(z.string()),
    }),
  ),
  source: Bilingual.extend({ quality: z.string() }),
  region: z.string(),
  from: z.string(),
});
export type PaperKind = z.infer<typeof PaperKind>;

export const listPapers = endpoint({
  method: 'GET',
  path: '/papers',
  access: 'paper.print',
  summary: 'The papers of my area today, and templates that could not be loaded, with the reason',
  reply: z.object({
    papers: z.array(PaperKind),
    quarantined: z.array(
      z.object({
        file: z.string(),
        id: z.string().nullable(),
        problems: z.array(Bilingual.extend({ line: z.number(), column: z.number() })),
      }),
    ),
  }),
});

/** What is printed and how. */
export const AskedPaper = z.object({
  paper: z.string().max(60),
  format: Format.default('pdf'),
  size: Size.optional(),
  /** Numbers in full, as far as the paper may carry them: needs the permission to reveal, and a reason. */
  full: z.boolean().default(false),
  reason: z.string().trim().min(4).max(200).optional(),
  /** By the names the paper asks for. */
  facts: z.record(z.string(), z.unknown()).default({}),
});
export type AskedPaper = z.infer<typeof AskedPaper>;

export const PDF = 'application/pdf';
export const printHouseholdPaper = endpoint({
  method: 'POST',
  path: '/households/:id/papers',
  access: 'paper.print',
  summary: 'A paper of one household as PDF or DOCX; journaled',
  params: z.object({ id: Id }),
  body: AskedPaper,
  file: PDF,
});
export const printVillagePaper = endpoint({
  method: 'POST',
  path: '/villages/:code/papers',
  access: 'paper.print',
  summary: 'A paper of a village as PDF, DOCX or XLSX; journaled',
  params: z.object({ code: RegionCodeText }),
  body: AskedPaper,
  file: PDF,
});

export const printNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/paper',
  access: 'paper.print',
  summary: 'A public notice as the sheet to be hung, with the code of its address; journaled',
  params: z.object({ id: Id }),
  body: z.object({ format: z.enum(['pdf', 'docx']).default('pdf'), size: Size.default('A4') }),
  file: PDF,
});

/** `missing`: characters that print as their number, because the face has them not. */
export const PaperPreview = z.object({ paper: PaperModel, missing: z.array(z.string()) });
export const previewHouseholdPaper = endpoint({
  method: 'GET',
  path: '/households/:id/papers/:paper',
  access: 'paper.print',
  summary: 'What a paper of a household will say, all numbers masked',
  params: z.object({ id: Id, paper: z.string().max(60) }),
  reply: PaperPreview,
});

/** queued → running → done. Or failed, cancelled. */
export const PaperJob = z.object({
  id: Id,
  region: RegionRef,
  /** Ids of the templates, with commas. */
  paper: z.string(),
  /** Of how many cases; null: of a village. */
  cases: z.number().nullable(),
  format: Format,
  size: Size,
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Households or cases set, of how many. */
  progress: z.object({ done: z.number(), total: z.number().nullable() }),
  file: z.string().nullable(),
  bytes: z.number().nullable(),
  pages: z.number().nullable(),
  missing: z.array(z.string()),
  /** The file can be fetched until then; null: not, or no longer. */
  expiresAt: z.string().nullable(),
  problem: Bilingual.nullable(),
  entry: Id.nullable(),
});
export type PaperJob = z.infer<typeof PaperJob>;

export const listPaperJobs = endpoint({
  method: 'GET',
  path: '/paper-jobs',
  access: 'paper.print',
  summary: 'Papers of whole villages, newest first; all of my area, or of one village',
  query: z.object({ ...Page, region: RegionCodeText.optional() }),
  reply: z.object({ total: z.number(), rows: z.array(PaperJob) }),
});
export const startPaperJob = endpoint({
  method: 'POST',
  path: '/villages/:code/paper-jobs',
  access: 'paper.print',
  summary:
    'A paper of every household of a village in one file, or a long paper of the village; the answer is the job',
  params: z.object({ code: RegionCodeText }),
  body: z.object({
    paper: z.string().max(60),
    format: z.enum(['pdf', 'xlsx']).default('pdf'),
    size: Size.optional(),
  }),
  reply: PaperJob,
});
const IdParam = z.object({ id: Id });
export const getPaperJob = endpoint({
  method: 'GET',
  path: '/paper-jobs/:id',
  access: 'paper.print',
  summary: 'One job with its progress',
  params: IdParam,
  reply: PaperJob,
});
export const cancelPaperJob = endpoint({
  method: 'POST',
  path: '/paper-jobs/:id/cancel',
  access: 'paper.print',
  summary: 'Stop it; nothing is kept',
  params: IdParam,
  reply: PaperJob,
});
export const downloadPaperJob = endpoint({
  method: 'POST',
  path: '/paper-jobs/:id/file',
  access: 'paper.print',
  summary: 'What the job made, while it is kept; journaled',
  params: IdParam,
  file: PDF,
});
