/** The records of a ZIP archive, after APPNOTE.TXT 6.3.10 sections 4.3.7–4.3.16. */
export interface ZipRecord {
  /** As stored; UTF-8 when flag bit 11 says so. */
  readonly name: Uint8Array;
  /** General purpose flags: bit 3 sizes follow the data, bit 11 the name is UTF-8. */
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** DOS time and date as one 32-bit number, the date in the high half. */
  readonly modified: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Where the local header starts. */
  readonly offset: number;
}

export const SIZES_FOLLOW = 0x0008;
export const NAME_IS_UTF8 = 0x0800;
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;

export function localHeader(record: ZipRecord): Uint8Array {
  const later = (record.flags & SIZES_FOLLOW) !== 0;
  const big = !later && (record.size >= MAX_32 || record.compressed >= MAX_32);
  const extra = big ? zip64Extra([record.size, record.compressed]) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(big ? 45 : 20, 4);
  head.writeUInt16LE(record.flags, 6);
  head.writeUInt16LE(record.method, 8);
  head.writeUInt32LE(record.modified, 10);
  if (!later) {
    head.writeUInt32LE(record.crc, 14);
    head.writeUInt32LE(big ? MAX_32 : record.compressed, 18);
    head.writeUInt32LE(big ? MAX_32 : record.size, 22);
  }
  head.writeUInt16LE(record.name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, record.name, extra]);
}

/** Sizes after the data; 8 bytes each when an entry has outgrown 4 GiB, as the central directory then says too. */
export function dataDescriptor(record: ZipRecord): Uint8Array {
  const big = record.size >= MAX_32 || record.compressed >= MAX_32;
  const tail = Buffer.alloc(big ? 24 : 16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(record.crc, 4);
  if (big) {
    tail.writeBigUInt64LE(BigInt(record.compressed), 8);
    tail.writeBigUInt64LE(BigInt(record.size), 16);
  } else {
    tail.writeUInt32LE(record.compressed, 8);
    tail.writeUInt32LE(record.size, 12);
  }
  return tail;
}

export function centralHeader(record: ZipRecord): Uint8Array {
  const sizes = record.size >= MAX_32 || record.compressed >= MAX_32;
  const far = record.offset >= MAX_32;
  const wide = [...(sizes ? [record.size, record.compressed] : []), ...(far ? [record.offset] : [])];
  const extra = wide.length > 0 ? zip64Extra(wide) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(wide.length > 0 ? 45 : 20, 4);
  head.writeUInt16LE(wide.length > 0 ? 45 : 20, 6);
  head.writeUInt16LE(record.flags, 8);
  head.writeUInt16LE(record.method, 10);
  head.writeUInt32LE(record.modified, 12);
  head.writeUInt32LE(record.crc, 16);
  head.writeUInt32LE(sizes ? MAX_32 : record.compressed, 20);
  head.writeUInt32LE(sizes ? MAX_32 : record.size, 24);
  head.writeUInt16LE(record.name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(far ? MAX_32 : record.offset, 42);
  return Buffer.concat([head, record.name, extra]);
}

/** End of the central directory, with the zip64 records before it when a number does not fit. */
export function endRecords(count: number, size: number, offset: number): Uint8Array {
  const big = count >= MAX_16 || size >= MAX_32 || offset >= MAX_32;
  const parts: Buffer[] = [];
  if (big) {
    const wide = Buffer.alloc(56 + 20);
    wide.writeUInt32LE(0x06064b50, 0);
    wide.writeBigUInt64LE(44n, 4);
    wide.writeUInt16LE(45, 12);
    wide.writeUInt16LE(45, 14);
    wide.writeBigUInt64LE(BigInt(count), 24);
    wide.writeBigUInt64LE(BigInt(count), 32);
    wide.writeBigUInt64LE(BigInt(size), 40);
    wide.writeBigUInt64LE(BigInt(offset), 48);
    wide.writeUInt32LE(0x07064b50, 56);
    wide.writeBigUInt64LE(BigInt(offset + size), 64);
    wide.writeUInt32LE(1, 72);
    parts.push(wide);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  parts.push(end);
  return Buffer.concat(parts);
}

function zip64Extra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(numbers.length * 8, 2);
  numbers.forEach((n, index) => extra.writeBigUInt64LE(BigInt(n), 4 + index * 8));
  return extra;
}
