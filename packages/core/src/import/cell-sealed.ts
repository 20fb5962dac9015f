import { isFault, readIdentity } from './identity.ts';
import { narrowed } from './narrow.ts';
import { digitsText, readDigits } from './number.ts';
import { readPhone } from './phone.ts';
import type { Outcome, Value } from './value.ts';

const EXPONENT = /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d+$/;
/** A double holds 15 digits; a spreadsheet puts zeros behind. */
const EXACT_DIGITS = 15;

/** Document numbers, upper case, without spaces. A number that a spreadsheet has shortened is never guessed at. */
export function identityReader(text: string, kind: string, out: Outcome): Value {
  const narrow = narrowed(text, out);
  if (EXPONENT.test(narrow) || (kind === 'n' && narrow.replace(/\..*$/, '').length > EXACT_DIGITS)) {
    return out.fail('identity-digits-lost');
  }
  const upper = /[a-z]/.test(narrow) ? narrow.toUpperCase() : narrow;
  if (upper !== narrow) out.repair('upper-case');
  const reading = readIdentity(upper);
  if (isFault(reading))
    return out.fail(
      reading.rule,
      reading.expected,
      reading.length === undefined ? '' : String(reading.length),
    );
  // Taken in, with a warning: the rule's own severity says so.
  if (reading.kind === 'placeholder') out.fail('identity-placeholder');
  return upper;
}

export function phoneReader(text: string, kind: string, out: Outcome): Value {
  const narrow = wholeNumber(narrowed(text, out), kind, out);
  const phone = readPhone(narrow);
  if (phone === undefined) return out.fail('phone-shape');
  if (phone !== narrow && phone.replace('-', '') !== narrow) out.repair('inner-space');
  return phone;
}

export function accountReader(text: string, kind: string, out: Outcome): Value {
  const narrow = narrowed(text, out);
  if (EXPONENT.test(narrow) || (kind === 'n' && narrow.length > EXACT_DIGITS))
    return out.fail('number-digits-lost');
  const digits = wholeNumber(narrow, kind, out).replaceAll('-', '');
  return /^\d{8,32}$/.test(digits) ? digits : out.fail('account-shape');
}

/** 13812345678 typed into a number cell, even as 1.3812345678E+10: no digit is lost below sixteen. */
function wholeNumber(text: string, kind: string, out: Outcome): string {
  if (kind !== 'n' && !EXPONENT.test(text)) return text;
  const digits = readDigits(text);
  if (digits === undefined || digits.fraction !== '' || digits.whole.length > EXACT_DIGITS) return text;
  out.repair('text-as-number');
  return digitsText(digits);
}
