import type { JobProgress } from '@mingbai/store';
import type { ByteSource } from '@mingbai/exchange';

/** Counts how far into the file the reader has come: rows are only known at the end, bytes at once. */
export function countingSource(source: ByteSource): { source: ByteSource; reached: () => number } {
  let furthest = 0;
  return {
    reached: () => (source.size === 0 ? 1 : furthest / source.size),
    source: {
      size: source.size,
      read(offset, length) {
        // A workbook's directory is at its end and read first: a jump there is not progress.
        if (offset <= furthest + 1024 * 1024)
          furthest = Math.max(furthest, Math.min(source.size, offset + length));
        return source.read(offset, length);
      },
      ...(source.close === undefined ? {} : { close: () => source.close?.() ?? Promise.resolve() }),
    },
  };
}

/** Rows done, rows a second, and the time left from the share of the file that is read. */
export function progressOf(
  phase: string,
  done: number,
  share: number | null,
  startedAt: number,
  now: number,
): JobProgress {
  const seconds = Math.max(0.001, (now - startedAt) / 1000);
  const known = share !== null && share > 0.01;
  return {
    phase,
    done,
    total: known ? Math.max(done, Math.round(done / Math.min(1, share))) : null,
    perSecond: Math.round(done / seconds),
    secondsLeft: known ? Math.max(0, Math.round((seconds / share) * (1 - share))) : null,
  };
}
