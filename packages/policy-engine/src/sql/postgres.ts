import type { DatePart, Target } from './target.ts';

const FIELDS: Record<DatePart, string> = {
  year: 'year',
  month: 'month',
  day: 'day',
  weekday: 'isodow',
  'day of year': 'doy',
  'week of year': 'week',
};

export const POSTGRES: Target = {
  dialect: 'postgres',
  wide: 'numeric',
  limit: Number.POSITIVE_INFINITY,
  // The escaped form reads the same whatever standard_conforming_strings is.
  quoted: (text) => {
    const doubled = text.replaceAll("'", "''");
    const literal = doubled.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
    return `${literal}::text`;
  },
  quotient: (numerator, denominator, wide) =>
    wide ? `div(${numerator}, ${denominator})` : `(${numerator} / ${denominator})`,
  plusMonths: (at, months) => `(${at} + make_interval(months => cast(${months} as integer)))`,
  plusMicroseconds: (at, microseconds) => `(${at} + ${microseconds} * interval '1 microsecond')`,
  microsecondsBetween: (later, earlier) =>
    `cast(extract(epoch from ${later} - ${earlier}) * 1000000 as bigint)`,
  daysBetween: (later, earlier) => `cast(${later} - ${earlier} as bigint)`,
  part: (of, date) => {
    const part = `cast(extract(${FIELDS[of]} from ${date}) as bigint)`;
    // Columns hold no years before 1; what is computed of them may, and there PostgreSQL leaves out the year 0.
    if (of !== 'year' || /^[\w.]+$|^date '/.test(date)) return part;
    return `(${part} + case when ${date} < date '0001-01-01' then 1 else 0 end)`;
  },
  position: (text, part) => `strpos(${text}, ${part})`,
  endsWith: (text, part) => `(right(${text}, length(${part})) = ${part})`,
  matches: (text, pattern) => `(${text} ~ ${pattern})`,
  replaced: (text, pattern, by) => `regexp_replace(${text}, ${pattern}, ${by}, 'g')`,
  ordered: (text) => `${text} collate "C"`,
  slice: (text, from, length) =>
    length === undefined ? `substr(${text}, ${from})` : `substr(${text}, ${from}, ${length})`,
  arraySize: (array) => `cardinality(${array})`,
  arrayHas: (array, element) => `(array_position(${array}, ${element}) is not null)`,
  arrayHasAny: (array, texts) => `(cast(${array} as text[]) && array[${texts.join(', ')}])`,
  arrayRows: (array, alias) => `unnest(${array}) as ${alias}(v)`,
  dateText: (date) => `to_char(${date}, 'YYYY-MM-DD')`,
  numberText: (decimal) => `cast(trim_scale(${decimal}) as text)`,
};
