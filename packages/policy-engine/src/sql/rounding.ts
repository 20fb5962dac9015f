import { carriedPart } from './arithmetic.ts';
import { fraction, isWide, type Numbers, ONE, type Part, tens } from './number.ts';
import type { NumberForm } from './form.ts';

export const ROUNDINGS = {
  decimal: (rest, over, whole) =>
    `case when 2 * ${rest} > ${over} or (2 * ${rest} = ${over} and ${whole} % 2 <> 0) then 1 ` +
    `when 2 * ${rest} < -${over} or (2 * ${rest} = -${over} and ${whole} % 2 <> 0) then -1 else 0 end`,
  floor: (rest) => `case when ${rest} < 0 then -1 else 0 end`,
  ceiling: (rest) => `case when ${rest} > 0 then 1 else 0 end`,
  'round up': (rest) => `case when ${rest} > 0 then 1 when ${rest} < 0 then -1 else 0 end`,
  'round down': () => '',
  'round half up': (rest, over) =>
    `case when 2 * ${rest} >= ${over} then 1 when 2 * ${rest} <= -${over} then -1 else 0 end`,
  'round half down': (rest, over) =>
    `case when 2 * ${rest} > ${over} then 1 when 2 * ${rest} < -${over} then -1 else 0 end`,
} satisfies Record<string, (rest: string, over: string, whole: string) => string>;

/** Rounded to so many places; from the fraction itself, so that nothing is rounded twice. */
export function rounded(
  mode: keyof typeof ROUNDINGS,
  a: NumberForm,
  places: number,
  numbers: Numbers,
): NumberForm {
  if (!a.over && a.digits !== undefined && places >= a.shift) return a;
  const { target } = numbers;
  const top = carriedPart(tens(a, Math.max(0, places - a.shift), numbers), numbers);
  const bottom = tens(a.over ?? ONE, Math.max(0, a.shift - places), numbers);
  const wide =
    isWide(top.digits, numbers) || (bottom.carrier !== 'literal' && isWide(bottom.digits, numbers));
  const n = wide && top.carrier === 'narrow' ? `cast(${top.sql} as ${target.wide})` : top.sql;
  const whole = target.quotient(n, bottom.sql, wide);
  const rest = `(${n} % ${bottom.sql})`;
  const step = ROUNDINGS[mode](rest, bottom.sql, whole);
  const up = top.digits === undefined ? undefined : top.digits + 1;
  const part: Part = {
    sql: step ? `(${whole} + ${step})` : whole,
    digits: up,
    carrier: wide || isWide(up, numbers) ? 'wide' : 'narrow',
  };
  // A wide sum of narrow parts would be called what it is not.
  const held =
    part.carrier === 'wide' && !wide ? { ...part, sql: `cast(${part.sql} as ${target.wide})` } : part;
  const scaled = tens(held, Math.max(0, -places), numbers);
  return fraction(scaled, ONE, Math.max(0, places), a.nullable);
}
