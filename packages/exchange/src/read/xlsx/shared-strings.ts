import { refusal } from '../refusal.ts';
import { megabytes } from '../session.ts';
import { decodeXml, unescapeOoxml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import type { XmlTag } from '../xml/scanner.ts';
import type { Package } from './part.ts';

const SI = xmlName('si');
const T = xmlName('t');
const R_PH = xmlName('rPh');
const SEGMENT = 1024 * 1024;
const SLOTS = 1 << 14;

/**
 * The strings of a workbook as UTF-8 in segments of 1 MB with an offset each, outside the JavaScript heap;
 * strings lately asked for are kept ready.
 */
export class SharedStrings {
  readonly #segments: Buffer[] = [];
  #used = SEGMENT;
  #bytes = 0;
  #count = 0;
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #recentIndex = new Int32Array(SLOTS).fill(-1);
  readonly #recent: string[] = Array.from({ length: SLOTS }, () => '');

  constructor(readonly maxBytes: number) {}

  add(text: string): void {
    const length = Buffer.byteLength(text);
    // Eight bytes of bookkeeping count too, else empty strings would be free.
    this.#bytes += length + 8;
    if (this.#bytes > this.maxBytes) throw refusal('too-many-strings', { limit: megabytes(this.maxBytes) });
    if (this.#used + length > SEGMENT) {
      this.#segments.push(Buffer.allocUnsafeSlow(SEGMENT));
      this.#used = 0;
    }
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = (this.#segments.length - 1) * SEGMENT + this.#used;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#used += this.#segments.at(-1)?.write(text, this.#used) ?? 0;
  }

  /** The string of that number; undefined when the workbook has none. */
  find(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const slot = index & (SLOTS - 1);
    if (this.#recentIndex[slot] === index) return this.#recent[slot];
    // An empty string may be noted at the very end of a segment, or before there is one.
    if (this.#lengths[index] === 0) return '';
    const start = this.#starts[index]!;
    const from = start & (SEGMENT - 1);
    const text = this.#segments[start >>> 20]!.toString('utf8', from, from + this.#lengths[index]!);
    this.#recentIndex[slot] = index;
    this.#recent[slot] = text;
    return text;
  }

  #grow(): void {
    const starts = new Uint32Array(this.#count * 2);
    starts.set(this.#starts);
    this.#starts = starts;
    const lengths = new Uint32Array(this.#count * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}

/** Rich text is joined; phonetic runs (rPh), which say how to pronounce the text, are left out. */
export async function readSharedStrings(pack: Package, path: string): Promise<SharedStrings> {
  const { maxSharedStringBytes, maxCellChars } = pack.session.limits;
  const strings = new SharedStrings(maxSharedStringBytes);
  let text = '';
  let inText = false;
  let phonetic = false;
  await pack.readAll(path, {
    open(tag: XmlTag) {
      if (tag.name === T) inText = !phonetic;
      else if (tag.name === SI) text = '';
      else if (tag.name === R_PH) phonetic = true;
    },
    close(name) {
      if (name === T) inText = false;
      else if (name === R_PH) phonetic = false;
      else if (name === SI) strings.add(unescapeOoxml(text));
    },
    text(bytes, start, end) {
      if (!inText) return;
      text += decodeXml(bytes, start, end);
      if (text.length > maxCellChars) throw refusal('cell-too-long', { row: 0, limit: maxCellChars });
    },
  });
  return strings;
}
