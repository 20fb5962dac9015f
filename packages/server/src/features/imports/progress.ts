import type { JobProgress } from '@mingbai/store';

/** Where the time is reckoned from; `at` in milliseconds. */
export interface Begun {
  readonly at: number;
  readonly done: number;
  readonly share: number;
}

/** Below it a share says too little of the whole. */
const TOO_LITTLE = 0.01;

/** Rows done, rows a second since `begun`, and the total and the time left, from how much of all rows that is. */
export function progressOf(
  phase: string,
  done: number,
  share: number | null,
  begun: Begun,
  now: number,
): JobProgress {
  const seconds = Math.max(0.001, (now - begun.at) / 1000);
  const more = share === null ? 0 : share - begun.share;
  return {
    phase,
    done,
    total:
      share !== null && share > TOO_LITTLE ? Math.max(done, Math.round(done / Math.min(1, share))) : null,
    perSecond: Math.round((done - begun.done) / seconds),
    secondsLeft:
      share !== null && more > TOO_LITTLE ? Math.max(0, Math.round((seconds / more) * (1 - share))) : null,
  };
}
