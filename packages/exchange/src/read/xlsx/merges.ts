import { Problem } from '@mingbai/core';
import { type Covered, OpenMerges } from '../open-merges.ts';
import { refusal } from '../refusal.ts';
import { ReadSession } from '../session.ts';
import { xmlName } from '../xml/name.ts';
import { XmlScanner, type XmlTag } from '../xml/scanner.ts';
import type { Package } from './part.ts';

const MERGE_CELL = xmlName('mergeCell');
const REF = xmlName('ref');
const END = /<\/(?:[^\s<>/:]{1,32}:)?sheetData\s*>/g;
const WORD = Buffer.from('sheetData');
/** The longest that a closing tag is looked for in. */
const WINDOW = 64;
const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/;

/** Merged cells of a sheet, asked row by row. */
export class Merges {
  readonly #max: number;
  /** Top, bottom, left, right of each. */
  #ranges = new Int32Array(64);
  #count = 0;
  #order: Uint32Array | undefined;
  #next = 0;
  readonly #open = new OpenMerges();

  constructor(maxRanges: number) {
    this.#max = maxRanges;
  }

  add(ref: string): void {
    const [, left = '', top = '', right = '', bottom = ''] = RANGE.exec(ref) ?? [];
    if (left === '' || (left === right && top === bottom)) return;
    if (this.#count >= this.#max) throw refusal('workbook-damaged', { part: 'mergeCells' });
    const at = this.#count * 4;
    if (at === this.#ranges.length) {
      const larger = new Int32Array(at * 2);
      larger.set(this.#ranges);
      this.#ranges = larger;
    }
    this.#ranges.set([Number(top), Number(bottom), columnOfLetters(left), columnOfLetters(right)], at);
    this.#count += 1;
  }

  get size(): number {
    return this.#count;
  }

  /** What lies under merged cells in a row, the cell that shows them left out. Rows are asked for in ascending order. */
  inRow(row: number): readonly Covered[] {
    const ranges = this.#ranges;
    this.#order ??= Uint32Array.from({ length: this.#count }, (_, i) => i * 4).sort(
      (a, b) => ranges[a]! - ranges[b]!,
    );
    const order = this.#order;
    const open = this.#open;
    for (; this.#next < order.length && ranges[order[this.#next]!]! <= row; this.#next++) {
      const at = order[this.#next]!;
      const [top = 0, bottom = 0, left = 0, right = 0] = ranges.subarray(at, at + 4);
      if (bottom >= row) open.add({ top, bottom, left, right });
    }
    return open.inRow(row);
  }
}

/**
 * The merged cells of a sheet, which stand behind its rows: the part is unpacked once more, and only what follows the
 * rows is read. Undefined when there are none. What is wrong with the part is said when its rows are read.
 */
export async function readMerges(pack: Package, path: string): Promise<Merges | undefined> {
  const { limits, signal } = pack.session;
  const merges = new Merges(limits.maxMerges);
  const open = (tag: XmlTag): void => {
    if (tag.name === MERGE_CELL) merges.add(tag.attribute(REF) ?? '');
  };
  let tail: XmlScanner | undefined;
  let before = Buffer.alloc(0);
  for await (const chunk of pack.bytes(path, new ReadSession(limits, signal))) {
    let from = 0;
    if (tail === undefined) {
      const bytes = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
      const end = endOfRows(bytes);
      before = Buffer.from(bytes.subarray(-WINDOW));
      if (end < 0) continue;
      tail = new XmlScanner(
        { open, close: () => undefined, text: () => undefined },
        path,
        limits.maxXmlDepth,
      );
      tail.push(Buffer.from('<worksheet>'));
      from = end - (bytes.length - chunk.length);
    }
    try {
      tail.push(chunk.subarray(from));
    } catch (error) {
      // Not the end that it looked like, or no whole document: the reading of the rows is the judge of that.
      if (error instanceof Problem && error.details['reason'] === 'xml-malformed') return undefined;
      throw error;
    }
  }
  return merges.size === 0 ? undefined : merges;
}

/** Where the tag that ends the rows ends, or -1. */
function endOfRows(bytes: Buffer): number {
  for (let at = bytes.indexOf(WORD); at >= 0; at = bytes.indexOf(WORD, at + WORD.length)) {
    const start = Math.max(0, at - WINDOW / 2);
    END.lastIndex = 0;
    const found = END.exec(bytes.toString('latin1', start, at + WINDOW / 2));
    if (found !== null && start + END.lastIndex > at) return start + END.lastIndex;
  }
  return -1;
}

function columnOfLetters(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
