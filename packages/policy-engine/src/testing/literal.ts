import fc from 'fast-check';
import type { CodeMember, Type } from '../type.ts';

// Few values, so that facts and literals meet; among them the ends of months and years, and decimals no float holds.
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '3',
  '0.1',
  '0.2',
  '0.3',
  '-2.5',
  '16',
  '60',
  '99.9',
  '100',
  '3000',
  '7300',
];
const DATES = [
  '2015-12-31',
  '2016-01-01',
  '2016-02-29',
  '2019-02-28',
  '2020-01-31',
  '2020-02-29',
  '2020-03-01',
  '2020-12-31',
];
const TIMES = ['00:00:00', '08:30:00', '23:59:59'];
const TEXTS = ['', 'a', 'A', 'ab', '张', '张三', 'b a', "o'k", '100%', 'a_b', '\\', '"'];
const DAYS = ['P0D', 'P1D', 'P30D', '-P1D', 'PT12H', 'P365DT1H'];
const MONTHS = ['P0M', 'P1M', 'P1Y', '-P2M', 'P1Y6M'];

const numeral = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: 20_000 }).map(String) },
  { weight: 1, arbitrary: fc.integer({ min: -2000, max: 20_000 }).map((cents) => (cents / 100).toFixed(2)) },
);

const day = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...DATES) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: Date.UTC(2014, 0, 1) / 86_400_000, max: Date.UTC(2022, 0, 1) / 86_400_000 })
      .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
  },
);

const moment = fc.tuple(day, fc.constantFrom(...TIMES)).map(([date, time]) => `${date}T${time}`);

/** Values of the type as facts hold them: texts for numbers, dates and durations. */
export function plain(type: Type): fc.Arbitrary<string | boolean> | undefined {
  switch (type.kind) {
    case 'number':
      return numeral;
    case 'string':
      return fc.constantFrom(...TEXTS);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return day;
    case 'time':
      return fc.constantFrom(...TIMES);
    case 'date and time':
      return moment;
    case 'days and time duration':
      return fc.constantFrom(...DAYS);
    case 'years and months duration':
      return fc.constantFrom(...MONTHS);
    case 'code':
      return fc.constantFrom(...type.list.members.map(({ code }) => code));
    default:
      return undefined;
  }
}

/** Literals of the type as FEEL writes them. */
export function literal(type: Type): fc.Arbitrary<string> | undefined {
  const value = plain(type);
  switch (type.kind) {
    case 'number':
    case 'boolean':
      return value?.map(String);
    case 'string':
      return value?.map((text) => JSON.stringify(text));
    case 'code':
      return fc
        .constantFrom(...type.list.members)
        .chain((member) => fc.constantFrom(...wordsOf(member)))
        .map((text) => JSON.stringify(text));
    default:
      return value?.map((text) => `@"${String(text)}"`);
  }
}

function wordsOf({ code, zh, en }: CodeMember): string[] {
  return en === undefined ? [code, zh] : [code, zh, en];
}
