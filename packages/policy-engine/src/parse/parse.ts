import { fits } from '../fit.ts';
import { type Problem, typeWords } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Type } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { adapt } from './adapt.ts';
import { build } from './build.ts';
import { type Dialect, readSyntax } from './grammar.ts';
import { habitProblems } from './habit.ts';
import { type Reading, report } from './reading.ts';
import type { Scope } from './scope.ts';
import { syntaxProblems } from './syntax-error.ts';

export interface ParseOptions {
  /** The type the result must have. */
  readonly expect?: Type;
  /** `unary tests` are the cells of a decision table; what they test is the vocabulary's `?`. */
  readonly dialect?: Dialect;
  /**
   * Not strictly, what FEEL makes null at run time (an unknown name, a clash of types) is told but not refused;
   * for models made elsewhere. Default true.
   */
  readonly strict?: boolean;
  /** Types that `instance of` and parameters may name besides FEEL's own. */
  readonly types?: Readonly<Record<string, Type>>;
}

/** Problems beside an expression are those of a reading that was not strict. */
export type Parsed =
  | { readonly ok: true; readonly expression: Expression; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads FEEL and holds it against the vocabulary: names, types, units and codes. Never throws for what was written. */
export function parse(source: string, vocabulary: Vocabulary, options: ParseOptions = {}): Parsed {
  const parsed = parseAsWritten(source, vocabulary, options);
  if (parsed.ok) return parsed;
  const reads = (rewritten: string): boolean => parseAsWritten(rewritten, vocabulary, options).ok;
  const habits = habitProblems(source, vocabulary, reads);
  return habits.length > 0 ? { ok: false, problems: habits } : parsed;
}

function parseAsWritten(source: string, vocabulary: Vocabulary, options: ParseOptions): Parsed {
  const tree = readSyntax(source, vocabulary, options.dialect ?? 'expression');
  const problems = syntaxProblems(tree, source);
  if (problems.length > 0) return { ok: false, problems };
  let bindings = 0;
  const reading: Reading = {
    problems,
    types: options.types ?? {},
    bind: () => bindings++,
    build: (syntax, scope) => build(syntax, scope, reading),
  };
  const facts: Scope = { kind: 'facts', vocabulary };
  const expression = expected(reading.build(tree, facts), options.expect, reading);
  problems.sort((a, b) => a.from - b.from);
  if (problems.some(({ code }) => code === 'syntax')) return { ok: false, problems };
  if (problems.length > 0 && options.strict !== false) return { ok: false, problems };
  return { ok: true, expression, problems };
}

function expected(expression: Expression, type: Type | undefined, reading: Reading): Expression {
  if (!type) return expression;
  const adapted = adapt(expression, type, reading);
  if (!fits(adapted.type, type)) {
    const asked = typeWords(type);
    const is = typeWords(adapted.type);
    report(reading, 'result', adapted, {
      zh: `结果应是${asked.zh}，而这是${is.zh}`,
      en: `The result is to be ${asked.en}, and this is ${is.en}`,
    });
  }
  return adapted;
}
