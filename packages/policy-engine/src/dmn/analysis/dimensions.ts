import { compile } from '../../evaluate/compile.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Facts, Value } from '../../value/value.ts';
import type { TableInput, TableLogic } from '../logic.ts';
import { pointsOf } from './points.ts';

/** Values side by side that hit the same rows: one of them stands for all. Rows are bits, the first the lowest. */
interface Class {
  readonly value: Value;
  readonly rows: bigint;
}

/** One thing that a table asks, in however many columns. */
export interface Dimension {
  readonly input: TableInput;
  readonly classes: readonly Class[];
  readonly whole: boolean;
}

/** What a table asks, and which rows each kind of answer leaves. `keyOf` tells inputs that are the same. */
export function dimensionsOf(
  table: TableLogic,
  facts: Facts,
  keyOf: (input: TableInput) => string,
): readonly Dimension[] {
  const columns = new Map<string, number[]>();
  for (const [at, input] of table.inputs.entries()) {
    const key = keyOf(input);
    columns.set(key, [...(columns.get(key) ?? []), at]);
  }
  return [...columns.values()].flatMap((own): Dimension[] => {
    const inputs = own.flatMap((at) => table.inputs[at] ?? []);
    const [input] = inputs;
    if (!input) return [];
    const allowed = inputs.flatMap((each) => each.allowed ?? []);
    const tests = table.rules.flatMap((rule) => own.flatMap((at) => testOf(rule.tests[at])));
    const points = pointsOf(input.expression.type, [...tests, ...allowed], facts);
    const may = points.values.filter(
      (value) => value === null || allowed.every((test) => passes(test, value, facts)),
    );
    const classes: Class[] = [];
    for (const value of may) {
      let rows = 0n;
      for (const [row, rule] of table.rules.entries()) {
        const hit = own.every((at) => testOf(rule.tests[at]).every((test) => passes(test, value, facts)));
        if (hit) rows |= 1n << BigInt(row);
      }
      // Neighbours alone are one: two gaps apart from each other are two.
      if (classes.at(-1)?.rows !== rows) classes.push({ value, rows });
    }
    return [{ input, classes, whole: points.whole }];
  });
}

function testOf(test: Expression | 'any' | undefined): Expression[] {
  return test === undefined || test === 'any' ? [] : [test];
}

function passes(test: Expression, value: Value, facts: Facts): boolean {
  return compile(test)(new Map(facts).set('?', value)) === true;
}
