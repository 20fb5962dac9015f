import { codeListOf, fieldsOf, findCode, findField } from '../dictionary/index.ts';
import type { Field } from '../dictionary/field.ts';
import { isDay } from '../import/date.ts';
import { isFault, readIdentity } from '../import/identity.ts';
import { readPhone } from '../import/phone.ts';
import type { ProcedureQuestion } from './model.ts';

/** What an answer must be like, in both languages: the sentence of a fault. */
export interface Wanted {
  readonly zh: string;
  readonly en: string;
}

/** A value as it is kept, or what it should have been. */
export type Answer = { readonly value: unknown } | Wanted;

const LONGEST = { text: 200, 'long-text': 4000, account: 34 } as const;
/** A quadrillion fen: exact in a double, and more than any county has. */
const MOST = 1e15;
const DECIMAL = /^-?\d{1,12}(\.\d{1,4})?$/;
const ID = /^\d{1,19}$/;

/** Reads one answer by the type of its question or of the dictionary's field. Empty answers do not come here. */
export function readAnswer(question: ProcedureQuestion, value: unknown): Answer {
  const field = question.field === undefined ? undefined : findField(question.field);
  if (field !== undefined) return readField(field, value);
  switch (question.type) {
    case 'long-text':
      return readText(value, LONGEST['long-text']);
    case 'integer':
      return readWhole(value, {});
    case 'decimal':
      return readDecimal(value);
    case 'money':
      return readWhole(value, { min: 0 });
    case 'date':
      return readDay(value);
    case 'yes-no':
      return readYes(value);
    case 'choice':
      return readChoice(question.choices?.map(({ code }) => code) ?? [], value);
    case 'household':
    case 'person':
    case 'responsible':
      return readId(value);
    case 'measures':
      return readKinds(value);
    case 'persons':
      return readIds(value);
    case 'text':
    case 'members':
    case undefined:
      return readText(value, LONGEST.text);
  }
}

/** Reads a value of a field of the dictionary: codes by their code, money in fen, days in ISO. */
export function readField(field: Field, value: unknown): Answer {
  switch (field.type) {
    case 'text':
      return readText(value, LONGEST.text);
    case 'code':
      return readChoice(codesOf(field), value);
    case 'codes':
      return readCodes(field, value);
    case 'integer':
    case 'year':
      return readWhole(value, field.range ?? {});
    case 'money':
      return readWhole(value, {});
    case 'decimal':
      return typeof value === 'string' && DECIMAL.test(value)
        ? { value }
        : { zh: '应为数字', en: 'a number is wanted' };
    case 'date':
      return readDay(value);
    case 'month':
      return readMonth(value);
    case 'boolean':
      return readYes(value);
    case 'identity':
      return readNumber(value);
    case 'phone':
      return readCall(value);
    case 'account':
      return typeof value === 'string' && /^\d{8,34}$/.test(value.replaceAll(' ', ''))
        ? { value: value.replaceAll(' ', '') }
        : { zh: '应为银行账号（数字）', en: 'a bank account (digits) is wanted' };
  }
}

function codesOf({ codes }: Field): string[] {
  return codes === undefined ? [] : codeListOf(codes).codes.map(({ code }) => code);
}

function readCodes(field: Field, value: unknown): Answer {
  const { codes, atMost } = field;
  const known = (code: unknown): boolean =>
    codes !== undefined && typeof code === 'string' && findCode(codes, code) !== undefined;
  if (!Array.isArray(value) || !value.every(known))
    return { zh: '请从选项中选择', en: 'choose from the list' };
  const chosen = [...new Set(value)];
  return atMost !== undefined && chosen.length > atMost
    ? { zh: `最多选 ${atMost} 项`, en: `at most ${atMost}` }
    : { value: chosen };
}

function readText(value: unknown, longest: number): Answer {
  if (typeof value !== 'string') return { zh: '应为文字', en: 'a text is wanted' };
  const text = value.trim();
  return text.length > longest
    ? { zh: `最多 ${longest} 字`, en: `at most ${longest} characters` }
    : { value: text };
}

function readWhole(value: unknown, { min, max }: { min?: number; max?: number }): Answer {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || Math.abs(value) > MOST)
    return { zh: '应为整数', en: 'a whole number is wanted' };
  if (min !== undefined && value < min) return { zh: `不能小于 ${min}`, en: `not less than ${min}` };
  if (max !== undefined && value > max) return { zh: `不能大于 ${max}`, en: `not more than ${max}` };
  return { value };
}

/** At most two places behind the point: exact in a double as far as it is shown. */
function readDecimal(value: unknown): Answer {
  const known = typeof value === 'number' && Math.abs(value) <= MOST / 100;
  return known && Number(value.toFixed(2)) === value
    ? { value }
    : { zh: '应为数字，最多两位小数', en: 'a number with at most two decimals is wanted' };
}

function readDay(value: unknown): Answer {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value)) ?? [];
  return typeof value === 'string' && isDay(Number(year), Number(month), Number(date))
    ? { value }
    : { zh: '应为日期（年-月-日）', en: 'a day is wanted (YYYY-MM-DD)' };
}

/** Months are kept as their first day. */
function readMonth(value: unknown): Answer {
  const day = readDay(typeof value === 'string' && value.length === 7 ? `${value}-01` : value);
  return 'value' in day && String(day.value).endsWith('-01')
    ? day
    : { zh: '应为年月', en: 'a month is wanted (YYYY-MM)' };
}

function readYes(value: unknown): Answer {
  return typeof value === 'boolean' ? { value } : { zh: '请选“是”或“否”', en: 'yes or no is wanted' };
}

function readChoice(codes: readonly string[], value: unknown): Answer {
  return typeof value === 'string' && codes.includes(value)
    ? { value }
    : { zh: '请从选项中选择', en: 'choose from the list' };
}

function readId(value: unknown): Answer {
  return typeof value === 'string' && ID.test(value)
    ? { value }
    : { zh: '请从登记册中选择', en: 'choose from the register' };
}

function readIds(value: unknown): Answer {
  return Array.isArray(value) && value.length > 0 && value.every((id) => 'value' in readId(id))
    ? { value: [...new Set(value)] }
    : { zh: '请选择至少一名成员', en: 'choose at least one member' };
}

/** Kinds of measures by their name within the noun, as the register keeps them. */
export const MEASURE_KINDS: readonly string[] = fieldsOf('measure').map(({ key }) =>
  key.slice('measure.'.length),
);

function readKinds(value: unknown): Answer {
  return Array.isArray(value) && value.length > 0 && value.every((one) => MEASURE_KINDS.includes(String(one)))
    ? { value: [...new Set(value.map(String))] }
    : { zh: '请从选项中选择', en: 'choose from the list' };
}

function readNumber(value: unknown): Answer {
  const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return text !== '' && !isFault(readIdentity(text))
    ? { value: text }
    : { zh: '证件号码不对（位数或校验码）', en: 'the number is not right (length or check digit)' };
}

function readCall(value: unknown): Answer {
  const phone = typeof value === 'string' ? readPhone(value.trim()) : undefined;
  return phone === undefined
    ? {
        zh: '应为 11 位手机号，或带区号的固定电话',
        en: 'a mobile number of 11 digits is wanted, or a landline with its area code',
      }
    : { value: phone };
}
