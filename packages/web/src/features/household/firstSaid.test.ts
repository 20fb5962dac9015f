import { expect, test } from 'vitest';
import { firstSaid } from './firstSaid.ts';

const line = (noun: string, valid_from: string, at: string) => ({ noun, valid_from, at });

test('the earliest day that is spoken of, and the earliest recording, may be of two statements', () => {
  expect(
    firstSaid([
      line('household', '2019-12-31', '2026-11-23T01:00:00Z'),
      line('household', '2021-12-31', '2026-11-22T01:00:00Z'),
      line('person', '2001-01-01', '2020-01-01T00:00:00Z'),
    ]),
  ).toEqual({ validFrom: '2019-12-31', at: '2026-11-22T01:00:00Z' });
  expect(firstSaid([])).toBeUndefined();
});
