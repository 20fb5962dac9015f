export type Precision = 'date' | 'month';

export interface DateReading {
  /** YYYY-MM-DD; months are their first day. */
  readonly value: string;
  /** How it was written, when not in the usual shape. */
  readonly repair?: 'date-shape' | 'excel-serial';
}

const SHAPE = /^(\d{4})[-/.年](\d{1,2})(?:月?|[-/.月](\d{1,2})[日号]?)$/;
const PACKED = /^((?:18|19|20)\d\d)(\d\d)(\d\d)?$/;
/** 二〇一四年三月一日, 二零一四年十二月: years digit by digit, months and days as they are counted. */
const IN_WORDS =
  /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?$/u;
const DIGITS = '〇一二三四五六七八九';
const CLOCK = /(?:T|\s+)[\d０-９]{1,2}[:：][\d０-９]{2}(?:[:：][\d０-９]{2}(?:\.\d+)?)?Z?$/;
const SERIAL = /^(\d{5})(?:\.\d+)?$/;
const USUAL = { date: /^\d{4}-\d\d-\d\d$/, month: /^(?:\d{4}-?\d\d|\d{4}-\d\d-01)$/ } as const;
/** 1910-01-01 and 2100-01-01 as day numbers of the 1900 system: a five-digit number between is a date. */
const FIRST_SERIAL = 3654;
const LAST_SERIAL = 73051;

/**
 * Reads every shape that people type. `number` says that the cell is a spreadsheet number: then `2019.1`
 * may be January or October and is refused. Undefined: not a date, or one that the calendar does not have.
 */
export function readDate(text: string, precision: Precision, number: boolean): DateReading | undefined {
  // The usual shape, and by far the most frequent.
  if (precision === 'date' && USUAL.date.test(text)) {
    return calendarDate(text.slice(0, 4), text.slice(5, 7), text.slice(8)) === undefined
      ? undefined
      : { value: text };
  }
  const day = inFigures(withoutClock(text).replace(/\s+/g, ''));
  const serial = SERIAL.exec(day);
  if (serial !== null) return readSerial(serial[1] ?? '', precision);
  const match = SHAPE.exec(day) ?? PACKED.exec(day);
  if (match === null || (number && /^\d{4}\.1$/.test(day))) return undefined;
  const value = calendarDate(match[1] ?? '', match[2] ?? '', precision === 'month' ? '1' : (match[3] ?? '1'));
  if (value === undefined || (precision === 'month' && !hasDay(match))) return undefined;
  return USUAL[precision].test(text) ? { value } : { value, repair: 'date-shape' };
}

/** Databases write a day with its midnight: 1977/9/11 00:00:00. */
export function withoutClock(text: string): string {
  return text.replace(CLOCK, '');
}

function inFigures(text: string): string {
  const words = IN_WORDS.exec(text);
  if (words === null) return text;
  const [, year = '', month = '', day] = words;
  const figures = year
    .replaceAll(/[○零]/gu, '〇')
    .replaceAll(/./gu, (digit) => String(DIGITS.indexOf(digit)));
  return `${figures}-${counted(month)}${day === undefined ? '' : `-${counted(day)}`}`;
}

/** 七: 7, 十二: 12, 三十一: 31. */
function counted(words: string): number {
  const [tens, ones = ''] = words.includes('十') ? words.split('十') : ['0', words];
  return (tens === '' ? 1 : digit(tens ?? '')) * 10 + digit(ones);
}

function digit(word: string): number {
  return Math.max(0, DIGITS.indexOf(word));
}

/** 2019-02-31 is wrong as a month too: it was never a date. */
function hasDay(match: RegExpExecArray): boolean {
  return match[3] === undefined || calendarDate(match[1] ?? '', match[2] ?? '', match[3]) !== undefined;
}

/** Day numbers count from 1899-12-30; the 1904 system is resolved by the reader. 20193 may mean 2019-3: refused for months. */
function readSerial(digits: string, precision: Precision): DateReading | undefined {
  const days = Number(digits);
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return undefined;
  if (precision === 'month' && /^(19|20)\d\d[1-9]$/.test(digits)) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return { value: precision === 'month' ? `${date.slice(0, 7)}-01` : date, repair: 'excel-serial' };
}

/** ISO date, or undefined when the calendar has no such day or the year is not of a living register. */
export function calendarDate(year: string, month: string, day: string): string | undefined {
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Whether the calendar has the day, in the years that a register can speak of. */
export function isDay(year: number, month: number, day: number): boolean {
  return year >= 1850 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
