import type { LOGIC } from '../signature/logic.ts';
import { equal } from '../value/equal.ts';
import { CalendarDate } from '../value/date.ts';
import { ClockTime } from '../value/time.ts';
import { Moment } from '../value/moment.ts';
import type { Value } from '../value/value.ts';
import { listIn, type Runner, type Runners } from './runner.ts';

/** Three-valued `and` (deciding false) or `or` (deciding true) over a list. */
function over(deciding: boolean): Runner {
  return ([value]) => {
    const list = listIn(value);
    if (!list) return undefined;
    if (list.includes(deciding)) return deciding;
    return list.every((each) => each === !deciding) ? !deciding : null;
  };
}

/** Equal, and for times written with the same zone. */
function same(one: Value, other: Value): boolean {
  if (one instanceof CalendarDate || one instanceof ClockTime || one instanceof Moment) {
    return one.constructor === other?.constructor && one.toString() === other.toString();
  }
  return equal(one, other) === true;
}

export const logic: Runners<typeof LOGIC> = {
  not: ([value]) => (typeof value === 'boolean' ? !value : null),
  is: ([one = null, other = null]) => same(one, other),
  all: over(false),
  any: over(true),
};
