import type { Expression } from '../syntax/expression.ts';
import {
  readDate,
  readDuration,
  readMoment,
  readTime,
  type Temporal,
  temporalType,
} from '../value/temporal.ts';
import { type Reading, report } from './reading.ts';

const READERS: Record<string, { read: (text: string) => Temporal | undefined; example: string }> = {
  date: { read: (text) => readDate(text) ?? readMoment(text)?.date, example: '2020-01-31' },
  time: { read: readTime, example: '08:30:00' },
  'date and time': { read: readMoment, example: '2020-01-31T08:30:00' },
  duration: { read: readDuration, example: 'P30D / P1Y6M' },
};

/** A constructor of one literal is a literal itself; one that cannot be read is a mistake. */
export function foldTemporal(expression: Expression, reading: Reading): Expression {
  if (expression.kind !== 'call') return expression;
  const [only, ...others] = expression.arguments;
  const reader = READERS[expression.function];
  if (only?.kind !== 'string' || others.some(Boolean) || !reader) return expression;
  const { from, to } = expression;
  const value = reader.read(only.value);
  if (value) return { kind: 'temporal', value, type: temporalType(value), from, to };
  report(reading, 'literal', only, {
    zh: `“${only.value}”读不出来，应写成 ${reader.example} 的样子`,
    en: `“${only.value}” cannot be read; write it like ${reader.example}`,
  });
  return expression;
}
