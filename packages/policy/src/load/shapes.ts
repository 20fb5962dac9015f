import { findRegionCode } from '@mingbai/core';
import { z } from 'zod';

export const inBoth = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** official: government documents and standards; reported: seen in use or in the press; inferred: ours. */
export const quality = z.enum(['official', 'reported', 'inferred']);

export const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'YYYY-MM-DD');

/** Twelve digits, or the leading ones of a province, city, county, township. */
export const region = z.string().transform((text, context) => {
  const code = findRegionCode(text);
  if (code !== undefined) return code;
  context.addIssue('地区代码 2、4、6、9 或 12 位 · region code of 2, 4, 6, 9 or 12 digits');
  return z.NEVER;
});

export interface Citation {
  readonly zh: string;
  readonly en: string;
  readonly quality: z.infer<typeof quality>;
}
