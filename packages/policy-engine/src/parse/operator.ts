import { fits, isOrdered, joined } from '../fit.ts';
import { typeWords } from '../problem.ts';
import type { Expression, Arithmetic, ComparisonOperator } from '../syntax/expression.ts';
import { BOOLEAN, type Type } from '../type.ts';
import { Decimal } from '../value/number.ts';
import { adapt } from './adapt.ts';
import { arithmeticType } from './arithmetic.ts';
import type { Syntax } from './syntax.ts';
import { type Builder, child, type Reading, report } from './reading.ts';
import type { Scope } from './scope.ts';

export const arithmeticExpression: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  if (syntax.children.length === 2) return negation(syntax, scope, reading);
  const left = reading.build(child(syntax, 0), scope);
  const right = reading.build(child(syntax, 2), scope);
  const written = child(syntax, 1).text;
  const operator = (written === '^' ? '**' : written) as Arithmetic['operator'];
  const type = arithmeticType(operator, left, right, syntax, reading);
  return { kind: 'arithmetic', operator, left, right, type, from, to };
};

function negation(syntax: Syntax, scope: Scope, reading: Reading): Expression {
  const { from, to } = syntax;
  const operand = reading.build(child(syntax, 1), scope);
  const { kind } = operand.type;
  const countable = ['number', 'days and time duration', 'years and months duration', 'any', 'null'];
  if (!countable.includes(kind)) {
    const { zh, en } = typeWords(operand.type);
    report(reading, 'type', operand, { zh: `${zh}前面不能有正负号`, en: `${en} takes no sign` });
  }
  if (child(syntax, 0).text === '+') return operand;
  if (operand.kind === 'number') return { ...operand, value: Decimal.sub(0, operand.value), from, to };
  return { kind: 'negation', operand, type: operand.type, from, to };
}

/** Holds two operands of a comparison together; answers them with their literals read accordingly. */
export function comparable(
  left: Expression,
  right: Expression,
  operator: ComparisonOperator,
  reading: Reading,
): [Expression, Expression] {
  const one = adapt(left, right.type, reading);
  const other = adapt(right, one.type, reading);
  const place = { from: Math.min(left.from, right.from), to: Math.max(left.to, right.to) };
  checkComparable(one.type, other.type, operator, place, reading);
  return [one, other];
}

function isOpen({ kind }: Type): boolean {
  return kind === 'any' || kind === 'null';
}

/** Reports types that never compare, and units that differ. */
export function checkComparable(
  left: Type,
  right: Type,
  operator: ComparisonOperator,
  place: { from: number; to: number },
  reading: Reading,
): void {
  const a = typeWords(left);
  const b = typeWords(right);
  const lists = Number(left.kind === 'list') + Number(right.kind === 'list');
  if (lists === 1 && !isOpen(left) && !isOpen(right)) {
    report(reading, 'type', place, {
      zh: `${a.zh}不能与${b.zh}比较；要问其中有没有，用 list contains 或 some … satisfies，要问个数，用 count`,
      en: `${a.en} does not compare with ${b.en}; ask with list contains, some … satisfies, or count`,
    });
  } else if (!fits(left, right) && !fits(right, left)) {
    const unit = left.kind === 'number' && right.kind === 'number';
    report(reading, unit ? 'unit' : 'type', place, {
      zh: `${a.zh}不能与${b.zh}比较`,
      en: `${a.en} does not compare with ${b.en}`,
    });
  } else if (operator !== '=' && operator !== '!=' && !(isOrdered(left) && isOrdered(right))) {
    const { zh, en } = isOrdered(left) ? b : a;
    report(reading, 'type', place, { zh: `${zh}没有大小先后`, en: `${en} has no order` });
  }
}

export const conjunction: Builder = (syntax, scope, reading) => logic('and', syntax, scope, reading);
export const disjunction: Builder = (syntax, scope, reading) => logic('or', syntax, scope, reading);

function logic(kind: 'and' | 'or', syntax: Syntax, scope: Scope, reading: Reading): Expression {
  const { from, to } = syntax;
  const operands = chain(syntax, syntax.name).map((each) => truth(each, scope, reading));
  return { kind, operands, type: BOOLEAN, from, to };
}

/** `a and b and c`, which the grammar reads as `(a and b) and c`. */
function chain(syntax: Syntax, name: string): Syntax[] {
  const first = child(syntax, 0);
  return [...(first.name === name ? chain(first, name) : [first]), child(syntax, 2)];
}

/** An expression where yes or no is asked for. */
export function truth(syntax: Syntax, scope: Scope, reading: Reading): Expression {
  const expression = reading.build(syntax, scope);
  if (!fits(expression.type, BOOLEAN)) {
    const { zh, en } = typeWords(expression.type);
    report(reading, 'type', expression, {
      zh: `此处要的是“是”或“否”，而这是${zh}`,
      en: `Yes or no is asked for here, and this is ${en}`,
    });
  }
  return expression;
}

export const ifExpression: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const condition = truth(child(syntax, 1), scope, reading);
  const first = reading.build(child(syntax, 3), scope);
  const second = reading.build(child(syntax, 5), scope);
  const whenTrue = adaptCodes(first, second.type, reading);
  const otherwise = adaptCodes(second, whenTrue.type, reading);
  const type = joined(whenTrue.type, otherwise.type);
  return { kind: 'if', condition, whenTrue, otherwise, type, from, to };
};

/** The branches of an `if` may differ in type; only a text beside a code is read as that code's when it is one. */
function adaptCodes(branch: Expression, beside: Type, reading: Reading): Expression {
  if (beside.kind !== 'code' || branch.kind !== 'string') return branch;
  const quiet: Reading = { ...reading, problems: [] };
  const adapted = adapt(branch, beside, quiet);
  return quiet.problems.length > 0 ? branch : adapted;
}
