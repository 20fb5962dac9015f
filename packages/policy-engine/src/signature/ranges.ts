import { ANY, BOOLEAN, rangeOf } from '../type.ts';
import { need, takes } from './signature.ts';

const RANGE = rangeOf(ANY);
const ranges = takes([need('range1', RANGE), need('range2', RANGE)], BOOLEAN);
const pointThenRange = takes([need('point', ANY), need('range', RANGE)], BOOLEAN);
const rangeThenPoint = takes([need('range', RANGE), need('point', ANY)], BOOLEAN);
const points = takes([need('point1', ANY), need('point2', ANY)], BOOLEAN);

export const RANGES = {
  before: [ranges, pointThenRange, rangeThenPoint, points],
  after: [ranges, pointThenRange, rangeThenPoint, points],
  meets: [ranges],
  'met by': [ranges],
  overlaps: [ranges],
  'overlaps before': [ranges],
  'overlaps after': [ranges],
  finishes: [ranges, pointThenRange],
  'finished by': [ranges, rangeThenPoint],
  includes: [ranges, rangeThenPoint],
  during: [ranges, pointThenRange],
  starts: [ranges, pointThenRange],
  'started by': [ranges, rangeThenPoint],
  coincides: [ranges, points],
} as const;
