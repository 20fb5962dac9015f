import type { Path, Arithmetic } from '../syntax/expression.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { numbersOf, refuse } from './compiling.ts';
import type { Form, NumberForm, TemporalForm, Compiling } from './form.ts';
import { partOf } from './functions/calendar.ts';
import { carried } from './number.ts';

const DAY = 86_400_000_000;
/** A thousand years: what is added to the days of people's lives stays among the years 1 to 9999. */
const FARTHEST_MONTHS = 12_000;
const FARTHEST_DAYS = 365_000;

function isTemporal(form: Form): form is TemporalForm {
  return ['date', 'date and time', 'days', 'months'].includes(form.kind);
}

/** Arithmetic of dates and durations. */
export function temporalArithmetic(node: Arithmetic, a: Form, b: Form, at: Compiling): Form {
  const { operator } = node;
  if (isTemporal(a) && isTemporal(b)) {
    if (operator === '+' && (a.kind === 'days' || a.kind === 'months')) {
      return a.kind === b.kind ? joined(operator, a, b) : moved('+', b, a, node, at);
    }
    if (operator === '-' && a.kind === b.kind && (a.kind === 'days' || a.kind === 'months'))
      return joined('-', a, b);
    if ((operator === '+' || operator === '-') && (b.kind === 'days' || b.kind === 'months'))
      return moved(operator, a, b, node, at);
    if (operator === '-') return difference(a, b, node, at);
  }
  if (operator === '*' && a.kind === 'number' && isTemporal(b)) return scaled(b, a, node, at);
  if (operator === '*' && b.kind === 'number' && isTemporal(a)) return scaled(a, b, node, at);
  return refuse(node, operator, { zh: '这些值的计算', en: 'arithmetic of these values' });
}

function joined(operator: '+' | '-', a: TemporalForm, b: TemporalForm): TemporalForm {
  return { kind: a.kind, sql: `(${a.sql} ${operator} ${b.sql})`, nullable: a.nullable || b.nullable };
}

/** Whole months or microseconds so many times. */
function scaled(duration: TemporalForm, by: NumberForm, node: Arithmetic, at: Compiling): TemporalForm {
  if (
    by.over ||
    by.shift !== 0 ||
    by.digits === undefined ||
    (duration.kind !== 'days' && duration.kind !== 'months')
  ) {
    return refuse(node, '*', {
      zh: '时长只能乘以整数',
      en: 'durations are multiplied by whole numbers only',
    });
  }
  const times = carried(by, Math.min(by.digits, 18), numbersOf(node, at));
  return {
    kind: duration.kind,
    sql: `(${duration.sql} * ${times})`,
    nullable: duration.nullable || by.nullable,
  };
}

/** A day or a moment, later or earlier; months end where the month does. */
function moved(
  operator: '+' | '-',
  from: TemporalForm,
  by: TemporalForm,
  node: Arithmetic,
  at: Compiling,
): TemporalForm {
  if (from.kind !== 'date' && from.kind !== 'date and time') return refuse(node, operator);
  const nullable = from.nullable || by.nullable;
  const { target } = at;
  if (tooFar(by))
    return refuse(node, operator, {
      zh: '超出数据库能表示的日期',
      en: 'beyond the dates that databases have',
    });
  const amount = operator === '-' ? `(-${by.sql})` : by.sql;
  if (by.kind === 'months') {
    const sql = target.plusMonths(from.sql, amount);
    return { kind: from.kind, sql: from.kind === 'date' ? `cast(${sql} as date)` : sql, nullable };
  }
  if (from.kind === 'date and time')
    return { kind: from.kind, sql: target.plusMicroseconds(from.sql, amount), nullable };
  return { kind: 'date', sql: `(${from.sql} + ${wholeDays(by, amount, operator, at)})`, nullable };
}

/** Part of a day before counts as a day: FEEL goes down to the whole. */
function wholeDays(by: TemporalForm, amount: string, operator: '+' | '-', { target }: Compiling): string {
  if (by.constant instanceof DaysDuration) {
    const days = Number(by.constant.nanos) / (DAY * 1000);
    const whole = Math.floor(operator === '-' ? -days : days);
    return whole < 0 ? `(${whole})` : String(whole);
  }
  const whole = target.quotient(amount, String(DAY), false);
  return `cast(${whole} + case when ${amount} % ${DAY} < 0 then -1 else 0 end as integer)`;
}

function tooFar({ constant }: TemporalForm): boolean {
  if (constant instanceof MonthsDuration) return Math.abs(constant.months) > FARTHEST_MONTHS;
  return constant instanceof DaysDuration && Math.abs(Number(constant.nanos / 1000n)) > FARTHEST_DAYS * DAY;
}

function difference(a: TemporalForm, b: TemporalForm, node: Arithmetic, { target }: Compiling): TemporalForm {
  const nullable = a.nullable || b.nullable;
  if (a.kind === 'date' && b.kind === 'date') {
    return { kind: 'days', sql: `(${target.daysBetween(a.sql, b.sql)} * ${DAY})`, nullable };
  }
  if (![a, b].every(({ kind }) => kind === 'date' || kind === 'date and time')) return refuse(node, '-');
  const [later, earlier] = [a, b].map(({ sql }) => `cast(${sql} as timestamp)`);
  return { kind: 'days', sql: target.microsecondsBetween(later ?? '', earlier ?? ''), nullable };
}

/** Parts of a date, a moment or a duration. */
export function propertyForm(node: Path, of: Form, at: Compiling): Form {
  const { name } = node;
  if (of.kind === 'date' || of.kind === 'date and time') {
    if (name === 'year' || name === 'month' || name === 'day' || name === 'weekday')
      return partOf(name, of, at);
    if (name === 'date') return { kind: 'date', sql: `cast(${of.sql} as date)`, nullable: of.nullable };
  }
  if (of.kind === 'months' && (name === 'years' || name === 'months')) {
    const sql = name === 'years' ? at.target.quotient(of.sql, '12', false) : `(${of.sql} % 12)`;
    return whole(sql, of.nullable);
  }
  if (of.kind === 'days' && name in UNITS) {
    const [unit, within] = UNITS[name as keyof typeof UNITS];
    const count = at.target.quotient(of.sql, String(unit), false);
    return whole(within === undefined ? count : `(${count} % ${within})`, of.nullable);
  }
  if (of.kind === 'range' && (name === 'start' || name === 'end'))
    return (name === 'start' ? of.low : of.high) ?? { kind: 'null' };
  return refuse(node, name);
}

const UNITS = {
  days: [DAY, undefined],
  hours: [DAY / 24, 24],
  minutes: [DAY / 1440, 60],
} as const;

function whole(sql: string, nullable: boolean): NumberForm {
  return { kind: 'number', sql, shift: 0, digits: 12, carrier: 'narrow', nullable };
}
