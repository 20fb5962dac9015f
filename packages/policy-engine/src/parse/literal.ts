import { ANY, BOOLEAN, NULL, NUMBER, STRING } from '../type.ts';
import { readNumber } from '../value/number.ts';
import { readTemporal, temporalType } from '../value/temporal.ts';
import { type Builder, child, report } from './reading.ts';

export const numericLiteral: Builder = (syntax, _scope, reading) => {
  const { from, to } = syntax;
  const value = readNumber(syntax.text.replace(/\s+/g, ''));
  if (value) return { kind: 'number', value, type: NUMBER, from, to };
  report(reading, 'literal', syntax, {
    zh: `数值“${syntax.text}”超出范围`,
    en: `The number “${syntax.text}” is out of range`,
  });
  return { kind: 'null', type: ANY, from, to };
};

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/g;
const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** The text between the quotes with its escapes read; escapes FEEL does not know stay as they are. */
export function unquote(text: string): string {
  return text.slice(1, -1).replace(ESCAPE, (whole, four?: string, six?: string, one?: string) => {
    const point = Number.parseInt(four ?? six ?? '', 16);
    if (one !== undefined) return ESCAPED[one] ?? whole;
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

export const stringLiteral: Builder = ({ text, from, to }) => {
  return { kind: 'string', value: unquote(text), type: STRING, from, to };
};

export const booleanLiteral: Builder = ({ text, from, to }) => {
  return { kind: 'boolean', value: text === 'true', type: BOOLEAN, from, to };
};

export const nullLiteral: Builder = ({ from, to }) => ({ kind: 'null', type: NULL, from, to });

/** `@"…"`. */
export const atLiteral: Builder = (syntax, _scope, reading) => {
  const { from, to } = syntax;
  const text = unquote(child(syntax, 0).text);
  const value = readTemporal(text);
  if (value) return { kind: 'temporal', value, type: temporalType(value), from, to };
  report(reading, 'literal', syntax, {
    zh: `“${text}”不是日期、时间或时长，应写成 2020-01-31、08:30:00、P30D、P1Y6M 的样子`,
    en: `“${text}” is no date, time or duration; write it like 2020-01-31, 08:30:00, P30D, P1Y6M`,
  });
  return { kind: 'null', type: ANY, from, to };
};
