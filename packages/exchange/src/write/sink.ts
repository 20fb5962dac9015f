import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Takes bytes in order; resolves when more may come, so that a slow reader holds the writer back. */
export type Sink = (chunk: Uint8Array) => Promise<void>;

/** A stream, a path on disk, or a function that takes the bytes. */
export type Output = Writable | string | Sink;

/**
 * Runs `work` against `out`. A stream or file is ended when the work is done and destroyed when it fails,
 * so a reader never takes half a file for a whole one.
 */
export async function withSink<T>(out: Output, work: (sink: Sink) => Promise<T>): Promise<T> {
  if (typeof out === 'function') return work(out);
  const stream = typeof out === 'string' ? createWriteStream(out) : out;
  const closed = finished(stream, { readable: false });
  // The failure is met at the next write or at the end; without this it would also count as unhandled.
  closed.catch(() => undefined);
  try {
    const result = await work((chunk) => writeTo(stream, chunk, closed));
    stream.end();
    await closed;
    return result;
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

async function writeTo(stream: Writable, chunk: Uint8Array, closed: Promise<void>): Promise<void> {
  if (stream.destroyed) {
    await closed;
    throw new Error('The output was closed before everything was written');
  }
  if (stream.write(chunk)) return;
  let drained: (() => void) | undefined;
  const drain = new Promise<void>((resolve) => stream.once('drain', (drained = resolve)));
  try {
    await Promise.race([drain, closed]);
  } finally {
    if (drained) stream.off('drain', drained);
  }
}
