import type { SheetRow } from '@mingbai/core';
import { refusal } from '../refusal.ts';
import { ROW_CHARS, RowBuilder } from '../row-builder.ts';
import type { ReadSession } from '../session.ts';
import type { TextCache } from '../text-cache.ts';
import { decodeXml, unescapeOoxml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import { NO_SHORTCUT, type XmlHandler, type XmlTag } from '../xml/scanner.ts';
import { CellType, columnOf, digits, isoShort, typeOf } from './cell.ts';
import { PLAIN } from './date-format.ts';
import type { Merges } from './merges.ts';
import { plainNumber, showNumber } from './number.ts';
import { PlainCell } from './plain-cell.ts';
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

/** Collects the rows of one sheet part; `take()` hands over what is complete. */
export class SheetHandler implements XmlHandler {
  readonly #book: Workbook;
  readonly #session: ReadSession;
  readonly #cache: TextCache;
  readonly #row: RowBuilder;
  readonly #maxChars: number;
  readonly #plain = new PlainCell();
  readonly #merges: Merges | undefined;
  #rows: SheetRow[] = [];
  #chars = 0;
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

  constructor(book: Workbook, session: ReadSession, cache: TextCache, merges?: Merges) {
    this.#book = book;
    this.#session = session;
    this.#cache = cache;
    this.#merges = merges;
    this.#row = new RowBuilder(session.limits.maxColumns);
    this.#maxChars = session.limits.maxCellChars;
  }

  /** Rows complete so far, once. */
  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#chars = 0;
    this.#session.rows(rows.length);
    return rows;
  }

  /** Rows, or what would be as many of an ordinary length. */
  get waiting(): number {
    return Math.max(this.#rows.length, this.#chars / ROW_CHARS);
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
      for (const covered of this.#merges?.inRow(this.#rowNumber) ?? []) this.#row.cover(covered);
      const row = this.#row.finish(this.#rowNumber);
      if (row !== undefined) this.#rows.push(row);
      this.#chars += this.#row.finished;
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

  shortcut(bytes: Buffer, at: number): number {
    if (!this.#inData) return NO_SHORTCUT;
    const cell = this.#plain;
    const next = cell.match(bytes, at, this.#column + 1);
    if (next === NO_SHORTCUT) return NO_SHORTCUT;
    this.#column = cell.column;
    if (cell.empty) return next;
    if (cell.shared) {
      this.#shared(cell.value);
      return next;
    }
    const text = this.#cache.get(bytes, cell.start, cell.end);
    if (cell.inline) {
      if (text.length > this.#maxChars)
        throw refusal('cell-too-long', { row: this.#rowNumber, limit: this.#maxChars });
      this.#row.set(cell.column, text, 't');
      return next;
    }
    const show = this.#book.styles[cell.style] ?? PLAIN;
    if (show.as === 'number') {
      this.#row.set(cell.column, text, 'n');
    } else {
      const shown = showNumber(text, show, this.#book.date1904);
      this.#row.set(cell.column, shown.text, shown.kind);
    }
    return next;
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
    this.#plain.rowDigits = String(number).length;
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
  #scalar(text: string, kind: 'n' | 'd' | 'b' | 'e' | 't'): void {
    if (text !== '') this.#row.set(this.#column, text, kind);
    else if (this.#formula) this.#row.set(this.#column, '', 'f');
  }
}
