import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Handed to the thread. */
export interface ThumbnailTask {
  readonly bytes: Uint8Array;
  /** 1 … 8. */
  readonly orientation: number;
  /** Pixels of the longer side. */
  readonly side: number;
}

const SIDE = 240;
/** Points: four bytes each in memory, and a small file may claim any number. */
const LARGEST = 50_000_000;
const PATIENCE = 30_000;

/** A JPEG of 240 pixels, or undefined for what is too large or cannot be decoded. In a thread of its own. */
export async function thumbnailOf(
  picture: Pick<ThumbnailTask, 'bytes' | 'orientation'> & { readonly width: number; readonly height: number },
  onError: (error: unknown) => void,
): Promise<Uint8Array | undefined> {
  if (picture.width * picture.height > LARGEST) return undefined;
  const task: ThumbnailTask = { bytes: picture.bytes, orientation: picture.orientation, side: SIDE };
  const worker = new Worker(new URL('./thumbnail-worker.mjs', import.meta.url), { workerData: task });
  const late = setTimeout(() => void worker.terminate(), PATIENCE);
  try {
    const made = once(worker, 'message') as Promise<[Uint8Array]>;
    const ended = once(worker, 'exit').then(() => undefined);
    const answer = await Promise.race([made, ended]);
    return answer?.[0];
  } catch (error) {
    // What the decoder cannot read has no small picture; the file itself is none the worse.
    if ((error as Error).name !== 'RuntimeError') onError(error);
    return undefined;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
