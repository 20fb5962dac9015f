import type { SealedSource } from '../vault/sealed-file.ts';

const STEP = 256 * 1024;

/** The bytes from `from` up to `to`, in order; closes the source at the end, however it comes. */
export async function* sourceBytes(
  source: SealedSource,
  from = 0,
  to = source.size,
): AsyncGenerator<Uint8Array> {
  try {
    for (let at = from; at < to;) {
      const chunk = await source.read(at, Math.min(STEP, to - at));
      if (chunk.length === 0) return;
      at += chunk.length;
      yield chunk;
    }
  } finally {
    await source.close();
  }
}
