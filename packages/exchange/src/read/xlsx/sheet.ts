import type { SheetRow } from '@mingbai/core';
import { refusal } from '../refusal.ts';
import { RowBuilder } from '../row-builder.ts';
import type { ReadSession } from '../session.ts';
import { TextCache } from '../text-cache.ts';
import { decodeXml, unescapeOoxml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import { NO_SHORTCUT, type XmlHandler, type XmlTag } from '../xml/scanner.ts';
import { CellType, columnOf, digits, isoShort, typeOf } from './cell.ts';
import { PLAIN } from './date-format.ts';
import { plainNumber, showNumber } from './number.ts';
import type { Workbook } from './workbook.ts';

const SHEET_DATA = xmlName('sheetData');
const ROW = xmlName('row');
const C = xmlName('c');
const V = xmlName('v');
const F = xmlName('f');
const T = xmlName('t');
const R_PH = xmlName('rPh');
const ATTR_R = xmlName('r');
const ATTR_S = xmlName('s');
const ATTR_T = xmlName('t');
const LOWER_C = 99;
const LOWER_R = 114;
const LOWER_S = 115;
const LOWER_T = 116;
const LOWER_V = 118;
const SPACE = 32;
const QUOTE = 34;
const SLASH = 47;
const LT = 60;
const EQUALS = 61;
const GT = 62;
/** `</v></c>` */
const CELL_END = [60, 47, 118, 62, 60, 47, 99, 62];

/** Collects the rows of one sheet part; `take()` hands over what is complete. */
export class SheetHandler implements XmlHandler {
  readonly #book: Workbook;
  readonly #session: ReadSession;
  readonly #cache: TextCache;
  readonly #row: RowBuilder;
  readonly #maxChars: number;
  #rows: SheetRow[] = [];
  #inData = false;
  #rowNumber = 0;
  #column = -1;
  #type: CellType = CellType.Number;
  #style = 0;
  #capture = false;
  #phonetic = false;
  #formula = false;
  #valued = false;
  #value = '';

  constructor(book: Workbook, session: ReadSession, cache: TextCache) {
    this.#book = book;
    this.#session = session;
    this.#cache = cache;
    this.#row = new RowBuilder(session.limits.maxColumns);
    this.#maxChars = session.limits.maxCellChars;
  }

  /** Rows complete so far, once. */
  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#session.rows(rows.length);
    return rows;
  }

  get waiting(): number {
    return this.#rows.length;
  }

  open(tag: XmlTag): void {
    const name = tag.name;
    if (!this.#inData) {
      if (name === SHEET_DATA) this.#inData = true;
    } else if (name === C) {
      this.#openCell(tag);
    } else if (name === V) {
      this.#capture = true;
      this.#valued = true;
    } else if (name === T) {
      this.#capture = !this.#phonetic;
    } else if (name === F) {
      this.#formula = true;
    } else if (name === R_PH) {
      this.#phonetic = true;
    } else if (name === ROW) {
      this.#openRow(tag);
    }
  }

  close(name: number): void {
    if (!this.#inData) return;
    if (name === V || name === T) {
      this.#capture = false;
    } else if (name === C) {
      this.#closeCell();
    } else if (name === ROW) {
      const row = this.#row.finish(this.#rowNumber);
      if (row !== undefined) this.#rows.push(row);
    } else if (name === R_PH) {
      this.#phonetic = false;
    } else if (name === SHEET_DATA) {
      this.#inData = false;
    }
  }

  text(bytes: Buffer, start: number, end: number, plain: boolean): void {
    if (!this.#capture) return;
    const piece = plain ? this.#cache.get(bytes, start, end) : decodeXml(bytes, start, end);
    this.#value = this.#value === '' ? piece : this.#value + piece;
    if (this.#value.length > this.#maxChars) {
      throw refusal('cell-too-long', { row: this.#rowNumber, limit: this.#maxChars });
    }
  }

  /**
   * A whole cell at once when it is written the way spreadsheets write nearly all of theirs:
   * `<c r="B7" s="1" t="s"><v>12</v></c>`. Anything else, or a cell that the chunk cuts, goes tag by tag.
   */
  shortcut(bytes: Buffer, at: number): number {
    if (bytes[at + 1] !== LOWER_C || bytes[at + 2] !== SPACE || !this.#inData) return NO_SHORTCUT;
    const length = bytes.length;
    let column = this.#column + 1;
    let style = 0;
    let type: CellType = CellType.Number;
    let i = at + 2;
    while (bytes[i] === SPACE) {
      const name = bytes[i + 1];
      if (bytes[i + 2] !== EQUALS || bytes[i + 3] !== QUOTE) return NO_SHORTCUT;
      const start = i + 4;
      for (i = start; i < length && bytes[i] !== QUOTE; i++);
      if (i >= length) return NO_SHORTCUT;
      if (name === LOWER_R) column = columnOf(bytes, start, i, column);
      else if (name === LOWER_S) style = digits(bytes, start, i);
      else if (name === LOWER_T) type = typeOf(bytes, start, i);
      else return NO_SHORTCUT;
      i += 1;
    }
    if (bytes[i] === SLASH && bytes[i + 1] === GT) {
      this.#column = column;
      return i + 2;
    }
    if (type > CellType.Shared) return NO_SHORTCUT;
    if (bytes[i] !== GT || bytes[i + 1] !== LT || bytes[i + 2] !== LOWER_V || bytes[i + 3] !== GT)
      return NO_SHORTCUT;
    const start = i + 4;
    let value = 0;
    for (i = start; i < length; i++) {
      const digit = bytes[i]! - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === start || i + 8 > length || !endsCell(bytes, i)) return NO_SHORTCUT;
    this.#column = column;
    if (type === CellType.Shared) {
      this.#shared(value);
      return i + 8;
    }
    const text = this.#cache.get(bytes, start, i);
    const show = this.#book.styles[style] ?? PLAIN;
    if (show.as === 'number') {
      this.#row.set(column, text, 'n');
    } else {
      const shown = showNumber(text, show, this.#book.date1904);
      this.#row.set(column, shown.text, shown.kind);
    }
    return i + 8;
  }

  #shared(index: number): void {
    const text = this.#book.strings.find(index);
    if (text === undefined) throw refusal('workbook-damaged', { part: `sharedStrings ${index}` });
    this.#row.set(this.#column, text, 't');
  }

  #openRow(tag: XmlTag): void {
    const stated = tag.attribute(ATTR_R);
    const number = stated === undefined ? this.#rowNumber + 1 : Number(stated);
    if (!(Number.isInteger(number) && number > this.#rowNumber)) {
      throw refusal('rows-out-of-order', { row: this.#rowNumber + 1 });
    }
    this.#rowNumber = number;
    this.#column = -1;
  }

  #openCell(tag: XmlTag): void {
    const { bytes, names, starts, ends } = tag;
    let column = this.#column + 1;
    this.#type = CellType.Number;
    this.#style = 0;
    for (let i = 0; i < tag.count; i++) {
      const name = names[i]!;
      const start = starts[i]!;
      const end = ends[i]!;
      if (name === ATTR_R) column = columnOf(bytes, start, end, column);
      else if (name === ATTR_S) this.#style = digits(bytes, start, end);
      else if (name === ATTR_T) this.#type = typeOf(bytes, start, end);
    }
    this.#column = column;
    this.#formula = false;
    this.#valued = false;
    this.#value = '';
  }

  #closeCell(): void {
    const value = this.#value;
    const column = this.#column;
    switch (this.#type) {
      case CellType.Shared:
        if (value !== '') this.#shared(Number(value));
        return;
      case CellType.Inline:
        this.#row.set(column, unescapeOoxml(value), 't');
        return;
      case CellType.FormulaText:
        if (this.#formula && !this.#valued) this.#row.set(column, '', 'f');
        else this.#row.set(column, unescapeOoxml(value), 't');
        return;
      case CellType.Boolean:
        this.#scalar(value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE', 'b');
        return;
      case CellType.Error:
        this.#scalar(value, 'e');
        return;
      case CellType.Date:
        this.#scalar(isoShort(value), 'd');
        return;
      case CellType.Number:
        this.#number(value.trim());
    }
  }

  #number(value: string): void {
    const show = this.#book.styles[this.#style] ?? PLAIN;
    if (value === '' || show.as === 'number') {
      this.#scalar(plainNumber(value), 'n');
      return;
    }
    const shown = showNumber(value, show, this.#book.date1904);
    this.#scalar(shown.text, shown.kind);
  }

  /** An empty value of these types means nothing was cached. */
  #scalar(text: string, kind: 'n' | 'd' | 'b' | 'e'): void {
    if (text !== '') this.#row.set(this.#column, text, kind);
    else if (this.#formula) this.#row.set(this.#column, '', 'f');
  }
}

function endsCell(bytes: Buffer, at: number): boolean {
  for (let i = 0; i < 8; i++) if (bytes[at + i] !== CELL_END[i]) return false;
  return true;
}
