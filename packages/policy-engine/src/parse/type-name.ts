import {
  ANY,
  BOOLEAN,
  DATE,
  DATE_TIME,
  DAYS,
  listOf,
  MONTHS,
  NULL,
  NUMBER,
  rangeOf,
  STRING,
  TIME,
  type Type,
  type Entry,
} from '../type.ts';
import { nearest } from '../suggest.ts';
import type { Syntax } from './syntax.ts';
import { type Builder, child, part, type Reading, report } from './reading.ts';

const TYPES: Record<string, Type> = {
  number: NUMBER,
  string: STRING,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  'date and time': DATE_TIME,
  dateTime: DATE_TIME,
  'days and time duration': DAYS,
  dayTimeDuration: DAYS,
  'years and months duration': MONTHS,
  yearMonthDuration: MONTHS,
  list: listOf(ANY),
  context: { kind: 'context', entries: {} },
  range: rangeOf(ANY),
  function: { kind: 'function', parameters: [], result: ANY },
  Any: ANY,
  Null: NULL,
};

/** FEEL's own type of that name; undefined when there is none. */
export function typeNamed(name: string): Type | undefined {
  return Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
}

/** The type that is written there. */
export function typeOf(syntax: Syntax, reading: Reading): Type {
  const written = child(syntax, 0);
  const inner = (from: Syntax): Type[] =>
    from.children.filter(({ name }) => name === 'Type').map((each) => typeOf(each, reading));
  if (written.name === 'ListType') return listOf(inner(written)[0] ?? ANY);
  if (written.name === 'RangeType') return rangeOf(inner(written)[0] ?? ANY);
  if (written.name === 'ContextType') {
    const entries: Record<string, Entry> = {};
    for (const each of part(written, 'ContextEntryTypes').children) {
      if (each.name !== 'ContextEntryType') continue;
      entries[part(each, 'Name').text] = { type: inner(each)[0] ?? ANY };
    }
    return { kind: 'context', entries };
  }
  if (written.name === 'FunctionType') {
    const types = part(written, 'ArgumentTypes').children.flatMap(inner);
    const parameters = types.map((type) => ({ name: '', type }));
    return { kind: 'function', parameters, result: inner(written)[0] ?? ANY };
  }
  const name = written.text.replace(/\s+/g, ' ');
  const known = reading.types[name] ?? typeNamed(name);
  if (known) return known;
  const near = nearest(name, [...Object.keys(TYPES), ...Object.keys(reading.types)]);
  report(
    reading,
    'unknown-name',
    written,
    { zh: `没有叫“${name}”的类型`, en: `No type is called “${name}”` },
    near,
  );
  return ANY;
}

export const instanceOf: Builder = (syntax, scope, reading) => {
  const { from, to } = syntax;
  const value = reading.build(child(syntax, 0), scope);
  const told = reading.problems.length;
  const test = typeOf(child(syntax, -1), reading);
  // Of a type that there is not, nothing is known to be an instance.
  if (reading.problems.length > told) return { kind: 'null', type: NULL, from, to };
  return { kind: 'instance of', value, test, type: BOOLEAN, from, to };
};
