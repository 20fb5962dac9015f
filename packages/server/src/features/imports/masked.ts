import { findField, maskAccount, maskIdentity, maskPhone, type Fault, type Repair } from '@mingbai/core';

const IDENTITY_ECHOES = new Set(['echo.head_identity']);

/** A value as it may stand in a list: numbers of persons, telephones and accounts masked. */
export function maskedValue(field: string, value: string): string {
  if (IDENTITY_ECHOES.has(field)) return maskIdentity(value);
  switch (findField(field)?.type) {
    case 'identity':
      return maskIdentity(value);
    case 'phone':
      return maskPhone(value);
    case 'account':
      return maskAccount(value);
    default:
      // A column nobody knows may hold anything, an identity number too.
      return maskedDigits(value);
  }
}

export function maskedFault(fault: Fault): Fault {
  const value = maskedValue(fault.field, fault.value);
  const said = (text: string) =>
    maskedDigits(value === fault.value ? text : text.replaceAll(fault.value, value));
  return {
    ...fault,
    field: maskedDigits(fault.field),
    value,
    message: { zh: said(fault.message.zh), en: said(fault.message.en) },
  };
}

/** Long numbers, written with spaces or hyphens or without. */
export function maskedDigits(text: string): string {
  return text.replace(/\d(?:[ \u3000-]?\d){10,}[ -]?[\dXx]?/g, (digits) => maskIdentity(digits));
}

export function maskedRepair(repair: Repair): Repair {
  return {
    ...repair,
    from: maskedValue(repair.field, repair.from),
    to: maskedValue(repair.field, repair.to),
  };
}
