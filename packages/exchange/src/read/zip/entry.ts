import { Readable, pipeline } from 'node:stream';
import { createInflateRaw, crc32 } from 'node:zlib';
import { Problem } from '@mingbai/core';
import { refusal } from '../refusal.ts';
import type { ReadSession } from '../session.ts';
import { megabytes } from '../session.ts';
import { chunksOf, readBuffer, windowOf, type ByteSource, type Chunks } from '../source.ts';
import type { ZipEntry } from './directory.ts';

const RATIO_GRACE = 8 * 1024 * 1024;

// Inflating runs on another thread: large chunks, two of them ready, keep it busy while this one parses.
const INFLATE = { chunkSize: 128 * 1024, readableHighWaterMark: 256 * 1024 };

/** Where the entry's own bytes begin; refuses encrypted, unknown or bomb-like entries before unpacking any. */
export async function packedBytes(
  source: ByteSource,
  entry: ZipEntry,
  session: ReadSession,
): Promise<ByteSource> {
  const { name, method } = entry;
  if (entry.encrypted) throw refusal('zip-encrypted', { name });
  if (method !== 0 && method !== 8) throw refusal('zip-method', { name, method });
  const { maxUnzippedBytes, maxRatio } = session.limits;
  if (entry.size > maxUnzippedBytes) throw refusal('too-large', { name, limit: megabytes(maxUnzippedBytes) });
  if (entry.size > Math.max(RATIO_GRACE, entry.packedSize * maxRatio)) {
    throw refusal('zip-bomb', { name, limit: maxRatio });
  }
  const header = await readBuffer(source, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw refusal('zip-damaged', { name });
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.packedSize > entry.end) throw refusal('zip-overlap', { name });
  return windowOf(source, start, entry.packedSize);
}

/** The unpacked bytes, checked against the size and checksum that the directory promised. */
export async function* unpack(
  source: ByteSource,
  entry: ZipEntry,
  session: ReadSession,
): AsyncGenerator<Buffer> {
  const packed = await packedBytes(source, entry, session);
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of inflated(packed, entry.method) as AsyncIterable<Buffer>) {
      session.unzipped(chunk.length);
      session.signal?.throwIfAborted();
      size += chunk.length;
      if (size > entry.size) throw refusal('zip-damaged', { name: entry.name });
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error) ? refusal('zip-damaged', { name: entry.name }) : error;
  }
  if (size !== entry.size || crc !== entry.crc) throw refusal('zip-damaged', { name: entry.name });
}

function inflated(packed: ByteSource, method: number): Chunks {
  if (method === 0) return chunksOf(packed);
  const inflate = createInflateRaw(INFLATE);
  // The error reaches the reader through the stream itself; the callback only keeps it from being unhandled.
  pipeline(Readable.from(chunksOf(packed), { highWaterMark: 2 }), inflate, () => undefined);
  return inflate;
}

function isZlibError(error: unknown): boolean {
  return (
    !(error instanceof Problem) &&
    error instanceof Error &&
    'code' in error &&
    String(error.code).startsWith('Z_')
  );
}
