import type { Call } from '../../syntax/expression.ts';
import { type EmitForm, numbersOf, refuse } from '../compiling.ts';
import { type Form, NULL_FORM, type NumberForm, type TemporalForm, type Compiling } from '../form.ts';
import { DAY_NAMES, MONTH_NAMES } from '../../value/day-names.ts';
import { carried, decimalSql } from '../number.ts';
import type { DatePart } from '../target.ts';
import { argument, type FunctionForm } from './function.ts';

function dayOf(call: Call, place: number, at: Compiling, emit: EmitForm): TemporalForm | undefined {
  const form = emit(argument(call, place), at);
  if (form.kind === 'null') return undefined;
  return form.kind === 'date' || form.kind === 'date and time' ? form : refuse(call, call.function);
}

export function partOf(name: DatePart, { sql, nullable }: TemporalForm, at: Compiling): NumberForm {
  return { kind: 'number', sql: at.target.part(name, sql), shift: 0, digits: 7, carrier: 'narrow', nullable };
}

function part(name: DatePart): FunctionForm {
  return (call, at, emit) => {
    const day = dayOf(call, 0, at, emit);
    return day ? partOf(name, day, at) : NULL_FORM;
  };
}

/** The names are FEEL's, whatever language the database speaks. */
function named(name: DatePart, names: readonly string[]): FunctionForm {
  return (call, at, emit) => {
    const day = dayOf(call, 0, at, emit);
    if (!day) return NULL_FORM;
    const cases = names.map((each, index) => `when ${index + 1} then '${each}'`).join(' ');
    return {
      kind: 'text',
      sql: `case ${at.target.part(name, day.sql)} ${cases} end`,
      nullable: day.nullable,
    };
  };
}

const monthsBetween: FunctionForm = (call, at, emit) => {
  const [from, to] = [dayOf(call, 0, at, emit), dayOf(call, 1, at, emit)];
  if (!from || !to) return NULL_FORM;
  const of = (name: DatePart, { sql }: TemporalForm): string => at.target.part(name, sql);
  const months = `((${of('year', to)} - ${of('year', from)}) * 12 + ${of('month', to)} - ${of('month', from)})`;
  const [first, last] = [of('day', from), of('day', to)];
  // Towards zero: a month that is not full does not count.
  const rest = `case when ${months} > 0 and ${last} < ${first} then -1 when ${months} < 0 and ${last} > ${first} then 1 else 0 end`;
  return { kind: 'months', sql: `(${months} + ${rest})`, nullable: from.nullable || to.nullable };
};

const date: FunctionForm = (call, at, emit) => {
  if (call.arguments.length === 1) {
    const form = emit(argument(call, 0), at);
    if (form.kind === 'null' || form.kind === 'date') return form;
    if (form.kind !== 'date and time')
      return refuse(call, 'date', { zh: '文本转日期', en: 'text to a date' });
    return { kind: 'date', sql: `cast(${form.sql} as date)`, nullable: form.nullable };
  }
  const parts = [0, 1, 2].map((place) => wholePart(emit(argument(call, place), at), call, at));
  const [year, month, day] = parts;
  if (year === undefined || month === undefined || day === undefined) return NULL_FORM;
  const valid = [`${year} between 1 and 9999`, `${month} between 1 and 12`, `${day} between 1 and 31`];
  const first = `make_date(${year}, ${month}, 1)`;
  // Within its month; the branches are tried one after another, so no day is made that there is none of.
  const last = at.target.part('day', `(${at.target.plusMonths(first, '1')} - interval '1 day')`);
  const sql = `case when ${valid.join(' and ')} then case when ${day} <= ${last} then make_date(${year}, ${month}, ${day}) end end`;
  return { kind: 'date', sql: `cast(${sql} as date)`, nullable: true };
};

function wholePart(form: Form, call: Call, at: Compiling): string | undefined {
  if (form.kind === 'null') return undefined;
  if (
    form.kind !== 'number' ||
    form.over ||
    form.shift !== 0 ||
    form.digits === undefined ||
    form.digits > 18
  ) {
    return refuse(call, 'date', {
      zh: '年、月、日要是整数',
      en: 'year, month and day must be whole numbers',
    });
  }
  const whole = carried(form, form.digits, numbersOf(call, at));
  return `cast(case when ${whole} between 0 and 9999 then ${whole} end as integer)`;
}

const text: FunctionForm = (call, at, emit) => {
  const form = emit(argument(call, 0), at);
  const made = (sql: string, nullable: boolean): Form => ({ kind: 'text', sql, nullable });
  switch (form.kind) {
    case 'null':
    case 'text':
      return form;
    case 'boolean':
      return made(`case when ${form.sql} then 'true' when not ${form.sql} then 'false' end`, form.nullable);
    case 'number':
      if (form.over) return refuse(call, 'string', { zh: '商可能除不尽', en: 'a quotient may have no end' });
      return made(at.target.numberText(decimalSql(form, numbersOf(call, at))), form.nullable);
    case 'date':
      return made(at.target.dateText(form.sql), form.nullable);
    default:
      return refuse(call, 'string');
  }
};

/** As FEEL reads numerals; what is none is null. */
const number: FunctionForm = (call, at, emit) => {
  const form = emit(argument(call, 0), at);
  if (form.kind === 'null' || form.kind === 'number') return form;
  if (form.kind !== 'text' || at.target.dialect !== 'postgres' || call.arguments[1])
    return refuse(call, 'number');
  const numeral = at.target.matches(
    form.sql,
    String.raw`E'^\\s*-?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?\\s*$'`,
  );
  const sql = `case when ${numeral} then cast(btrim(${form.sql}, E' \\t\\n\\r\\f\\v') as numeric) end`;
  return { kind: 'number', sql: `(${sql})`, shift: 0, digits: undefined, carrier: 'wide', nullable: true };
};

export const CALENDAR_FORMS: Readonly<Record<string, FunctionForm>> = {
  'day of year': part('day of year'),
  'week of year': part('week of year'),
  'day of week': named('weekday', DAY_NAMES),
  'month of year': named('month', MONTH_NAMES),
  'years and months duration': monthsBetween,
  date,
  string: text,
  number,
};
