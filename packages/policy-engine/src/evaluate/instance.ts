import type { Type } from '../type.ts';
import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import { ClockTime } from '../value/time.ts';
import { FunctionValue, isContext, isList, Range, type Value } from '../value/value.ts';

/** Whether the value is of the type; null is of type null alone, and empty lists are of every list. */
export function isInstance(value: Value, type: Type): boolean {
  if (value === null) return type.kind === 'null';
  switch (type.kind) {
    case 'any':
      return true;
    case 'null':
      return false;
    case 'number':
      return value instanceof Decimal;
    case 'string':
      return typeof value === 'string';
    case 'code':
      return typeof value === 'string' && type.list.members.some(({ code }) => code === value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return value instanceof CalendarDate;
    case 'time':
      return value instanceof ClockTime;
    case 'date and time':
      return value instanceof Moment;
    case 'days and time duration':
      return value instanceof DaysDuration;
    case 'years and months duration':
      return value instanceof MonthsDuration;
    case 'list':
      return isList(value) && value.every((item) => type.of.kind === 'any' || isInstance(item, type.of));
    case 'context':
      return (
        isContext(value) &&
        Object.entries(type.entries).every(([name, entry]) => {
          const held = value.get(name);
          return (
            held !== undefined && (held === null || entry.type.kind === 'any' || isInstance(held, entry.type))
          );
        })
      );
    case 'range':
      return (
        value instanceof Range &&
        [value.low, value.high].every((end) => end === null || isInstance(end, type.of))
      );
    case 'function':
      return (
        value instanceof FunctionValue &&
        (type.parameters.length === 0 || type.parameters.length === value.parameters.length)
      );
  }
}
