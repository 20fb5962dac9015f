import type { SheetRow } from '@mingbai/core';
import { refusal } from '../refusal.ts';
import { RowBuilder } from '../row-builder.ts';
import type { ReadSession } from '../session.ts';
import { TextCache } from '../text-cache.ts';
import { decodeXml, unescapeOoxml } from '../xml/decode.ts';
import { xmlName } from '../xml/name.ts';
import type { XmlHandler, XmlTag } from '../xml/scanner.ts';
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

/** The `t` of a cell, by its first letters. */
const enum Type {
  Number,
  Shared,
  FormulaText,
  Inline,
  Boolean,
  Error,
  Date,
}

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
  #type = Type.Number;
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
    this.#type = Type.Number;
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
      case Type.Shared: {
        if (!this.#valued || value === '') return;
        const text = this.#book.strings.find(Number(value));
        if (text === undefined)
          throw refusal('workbook-damaged', { part: `sharedStrings ${value.slice(0, 20)}` });
        this.#row.set(column, text, 't');
        return;
      }
      case Type.Inline:
        this.#row.set(column, unescapeOoxml(value), 't');
        return;
      case Type.FormulaText:
        if (this.#formula && !this.#valued) this.#row.set(column, '', 'f');
        else this.#row.set(column, unescapeOoxml(value), 't');
        return;
      case Type.Boolean:
        this.#scalar(value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE', 'b');
        return;
      case Type.Error:
        this.#scalar(value, 'e');
        return;
      case Type.Date:
        this.#scalar(isoShort(value), 'd');
        return;
      case Type.Number:
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

/** The letters of a reference such as AB12, as index; `otherwise` when there are none. */
function columnOf(bytes: Buffer, start: number, end: number, otherwise: number): number {
  let column = 0;
  for (let i = start; i < end; i++) {
    const letter = bytes[i]! & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    // XFD is the last column there is; without a stop a long reference would overflow.
    if (column > 16_384) throw refusal('workbook-damaged', { part: 'cell reference' });
  }
  return column === 0 ? otherwise : column - 1;
}

function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + bytes[i]! - 48;
  return value;
}

function typeOf(bytes: Buffer, start: number, end: number): Type {
  const first = bytes[start];
  if (end - start === 1) {
    if (first === 115) return Type.Shared;
    if (first === 98) return Type.Boolean;
    if (first === 101) return Type.Error;
    return first === 100 ? Type.Date : Type.Number;
  }
  if (first === 115) return Type.FormulaText;
  return first === 105 ? Type.Inline : Type.Number;
}

/** `2019-03-01T00:00:00.000Z` → `2019-03-01`: ISO dates of strict workbooks, as short as the others. */
export function isoShort(value: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)/.exec(value);
  if (parts === null) return value.trim();
  const [, day = '', clock = ''] = parts;
  const full = clock.length === 5 ? `${clock}:00` : clock;
  return full === '00:00:00' ? day : `${day}T${full}`;
}
