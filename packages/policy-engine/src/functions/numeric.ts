import type { NUMERIC } from '../signature/numeric.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { Decimal, type Rounding } from '../value/number.ts';
import { finite, isNumber, type Runner, type Runners, whole } from './runner.ts';

/** Rounds to so many digits after the point; before it when negative. */
function rounding(mode: Rounding): Runner {
  return ([n, scale]) => {
    const digits = scale === undefined ? 0 : whole(scale);
    if (!isNumber(n) || digits === undefined || Math.abs(digits) > 6144) return undefined;
    // Beyond the last digit there is nothing to round.
    if (digits >= n.decimalPlaces()) return n;
    if (digits >= 0) return n.toDecimalPlaces(digits, mode);
    const unit = new Decimal(10).pow(-digits);
    return finite(n.div(unit).toDecimalPlaces(0, mode).times(unit));
  };
}

export const numeric: Runners<typeof NUMERIC> = {
  decimal: rounding(Decimal.ROUND_HALF_EVEN),
  floor: rounding(Decimal.ROUND_FLOOR),
  ceiling: rounding(Decimal.ROUND_CEIL),
  'round up': rounding(Decimal.ROUND_UP),
  'round down': rounding(Decimal.ROUND_DOWN),
  'round half up': rounding(Decimal.ROUND_HALF_UP),
  'round half down': rounding(Decimal.ROUND_HALF_DOWN),
  abs: ([n]) => {
    if (isNumber(n)) return n.abs();
    if (n instanceof DaysDuration) return new DaysDuration(n.nanos < 0n ? -n.nanos : n.nanos);
    return n instanceof MonthsDuration ? new MonthsDuration(Math.abs(n.months)) : undefined;
  },
  modulo: ([dividend, divisor]) => {
    if (!isNumber(dividend) || !isNumber(divisor) || divisor.isZero()) return undefined;
    const rest = dividend.mod(divisor);
    return rest.isZero() ? new Decimal(0) : rest;
  },
  sqrt: ([n]) => (isNumber(n) && !n.isNegative() ? n.sqrt() : undefined),
  log: ([n]) => (isNumber(n) && n.gt(0) ? n.ln() : undefined),
  exp: ([n]) => (isNumber(n) ? finite(n.exp()) : undefined),
  odd: ([n]) => (isNumber(n) ? n.mod(2).eq(1) : undefined),
  even: ([n]) => (isNumber(n) ? n.mod(2).isZero() : undefined),
};
