import { z } from 'zod';

/**
 * A paper as it is to be set, filled in already: what is printed, not how. PDF, DOCX and the preview are made of it,
 * and none of them knows anything of the register.
 */
const Align = z.enum(['left', 'center', 'right']);

/** `label`: names what stands beside it. `foot`: at the bottom right, for a signature. `lines`: room for so many. */
export const PaperCell = z.object({
  text: z.string(),
  span: z.number().int().positive().optional(),
  align: Align.optional(),
  label: z.boolean().optional(),
  foot: z.string().optional(),
  lines: z.number().positive().optional(),
});
export type PaperCell = z.infer<typeof PaperCell>;

export const PaperBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: z.string() }),
  /** Below the title, centred. */
  z.object({ kind: z.literal('subtitle'), text: z.string() }),
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({
    kind: z.literal('paragraph'),
    text: z.string(),
    /** The first line by two characters. */
    indent: z.boolean(),
    align: Align,
    size: z.enum(['small', 'normal', 'large']),
    bold: z.boolean(),
  }),
  /** A ruled form: cells of labels and values; `widths` are shares of the width, and spans of a row add up to them. */
  z.object({ kind: z.literal('grid'), widths: z.array(z.number()), rows: z.array(z.array(PaperCell)) }),
  /** A ruled list, its head on every page. */
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.object({ title: z.string(), width: z.number(), align: Align })),
    rows: z.array(z.array(z.string())),
    size: z.enum(['small', 'normal', 'large']),
  }),
  /** Places to sign, side by side, each with a line for the day. */
  z.object({ kind: z.literal('signatures'), labels: z.array(z.string()), dated: z.boolean() }),
  /** A code that a telephone opens, with what is said beside it. */
  z.object({ kind: z.literal('code'), text: z.string(), caption: z.string() }),
  /** Side by side, each with what is said of it: signatures as they were given. */
  z.object({
    kind: z.literal('pictures'),
    items: z.array(
      z.object({
        /** JPEG in base64; '' where it is not shown, as in a preview. */
        jpeg: z.string(),
        /** In dots. */
        width: z.number().int().positive(),
        height: z.number().int().positive(),
        caption: z.string(),
      }),
    ),
  }),
  /** In lines of text. */
  z.object({ kind: z.literal('space'), lines: z.number().positive() }),
  z.object({ kind: z.literal('break') }),
]);
export type PaperBlock = z.infer<typeof PaperBlock>;

export const PaperPart = z.object({
  /** As contents and outline call it. */
  title: z.string(),
  /** In contents and outline, from 1. */
  level: z.number().int().positive(),
  size: z.enum(['A4', 'A3']),
  landscape: z.boolean(),
  /** At the bottom of each page, beside its number. */
  note: z.string(),
  /** Set smaller until it fits one page. */
  onePage: z.boolean(),
  /** Empty: a heading of contents alone, with no page of its own. */
  blocks: z.array(PaperBlock),
});
export type PaperPart = z.infer<typeof PaperPart>;

export const PaperModel = z.object({
  title: z.string(),
  /** With a page of contents before all. */
  contents: z.boolean(),
  parts: z.array(PaperPart),
});
export type PaperModel = z.infer<typeof PaperModel>;
