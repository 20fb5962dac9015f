import { refusal } from '../read/refusal.ts';
import { ReadSession } from '../read/session.ts';
import { type ByteSource, chunksOf } from '../read/source.ts';
import { Package } from '../read/xlsx/part.ts';
import { readDirectory, type ZipEntry } from '../read/zip/directory.ts';
import { packedBytes, unpack } from '../read/zip/entry.ts';
import { DEFAULT_LIMITS } from '../read/limits.ts';
import type { ZipWriter } from '../write/zip.ts';
import { CannotMarkInPlace } from './cannot.ts';

/** A part held as text may not be larger; only sheets are, and they are streamed. */
const MOST_TEXT = 128 * 1024 * 1024;

/** The parts of a workbook as they lie in its archive: to read, and to copy without unpacking. */
export class Parts {
  readonly pack: Package;
  private readonly byPath: ReadonlyMap<string, ZipEntry>;

  private constructor(
    private readonly source: ByteSource,
    readonly entries: readonly ZipEntry[],
    private readonly session: ReadSession,
  ) {
    this.pack = new Package(source, entries, session);
    this.byPath = new Map(entries.map((entry) => [partKey(entry.name), entry]));
  }

  static async open(source: ByteSource, signal: AbortSignal | undefined): Promise<Parts> {
    // Read before, under the same limits; parts are now read up to twice.
    const limits = { ...DEFAULT_LIMITS, maxUnzippedBytes: DEFAULT_LIMITS.maxUnzippedBytes * 2 };
    const entries = await readDirectory(source, limits.maxArchiveEntries);
    return new Parts(source, entries, new ReadSession(limits, signal));
  }

  has(path: string): boolean {
    return this.byPath.has(partKey(path));
  }

  chunks(path: string): AsyncGenerator<Buffer> {
    return unpack(this.source, this.get(path), this.session);
  }

  /** A part in UTF-8, without the mark at its beginning. */
  async text(path: string): Promise<string> {
    const bytes = await this.bytes(path);
    requireUtf8(bytes);
    const text = bytes.toString('utf8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  async bytes(path: string): Promise<Buffer> {
    if (this.get(path).size > MOST_TEXT) throw new CannotMarkInPlace(`${path} is too large to edit`);
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(path)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** The beginning of a part. */
  async beginning(path: string): Promise<Buffer> {
    for await (const chunk of this.chunks(path)) return chunk;
    return Buffer.alloc(0);
  }

  /** Copies an entry compressed as it is. */
  async copy(entry: ZipEntry, zip: ZipWriter): Promise<void> {
    const data = chunksOf(await packedBytes(this.source, entry, this.session));
    const { name, method, crc, packedSize, size } = entry;
    await zip.addRaw({ name, method, crc, compressed: packedSize, size, data });
  }

  /** A path that no part has: `xl/comments7.xml` from `xl/comments*.xml`. */
  free(pattern: string, taken: ReadonlySet<string>): string {
    for (let n = 1; ; n += 1) {
      const path = pattern.replace('*', String(n));
      if (!this.has(path) && !taken.has(path)) return path;
    }
  }

  private get(path: string): ZipEntry {
    const entry = this.byPath.get(partKey(path));
    if (!entry) throw refusal('workbook-damaged', { part: path.slice(0, 200) });
    return entry;
  }
}

/** Paths are matched without case, as spreadsheet programs do. */
export function partKey(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

/** Throws `CannotMarkInPlace` when a part says it is in another encoding than UTF-8. */
export function requireUtf8(bytes: Buffer): void {
  const declared = /^[^>]*\sencoding\s*=\s*["']([^"']+)/.exec(bytes.toString('latin1', 0, 200))?.[1];
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0;
  if (wide || (declared !== undefined && !/^(utf-8|us-ascii)$/i.test(declared))) {
    throw new CannotMarkInPlace(`A part is in ${declared ?? 'UTF-16'}`);
  }
}
