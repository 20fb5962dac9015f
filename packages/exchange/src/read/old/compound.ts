import { refusal } from '../refusal.ts';
import { readBuffer, type ByteSource } from '../source.ts';

const LAST = 0xfffffff8;
const MAX_SECTORS = 4096;

/** The names of the streams in a compound file ([MS-CFB] 2.2, 2.6): what kind of document it holds. */
export async function compoundStreams(source: ByteSource): Promise<Set<string>> {
  const head = await readBuffer(source, 0, 512);
  if (head.length < 512) throw refusal('old-format-damaged');
  const shift = head.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw refusal('old-format-damaged');
  const size = 1 << shift;
  const sector = (number: number) => readBuffer(source, (number + 1) * size, size);
  const names = new Set<string>();
  let at = head.readUInt32LE(48);
  for (let steps = 0; at < LAST; steps++) {
    // Directories of workbooks take a few sectors; a chain without end is an attack.
    if (steps > MAX_SECTORS) throw refusal('old-format-damaged');
    const bytes = await sector(at);
    for (let entry = 0; entry + 128 <= bytes.length; entry += 128) {
      const length = bytes.readUInt16LE(entry + 64);
      if (length >= 2 && length <= 64) names.add(bytes.toString('utf16le', entry, entry + length - 2));
    }
    at = await nextSector(head, sector, at, size);
  }
  return names;
}

/** One step along the allocation table. Tables past the 109 that the header lists are for files over 6.8 MB whose
 *  directory lies late; such a directory is taken as ended, the first sector names the main stream. */
async function nextSector(
  head: Buffer,
  sector: (number: number) => Promise<Buffer>,
  at: number,
  size: number,
): Promise<number> {
  const perSector = size / 4;
  const table = Math.floor(at / perSector);
  if (table >= 109) return LAST;
  const bytes = await sector(head.readUInt32LE(76 + table * 4));
  const offset = (at % perSector) * 4;
  return offset + 4 <= bytes.length ? bytes.readUInt32LE(offset) : LAST;
}
