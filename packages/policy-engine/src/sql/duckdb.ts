import type { DatePart, Target } from './target.ts';

const FIELDS: Record<DatePart, string> = {
  year: 'year',
  month: 'month',
  day: 'day',
  weekday: 'isodow',
  'day of year': 'doy',
  'week of year': 'week',
};

export const DUCKDB: Target = {
  dialect: 'duckdb',
  wide: 'hugeint',
  limit: 38,
  quoted: (text) => `'${text.replaceAll("'", "''")}'::varchar`,
  quotient: (numerator, denominator) => `(${numerator} // ${denominator})`,
  plusMonths: (at, months) => `(${at} + to_months(cast(${months} as integer)))`,
  plusMicroseconds: (at, microseconds) => `(${at} + to_microseconds(${microseconds}))`,
  microsecondsBetween: (later, earlier) => `(epoch_us(${later}) - epoch_us(${earlier}))`,
  daysBetween: (later, earlier) => `cast(${later} - ${earlier} as bigint)`,
  part: (of, date) => `cast(extract(${FIELDS[of]} from ${date}) as bigint)`,
  position: (text, part) => `instr(${text}, ${part})`,
  endsWith: (text, part) => `ends_with(${text}, ${part})`,
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,
  replaced: (text, pattern, by) => `regexp_replace(${text}, ${pattern}, ${by}, 'g')`,
  ordered: (text) => text,
  slice: (text, from, length) =>
    length === undefined ? `substring(${text}, ${from})` : `substring(${text}, ${from}, ${length})`,
  arraySize: (array) => `len(${array})`,
  arrayHas: (array, element) => `(list_position(${array}, ${element}) is not null)`,
  arrayHasAny: (array, texts) => `list_has_any(${array}, [${texts.join(', ')}])`,
  arrayRows: (array, alias) => `unnest(${array}) as ${alias}(v)`,
  dateText: (date) => `strftime(${date}, '%Y-%m-%d')`,
  // Only behind the point are noughts worth nothing.
  numberText: (decimal) => `regexp_replace(cast(${decimal} as varchar), '(\\.[0-9]*[1-9])0+$|\\.0+$', '\\1')`,
};
