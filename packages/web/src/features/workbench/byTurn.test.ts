import type { ImportJob } from '@mingbai/core/api';
import { expect, test } from 'vitest';
import { byTurn } from './byTurn.ts';

const job = (id: string, state: ImportJob['state'], fresh = 1) =>
  ({
    id,
    state,
    progress: { phase: '' },
    counts: { rows: fresh, nouns: [{ noun: 'person', new: fresh, changed: 0, same: 0, absent: 0 }] },
  }) as unknown as ImportJob;

test('what waits for me comes first, what failed last, what is written or has nothing to write not at all', () => {
  const jobs = [
    job('failed', 'failed', 0),
    job('reading', 'reading', 0),
    job('header only', 'checked', 0),
    job('written', 'committed'),
    job('checked', 'checked'),
    job('cancelled', 'cancelled'),
    job('mapping', 'mapping', 0),
  ];
  const { rows, mine } = byTurn(jobs);
  expect(rows.map(({ id }) => id)).toEqual(['checked', 'mapping', 'reading', 'failed']);
  expect(mine).toBe(2);
});
