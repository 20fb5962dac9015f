import { fieldOf, nounOf, type Noun, type ProcedureEffect } from '@mingbai/core';
import type { SaidValue } from '../../register/said-columns.ts';
import type { Effected } from './effected.ts';

export type Written = Extract<ProcedureEffect, { fields: unknown }>['fields'][string];

/** Values by dictionary key, parted by noun. */
export function valuesOf(
  fields: Readonly<Record<string, Written>>,
  { given, on }: Effected,
): Map<Noun, Record<string, SaidValue>> {
  const nouns = new Map<Noun, Record<string, SaidValue>>();
  for (const [key, written] of Object.entries(fields)) {
    const field = fieldOf(key as `${Noun}.${string}`);
    const noun = nounOf(field);
    const values = nouns.get(noun) ?? {};
    nouns.set(noun, values);
    const value = valueOf(written, given, on);
    if (value !== undefined) values[key.slice(noun.length + 1)] = value;
  }
  return nouns;
}

/** Undefined: the question was left unanswered, so nothing is said. */
function valueOf(
  written: Written,
  given: Readonly<Record<string, unknown>>,
  on: string,
): SaidValue | undefined {
  if (written === null || typeof written !== 'object') return written;
  if ('given' in written) return asSaid(given[written.given]);
  return 'month' in written ? `${on.slice(0, 7)}-01` : on;
}

export function asSaid(value: unknown): SaidValue | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
