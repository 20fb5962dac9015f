import { z } from 'zod';
import { procedureSchema } from '../procedure/model.ts';
import { endpoint } from './endpoint.ts';
import { Bilingual, RegionCodeText } from './shapes.ts';

/** Boxes in columns, and arrows between them: see `diagram.ts`. */
const ProcedureDiagram = z.object({
  columns: z.number(),
  rows: z.number(),
  nodes: z.array(
    z.object({
      state: z.string(),
      column: z.number(),
      row: z.number(),
      kind: z.enum(['begin', 'step', 'notice', 'done', 'refused', 'withdrawn']),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      actions: z.array(z.string()),
      kind: z.enum(['on', 'back', 'stay']),
    }),
  ),
});

export const ProcedureView = z.object({
  procedure: procedureSchema,
  /** The first 12 hex digits of the SHA-256 of its text. */
  version: z.string(),
  diagram: ProcedureDiagram,
});
export type ProcedureView = z.infer<typeof ProcedureView>;

/** Something that people have to know beside the list: a calendar that is missing, a procedure that does not load. */
export const ProcedureWarning = z.object({ code: z.enum(['calendar', 'procedure']), ...Bilingual.shape });

export const listProcedures = endpoint({
  method: 'GET',
  path: '/procedures',
  access: 'procedure.read',
  summary: 'Procedures in force here today, with their forms and diagrams, and what the caller may begin',
  query: z.object({ region: RegionCodeText.optional() }),
  reply: z.object({
    procedures: z.array(ProcedureView.extend({ begins: z.array(z.string()) })),
    warnings: z.array(ProcedureWarning),
  }),
});
