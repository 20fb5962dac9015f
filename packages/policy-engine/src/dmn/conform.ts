import { compile } from '../evaluate/compile.ts';
import { isInstance } from '../evaluate/instance.ts';
import type { Type } from '../type.ts';
import { CalendarDate } from '../value/date.ts';
import { Moment } from '../value/moment.ts';
import { ClockTime } from '../value/time.ts';
import { type Context, isContext, isList, type Value } from '../value/value.ts';
import { readZone } from '../value/zone.ts';
import type { ItemType } from './item-type.ts';

/** Whether the value is of the type and within what it allows. Null is of every type. */
export function conforms(value: Value, item: ItemType): boolean {
  if (value === null) return true;
  if (item.member) {
    const { member } = item;
    return isList(value) && value.every((each) => conforms(each, member)) && allows(value, item);
  }
  if (item.components) {
    if (!isContext(value)) return false;
    return (
      Object.entries(item.components).every(([name, component]) => {
        const part = value.get(name);
        return part !== undefined && conforms(part, component);
      }) && allows(value, item)
    );
  }
  return isOf(value, item.type) && allows(value, item);
}

/** Members that are null are of every type. */
function isOf(value: Value, type: Type): boolean {
  if (value === null) return true;
  return type.kind === 'list' && isList(value)
    ? value.every((each) => isOf(each, type.of))
    : isInstance(value, type);
}

/**
 * The value as the type has it (DMN 10.3.2.9.4): itself, alone out of a list of one, alone into a list,
 * a date as the midnight of its day; null when it does not conform.
 */
export function coerce(value: Value, item: ItemType): Value {
  if (value === null || item.type.kind === 'any' || conforms(value, item)) return value;
  if (isList(value) && value.length === 1 && item.type.kind !== 'list') {
    const alone = value[0] ?? null;
    return conforms(alone, item) ? alone : null;
  }
  if (item.type.kind === 'list' && !isList(value)) {
    return conforms([value], item) ? [value] : null;
  }
  if (item.type.kind === 'date and time' && value instanceof CalendarDate) {
    const midnight = new Moment(value, ClockTime.of(0, 0, 0, 0, readZone('Z')) as ClockTime);
    return allows(midnight, item) ? midnight : null;
  }
  return null;
}

function allows(value: Value, { allowed, constraints = [] }: ItemType): boolean {
  const tests = allowed ? [allowed, ...constraints] : constraints;
  if (tests.length === 0) return true;
  const facts: Context = new Map([['?', value]]);
  return tests.every((test) => compile(test)(facts) === true);
}
