import type { ImportJob } from '@mingbai/core/api';
import { isMoving, isOver, writesNothing } from '../imports/states.ts';

/** Brought and not written: what waits for a person first, then what goes on by itself, then what failed. */
export function byTurn(jobs: readonly ImportJob[]): {
  readonly rows: ImportJob[];
  readonly mine: number;
} {
  const rows = jobs
    .filter((job) => (!isOver(job) || job.state === 'failed') && !writesNothing(job))
    .toSorted((a, b) => turn(a) - turn(b));
  return { rows, mine: rows.filter((job) => turn(job) === 0).length };
}

function turn(job: ImportJob): number {
  if (job.state === 'failed') return 2;
  return isMoving(job) ? 1 : 0;
}
