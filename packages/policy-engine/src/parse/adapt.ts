import type { Expression } from '../syntax/expression.ts';
import type { CodeList, Type } from '../type.ts';
import { ANY, DAYS, listOf, MONTHS } from '../type.ts';
import { formatNumber } from '../value/number.ts';
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
      if (asked.kind === 'boolean') return adaptTruth(expression, reading);
      return expression;
    case 'number':
      return asked.kind === DAYS.kind || asked.kind === MONTHS.kind
        ? adaptDuration(expression, asked, reading)
        : expression;
    case 'unknown':
      adaptUnknown(expression, asked, reading);
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

const TRUTHS: Record<string, string> = {
  是: 'true',
  有: 'true',
  true: 'true',
  否: 'false',
  无: 'false',
  false: 'false',
};

function adaptTruth(text: Text, reading: Reading): Expression {
  const words = {
    zh: `“${text.value}”是文本；是否写成 true 或 false`,
    en: `“${text.value}” is text; yes and no are written true and false`,
  };
  report(reading, 'type', text, words, TRUTHS[text.value.trim()]);
  return { ...text, type: ANY };
}

/** A number of days or months where a duration belongs. */
function adaptDuration(
  number: Extract<Expression, { kind: 'number' }>,
  wanted: Type,
  reading: Reading,
): Expression {
  const sign = number.value.isNegative() ? '-' : '';
  const count = formatNumber(number.value.abs());
  const duration = number.value.isInteger()
    ? `@"${sign}P${count}${wanted.kind === DAYS.kind ? 'D' : 'M'}"`
    : undefined;
  const words = {
    zh: '这里要的是时长，不是数值',
    en: 'A duration belongs here, not a number',
  };
  report(reading, 'type', number, words, duration);
  return { ...number, type: ANY };
}

/** A label written without quotes, or yes and no in Chinese, are no names that are missing. */
function adaptUnknown(
  unknown: Extract<Expression, { kind: 'unknown' }>,
  wanted: Type,
  reading: Reading,
): void {
  const { name, from, to } = unknown;
  const at = reading.problems.findIndex(
    (each) => each.from === from && each.to === to && each.code === 'unknown-name',
  );
  const told = reading.problems[at];
  if (!told) return;
  const truth = wanted.kind === 'boolean' ? TRUTHS[name] : undefined;
  const isLabel = wanted.kind === 'code' && codeOf(wanted.list, name) !== undefined;
  const suggestion = truth ?? (isLabel ? JSON.stringify(name) : undefined);
  if (suggestion === undefined) return;
  const zh = truth ? `“${name}”要写成 ${truth}` : `代码“${name}”要加引号`;
  const en = truth ? `“${name}” is written ${truth}` : `The code “${name}” needs quotes`;
  reading.problems[at] = { ...told, zh, en, suggestion };
}
