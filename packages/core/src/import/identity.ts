import { isDay } from './date.ts';
import type { FaultRule } from './fault.ts';

/** What the number itself says it is, in the codes of the list identity-kind; the form says what was declared. */
export type DocumentKind = 'id-card' | 'disability-certificate' | 'officer-card' | 'placeholder';

export interface IdentityReading {
  readonly kind: DocumentKind;
  /** YYYY-MM-DD and sex as GB 11643 encodes them; absent for officer cards and placeholders. */
  readonly birth?: string;
  readonly sex?: 'male' | 'female';
}

export interface IdentityFault {
  readonly rule: Extract<FaultRule, `identity-${string}`>;
  /** The right check digit. */
  readonly expected?: string;
  readonly length?: number;
}

/** First two digits of GB/T 2260, with 81–83 for residence permits and 91 for abroad. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
);
/** Nobody registered was born before. */
const FIRST_BIRTH = 1880;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
/** Kind of disability 1–7, grade 1–4, and for a reissue B with its count (or two digits). */
const DISABILITY = /^[1-7][1-4](?:[B\d]\d)?$/;
const OFFICER = /^[\u4e00-\u9fff]{1,6}第?\d{4,9}号?$/;

/** GB 11643: the eighteenth character for the first seventeen digits (ISO 7064 MOD 11-2). */
export function checkDigit(seventeen: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (seventeen.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECKS[sum % 11] ?? '';
}

/** Reads a cleaned, upper-case number. A 15-digit number of before 2000 is a fault of length: it is no longer valid. */
export function readIdentity(text: string): IdentityReading | IdentityFault {
  if (text.startsWith('999999')) return { kind: 'placeholder' };
  if (OFFICER.test(text)) return { kind: 'officer-card' };
  const { length } = text;
  if (length !== 18 && length !== 20 && length !== 22) return { rule: 'identity-length', length };
  const card = length === 18 ? text : text.slice(0, 18);
  if (!isCard(card) || (length > 18 && !DISABILITY.test(text.slice(18)))) return { rule: 'identity-shape' };
  // Order numbers begin at 001: four zeros are what is left of a number kept as a float, whatever they add up to.
  if (card.endsWith('0000')) return { rule: 'identity-digits-lost' };
  const expected = checkDigit(card);
  if (expected !== card[17]) {
    return card.endsWith('000')
      ? { rule: 'identity-digits-lost' }
      : { rule: 'identity-check-digit', expected };
  }
  return describeIdentity(text);
}

/** What a number says that `readIdentity` has found right: kind, birth, sex, without checking again. */
export function describeIdentity(text: string): IdentityReading {
  if (text.startsWith('999999')) return { kind: 'placeholder' };
  if (text.charCodeAt(0) > 57) return { kind: 'officer-card' };
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const sex = (text.charCodeAt(16) - 48) % 2 === 1 ? 'male' : 'female';
  return { kind: text.length === 18 ? 'id-card' : 'disability-certificate', birth, sex };
}

/** What an identity number tells without being read: kept beside the sealed value, so that rules may ask for it. */
export interface IdentitySigns {
  /** Characters. */
  readonly length: number;
  /** The first eighteen have the right check digit and a day that the calendar knows; null: not 18, 20 or 22 long. */
  readonly valid: boolean | null;
  /** YYYY-MM-DD; null where no such day or no such length. */
  readonly birth: string | null;
  /** A code of the list `sex`. */
  readonly sex: 'male' | 'female' | null;
  /** Characters 19 and 20 of a disability certificate: kind and grade. */
  readonly disability: string | null;
  /** Given to somebody who has no number yet: begins with 999999. */
  readonly placeholder: boolean;
}

/** Of any number, right or wrong, however it came into the register. */
export function identitySigns(text: string): IdentitySigns {
  const { length } = text;
  const placeholder = text.startsWith('999999');
  if (length !== 18 && length !== 20 && length !== 22)
    return { length, valid: null, birth: null, sex: null, disability: null, placeholder };
  const birth = birthIn(text);
  const order = text.charCodeAt(16) - 48;
  return {
    length,
    valid: birth !== null && CARD.test(text) && checkDigit(text) === text[17],
    birth,
    sex: order < 0 || order > 9 ? null : order % 2 === 1 ? 'male' : 'female',
    disability: length === 18 ? null : text.slice(18, 20),
    placeholder,
  };
}

/** Seventeen digits and the check digit, whatever follows. */
const CARD = /^\d{17}[\dX]/;

function birthIn(text: string): string | null {
  const [, year = '', month = '', date = ''] = /^.{6}(\d{4})(\d\d)(\d\d)/.exec(text) ?? [];
  return isDay(Number(year), Number(month), Number(date)) ? `${year}-${month}-${date}` : null;
}

function isCard(card: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(card) || !PROVINCES.has(card.slice(0, 2))) return false;
  const year = Number(card.slice(6, 10));
  return year >= FIRST_BIRTH && isDay(year, Number(card.slice(10, 12)), Number(card.slice(12, 14)));
}

export function isFault(reading: IdentityReading | IdentityFault): reading is IdentityFault {
  return 'rule' in reading;
}
