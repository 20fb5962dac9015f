import type { ReadSession } from '../session.ts';
import { bufferSource, type ByteSource } from '../source.ts';
import type { ZipEntry } from './directory.ts';
import { packedBytes, unpack } from './entry.ts';

const IN_MEMORY = 32 * 1024 * 1024;

/**
 * Random access to a file inside an archive, without unpacking it to disk where personal data would lie open.
 * Stored: a window. Small: in memory. Large: unpacked again from the start when asked to go back, which
 * readers do a few times only; each pass counts against the limit of unpacked bytes.
 */
export async function memberSource(
  source: ByteSource,
  entry: ZipEntry,
  session: ReadSession,
): Promise<ByteSource> {
  const packed = await packedBytes(source, entry, session);
  if (entry.method === 0) {
    // One pass for the checksum: a window would hand out damaged bytes unseen.
    for await (const chunk of unpack(source, entry, session)) void chunk;
    return packed;
  }
  if (entry.size > IN_MEMORY) return new UnpackingSource(source, entry, session);
  const chunks: Buffer[] = [];
  for await (const chunk of unpack(source, entry, session)) chunks.push(chunk);
  return bufferSource(Buffer.concat(chunks));
}

class UnpackingSource implements ByteSource {
  readonly size: number;
  #stream: AsyncGenerator<Buffer> | undefined;
  #chunk: Buffer = Buffer.alloc(0);
  /** Position of the first byte of `#chunk`. */
  #at = 0;

  constructor(
    readonly source: ByteSource,
    readonly entry: ZipEntry,
    readonly session: ReadSession,
  ) {
    this.size = entry.size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (this.#stream === undefined || offset < this.#at) await this.#restart();
    const end = Math.min(this.size, offset + length);
    const pieces: Buffer[] = [];
    for (let from = offset; from < end;) {
      const local = from - this.#at;
      if (local < this.#chunk.length) {
        const piece = this.#chunk.subarray(local, Math.min(this.#chunk.length, end - this.#at));
        pieces.push(piece);
        from += piece.length;
      } else if (!(await this.#advance())) {
        break;
      }
    }
    return Buffer.concat(pieces);
  }

  async close(): Promise<void> {
    await this.#stream?.return(undefined);
    this.#stream = undefined;
  }

  async #restart(): Promise<void> {
    await this.close();
    this.#stream = unpack(this.source, this.entry, this.session);
    this.#chunk = Buffer.alloc(0);
    this.#at = 0;
  }

  async #advance(): Promise<boolean> {
    const next = await this.#stream?.next();
    if (next === undefined || next.done === true) return false;
    this.#at += this.#chunk.length;
    this.#chunk = next.value;
    return true;
  }
}
