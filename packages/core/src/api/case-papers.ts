import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { AskedPaper, PaperJob, PaperKind, PaperPreview, PDF } from './papers.ts';
import { CaseFilter } from './cases.ts';
import { Bilingual, DayText, Id } from './shapes.ts';

/** A paper that belongs to steps of a case. */
export const CasePaper = PaperKind.extend({
  /** By which the procedure calls it: what is asked for. */
  key: z.string(),
  /** `on`: day on which the step was last taken. */
  steps: z.array(z.object({ action: z.string(), name: Bilingual, on: DayText.nullable() })),
  /** One of its steps can be taken from where the case stands. */
  next: z.boolean(),
});
export type CasePaper = z.infer<typeof CasePaper>;

export const listCasePapers = endpoint({
  method: 'GET',
  path: '/cases/:id/papers',
  access: 'paper.print',
  summary: 'The papers that belong to the steps of a case, with the steps that were taken',
  params: z.object({ id: Id }),
  reply: z.array(CasePaper),
});
export const previewCasePaper = endpoint({
  method: 'GET',
  path: '/cases/:id/papers/:paper',
  access: 'paper.print',
  summary: 'What a paper of a case will say, all numbers masked',
  params: z.object({ id: Id, paper: z.string().max(60) }),
  reply: PaperPreview,
});
export const printCasePaper = endpoint({
  method: 'POST',
  path: '/cases/:id/papers',
  access: 'paper.print',
  summary: 'A paper of a case as PDF or DOCX, filled from its steps; journaled',
  params: z.object({ id: Id }),
  body: AskedPaper,
  file: PDF,
});
/** The most that one file is made of. */
export const CASES_PRINTED = 2000;
export const startCasePaperJob = endpoint({
  method: 'POST',
  path: '/cases/paper-jobs',
  access: 'paper.print',
  summary:
    'Papers of many cases of one procedure in one file, each meeting once; of those chosen or of all that a filter has',
  body: z.object({
    papers: z.array(z.string().max(60)).min(1).max(20),
    /** Without them, all of `filter`. */
    cases: z.array(Id).min(1).max(CASES_PRINTED).optional(),
    filter: CaseFilter.optional(),
  }),
  reply: PaperJob,
});
