import type { RANGES } from '../signature/ranges.ts';
import { compare } from '../value/equal.ts';
import { Range, type Value } from '../value/value.ts';
import type { Runner, Runners } from './runner.ts';

/** An end of a range: where it stands, and whether it belongs to the range. Null stands beyond everything. */
interface End {
  readonly at: Value;
  readonly closed: boolean;
  readonly beyond: -1 | 1;
}

function low(range: Range): End {
  return { at: range.low, closed: range.lowClosed, beyond: -1 };
}

function high(range: Range): End {
  return { at: range.high, closed: range.highClosed, beyond: 1 };
}

/** Told by throwing, so that the formulas below stay as the standard writes them. */
class NoOrder extends Error {}

function order(one: End, other: End): number {
  if (one.at === null || other.at === null) {
    if (one.at === null && other.at === null) return one.beyond - other.beyond;
    return one.at === null ? one.beyond : -other.beyond;
  }
  const result = compare(one.at, other.at);
  if (result === null) throw new NoOrder();
  return result;
}

function point(value: Value): Range {
  return new Range(value, value, true, true);
}

type Formula = (one: Range, other: Range) => boolean;

const before: Formula = (a, b) => {
  const apart = order(high(a), low(b));
  return apart < 0 || (apart === 0 && !(a.highClosed && b.lowClosed));
};
const meets: Formula = (a, b) => a.highClosed && b.lowClosed && order(high(a), low(b)) === 0;
/** `a` reaches as far down as `b` does. */
const fromLower: Formula = (a, b) => {
  const apart = order(low(a), low(b));
  return apart < 0 || (apart === 0 && (a.lowClosed || !b.lowClosed));
};
/** `a` reaches as far up as `b` does. */
const toHigher: Formula = (a, b) => {
  const apart = order(high(a), high(b));
  return apart > 0 || (apart === 0 && (a.highClosed || !b.highClosed));
};
const overlaps: Formula = (a, b) => !before(a, b) && !before(b, a);
const overlapsBefore: Formula = (a, b) => overlaps(a, b) && !fromLower(b, a) && toHigher(b, a);
const includes: Formula = (a, b) => fromLower(a, b) && toHigher(a, b);
const sameStart: Formula = (a, b) => a.lowClosed === b.lowClosed && order(low(a), low(b)) === 0;
const sameEnd: Formula = (a, b) => a.highClosed === b.highClosed && order(high(a), high(b)) === 0;
const starts: Formula = (a, b) => sameStart(a, b) && toHigher(b, a);
const finishes: Formula = (a, b) => sameEnd(a, b) && fromLower(b, a);

function backwards(formula: Formula): Formula {
  return (a, b) => formula(b, a);
}

/** Points are ranges of themselves alone. */
function ofRanges(formula: Formula): Runner {
  return ([one = null, other = null]) => {
    if (one === null || other === null) return null;
    try {
      return formula(one instanceof Range ? one : point(one), other instanceof Range ? other : point(other));
    } catch (error) {
      if (error instanceof NoOrder) return undefined;
      throw error;
    }
  };
}

export const ranges: Runners<typeof RANGES> = {
  before: ofRanges(before),
  after: ofRanges(backwards(before)),
  meets: ofRanges(meets),
  'met by': ofRanges(backwards(meets)),
  overlaps: ofRanges(overlaps),
  'overlaps before': ofRanges(overlapsBefore),
  'overlaps after': ofRanges(backwards(overlapsBefore)),
  finishes: ofRanges(finishes),
  'finished by': ofRanges(backwards(finishes)),
  includes: ofRanges(includes),
  during: ofRanges(backwards(includes)),
  starts: ofRanges(starts),
  'started by': ofRanges(backwards(starts)),
  coincides: ofRanges((a, b) => sameStart(a, b) && sameEnd(a, b)),
};
