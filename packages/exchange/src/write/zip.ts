import { crc32, deflateRawSync } from 'node:zlib';
import { Deflater } from './deflate.ts';
import { type Output, type Sink, withSink } from './sink.ts';
import {
  centralHeader,
  dataDescriptor,
  endRecords,
  localHeader,
  NAME_IS_UTF8,
  SIZES_FOLLOW,
  type ZipRecord,
} from './zip-record.ts';

/** Bytes or text (as UTF-8), whole or in pieces, or a function that writes them. */
export type Content =
  | Uint8Array
  | string
  | Iterable<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>
  | ((sink: Sink) => Promise<void>);

export interface ZipEntry {
  /** Path with `/`. */
  readonly name: string;
  readonly content: Content;
}

/** Compressed already, to be copied as it stands. */
interface RawEntry extends Pick<ZipRecord, 'method' | 'crc' | 'compressed' | 'size'> {
  readonly name: string;
  readonly data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** 1980-01-01, the first DOS date: the same content gives the same archive, whenever it is written. */
const NO_DATE = 0x0021_0000;

/** Bytes that are compressed at one go: setting up a stream would take longer. */
const SMALL = 64 * 1024;

/** An archive written front to back: nothing is patched, so it goes to a pipe or a browser as it is made. */
export class ZipWriter {
  private offset = 0;
  private readonly records: ZipRecord[] = [];
  private readonly sink: Sink;

  /** `level` is zlib's: 1 fast, 9 small. */
  constructor(
    sink: Sink,
    private readonly level = 3,
  ) {
    this.sink = async (chunk) => {
      this.offset += chunk.length;
      await sink(chunk);
    };
  }

  async add(name: string, content: Content): Promise<void> {
    if (typeof content === 'string' || content instanceof Uint8Array) {
      const bytes = toBytes(content);
      if (bytes.length <= SMALL) return this.addSmall(name, bytes);
    }
    const start = {
      name: Buffer.from(name, 'utf8'),
      flags: SIZES_FOLLOW | NAME_IS_UTF8,
      method: 8,
      modified: NO_DATE,
      offset: this.offset,
      crc: 0,
      compressed: 0,
      size: 0,
    };
    await this.sink(localHeader(start));
    const deflater = new Deflater(this.sink, this.level);
    try {
      await pour(content, (chunk) => deflater.write(chunk));
      await deflater.end();
    } finally {
      deflater.close();
    }
    const { crc, compressed, size } = deflater;
    const record = { ...start, crc, compressed, size };
    await this.sink(dataDescriptor(record));
    this.records.push(record);
  }

  private async addSmall(name: string, bytes: Uint8Array): Promise<void> {
    const method = bytes.length === 0 ? 0 : 8;
    const data = method === 0 ? bytes : deflateRawSync(bytes, { level: this.level });
    const sizes = { crc: crc32(bytes), compressed: data.length, size: bytes.length };
    await this.addRaw({ name, method, ...sizes, data: [data] });
  }

  /** Copies compressed bytes untouched; their sizes and checksum are known. */
  async addRaw(entry: RawEntry): Promise<void> {
    const { data, name, method, crc, compressed, size } = entry;
    const start = {
      name: Buffer.from(name, 'utf8'),
      flags: NAME_IS_UTF8,
      modified: NO_DATE,
      offset: this.offset,
    };
    const record = { ...start, method, crc, compressed, size };
    await this.sink(localHeader(record));
    for await (const chunk of data) await this.sink(chunk);
    this.records.push(record);
  }

  async end(): Promise<void> {
    const start = this.offset;
    for (const record of this.records) await this.sink(centralHeader(record));
    await this.sink(endRecords(this.records.length, this.offset - start, start));
  }
}

/** Several files in one archive, one after the other; entries may be made while the archive is written. */
export async function writeZip(
  out: Output,
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  options: { readonly level?: number } = {},
): Promise<void> {
  await withSink(out, async (sink) => {
    const zip = new ZipWriter(sink, options.level);
    for await (const entry of entries) await zip.add(entry.name, entry.content);
    await zip.end();
  });
}

async function pour(content: Content, sink: Sink): Promise<void> {
  if (typeof content === 'function') return content(sink);
  if (typeof content === 'string' || content instanceof Uint8Array) return sink(toBytes(content));
  for await (const piece of content) await sink(toBytes(piece));
}

function toBytes(piece: Uint8Array | string): Uint8Array {
  return typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
}
