import type { Words } from '../problem.ts';
import type { Expression, Arithmetic, Comparison } from '../syntax/expression.ts';
import type { Type } from '../type.ts';

type Operator = Comparison['operator'];

const AMOUNTS: Record<Operator, Words> = {
  '=': { zh: '等于', en: 'is' },
  '!=': { zh: '不等于', en: 'is not' },
  '<': { zh: '小于', en: 'is below' },
  '<=': { zh: '不大于', en: 'is at most' },
  '>': { zh: '大于', en: 'is above' },
  '>=': { zh: '不小于', en: 'is at least' },
};
const KINDS: Record<Operator, Words> = {
  ...AMOUNTS,
  '=': { zh: '是', en: 'is' },
  '!=': { zh: '不是', en: 'is not' },
};
const DATES: Record<Operator, Words> = {
  '=': KINDS['='],
  '!=': KINDS['!='],
  '<': { zh: '早于', en: 'is before' },
  '<=': { zh: '不晚于', en: 'is not after' },
  '>': { zh: '晚于', en: 'is after' },
  '>=': { zh: '不早于', en: 'is not before' },
};
export const OPPOSITE: Record<Operator, Operator> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/** How the operator is said between values of the type. */
export function operatorWords(operator: Operator, type: Type): Words {
  if (type.kind === 'date' || type.kind === 'date and time' || type.kind === 'time') return DATES[operator];
  return (type.kind === 'number' || type.kind.endsWith('duration') ? AMOUNTS : KINDS)[operator];
}

export function joined(words: readonly Words[], zh: string, en = zh): Words {
  return { zh: words.map((each) => each.zh).join(zh), en: words.map((each) => each.en).join(en) };
}

export const SIGNS: Record<Arithmetic['operator'], string> = {
  '+': '+',
  '-': '−',
  '*': '×',
  '/': '÷',
  '**': '^',
};
export const BINDS: Record<Arithmetic['operator'], number> = { '+': 1, '-': 1, '*': 2, '/': 2, '**': 3 };

/** Parts of dates, times and durations. */
export const PROPERTIES: Record<string, Words> = {
  year: { zh: '年份', en: 'year' },
  month: { zh: '月份', en: 'month' },
  day: { zh: '日', en: 'day' },
  weekday: { zh: '星期', en: 'weekday' },
  years: { zh: '整年数', en: 'years' },
  months: { zh: '余月数', en: 'months' },
  days: { zh: '整天数', en: 'days' },
};

/** What must hold of a member, set off from the words around it. */
export function condition({ zh, en }: Words, { kind }: Expression): Words {
  return { zh: `「${zh}」`, en: kind === 'and' || kind === 'or' ? `(${en})` : en };
}
