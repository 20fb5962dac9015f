import { refusal } from '../refusal.ts';
import { megabytes } from '../session.ts';
import { decodeXml, unescapeOoxml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import { NO_SHORTCUT, type XmlHandler, type XmlTag } from '../xml/scanner.ts';
import type { Package } from './part.ts';

const SI = xmlName('si');
const T = xmlName('t');
const R_PH = xmlName('rPh');
const SI_T = Buffer.from('<si><t>');
const T_SI_END = Buffer.from('</t></si>');
const LT = 60;
const AMPERSAND = 38;
const UNDERSCORE = 95;
const CARRIAGE_RETURN = 13;
const SEGMENT = 1024 * 1024;
const SLOTS = 1 << 14;

/**
 * The strings of a workbook as UTF-8 in segments of 1 MB with an offset each, outside the JavaScript heap;
 * strings lately asked for are kept ready.
 */
export class SharedStrings {
  readonly #segments: Buffer[] = [];
  #segment: Buffer = Buffer.alloc(0);
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
    const segment = this.#reserve(length);
    // Before the first segment, or at the end of one, an empty string has no place to be written to.
    if (length > 0) segment.write(text, this.#used);
    this.#used += length;
  }

  /** Bytes that are the text already: the common case, spared making a string of it. */
  addBytes(bytes: Buffer, start: number, end: number): void {
    const segment = this.#reserve(end - start);
    for (let i = start, to = this.#used; i < end; i++, to++) segment[to] = bytes[i]!;
    this.#used += end - start;
  }

  /** Notes where the next string will stand; returns its segment. */
  #reserve(length: number): Buffer {
    // Eight bytes of bookkeeping count too, else empty strings would be free.
    this.#bytes += length + 8;
    if (this.#bytes > this.maxBytes) throw refusal('too-many-strings', { limit: megabytes(this.maxBytes) });
    if (this.#used + length > SEGMENT) {
      this.#segment = Buffer.allocUnsafeSlow(SEGMENT);
      this.#segments.push(this.#segment);
      this.#used = 0;
    }
    if (this.#count === this.#starts.length) this.#grow();
    this.#starts[this.#count] = (this.#segments.length - 1) * SEGMENT + this.#used;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    return this.#segment;
  }

  /** The string of that number; undefined when the workbook has none. */
  find(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const slot = index & (SLOTS - 1);
    if (this.#recentIndex[slot] === index) return this.#recent[slot];
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
  const strings = new SharedStrings(pack.session.limits.maxSharedStringBytes);
  await pack.readAll(path, new Handler(strings, pack.session.limits.maxCellChars));
  return strings;
}

class Handler implements XmlHandler {
  #text = '';
  #inText = false;
  #phonetic = false;

  constructor(
    readonly strings: SharedStrings,
    readonly maxChars: number,
  ) {}

  /** `<si><t>text</t></si>` with nothing to resolve is copied as it stands. */
  shortcut(bytes: Buffer, at: number): number {
    if (!startsWith(bytes, at, SI_T)) return NO_SHORTCUT;
    const start = at + SI_T.length;
    let end = start;
    for (; end < bytes.length; end++) {
      const byte = bytes[end]!;
      if (byte === LT) break;
      if (byte === AMPERSAND || byte === UNDERSCORE || byte === CARRIAGE_RETURN) return NO_SHORTCUT;
    }
    if (end - start > this.maxChars || !startsWith(bytes, end, T_SI_END)) return NO_SHORTCUT;
    this.strings.addBytes(bytes, start, end);
    return end + T_SI_END.length;
  }

  open(tag: XmlTag): void {
    if (tag.name === T) this.#inText = !this.#phonetic;
    else if (tag.name === SI) this.#text = '';
    else if (tag.name === R_PH) this.#phonetic = true;
  }

  close(name: number): void {
    if (name === T) this.#inText = false;
    else if (name === R_PH) this.#phonetic = false;
    else if (name === SI) this.strings.add(unescapeOoxml(this.#text));
  }

  text(bytes: Buffer, start: number, end: number, plain: boolean): void {
    if (!this.#inText) return;
    this.#text += plain ? bytes.toString('utf8', start, end) : decodeXml(bytes, start, end);
    const limit = this.maxChars;
    if (this.#text.length > limit) throw refusal('cell-too-long', { row: 0, limit });
  }
}

function startsWith(bytes: Buffer, at: number, mark: Buffer): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark[i]) return false;
  return true;
}
