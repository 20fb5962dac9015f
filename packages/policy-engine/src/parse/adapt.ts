import type { Expression } from '../syntax/expression.ts';
import type { CodeList, Type } from '../type.ts';
import { ANY, listOf } from '../type.ts';
import { readTemporal } from '../value/temporal.ts';
import { nearest } from '../suggest.ts';
import { type Reading, report } from './reading.ts';

const TEMPORAL = new Set<Type['kind']>([
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

/** The code that a label, an alias or the code itself names, or undefined. */
export function codeOf(list: CodeList, written: string): string | undefined {
  const text = written.trim();
  const found =
    list.members.find(({ code }) => code === text) ??
    list.members.find(({ zh, en }) => zh === text || en === text) ??
    list.members.find(({ aliases }) => aliases?.includes(text));
  return found?.code;
}

/**
 * Reads literals as what stands beside them asks for: a text beside a code is one of its labels or codes, a text
 * beside a date is a mistake. What was complained about has any type, so that it is not complained about twice.
 */
export function adapt(expression: Expression, wanted: Type, reading: Reading): Expression {
  const asked = wanted.kind === 'list' && expression.kind !== 'list' ? wanted.of : wanted;
  switch (expression.kind) {
    case 'string':
      if (asked.kind === 'code') return adaptCode(expression, asked.list, reading);
      if (TEMPORAL.has(asked.kind)) return adaptTemporal(expression, reading);
      return expression;
    case 'list': {
      const of = wanted.kind === 'list' ? wanted.of : wanted;
      const items = expression.items.map((item) => adapt(item, of, reading));
      if (items.every((item, at) => item === expression.items[at])) return expression;
      return { ...expression, items, type: listOf(of) };
    }
    case 'if': {
      const whenTrue = adapt(expression.whenTrue, wanted, reading);
      const otherwise = adapt(expression.otherwise, wanted, reading);
      if (whenTrue === expression.whenTrue && otherwise === expression.otherwise) return expression;
      return { ...expression, whenTrue, otherwise, type: wanted };
    }
    case 'range': {
      const of = asked.kind === 'range' ? asked.of : asked;
      const low = expression.low && adapt(expression.low, of, reading);
      const high = expression.high && adapt(expression.high, of, reading);
      if (low === expression.low && high === expression.high) return expression;
      return { ...expression, low, high, type: { kind: 'range', of } };
    }
    default:
      return expression;
  }
}

type Text = Extract<Expression, { kind: 'string' }>;

function adaptCode(text: Text, list: CodeList, reading: Reading): Expression {
  const { from, to, value } = text;
  const code = codeOf(list, value);
  if (code !== undefined) return { kind: 'code', value: code, type: { kind: 'code', list }, from, to };
  const known = list.members.flatMap(({ code: each, zh, en, aliases = [] }) => [
    zh,
    ...aliases,
    ...(en ? [en] : []),
    each,
  ]);
  const near = nearest(value, known);
  const some = list.members.slice(0, 8).map(({ zh }) => `“${zh}”`);
  const more = list.members.length > some.length ? '…' : '';
  report(
    reading,
    'code',
    text,
    {
      zh: `代码“${list.name}”里没有“${value}”，可以是：${some.join('、')}${more}`,
      en: `“${list.name}” has no “${value}”; it has ${some.join(', ')}${more}`,
    },
    near && JSON.stringify(near),
  );
  return { ...text, type: ANY };
}

function adaptTemporal(text: Text, reading: Reading): Expression {
  const readable = readTemporal(text.value);
  report(
    reading,
    'type',
    text,
    {
      zh: `“${text.value}”是文本，不能与日期、时间或时长相比或相加`,
      en: `“${text.value}” is text; it does not compare with dates, times or durations`,
    },
    readable && `@${JSON.stringify(text.value)}`,
  );
  return { ...text, type: ANY };
}
