import { compile } from '../../evaluate/compile.ts';
import type { Expression, If } from '../../syntax/expression.ts';
import { rewrite } from '../../syntax/rewrite.ts';
import { BOOLEAN, NUMBER } from '../../type.ts';
import { Decimal } from '../../value/number.ts';
import { compare, equal } from '../../value/equal.ts';
import type { Value } from '../../value/value.ts';
import type { TableLogic } from '../logic.ts';
import { type DecisionExpression, NotOneExpression, NULL } from './one-expression.ts';

const AT = { from: 0, to: 0 } as const;

interface Row {
  /** True when the row hits; else false, never null. */
  readonly hit: Expression;
  readonly outputs: readonly Expression[];
  /** For each input the values that the row takes, when it takes no others. */
  readonly points: readonly (ReadonlySet<string> | undefined)[];
}

/** A decision table as a chain of conditions. `put` replaces the names in sight by what they stand for. */
export function tableAsExpression(
  table: TableLogic,
  put: (expression: Expression) => Expression,
  element: string,
): DecisionExpression {
  const inputs = table.inputs.map(({ expression }) => put(expression));
  // One object a table: what its conditions exclude, they exclude among themselves.
  const apart = {};
  const rows = table.rules.map((rule): Row => {
    const tests = rule.tests.flatMap((test, at) => {
      const input = inputs[at] ?? NULL;
      return test === 'any' ? [] : [put(withInput(test, input))];
    });
    return { hit: truth(and(tests)), outputs: rule.outputs.map(put), points: rule.tests.map(pointsOf) };
  });
  const refused = table.inputs.flatMap(({ allowed }, at) => {
    const input = inputs[at] ?? NULL;
    return allowed ? [and([not(isNull(input)), not(truth(put(withInput(allowed, input))))])] : [];
  });
  const value = (column: number): Expression => {
    const otherwise = table.outputs[column]?.otherwise;
    const none = otherwise ? put(otherwise) : NULL;
    const chosen = choose(table, rows, column, none, element, apart);
    return refused.length === 0 ? chosen : when(or(refused), NULL, chosen);
  };
  if (table.aggregation === 'COUNT' || table.outputs.length === 1)
    return { kind: 'value', expression: value(0) };
  return { kind: 'context', entries: new Map(table.outputs.map(({ name }, at) => [name ?? '', value(at)])) };
}

/** The unary tests with the input for `?`. */
function withInput(test: Expression, input: Expression): Expression {
  return rewrite(
    test,
    (node) => (node.kind === 'fact' && node.name === '?' ? input : undefined),
    (binding) => binding,
  );
}

function choose(
  table: TableLogic,
  rows: readonly Row[],
  column: number,
  none: Expression,
  element: string,
  apart: object,
): Expression {
  const output = (row: Row): Expression => row.outputs[column] ?? NULL;
  const first = (list: readonly Row[]): Expression =>
    list.reduceRight((rest, row) => when(row.hit, output(row), rest), none);
  switch (table.hitPolicy) {
    case 'FIRST':
      return first(rows);
    case 'UNIQUE':
      return chain(rows, output, none, apart, (row, others) =>
        or(others.flatMap((other) => (excludes(row, other) ? [] : [other.hit]))),
      );
    case 'ANY':
      return chain(rows, output, none, apart, (row, others) =>
        or(
          others.map((other) =>
            and([
              other.hit,
              or(row.outputs.map((value, at) => not(truth(same(value, other.outputs[at] ?? NULL))))),
            ]),
          ),
        ),
      );
    case 'PRIORITY':
      return first(byPriority(table, rows, element));
    case 'COLLECT':
      return collect(table, rows, output, none, element);
    case 'RULE ORDER':
    case 'OUTPUT ORDER':
      throw lists(element);
  }
}

/** The first row that hits, unless one after it stands against it: then null. */
function chain(
  rows: readonly Row[],
  output: (row: Row) => Expression,
  none: Expression,
  apart: object,
  against: (row: Row, others: readonly Row[]) => Expression,
): Expression {
  const alone = rows.every((row, at) => rows.slice(at + 1).every((other) => excludes(row, other)));
  return rows.reduceRight((rest, row, at) => {
    const others = rows.slice(at + 1);
    const otherwise = against(row, others);
    const value = isNo(otherwise) ? output(row) : when(otherwise, NULL, output(row));
    const chosen = when(row.hit, value, rest);
    return alone ? { ...chosen, exclusive: apart } : chosen;
  }, none);
}

/** Whether no subject can meet both: some input would have to be two values at once. */
function excludes(one: Row, other: Row): boolean {
  return one.points.some((points, at) => {
    const others = other.points[at];
    return points !== undefined && others !== undefined && ![...points].some((point) => others.has(point));
  });
}

/** The values that a test takes, when it names them one by one. */
function pointsOf(test: Expression | 'any'): ReadonlySet<string> | undefined {
  if (test === 'any' || test.kind !== 'in' || test.negated) return undefined;
  const points = new Set<string>();
  for (const { mode, operand } of test.tests) {
    const point = mode === 'equal' ? pointOf(operand) : undefined;
    if (point === undefined) return undefined;
    points.add(point);
  }
  return points;
}

function pointOf(literal: Expression): string | undefined {
  switch (literal.kind) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'string':
    case 'code':
      return `text ${String(literal.value)}`;
    case 'number':
      return `number ${literal.value.toFixed()}`;
    default:
      return undefined;
  }
}

function collect(
  table: TableLogic,
  rows: readonly Row[],
  output: (row: Row) => Expression,
  none: Expression,
  element: string,
): Expression {
  const { aggregation } = table;
  if (!aggregation) throw lists(element);
  if (aggregation === 'COUNT') return sum(rows.map((row) => when(row.hit, number(1), number(0))));
  if (aggregation === 'SUM') {
    const any = or(rows.map(({ hit }) => hit));
    return when(any, sum(rows.map((row) => when(row.hit, output(row), number(0)))), none);
  }
  const sign = aggregation === 'MIN' ? 1 : -1;
  const ranked = rows.map((row) => ({ row, value: constant(output(row), element) }));
  ranked.sort((a, b) => sign * (compare(a.value, b.value) ?? 0));
  return ranked.reduceRight((rest, { row }) => when(row.hit, output(row), rest), none);
}

function byPriority(table: TableLogic, rows: readonly Row[], element: string): readonly Row[] {
  const orders = table.outputs.map(({ priorities }) => priorities.map((each) => compile(each)(new Map())));
  const ranked = rows.map((row) => ({
    row,
    ranks: row.outputs.map((value, at) => {
      const rank = (orders[at] ?? []).findIndex((each) => equal(each, constant(value, element)) === true);
      return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
    }),
  }));
  ranked.sort((a, b) => {
    const at = a.ranks.findIndex((rank, column) => rank !== b.ranks[column]);
    return at < 0 ? 0 : (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
  });
  return ranked.map(({ row }) => row);
}

/** The value of an outcome that is written out; only such can be put in order beforehand. */
function constant(expression: Expression, element: string): Value {
  switch (expression.kind) {
    case 'null':
      return null;
    case 'number':
    case 'string':
    case 'code':
    case 'boolean':
    case 'temporal':
      return expression.value;
    default:
      throw new NotOneExpression(element, {
        zh: '按大小或次序取值时，结果须是写明的值',
        en: 'outcomes that are put in order must be written out',
      });
  }
}

function lists(element: string): NotOneExpression {
  return new NotOneExpression(element, { zh: '结果是列表', en: 'the outcome is a list' });
}

const YES: Expression = { kind: 'boolean', value: true, type: BOOLEAN, ...AT };
const NO: Expression = { kind: 'boolean', value: false, type: BOOLEAN, ...AT };

function isNo(condition: Expression): boolean {
  return condition.kind === 'boolean' && !condition.value;
}

function number(value: number): Expression {
  return { kind: 'number', value: new Decimal(value), type: NUMBER, ...AT };
}

function and(operands: readonly Expression[]): Expression {
  const [only, ...others] = operands;
  if (!only) return YES;
  return others.length === 0 ? only : { kind: 'and', operands, type: BOOLEAN, ...AT };
}

function or(operands: readonly Expression[]): Expression {
  const [only, ...others] = operands;
  if (!only) return NO;
  return others.length === 0 ? only : { kind: 'or', operands, type: BOOLEAN, ...AT };
}

/** True where it is true, else false: a condition that is null is as one that is false. */
function truth(condition: Expression): Expression {
  return condition.kind === 'boolean' ? condition : when(condition, YES, NO);
}

function not(operand: Expression): Expression {
  return when(operand, NO, YES);
}

function isNull(operand: Expression): Expression {
  return { kind: 'comparison', operator: '=', left: operand, right: NULL, type: BOOLEAN, ...AT };
}

function same(left: Expression, right: Expression): Expression {
  return { kind: 'comparison', operator: '=', left, right, type: BOOLEAN, ...AT };
}

function when(condition: Expression, whenTrue: Expression, otherwise: Expression): If {
  const type = whenTrue.kind === 'null' ? otherwise.type : whenTrue.type;
  return { kind: 'if', condition, whenTrue, otherwise, type, ...AT };
}

function sum(parts: readonly Expression[]): Expression {
  return parts.reduce((left, right) => ({
    kind: 'arithmetic',
    operator: '+',
    left,
    right,
    type: NUMBER,
    ...AT,
  }));
}
