import { ANY, NUMBER, type Type } from './type.ts';
import { sameUnit } from './unit.ts';

/** Whether a value of one type may stand where the other is asked for. Units and code lists count. */
export function fits(actual: Type, asked: Type): boolean {
  if (actual.kind === 'any' || asked.kind === 'any' || actual.kind === 'null' || asked.kind === 'null')
    return true;
  // FEEL takes one value for the list of it.
  if (asked.kind === 'list' && actual.kind !== 'list') return fits(actual, asked.of);
  if (actual.kind === 'code' && asked.kind === 'string') return true;
  switch (actual.kind) {
    case 'number':
      return asked.kind === 'number' && sameUnit(actual.unit, asked.unit);
    case 'code':
      return asked.kind === 'code' && actual.list.name === asked.list.name;
    case 'list':
    case 'range':
      return asked.kind === actual.kind && fits(actual.of, asked.of);
    case 'context': {
      if (asked.kind !== 'context') return false;
      return Object.entries(asked.entries).every(([name, { type }]) => {
        const entry = actual.entries[name];
        return !entry || fits(entry.type, type);
      });
    }
    default:
      return actual.kind === asked.kind;
  }
}

/** The type that holds values of both; any when there is no narrower. */
export function joined(left: Type, right: Type): Type {
  if (left.kind === 'null') return right;
  if (right.kind === 'null' || left === right) return left;
  if (left.kind === 'number' && right.kind === 'number') {
    if (!sameUnit(left.unit, right.unit)) return NUMBER;
    return left.unit === undefined ? right : left;
  }
  if ((left.kind === 'list' && right.kind === 'list') || (left.kind === 'range' && right.kind === 'range')) {
    return { kind: left.kind, of: joined(left.of, right.of) };
  }
  if (left.kind === 'code' && right.kind === 'string') return right;
  if (left.kind !== right.kind || left.kind === 'function') return ANY;
  if (left.kind === 'code' && right.kind === 'code') {
    return left.list.name === right.list.name ? left : { kind: 'string' };
  }
  if (left.kind === 'context' && right.kind === 'context') {
    const names = new Set([...Object.keys(left.entries), ...Object.keys(right.entries)]);
    const entries = [...names].map((name) => {
      const one = left.entries[name];
      const other = right.entries[name];
      const type = one && other ? joined(one.type, other.type) : ((one ?? other)?.type ?? ANY);
      return [name, { ...one, ...other, type }] as const;
    });
    return { kind: 'context', entries: Object.fromEntries(entries) };
  }
  return left;
}

/** What a list of it has as members; of one value, itself. */
export function memberOf(type: Type | undefined): Type {
  if (!type) return ANY;
  return type.kind === 'list' ? type.of : type;
}

const ORDERED = new Set<Type['kind']>([
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'any',
  'null',
]);

/** Whether its values have an order; codes have none. */
export function isOrdered(type: Type): boolean {
  return ORDERED.has(type.kind);
}
