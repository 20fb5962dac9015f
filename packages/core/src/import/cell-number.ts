import { type Field, UNIT_NAMES_EN } from '../dictionary/field.ts';
import type { Words } from './fault.ts';
import { narrowed } from './narrow.ts';
import { asShown, type Digits, digitsText, isBetween, readDigits, roundTo, safeWhole } from './number.ts';
import { takeUnit } from './unit.ts';
import type { CellReader, Outcome, Value } from './value.ts';

/** What of a field decides how its numbers are read. */
export type NumberField = Pick<Field, 'type' | 'unit' | 'range'>;

const CANONICAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const FEN = 2;

/**
 * Integers, years, decimals and money. `shift` comes from the header (4 for 万元). Ranges of money are in
 * yuan, as the field's unit says.
 */
export function numberReader(field: NumberField, shift: number): CellReader {
  const range = rangeText(field);
  return (text, kind, out) => {
    const digits = readField(text, kind, field, shift, out);
    if (digits === undefined) return out.fail('not-a-number');
    const value = valueOf(digits, field, out);
    if (value === null) return null;
    if (range !== undefined && !isBetween(digits, field.range?.min, field.range?.max))
      return out.fail('out-of-range', range);
    return value;
  };
}

function readField(
  text: string,
  kind: string,
  field: NumberField,
  shift: number,
  out: Outcome,
): Digits | undefined {
  const narrow = narrowed(text, out);
  // A date cell formatted to show its year only.
  if (kind === 'd' && field.type === 'year') return readDigits(narrow.slice(0, 4));
  if (kind === 't' && CANONICAL.test(narrow)) return readDigits(narrow, shift);
  const year = field.type === 'year' ? /^(\d{4})年度?$/.exec(narrow) : null;
  const unit = year === null ? takeUnit(narrow, field.unit) : { rest: year[1] ?? '', shift: 0 };
  if (unit !== undefined) out.repair('unit-removed');
  // A unit in the cell is nearer than the one in the header.
  const digits = readDigits(unit?.rest ?? narrow, unit?.shift || shift);
  if (digits === undefined) return undefined;
  if (kind !== 'n') {
    if (!CANONICAL.test(unit?.rest ?? narrow)) out.repair('number-as-text');
    return digits;
  }
  return asShown(digits);
}

function valueOf(digits: Digits, field: NumberField, out: Outcome): Value {
  if (field.type === 'decimal') return digitsText(digits);
  if (field.type === 'money') return fenOf(digits, out);
  const whole = safeWhole(digits);
  if (whole === undefined)
    return digits.fraction === ''
      ? out.fail('out-of-range', { zh: '15 位以内', en: '15 digits' })
      : out.fail('not-whole');
  return whole;
}

function fenOf(digits: Digits, out: Outcome): Value {
  const rounded = roundTo(FEN, digits);
  if (rounded !== digits && digits.fraction.length > FEN) out.repair('rounded');
  const fen = safeWhole({
    negative: rounded.negative,
    whole: (rounded.whole + rounded.fraction.padEnd(FEN, '0')).replace(/^0+(?=\d)/, ''),
    fraction: '',
  });
  return fen ?? out.fail('out-of-range', { zh: '≤ 9999999999999 元', en: '≤ 9999999999999 yuan' });
}

function rangeText({ range, unit }: NumberField): Words | undefined {
  if (range === undefined) return undefined;
  const { min, max } = range;
  const numbers = min === undefined ? `≤ ${max}` : max === undefined ? `≥ ${min}` : `${min}–${max}`;
  if (unit === undefined) return numbers;
  return { zh: `${numbers} ${unit}`, en: `${numbers} ${UNIT_NAMES_EN[unit]}`.trim() };
}
