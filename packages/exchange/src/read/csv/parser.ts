import type { SheetRow } from '@mingbai/core';
import { Carry } from '../carry.ts';
import { refusal } from '../refusal.ts';
import { ROW_CHARS, RowBuilder } from '../row-builder.ts';
import type { ReadSession } from '../session.ts';
import { TextCache } from '../text-cache.ts';

const QUOTE = 34;
const CTRL_Z = 26;
const LF = 10;
const CR = 13;
const EQUALS = 61;
const NEEDS_MORE = -1;
/** A row that is longer has an open quote, or is no row. */
const MAX_ROW_BYTES = 4 * 1024 * 1024;

/**
 * Reads delimited UTF-8 text in chunks (RFC 4180, with what spreadsheets really write: any line end, a quote
 * inside a plain field, `="0123"`). A row number counts rows as a spreadsheet shows them.
 */
export class CsvParser {
  readonly #session: ReadSession;
  readonly #delimiter: number;
  readonly #cache = new TextCache();
  readonly #builder: RowBuilder;
  readonly #maxChars: number;
  #rows: SheetRow[] = [];
  #chars = 0;
  #row = 0;
  readonly #carry = new Carry();
  #last = false;
  /** How many columns every row has had so far; 0 before the first, -1 when they differ. */
  #width = 0;
  #openQuote = false;

  constructor(session: ReadSession, delimiter: number) {
    this.#session = session;
    this.#delimiter = delimiter;
    this.#builder = new RowBuilder(session.limits.maxColumns);
    this.#maxChars = session.limits.maxCellChars;
  }

  /** Rows, or what would be as many of an ordinary length. */
  get waiting(): number {
    return Math.max(this.#rows.length, this.#chars / ROW_CHARS);
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    this.#chars = 0;
    this.#session.rows(rows.length);
    return rows;
  }

  push(chunk: Buffer): void {
    // No text has it, and no database takes it.
    if (chunk.includes(0)) throw refusal('text-encoding', { row: this.#row + 1 });
    const bytes = this.#carry.join(chunk);
    let at = 0;
    while (at < bytes.length) {
      const next = this.#readRow(bytes, at);
      if (next === NEEDS_MORE) break;
      at = next;
    }
    if (bytes.length - at > MAX_ROW_BYTES) throw this.#tooLong();
    this.#carry.keep(bytes, at);
  }

  end(): void {
    this.#last = true;
    const { kept } = this.#carry;
    // What DOS ended its texts with.
    const rest = kept.at(-1) === CTRL_Z ? kept.subarray(0, -1) : kept;
    if (rest.length > 0 && this.#readRow(rest, 0) === NEEDS_MORE) throw this.#tooLong();
  }

  #tooLong() {
    const row = this.#row + 1;
    return this.#openQuote
      ? refusal('csv-quote', { row })
      : refusal('cell-too-long', { row, limit: this.#maxChars });
  }

  /** Where the next row begins, or NEEDS_MORE; nothing is kept of an unfinished row. */
  #readRow(bytes: Buffer, from: number): number {
    const delimiter = this.#delimiter;
    const length = bytes.length;
    let column = 0;
    let at = from;
    for (;;) {
      const start = at;
      const first = at < length ? bytes[at] : LF;
      if (first === QUOTE || (first === EQUALS && bytes[at + 1] === QUOTE)) {
        at = this.#quoted(bytes, first === QUOTE ? at : at + 1, column);
        if (at === NEEDS_MORE) return this.#unfinished();
      } else {
        while (at < length) {
          const byte = bytes[at]!;
          if (byte === delimiter || byte === LF || byte === CR) break;
          at += 1;
        }
        if (at === length && !this.#last) return this.#unfinished();
        if (at > start) this.#set(column, this.#cache.get(bytes, start, at));
      }
      if (at < length && bytes[at] === delimiter) {
        column += 1;
        at += 1;
        continue;
      }
      if (bytes[at] === CR) {
        if (at + 1 === length && !this.#last) return this.#unfinished();
        if (bytes[at + 1] === LF) at += 1;
      }
      this.#row += 1;
      const row = this.#builder.finish(this.#row);
      this.#chars += this.#builder.finished;
      if (row !== undefined)
        this.#rows.push(at >= length && column + 1 < this.#width ? { ...row, cut: true } : row);
      if (row !== undefined) this.#count(column + 1);
      return at + 1;
    }
  }

  #count(columns: number): void {
    if (this.#width === 0) this.#width = columns;
    else if (this.#width !== columns) this.#width = -1;
  }

  #unfinished(): number {
    this.#builder.discard();
    return NEEDS_MORE;
  }

  /** A field in quotes; returns where its delimiter or line end stands. */
  #quoted(bytes: Buffer, from: number, column: number): number {
    const length = bytes.length;
    let doubled = false;
    let at = from + 1;
    this.#openQuote = true;
    for (;;) {
      at = bytes.indexOf(QUOTE, at);
      if (at < 0 || (at + 1 === length && !this.#last)) return NEEDS_MORE;
      if (bytes[at + 1] !== QUOTE) break;
      doubled = true;
      at += 2;
    }
    this.#openQuote = false;
    let text = this.#cache.get(bytes, from + 1, at);
    const after = at + 1;
    for (at = after; at < length; at++) {
      const byte = bytes[at]!;
      if (byte === this.#delimiter || byte === LF || byte === CR) break;
    }
    if (at === length && !this.#last) return NEEDS_MORE;
    if (doubled) text = text.replaceAll('""', '"');
    // ="0123" keeps a spreadsheet from making a number of it, and is mostly written inside quotes itself.
    if (text.startsWith('="') && text.endsWith('"') && text.length > 2) text = text.slice(2, -1);
    this.#set(column, at > after ? text + bytes.toString('utf8', after, at) : text);
    return at;
  }

  #set(column: number, text: string): void {
    if (text.length > this.#maxChars)
      throw refusal('cell-too-long', { row: this.#row + 1, limit: this.#maxChars });
    this.#builder.set(column, text, 't');
  }
}
