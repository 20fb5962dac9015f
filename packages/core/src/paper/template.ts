import { z } from 'zod';

const text = z.string().min(1);

/** A cell of a form: a name of the dictionary, or a label of its own with a text. */
const GridCell = z.union([
  text,
  z.strictObject({
    name: text.optional(),
    label: text.optional(),
    text: z.string().optional(),
    /** Over the whole width. */
    wide: z.boolean().default(false),
    /** Room for so many lines. */
    lines: z.number().positive().max(40).optional(),
    /** At the bottom right: who signs, and the day. */
    foot: text.optional(),
  }),
]);
export type GridCell = z.infer<typeof GridCell>;

const Column = z.union([
  text,
  z.strictObject({
    name: text,
    title: text.optional(),
    /** A share of the width. */
    width: z.number().positive().optional(),
    align: z.enum(['left', 'center', 'right']).optional(),
  }),
  /** For a hand to write in. */
  z.strictObject({ blank: text, width: z.number().positive().default(2) }),
]);

export const PaperPiece = z.union([
  z.strictObject({ title: text }),
  z.strictObject({ subtitle: text }),
  z.strictObject({ heading: text }),
  z.strictObject({
    paragraph: text,
    indent: z.boolean().default(true),
    align: z.enum(['left', 'center', 'right']).default('left'),
    size: z.enum(['small', 'normal', 'large']).default('normal'),
    bold: z.boolean().default(false),
  }),
  z.strictObject({
    grid: z.strictObject({
      /** Pairs of label and value side by side. */
      columns: z.number().int().min(1).max(3).default(2),
      cells: z.array(GridCell).min(1),
    }),
  }),
  z.strictObject({
    table: z.strictObject({
      of: text,
      columns: z.array(Column).min(1).max(20),
      /** At least so many rows: blank ones are for a hand. */
      rows: z.number().int().min(0).max(60).default(0),
      /** No more than so many. */
      most: z.number().int().positive().optional(),
      size: z.enum(['small', 'normal', 'large']).default('normal'),
      /** Columns in which no row says anything are left out. */
      dropEmpty: z.boolean().default(false),
      /** Said in place of a table without rows. */
      empty: text.optional(),
    }),
  }),
  z.strictObject({
    signatures: z.array(text).min(1).max(6),
    dated: z.boolean().default(true),
  }),
  /** A QR code of an address; none without one. */
  z.strictObject({ code: text, caption: z.string().default('') }),
  /** Pictures of a list that has 图, 宽, 高 and 说明; nothing without one. */
  z.strictObject({ pictures: text }),
  z.strictObject({ space: z.number().positive().max(40) }),
  z.strictObject({ break: z.literal(true) }),
]);
export type PaperPiece = z.infer<typeof PaperPiece>;

/** What the procedure, or whoever prints, tells besides the register; not told: a blank to be written in. */
const Asked = z.strictObject({
  en: text,
  kind: z.enum(['text', 'date', 'list']).default('text'),
  /** When nobody tells another. */
  default: text.optional(),
  /** Of a list: the names of what its rows have, each with its English name. */
  columns: z.record(text, text).optional(),
});

const Part = z.union([text, z.strictObject({ each: z.literal('household'), papers: z.array(text).min(1) })]);

/** A paper as a county writes it: `policy/papers/*.yaml`. */
export const PaperTemplate = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  zh: text,
  en: text,
  subject: z.enum(['household', 'village', 'case']),
  size: z.enum(['A4', 'A3']).default('A4'),
  /** May be printed on the other size, too. */
  sizes: z.array(z.enum(['A4', 'A3'])).default([]),
  landscape: z.boolean().default(false),
  /** Set smaller until it fits one page. */
  onePage: z.boolean().default(false),
  formats: z
    .array(z.enum(['pdf', 'docx', 'xlsx']))
    .min(1)
    .default(['pdf', 'docx']),
  /** Numbers that it may carry in full when asked to: with the permission, a reason, and an entry in the journal. */
  full: z.array(text).default([]),
  /** Numbers that it is there to tell: in full for whoever may see them, masked for others. */
  tells: z.array(text).default([]),
  /** Hangs out in public: nothing but what may. */
  public: z.boolean().default(false),
  /** At the bottom of each page. */
  note: z.string().default(''),
  facts: z.record(text, Asked).default({}),
  content: z.array(PaperPiece).default([]),
  /** A file made of other papers, one after the other, with contents. */
  parts: z.array(Part).default([]),
});
export type PaperTemplate = z.infer<typeof PaperTemplate>;
