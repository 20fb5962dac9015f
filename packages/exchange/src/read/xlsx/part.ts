import { refusal } from '../refusal.ts';
import type { ReadSession } from '../session.ts';
import type { ByteSource } from '../source.ts';
import type { XmlHandler, XmlTag } from '../xml/scanner.ts';
import { XmlScanner } from '../xml/scanner.ts';
import { xmlAsUtf8 } from '../xml/transcode.ts';
import type { ZipEntry } from '../zip/directory.ts';
import { unpack } from '../zip/entry.ts';

/** The parts of an OOXML package by their path. Paths are matched without case, as spreadsheet programs do. */
export class Package {
  readonly #entries = new Map<string, ZipEntry>();

  constructor(
    readonly source: ByteSource,
    entries: readonly ZipEntry[],
    readonly session: ReadSession,
  ) {
    for (const entry of entries) this.#entries.set(partKey(entry.name), entry);
  }

  has(path: string): boolean {
    return this.#entries.has(partKey(path));
  }

  /** A part unpacked, as UTF-8. */
  bytes(path: string, session = this.session): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partKey(path));
    if (entry === undefined) throw refusal('workbook-damaged', { part: path.slice(0, 200) });
    return xmlAsUtf8(unpack(this.source, entry, session));
  }

  /** Bytes of a part when unpacked, as the directory says. */
  sizeOf(path: string): number {
    return this.#entries.get(partKey(path))?.size ?? 0;
  }

  /** Reads a part and stops for the caller after each chunk, of so many bytes. */
  async *scan(path: string, handler: XmlHandler): AsyncGenerator<number> {
    const scanner = new XmlScanner(handler, path, this.session.limits.maxXmlDepth);
    for await (const chunk of this.bytes(path)) {
      scanner.push(chunk);
      yield chunk.length;
    }
    scanner.end();
  }

  async readAll(path: string, handler: XmlHandler): Promise<void> {
    for await (const chunk of this.scan(path, handler)) void chunk;
  }

  /** For parts whose facts all stand in attributes. */
  async readTags(path: string, open: (tag: XmlTag) => void): Promise<void> {
    await this.readAll(path, { open, close: () => undefined, text: () => undefined });
  }
}

function partKey(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}
