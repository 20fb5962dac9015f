import { normalName } from '../vocabulary.ts';
import { CALENDAR } from './calendar.ts';
import { CONVERSION } from './conversion.ts';
import { LISTS } from './lists.ts';
import { LOGIC } from './logic.ts';
import { NUMERIC } from './numeric.ts';
import { RANGES } from './ranges.ts';
import type { Signature, Signatures } from './signature.ts';
import { TEXT } from './text.ts';

const ALL: Signatures = {
  ...CONVERSION,
  ...LOGIC,
  ...TEXT,
  ...LISTS,
  ...NUMERIC,
  ...CALENDAR,
  ...RANGES,
};

/** The names of all built-in functions. */
export const BUILTIN_NAMES: readonly string[] = Object.keys(ALL);

/** The built-in function of this name with the ways to call it, or undefined. */
export function findBuiltin(
  written: string,
): { readonly name: string; readonly signatures: readonly Signature[] } | undefined {
  const name = normalName(written);
  const signatures = Object.hasOwn(ALL, name) ? ALL[name] : undefined;
  return signatures && { name, signatures };
}
