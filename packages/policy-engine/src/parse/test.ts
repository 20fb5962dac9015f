import { joined } from '../fit.ts';
import type { Expression, ComparisonOperator, Test } from '../syntax/expression.ts';
import { BOOLEAN, rangeOf, type Type } from '../type.ts';
import { adapt } from './adapt.ts';
import type { Syntax } from './syntax.ts';
import { checkComparable, comparable } from './operator.ts';
import { type Builder, child, part, type Reading, report } from './reading.ts';
import { bind, resolve, type Scope } from './scope.ts';

export const comparison: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const operator = child(syntax, 1);
  if (operator.name === 'between') return between(syntax, scope, reading);
  if (operator.name === 'in') return membership(syntax, scope, reading);
  const first = reading.build(child(syntax, 0), scope);
  const second = reading.build(child(syntax, 2), scope);
  const sign = operator.text as ComparisonOperator;
  const doubled = child(syntax, 2);
  if (doubled.name === 'SimplePositiveUnaryTest' && child(doubled, 0).name === 'CompareOp') {
    twoSigns(operator, child(doubled, 0), reading);
    return { kind: 'comparison', operator: sign, left: first, right: second, type: BOOLEAN, from, to };
  }
  const [left, right] = comparable(first, second, sign, reading);
  return { kind: 'comparison', operator: sign, left, right, type: BOOLEAN, from, to };
};

const ONE_SIGN: Record<string, string> = { '==': '=', '<>': '!=', '=>': '>=', '=<': '<=', '===': '=' };

function twoSigns(first: Syntax, second: Syntax, reading: Reading): void {
  const signs = first.text + second.text;
  const words = { zh: `比较符号“${signs}”写重了`, en: `“${signs}” are two signs of comparison` };
  report(reading, 'syntax', { from: first.from, to: second.to }, words, ONE_SIGN[signs]);
}

const between: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const value = reading.build(child(syntax, 0), scope);
  const [, low] = comparable(value, reading.build(child(syntax, 2), scope), '>=', reading);
  const [, high] = comparable(value, reading.build(child(syntax, 4), scope), '<=', reading);
  return { kind: 'between', value, low, high, type: BOOLEAN, from, to };
};

const membership: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const value = reading.build(child(syntax, 0), scope);
  const binding = reading.bind();
  const inner = bind(scope, '?', binding, value.type);
  const third = child(syntax, 2);
  const written = third.name === 'PositiveUnaryTest' ? [third] : part(syntax, 'PositiveUnaryTests').children;
  const tests = testsOf(written, value.type, inner, reading);
  return { kind: 'in', value, binding, tests, negated: false, type: BOOLEAN, from, to };
};

/** A whole of unary tests: `-`, tests, or `not(tests)`; what is tested is the fact `?`. */
export const unaryTests: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const first = child(syntax, 0);
  if (first.name === 'Wildcard') return { kind: 'boolean', value: true, type: BOOLEAN, from, to };
  const found = resolve(scope, '?');
  const type: Type = found?.kind === 'fact' ? found.type : { kind: 'any' };
  const value: Expression = { kind: 'fact', name: '?', type, from, to: from };
  const tests = testsOf(part(syntax, 'PositiveUnaryTests').children, type, scope, reading);
  return { kind: 'in', value, tests, negated: first.name === 'not', type: BOOLEAN, from, to };
};

function testsOf(written: readonly Syntax[], type: Type, scope: Scope, reading: Reading): Test[] {
  return written
    .filter(({ name }) => name === 'PositiveUnaryTest')
    .map((each) => testOf(child(each, 0), type, scope, reading));
}

function testOf(syntax: Syntax, type: Type, scope: Scope, reading: Reading): Test {
  const { from, to } = syntax;
  const sign = syntax.name === 'SimplePositiveUnaryTest' ? child(syntax, 0) : undefined;
  if (sign?.name === 'CompareOp') {
    const operator = sign.text as ComparisonOperator;
    const operand = adapt(reading.build(child(syntax, 1), scope), type, reading);
    checkComparable(type, operand.type, operator, operand, reading);
    return { kind: 'test', mode: 'comparison', operator, operand, type: BOOLEAN, from, to };
  }
  const built = reading.build(syntax, scope);
  const condition = speaksOfInput(syntax) || (built.type.kind === 'boolean' && !maybeBoolean(type));
  const operand = condition ? built : adapt(built, type, reading);
  const mode = condition ? 'condition' : modeOf(operand.type, type);
  if (mode === 'equal') checkComparable(type, operand.type, '=', operand, reading);
  if (mode === 'range' && operand.type.kind === 'range') {
    checkComparable(type, operand.type.of, '<=', operand, reading);
  }
  if (mode === 'list' && operand.type.kind === 'list') {
    const { of } = operand.type;
    checkComparable(type, of.kind === 'range' ? of.of : of, '=', operand, reading);
  }
  return { kind: 'test', mode, operand, type: BOOLEAN, from, to };
}

function maybeBoolean({ kind }: Type): boolean {
  return kind === 'boolean' || kind === 'any' || kind === 'null';
}

function speaksOfInput({ name, children }: Syntax): boolean {
  return name === '?' || children.some(speaksOfInput);
}

function modeOf(operand: Type, tested: Type): Test['mode'] {
  if (operand.kind === 'any') return 'dynamic';
  // A condition, unless what is tested turns out to be a boolean itself.
  if (operand.kind === 'boolean' && tested.kind === 'any') return 'dynamic';
  if (operand.kind === 'range') return tested.kind === 'range' ? 'dynamic' : 'range';
  if (operand.kind === 'list') return tested.kind === 'list' || tested.kind === 'any' ? 'dynamic' : 'list';
  return tested.kind === 'list' ? 'dynamic' : 'equal';
}

/** `[1..5)`. */
export const interval: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const first = reading.build(child(syntax, 1), scope);
  const second = reading.build(child(syntax, 3), scope);
  const [low, high] = comparable(first, second, '<=', reading);
  const lowClosed = child(syntax, 0).text === '[';
  const highClosed = child(syntax, -1).text === ']';
  return {
    kind: 'range',
    low,
    high,
    lowClosed,
    highClosed,
    type: rangeOf(joined(low.type, high.type)),
    from,
    to,
  };
};

/** `< 5` standing as a value is the range open on the other side; an interval is itself. */
export const simpleTest: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const first = child(syntax, 0);
  if (first.name === 'Interval') return reading.build(first, scope);
  const end = reading.build(child(syntax, 1), scope);
  const type = rangeOf(end.type);
  const sign = first.text;
  if (sign === '!=') {
    report(reading, 'syntax', syntax, {
      zh: '“!=”前面缺少要比较的数据项',
      en: 'What “!=” compares is missing before it',
    });
  }
  const low = sign === '<' || sign === '<=' ? null : end;
  const high = sign === '>' || sign === '>=' ? null : end;
  const lowClosed = sign === '>=' || sign === '=';
  const highClosed = sign === '<=' || sign === '=';
  return { kind: 'range', low, high, lowClosed, highClosed, type, from, to };
};
