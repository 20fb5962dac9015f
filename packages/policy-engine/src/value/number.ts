import { Decimal as Base } from 'decimal.js';

/** FEEL numbers are IEEE 754 decimal128: 34 significant digits, halves to even. */
export const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  // The remainder has the divisor's sign.
  modulo: Base.ROUND_FLOOR,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -6176,
  toExpPos: 6144,
});
export type Decimal = InstanceType<typeof Decimal>;
export type Rounding = Base.Rounding;

/** The number as FEEL writes it: no exponent, no trailing zeros. */
export function formatNumber(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

const NUMERAL = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a numeral as JSON or FEEL writes it; undefined when it is none. */
export function readNumber(text: string): Decimal | undefined {
  if (!NUMERAL.test(text)) return undefined;
  const value = new Decimal(text);
  // Reading does not round by itself: more than 34 digits would stay.
  return value.isFinite() ? value.toSignificantDigits(34) : undefined;
}
