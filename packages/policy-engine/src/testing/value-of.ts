import { evaluate } from '../evaluate/compile.ts';
import type { EvaluateOptions } from '../evaluate/run.ts';
import { parse } from '../parse/parse.ts';
import { formatValue } from '../value/format.ts';

/** The value of FEEL that speaks of no facts, as FEEL writes it; texts in quotes. Throws when it is no FEEL. */
export function valueOf(source: string, options: EvaluateOptions = {}): string {
  // What clashes is null in FEEL; the strict reading is tested where problems are.
  const parsed = parse(source, {}, { strict: false });
  if (!parsed.ok) throw new Error(parsed.problems.map(({ en }) => en).join('; '));
  const value = evaluate(parsed.expression, new Map(), options);
  return typeof value === 'string' ? JSON.stringify(value) : formatValue(value);
}
