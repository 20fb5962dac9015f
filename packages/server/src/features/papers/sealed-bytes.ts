import type { SealedSource } from '@mingbai/store';

const STEP = 256 * 1024;

/** All of a sealed file in pieces; it is closed at the end. */
export async function* sealedBytes(source: SealedSource): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; at < source.size; at += STEP) yield await source.read(at, STEP);
  } finally {
    await source.close();
  }
}
