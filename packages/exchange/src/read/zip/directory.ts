import { readBuffer, type ByteSource } from '../source.ts';
import { refusal } from '../refusal.ts';
import { extraField } from './extra.ts';
import { entryName } from './name.ts';

/** One file of a zip as its central directory tells (APPNOTE.TXT 6.3, section 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of the local header. */
  readonly offset: number;
  /** Where the next entry, or the directory, begins: the entry's bytes end before. */
  readonly end: number;
}

const DIRECTORY_BYTES_PER_ENTRY = 2048;

/** Reads the central directory; refuses what is damaged, split over disks, too long or overlapping. */
export async function readDirectory(source: ByteSource, maxEntries: number): Promise<ZipEntry[]> {
  const { count, size, offset } = await locateDirectory(source);
  if (count > maxEntries || size > maxEntries * DIRECTORY_BYTES_PER_ENTRY) {
    throw refusal('too-many-entries', { limit: maxEntries });
  }
  if (offset + size > source.size) throw refusal('zip-damaged');
  const bytes = await readBuffer(source, offset, size);
  const found: Omit<ZipEntry, 'end'>[] = [];
  for (let at = 0, index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw refusal('zip-damaged');
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
    if (next > bytes.length) throw refusal('zip-damaged');
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const flags = bytes.readUInt16LE(at + 8);
    found.push({
      name: entryName(rawName, (flags & 0x800) !== 0, extra),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 0x41) !== 0,
      crc: bytes.readUInt32LE(at + 16),
      ...sizes(bytes, at, extra),
    });
    at = next;
  }
  return withEnds(found, offset);
}

async function locateDirectory(source: ByteSource): Promise<{ count: number; size: number; offset: number }> {
  const tailStart = Math.max(0, source.size - 65_557);
  const tail = await readBuffer(source, tailStart, source.size - tailStart);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50 || at + 22 + tail.readUInt16LE(at + 20) > tail.length) continue;
    const plain = {
      count: tail.readUInt16LE(at + 10),
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    const locator = at >= 20 && tail.readUInt32LE(at - 20) === 0x07064b50;
    if (locator) return readZip64End(source, exact(tail.readBigUInt64LE(at - 12)));
    if (tail.readUInt16LE(at + 4) !== 0 || plain.count !== tail.readUInt16LE(at + 8))
      throw refusal('zip-damaged');
    return plain;
  }
  throw refusal('zip-damaged');
}

async function readZip64End(source: ByteSource, at: number) {
  const end = await readBuffer(source, at, 56);
  if (end.length < 56 || end.readUInt32LE(0) !== 0x06064b50) throw refusal('zip-damaged');
  return {
    count: exact(end.readBigUInt64LE(32)),
    size: exact(end.readBigUInt64LE(40)),
    offset: exact(end.readBigUInt64LE(48)),
  };
}

/** Sizes and offset, from the zip64 extra field (id 1) where the plain ones are all ones. */
function sizes(bytes: Buffer, at: number, extra: Buffer) {
  let packedSize = bytes.readUInt32LE(at + 20);
  let size = bytes.readUInt32LE(at + 24);
  let offset = bytes.readUInt32LE(at + 42);
  if (packedSize !== 0xffffffff && size !== 0xffffffff && offset !== 0xffffffff)
    return { packedSize, size, offset };
  const wide = extraField(extra, 1);
  let from = 0;
  const take = (): number => {
    if (wide === undefined || from + 8 > wide.length) throw refusal('zip-damaged');
    from += 8;
    return exact(wide.readBigUInt64LE(from - 8));
  };
  if (size === 0xffffffff) size = take();
  if (packedSize === 0xffffffff) packedSize = take();
  if (offset === 0xffffffff) offset = take();
  return { packedSize, size, offset };
}

/** Overlapping entries let a small archive unpack the same bytes without end. */
function withEnds(found: readonly Omit<ZipEntry, 'end'>[], directory: number): ZipEntry[] {
  const starts = found.map((entry) => entry.offset).sort((a, b) => a - b);
  const next = new Map<number, number>();
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? directory;
    if (end === start) throw refusal('zip-overlap');
    next.set(start, end);
  }
  return found.map((entry) => {
    const end = next.get(entry.offset) ?? 0;
    if (entry.offset + 30 + entry.packedSize > end) throw refusal('zip-overlap');
    return { ...entry, end };
  });
}

function exact(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw refusal('zip-damaged');
  return Number(value);
}
