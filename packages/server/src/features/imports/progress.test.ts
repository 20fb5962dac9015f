import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';

const begun = { at: 10_000, done: 500, share: 0.1 };

test('total and time left follow from the share of the rows, reckoned from the first of them', () => {
  // 30 % of the rows took three seconds, 60 % are left.
  expect(progressOf('reading', 2000, 0.4, begun, 13_000)).toEqual({
    phase: 'reading',
    done: 2000,
    total: 5000,
    perSecond: 500,
    secondsLeft: 6,
  });
  expect(progressOf('reading', 5000, 1, begun, 19_000)).toMatchObject({ total: 5000, secondsLeft: 0 });
});

test('while the whole is unknown, none is said', () => {
  expect(progressOf('reading', 500, null, begun, 13_000)).toMatchObject({ total: null, secondsLeft: null });
  // A total at once, the time when there is something to reckon it by.
  expect(progressOf('reading', 500, 0.1, begun, 10_000)).toMatchObject({ total: 5000, secondsLeft: null });
});
