import type { Problem, Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import type { Syntax } from './syntax.ts';
import type { Scope } from './scope.ts';

/** The reading of one source: what the builders share. */
export interface Reading {
  readonly problems: Problem[];
  /** Types that `instance of` and parameters may name besides FEEL's own. */
  readonly types: Readonly<Record<string, Type>>;
  /** A number for the next binder. */
  bind(): number;
  build(syntax: Syntax, scope: Scope): Expression;
}

export type Builder = (syntax: Syntax, scope: Scope, reading: Reading) => Expression;

interface Place {
  readonly from: number;
  readonly to: number;
}

export function report(
  reading: Reading,
  code: Problem['code'],
  place: Place,
  words: Words,
  suggestion?: string,
): void {
  const { from, to } = place;
  reading.problems.push({ code, from, to, ...words, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** The child of this kind, which the grammar has there. */
export function part(syntax: Syntax, name: string): Syntax {
  const found = syntax.children.find((child) => child.name === name);
  if (!found) throw new Error(`FEEL grammar: ${syntax.name} has no ${name}`);
  return found;
}

/** The child at this place, which the grammar has there. */
export function child(syntax: Syntax, at: number): Syntax {
  const found = syntax.children.at(at);
  if (!found) throw new Error(`FEEL grammar: ${syntax.name} has no child ${at}`);
  return found;
}
