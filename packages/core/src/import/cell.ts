import type { Field } from '../dictionary/field.ts';
import { CodeMatcher } from './code-matcher.ts';
import { readDate, withoutClock } from './date.ts';
import { numberReader } from './cell-number.ts';
import { accountReader, identityReader, phoneReader } from './cell-sealed.ts';
import { narrowed } from './narrow.ts';
import { closeName, halfWidth, halfWidthAlnum, isPlain, oneDot, trimCell } from './text.ts';
import { type Digits, digitsText, readDigits } from './number.ts';
import type { CellReader, ImportDictionary, Outcome, Value } from './value.ts';

/** Dashes and words that people write where there is nothing to say. */
const NOTHING = /^(?:[-—–－_/／\\]+|无|空|暂无|没有|不详|null|NULL|N\/A|n\/a|None)$/;
const LONGEST_NOTHING = 6;
const YES = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓', '✔', '☑', '已', '参加', '享受']);
const NO = new Set([
  '否',
  '无',
  '没有',
  '不是',
  '非',
  'n',
  'no',
  'false',
  '0',
  '×',
  '✗',
  '✘',
  'x',
  '☒',
  '未',
  '未参加',
  '不享受',
  '没',
]);
/** Values that come again and again are read once. Longer texts could keep a whole chunk of the file alive. */
const REMEMBERED = 4096;
const REMEMBERED_LENGTH = 12;

/** What the header of the column says about its cells. */
export interface HeaderHints {
  /** Places to move the point: 4 for （万元）. */
  readonly shift?: number;
  /** 识别年度 over a date, or a date of which a year is enough: the bare year becomes its first day. */
  readonly yearly?: boolean;
}

/** What a cell is read by: the field's type, with cleaning, placeholders and errors of formulas around it. */
export function cellReader(field: Field, dictionary: ImportDictionary, header: HeaderHints = {}): CellReader {
  const read = typeReader(field, dictionary, header);
  const known = new Map<string, Value>();
  const keeps =
    field.type !== 'text' && field.type !== 'identity' && field.type !== 'phone' && field.type !== 'account';
  return (text, kind, out) => {
    if (keeps && kind !== 'e' && kind !== 'f') {
      const value = known.get(text);
      if (value !== undefined) return value;
    }
    const value = readClean(read, text, kind, out);
    if (keeps && kind === 't' && out.rule === undefined && out.repairs.length === 0 && value !== null) {
      if (text.length <= REMEMBERED_LENGTH && known.size < REMEMBERED) known.set(text, value);
    }
    return value;
  };
}

/** Columns that are no field of the dictionary: places as their text, echoes as what they echo. */
export function otherReader(to: string): CellReader {
  const read = OTHERS[to] ?? readText;
  return (text, kind, out) => readClean(read, text, kind, out);
}

function readClean(read: CellReader, text: string, kind: string, out: Outcome): Value {
  if (kind === 'e') return out.fail('cell-error');
  if (kind === 'f') return out.fail('formula-without-value');
  out.plain = isPlain(text);
  const trimmed = out.plain ? text : trimCell(text);
  if (trimmed === '') return null;
  if (trimmed !== text) out.repair('trimmed');
  const value = read(trimmed, kind, out);
  return out.rule !== undefined && NOTHING.test(trimmed) ? nothing(out) : value;
}

function nothing(out: Outcome): null {
  out.clear();
  out.repair('placeholder');
  return null;
}

function typeReader(
  field: Field,
  dictionary: ImportDictionary,
  { shift = 0, yearly = false }: HeaderHints,
): CellReader {
  switch (field.type) {
    case 'text':
      return /(^|[._])name$/.test(field.key) ? readOwnName : readText;
    case 'code':
    case 'codes':
      return codesReader(field, dictionary);
    case 'integer':
    case 'year':
    case 'decimal':
    case 'money':
      return numberReader(field, shift);
    case 'date':
      return dateReader('date', yearly, field.key.includes('birth'));
    case 'month':
      return dateReader('month', yearly);
    case 'boolean':
      return readBoolean;
    case 'identity':
      return identityReader;
    case 'phone':
      return phoneReader;
    case 'account':
      return accountReader;
  }
}

/** What Excel makes of a long number in a text file. */
const SHORTENED = /^\d\.(\d+)E\+(\d\d)$/i;
const POINT = 46;

function readText(text: string, kind: string, out: Outcome): Value {
  const shortened = kind === 't' && text.charCodeAt(1) === POINT ? SHORTENED.exec(text) : null;
  if (shortened !== null) {
    const [, fraction = '', exponent = ''] = shortened;
    const digits = fraction.length < Number(exponent) ? undefined : readDigits(text);
    return digits === undefined ? out.fail('number-digits-lost') : readNumberAsText(digits, out);
  }
  if (text.length <= LONGEST_NOTHING && NOTHING.test(text)) return nothing(out);
  const digits = kind === 'n' ? readDigits(text) : undefined;
  if (digits !== undefined) return readNumberAsText(digits, out);
  if (out.plain) return text;
  const narrow = halfWidthAlnum(text);
  if (narrow !== text) out.repair('full-width');
  return narrow;
}

/** A number of a household or a house typed into a number cell: taken when no digit can have been lost. */
function readNumberAsText(digits: Digits, out: Outcome): Value {
  if (digits.whole.length > 15) return out.fail('number-digits-lost');
  out.repair('text-as-number');
  return digitsText(digits);
}

/** Masks, the marks that a lost character leaves, and code points that look different on each machine. */
const NO_NAME = /[?？*＊□■\ufffd\ue000-\uf8ff]/;

function readOwnName(text: string, kind: string, out: Outcome): Value {
  const read = readName(text, kind, out);
  const wrong = typeof read === 'string' ? NO_NAME.exec(read)?.[0] : undefined;
  return wrong === undefined ? read : out.fail('name-characters', wrong);
}

function readName(text: string, kind: string, out: Outcome): Value {
  const written = readText(text, kind, out);
  if (typeof written !== 'string') return written;
  const read = oneDot(written);
  if (read !== written) out.repair('separator');
  if (out.plain) return read;
  const closed = closeName(read);
  if (closed !== read) out.repair('inner-space');
  return closed;
}

/** Births of 1952 to 1957 as day numbers; of any other day it is a year with its month: 20193. */
const YEAR_MONTH = /^(?:19|20)\d\d[1-9]$/;

function dateReader(precision: 'date' | 'month', yearly: boolean, birth = false): CellReader {
  return (text, kind, out) => {
    // Before its spaces are closed up: 11 00:00 would be one number.
    const day = withoutClock(text);
    if (day !== text && kind !== 'd') out.repair('date-shape');
    const narrow = narrowed(day, out);
    if (yearly && /^(19|20)\d\d年?度?$/.test(narrow)) {
      out.repair('date-shape');
      return `${narrow.slice(0, 4)}-01-01`;
    }
    if (!birth && YEAR_MONTH.test(narrow)) return out.fail('not-a-date');
    const reading = readDate(narrow, precision, kind === 'n');
    if (reading === undefined) return out.fail('not-a-date');
    if (reading.repair !== undefined && kind !== 'd') out.repair(reading.repair);
    return reading.value;
  };
}

function readBoolean(text: string, _kind: string, out: Outcome): Value {
  const word = narrowed(text, out).toLowerCase();
  if (word === '是') return 1;
  if (word === '否') return 0;
  const number = /^[01]\.0*$/.test(word) ? word.charAt(0) : word;
  const value = YES.has(number) ? 1 : NO.has(number) ? 0 : undefined;
  if (value === undefined) return out.fail('not-yes-or-no');
  out.repair('code-to-label');
  return value;
}

function codesReader(field: Field, dictionary: ImportDictionary): CellReader {
  const list = field.codes === undefined ? undefined : dictionary.list(field.codes);
  if (list === undefined) throw new RangeError(`${field.key} names no code list`);
  const matcher = new CodeMatcher(list, dictionary.year);
  const many = field.type === 'codes';
  return (text, kind, out) => {
    const word = kind === 'n' ? text.replace(/\.0+$/, '') : text;
    const single = matcher.find(word);
    if (single !== undefined) {
      if (single.repair !== undefined) out.repair(single.repair);
      else if (!out.plain && !matcher.isPrinted(word) && halfWidth(word) !== word) out.repair('full-width');
      return many ? [single.code] : single.code;
    }
    if (!many) return unlisted(word, matcher, out);
    const { matches, unknown, separator } = matcher.findAll(word);
    const wrong = unknown[0];
    if (wrong !== undefined || matches.length === 0) {
      const other = unlisted(wrong ?? word, matcher, out);
      return other === null ? null : [...new Set([...matches.map(({ code }) => code), other])];
    }
    if (field.atMost !== undefined && matches.length > field.atMost)
      return out.fail('too-many-codes', String(field.atMost));
    if (separator) out.repair('separator');
    for (const { repair } of matches) if (repair !== undefined) out.repair(repair);
    return matches.map(({ code }) => code);
  };
}

function unlisted(word: string, matcher: CodeMatcher, out: Outcome): string | null {
  const expected = matcher.suggest(word);
  const { other } = matcher;
  out.fail(other === undefined ? 'not-in-list' : 'not-in-open-list', expected);
  return other ?? null;
}

/** A number that is only compared: its own row says what is wrong with it. */
function readEchoedIdentity(text: string, _kind: string, out: Outcome): Value {
  return narrowed(text, out).toUpperCase();
}

/** `202301` and the like, or just the month of the year beside it. */
function readMonth(text: string, kind: string, out: Outcome): Value {
  const month = /^(0?[1-9]|1[0-2])月?(?:份)?$/.exec(narrowed(text, out));
  return month === null ? dateReader('month', false)(text, kind, out) : Number(month[1]);
}

const OTHERS: Readonly<Record<string, CellReader>> = {
  'echo.head_name': readName,
  'echo.head_identity': readEchoedIdentity,
  'echo.members': numberReader({ type: 'integer', unit: '人', range: { min: 0 } }, 0),
  'echo.year': numberReader({ type: 'year', range: { min: 1980, max: 2100 } }, 0),
  'echo.month': readMonth,
};
