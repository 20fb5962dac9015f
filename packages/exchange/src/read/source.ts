import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Random access to the bytes of a file, so that uploads may lie encrypted on disk. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** Bytes from `offset`; fewer than `length` only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close?(): Promise<void>;
}

/** A file on disk. Close it after reading. */
export async function fileSource(path: string): Promise<ByteSource> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat().catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(bytes, filled, wanted - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}

/** Bytes already in memory. */
export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** A stretch of another source, e.g. a file stored uncompressed in an archive. */
export function windowOf(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (offset, length) => source.read(start + offset, Math.max(0, Math.min(length, size - offset))),
  };
}

/** A source as a Node buffer, without copying. */
export async function readBuffer(source: ByteSource, offset: number, length: number): Promise<Buffer> {
  const bytes = await source.read(offset, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const CHUNK = 128 * 1024;

export async function* chunksOf(
  source: ByteSource,
  offset = 0,
  length = source.size - offset,
): AsyncGenerator<Buffer> {
  const end = Math.min(source.size, offset + length);
  const from = (at: number): Promise<Buffer> => readBuffer(source, at, Math.min(CHUNK, end - at));
  if (offset >= end) return;
  for (let at = offset, next = from(at); at < end;) {
    const chunk = await next;
    if (chunk.length === 0) return;
    at += chunk.length;
    // Fetched while this one is taken apart.
    if (at < end) {
      next = from(at);
      // Heard of when it is asked for.
      next.catch(() => undefined);
    }
    yield chunk;
  }
}

export type Chunks = AsyncIterable<Buffer> | Readable;
