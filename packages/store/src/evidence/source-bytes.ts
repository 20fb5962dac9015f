import { Readable } from 'node:stream';
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

/** The same as a stream; the source is closed with it, whether it was read to its end, in part or not at all. */
export function sourceStream(source: SealedSource, from = 0, to = source.size): Readable {
  const stream = Readable.from(sourceBytes(source, from, to), {
    objectMode: false,
    highWaterMark: 256 * 1024,
  });
  // Where nobody reads a first byte the bytes are never begun, and so never come to their own end.
  stream.once('close', () => void source.close().catch(() => undefined));
  return stream;
}
