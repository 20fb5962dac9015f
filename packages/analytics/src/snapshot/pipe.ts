import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, createWriteStream, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Gives what `source` yields to a reader that opens a path, while it comes: through a named pipe, so that nothing of
 * it lies on a disk. Where there are none (Windows) it is a file of the same folder, gone when the reader is done.
 */
export async function throughPipe(
  folder: string,
  source: () => Readable,
  read: (path: string) => Promise<void>,
): Promise<void> {
  const path = join(folder, `${randomUUID()}.csv`);
  const made = spawnSync('mkfifo', ['-m', '600', path]);
  try {
    if (made.status === 0) await bothWays(path, source, read);
    else {
      await pipeline(source(), createWriteStream(path, { mode: 0o600 }));
      await read(path);
    }
  } finally {
    rmSync(path, { force: true });
  }
}

async function bothWays(
  path: string,
  source: () => Readable,
  read: (path: string) => Promise<void>,
): Promise<void> {
  let failed = false;
  const reading = read(path).catch((error: unknown) => {
    failed = true;
    throw error;
  });
  // Heard below, whatever happens before.
  reading.catch(() => undefined);
  const hold = await readerOf(path, () => failed);
  if (hold !== undefined) {
    // There is a reader, so opening once more does not wait; the stream's own end is a blocking one.
    const end = createWriteStream(path);
    // Held until then, or the reader would take the pipe for ended.
    end.once('open', () => closeSync(hold));
    const writing = pipeline(source(), end);
    const [got, written] = await Promise.allSettled([reading, writing]);
    if (got.status === 'rejected') throw got.reason;
    if (written.status === 'rejected') throw written.reason;
    return;
  }
  await reading;
}

/** An end for writing, which a pipe has once somebody reads it; undefined when nobody will. */
async function readerOf(path: string, failed: () => boolean): Promise<number | undefined> {
  while (!failed()) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
    }
    await wait(1);
  }
  return undefined;
}
