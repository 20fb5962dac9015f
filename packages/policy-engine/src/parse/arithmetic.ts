import { typeWords } from '../problem.ts';
import type { Expression, Arithmetic } from '../syntax/expression.ts';
import { ANY, DAYS, NULL, NUMBER, numberOf, STRING, type Type } from '../type.ts';
import { formatNumber } from '../value/number.ts';
import { sameUnit, unitOf } from '../unit.ts';
import { type Reading, report } from './reading.ts';

type Operator = Arithmetic['operator'];

/** The type of `left operator right`; reports those that do not go together. */
export function arithmeticType(
  operator: Operator,
  left: Expression,
  right: Expression,
  place: { from: number; to: number },
  reading: Reading,
): Type {
  if (left.type.kind === 'null' || right.type.kind === 'null') return NULL;
  if (left.type.kind === 'number' && right.type.kind === 'number') {
    const a = left.type.unit;
    const b = right.type.unit;
    if (operator === '**') return NUMBER;
    if (operator === '*' || operator === '/') return numberOf(unitOf(operator, a, b));
    if (!sameUnit(a, b)) {
      const sign = operator === '+' ? { zh: '相加', en: 'added' } : { zh: '相减', en: 'subtracted' };
      report(reading, 'unit', place, {
        zh: `单位不同，${a}与${b}不能${sign.zh}`,
        en: `Units differ: ${a} and ${b} cannot be ${sign.en}`,
      });
    }
    return numberOf(a ?? b);
  }
  const type = mixedType(operator, left.type, right.type);
  if (type) return type;
  const a = typeWords(left.type);
  const b = typeWords(right.type);
  report(
    reading,
    'type',
    place,
    {
      zh: `${a.zh}与${b.zh}之间不能用“${operator}”`,
      en: `“${operator}” does not go between ${a.en} and ${b.en}`,
    },
    daysSuggestion(operator, left, right),
  );
  return ANY;
}

/** `date + 30` is written `date + @"P30D"`. */
function daysSuggestion(operator: Operator, left: Expression, right: Expression): string | undefined {
  const dated = left.type.kind === 'date' || left.type.kind === 'date and time';
  const named = left.kind === 'fact' || left.kind === 'variable';
  if (!dated || !named || right.kind !== 'number' || (operator !== '+' && operator !== '-')) return undefined;
  if (!right.value.isInteger() || right.value.isNegative()) return undefined;
  return `${left.name} ${operator} @"P${formatNumber(right.value)}D"`;
}

const TEMPORAL = new Set<Type['kind']>(['date', 'date and time', 'time']);
const DURATION = new Set<Type['kind']>(['days and time duration', 'years and months duration']);

function mixedType(operator: Operator, left: Type, right: Type): Type | undefined {
  const a = left.kind;
  const b = right.kind;
  if (a === 'any' || b === 'any') return anyType(operator, left, right);
  if ((a === 'string' || a === 'code') && (b === 'string' || b === 'code')) {
    return operator === '+' ? STRING : undefined;
  }
  if (operator === '+' || operator === '-') {
    if (DURATION.has(a) && a === b) return left;
    if (TEMPORAL.has(a) && DURATION.has(b)) return a === 'time' && b !== DAYS.kind ? undefined : left;
    if (operator === '+' && DURATION.has(a) && TEMPORAL.has(b)) return mixedType('+', right, left);
    if (operator === '-' && TEMPORAL.has(a) && TEMPORAL.has(b)) {
      return (a === 'time') === (b === 'time') ? DAYS : undefined;
    }
    return undefined;
  }
  if (DURATION.has(a) && b === 'number') return operator === '**' ? undefined : left;
  if (a === 'number' && DURATION.has(b)) return operator === '*' ? right : undefined;
  return operator === '/' && DURATION.has(a) && a === b ? NUMBER : undefined;
}

/** With one side known only at run time. */
function anyType(operator: Operator, left: Type, right: Type): Type {
  const known = left.kind === 'any' ? right : left;
  if (operator === '+' && known.kind === 'string') return STRING;
  if ((operator === '+' || operator === '-') && known.kind === 'number') return known;
  return ANY;
}
