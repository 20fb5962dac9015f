/**
 * Numbers as their digits. Nothing here goes through a float, so 0.1 stays 0.1 and eighteen digits stay
 * eighteen digits.
 */
export interface Digits {
  readonly negative: boolean;
  /** No leading zeros; '0' for zero. */
  readonly whole: string;
  /** No trailing zeros; may be ''. */
  readonly fraction: string;
}

const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Digits that a spreadsheet shows of a binary number; the ones behind are noise of the format. */
const SHOWN = 15;

/** Reads `1,234.50`, `-3`, `.5`, `1.2E+3`; `shift` moves the point right (4 for 万). Undefined: not a number. */
export function readDigits(text: string, shift = 0): Digits | undefined {
  const match = NUMBER.exec(text);
  if (match === null || (match[2] === undefined && (match[3] ?? '') === '')) return undefined;
  const whole = (match[2] ?? '').replaceAll(',', '');
  const digits = whole + (match[3] ?? '');
  const point = whole.length + Number(match[4] ?? 0) + shift;
  if (point > 40 || point < -40) return undefined;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  return tidy(match[1] === '-', padded.slice(0, Math.max(point, 0)), padded.slice(Math.max(point, 0)));
}

function tidy(minus: boolean, whole: string, fraction: string): Digits {
  const tidyWhole = whole.replace(/^0+/, '') || '0';
  const tidyFraction = fraction.replace(/0+$/, '');
  return {
    negative: minus && (tidyWhole !== '0' || tidyFraction !== ''),
    whole: tidyWhole,
    fraction: tidyFraction,
  };
}

/** At most `places` digits behind the point, half up, away from zero. */
export function roundTo(places: number, { negative, whole, fraction }: Digits): Digits {
  if (fraction.length <= places) return { negative, whole, fraction };
  const kept = BigInt(whole + fraction.slice(0, places)) + (fraction.charCodeAt(places) >= 53 ? 1n : 0n);
  const digits = String(kept).padStart(places + 1, '0');
  return tidy(negative, digits.slice(0, digits.length - places), digits.slice(digits.length - places));
}

/** 3.2999999999999998, as a workbook stores 3.3, back to what the person saw. */
export function asShown(digits: Digits): Digits {
  const leading = digits.whole === '0' ? 0 : digits.whole.length;
  const zeros = leading === 0 ? digits.fraction.length - digits.fraction.replace(/^0+/, '').length : 0;
  return roundTo(Math.max(SHOWN - leading + zeros, 0), digits);
}

/** Canonical text: `-12.5`. */
export function digitsText({ negative, whole, fraction }: Digits): string {
  return (negative ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}

/** The number itself when it is whole and has at most 15 digits (exact in a double); undefined otherwise. */
export function safeWhole({ negative, whole, fraction }: Digits): number | undefined {
  if (fraction !== '' || whole.length > 15) return undefined;
  return negative ? -Number(whole) : Number(whole);
}

/** Compares with a bound of a range; bounds are small numbers written by us. */
export function isBetween(digits: Digits, min: number | undefined, max: number | undefined): boolean {
  const near = Number(digitsText(digits));
  return (min === undefined || near >= min) && (max === undefined || near <= max);
}
