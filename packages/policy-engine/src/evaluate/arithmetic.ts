import type { Arithmetic } from '../syntax/expression.ts';
import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration, NANOS_PER_DAY, NANOS_PER_SECOND } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import { ClockTime } from '../value/time.ts';
import type { Value } from '../value/value.ts';
import { UTC } from '../value/zone.ts';
import { type Code, type Emit, fail, type Run } from './run.ts';

type Operator = Arithmetic['operator'];

export function arithmetic(node: Arithmetic, emit: Emit): Code {
  const left = emit(node.left);
  const right = emit(node.right);
  const { operator } = node;
  return (run) => {
    const a = left(run);
    const b = right(run);
    if (a instanceof Decimal && b instanceof Decimal) return numbers(operator, a, b, node, run);
    if (a === null || b === null) return null;
    if (typeof a === 'string' && typeof b === 'string' && operator === '+') return a + b;
    const value = temporal(operator, a, b);
    if (value !== undefined) return value;
    return fail(run, node, isZero(b) && operator === '/' ? 'division-by-zero' : 'wrong-type', {
      zh: `“${operator}”两边的值不能一起计算`,
      en: `“${operator}” cannot compute with these values`,
    });
  };
}

function isZero(value: Value): boolean {
  return (
    (value instanceof Decimal && value.isZero()) || (value instanceof DaysDuration && value.nanos === 0n)
  );
}

function numbers(operator: Operator, a: Decimal, b: Decimal, node: Arithmetic, run: Run): Value {
  switch (operator) {
    case '+':
      return finite(a.plus(b), node, run);
    case '-':
      return finite(a.minus(b), node, run);
    case '*':
      return finite(a.times(b), node, run);
    case '/':
      if (b.isZero()) {
        return fail(run, node, 'division-by-zero', { zh: '除数为零', en: 'Division by zero' });
      }
      return finite(a.div(b), node, run);
    case '**':
      return finite(a.pow(b), node, run);
  }
}

function finite(value: Decimal, node: Arithmetic, run: Run): Value {
  if (value.isFinite()) return value;
  return fail(run, node, 'out-of-range', { zh: '计算结果超出范围', en: 'The result is out of range' });
}

/** A number of nanoseconds or months times or by a number; parts of the unit are dropped. */
function scaled(amount: Decimal, by: Decimal, operator: '*' | '/'): Decimal | undefined {
  if (operator === '/' && by.isZero()) return undefined;
  const value = operator === '*' ? amount.times(by) : amount.div(by);
  return value.isFinite() ? value.trunc() : undefined;
}

/** Arithmetic of dates, times and durations; undefined when the operands do not go together. */
function temporal(operator: Operator, a: Value, b: Value): Value | undefined {
  if (operator === '**') return undefined;
  if (operator === '*' || operator === '/') return multiplied(operator, a, b);
  if (a instanceof DaysDuration && b instanceof DaysDuration) {
    return new DaysDuration(operator === '+' ? a.nanos + b.nanos : a.nanos - b.nanos);
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) {
    return months(operator === '+' ? a.months + b.months : a.months - b.months);
  }
  if (b instanceof DaysDuration) return later(a, operator === '+' ? b.nanos : -b.nanos);
  if (b instanceof MonthsDuration) return laterByMonths(a, operator === '+' ? b.months : -b.months);
  if (operator === '+') {
    return a instanceof DaysDuration || a instanceof MonthsDuration ? temporal('+', b, a) : undefined;
  }
  return difference(a, b);
}

function months(count: number): MonthsDuration | undefined {
  return Number.isSafeInteger(count) ? new MonthsDuration(count) : undefined;
}

function multiplied(operator: '*' | '/', a: Value, b: Value): Value | undefined {
  if (a instanceof Decimal && operator === '*') return multiplied('*', b, a);
  if (a instanceof DaysDuration) {
    const nanos = new Decimal(a.nanos.toString());
    if (b instanceof DaysDuration && operator === '/') {
      return b.nanos === 0n ? undefined : nanos.div(new Decimal(b.nanos.toString()));
    }
    const value = b instanceof Decimal ? scaled(nanos, b, operator) : undefined;
    return value && new DaysDuration(BigInt(value.toFixed(0)));
  }
  if (a instanceof MonthsDuration) {
    if (b instanceof MonthsDuration && operator === '/') {
      return b.months === 0 ? undefined : new Decimal(a.months).div(b.months);
    }
    const value = b instanceof Decimal ? scaled(new Decimal(a.months), b, operator) : undefined;
    return value && months(value.toNumber());
  }
  return undefined;
}

function floorDays(nanos: bigint): number {
  const days = nanos / NANOS_PER_DAY;
  return Number(nanos % NANOS_PER_DAY < 0n ? days - 1n : days);
}

function later(a: Value, nanos: bigint): Value | undefined {
  if (a instanceof CalendarDate) return a.plusDays(floorDays(nanos));
  if (a instanceof Moment) return a.plusNanos(nanos);
  if (!(a instanceof ClockTime)) return undefined;
  const total = BigInt(a.secondOfDay) * NANOS_PER_SECOND + BigInt(a.nano) + nanos;
  const inDay = ((total % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
  return ClockTime.ofSeconds(Number(inDay / NANOS_PER_SECOND), Number(inDay % NANOS_PER_SECOND), a.zone);
}

function laterByMonths(a: Value, by: number): Value | undefined {
  if (a instanceof CalendarDate) return a.plusMonths(by);
  if (!(a instanceof Moment)) return undefined;
  const date = a.date.plusMonths(by);
  return date && new Moment(date, a.time);
}

function difference(a: Value, b: Value): DaysDuration | undefined {
  if (a instanceof CalendarDate && b instanceof CalendarDate) {
    return new DaysDuration(BigInt(a.epochDay - b.epochDay) * NANOS_PER_DAY);
  }
  if (a instanceof ClockTime && b instanceof ClockTime) {
    if (!a.zone !== !b.zone) return undefined;
    return between(a.utcSecond - b.utcSecond, a.nano - b.nano);
  }
  const one = momentBeside(a, b);
  const other = momentBeside(b, a);
  if (!one || !other || !one.time.zone !== !other.time.zone) return undefined;
  return between(one.utcSecond - other.utcSecond, one.time.nano - other.time.nano);
}

/** A date beside a date and time is its midnight, in UTC when the other has a zone. */
function momentBeside(value: Value, beside: Value): Moment | undefined {
  if (value instanceof Moment) return value;
  if (!(value instanceof CalendarDate) || !(beside instanceof Moment)) return undefined;
  const midnight = ClockTime.of(0, 0, 0, 0, beside.time.zone && UTC);
  return midnight && new Moment(value, midnight);
}

function between(seconds: number, nanos: number): DaysDuration {
  return new DaysDuration(BigInt(seconds) * NANOS_PER_SECOND + BigInt(nanos));
}

/** `-value`. */
export function negated(value: Value): Value | undefined {
  if (value === null) return null;
  if (value instanceof Decimal) return value.isZero() ? value : value.neg();
  if (value instanceof DaysDuration) return new DaysDuration(-value.nanos);
  return value instanceof MonthsDuration ? new MonthsDuration(0 - value.months) : undefined;
}
