import { findField } from '../dictionary/index.ts';
import type { Fault, Repair } from './fault.ts';
import { maskIdentity, maskPhone } from './mask.ts';

/** Columns that are no field of the dictionary and hold a number of a person all the same. */
const IDENTITY_ECHOES: ReadonlySet<string> = new Set(['echo.head_identity']);
/** As long as a mobile number, written with spaces or hyphens or without. */
const LONG_NUMBER = /\d(?:[ \u3000-]?\d){10,}[ -]?[\dXx]?/g;

/** A value as lists, summaries and logs may show it: numbers of persons, telephones and accounts masked. */
export function maskByField(field: string, value: string, rule?: string): string {
  const type = findField(field)?.type;
  if (type === 'phone') return maskPhone(value);
  if (type === 'identity' || type === 'account' || IDENTITY_ECHOES.has(field)) return maskIdentity(value);
  // Under a header that nobody knows, what is wrong with the value tells what it is meant to be.
  if (type === undefined && rule === 'phone-shape') return maskPhone(value);
  if (type === undefined && rule?.startsWith('identity-') === true) return maskIdentity(value);
  // A column nobody knows may hold anything, an identity number too.
  return maskDigits(value);
}

export function maskDigits(text: string): string {
  return text.replace(LONG_NUMBER, (digits) => maskIdentity(digits));
}

/** What the mask hides in the value is hidden in the sentences too; an unknown header may be a number itself. */
export function maskFault<T extends Pick<Fault, 'field' | 'value' | 'message'> & { readonly rule: string }>(
  fault: T,
): T {
  const value = maskByField(fault.field, fault.value, fault.rule);
  const said = (text: string): string =>
    maskDigits(value === fault.value ? text : text.replaceAll(fault.value, value));
  const message = { zh: said(fault.message.zh), en: said(fault.message.en) };
  return { ...fault, field: maskDigits(fault.field), value, message };
}

export function maskRepair(repair: Repair): Repair {
  const { field } = repair;
  return { ...repair, from: maskByField(field, repair.from), to: maskByField(field, repair.to) };
}
