import { COUNTRY } from '@mingbai/core';
import { z } from 'zod';
import { day, inBoth, quality, region } from '../load/shapes.ts';
import { SUBJECTS } from '../vocabulary/fact.ts';

const value = z.strictObject({
  value: z.number(),
  /** The whole country when left out. */
  region: region.default(COUNTRY),
  from: day,
  quality,
  source: inBoth,
  note: z.string().optional(),
});

/** The value by another day than the day of the check: a fact of the subject that is a date or a year. */
const also = inBoth.extend({ subject: z.enum(SUBJECTS), day: z.string().min(1) });

export const parameterShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  unit: z.enum(['元', '亩', '平方米', '公里']).optional(),
  /** In which prices or for what the values are. */
  base: z.string().optional(),
  also: z.array(also).default([]),
  values: z.array(value).min(1),
});

type Read = z.infer<typeof parameterShape>;
/** `edition`: its number when it was published, and is in no file (ADR 0125). */
export type ParameterValue = Read['values'][number] & { readonly edition?: number };
export type Parameter = Readonly<Omit<Read, 'values'>> & { readonly values: readonly ParameterValue[] };
