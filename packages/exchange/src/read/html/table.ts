import type { SheetRow } from '@mingbai/core';
import { OpenMerges } from '../open-merges.ts';
import { refusal } from '../refusal.ts';
import { RowBuilder } from '../row-builder.ts';
import { pageText } from './text.ts';

/** As browsers do (HTML, 4.9.11): wider or longer is not believed. */
const WIDEST = 1000;
const LONGEST = 65_534;

/** One table of a page while it is read: rows and cells end where the next ones begin, if nobody says so. */
export class PageTable {
  rows: SheetRow[] = [];
  readonly #row: RowBuilder;
  readonly #merges = new OpenMerges();
  #taken = new Set<number>();
  #number = 0;
  #column = -1;
  /** Where the open cell stands; it may reach to the right of it. */
  #at = 0;
  #text: string | undefined;

  constructor(
    readonly maxColumns: number,
    readonly maxChars: number,
  ) {
    this.#row = new RowBuilder(maxColumns);
  }

  openRow(): void {
    this.closeRow();
    this.#number += 1;
    this.#column = -1;
    this.#taken = new Set();
    for (const covered of this.#merges.inRow(this.#number)) {
      const { left, right } = covered;
      for (let column = left; column <= right; column++) this.#taken.add(column);
      if (covered.from !== undefined) this.#row.cover(covered);
    }
  }

  closeRow(): void {
    this.closeCell();
    if (this.#number === 0) return;
    const row = this.#row.finish(this.#number);
    if (row !== undefined) this.rows.push(row);
  }

  openCell(attributes: string): void {
    if (this.#number === 0) this.openRow();
    this.closeCell();
    let column = this.#column + 1;
    while (this.#taken.has(column)) column += 1;
    if (column >= this.maxColumns)
      throw refusal('too-many-columns', { row: this.#number, limit: this.maxColumns });
    const right = column + span(attributes, 'colspan', WIDEST) - 1;
    const down = span(attributes, 'rowspan', LONGEST) - 1;
    const top = this.#number;
    if (down > 0) this.#merges.add({ top, bottom: top + down, left: column, right });
    this.#column = right;
    this.#at = column;
    this.#text = '';
  }

  text(raw: string): void {
    if (this.#text !== undefined) this.#add(pageText(raw));
  }

  /** A line that ends within a cell. */
  line(): void {
    if (this.#text !== undefined && this.#text !== '') this.#add('\n');
  }

  closeCell(): void {
    if (this.#text === undefined) return;
    const text = this.#text
      .replace(/ *\n[ \n]*/g, '\n')
      .replace(/ {2,}/g, ' ')
      .replace(/^[ \n]+|[ \n]+$/g, '');
    this.#text = undefined;
    this.#row.set(this.#at, text, 't');
  }

  #add(text: string): void {
    this.#text += text;
    const limit = this.maxChars;
    if ((this.#text ?? '').length > limit) throw refusal('cell-too-long', { row: this.#number, limit });
  }
}

function span(attributes: string, name: 'colspan' | 'rowspan', most: number): number {
  const stated = new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,9})`, 'i').exec(attributes)?.[1];
  return Math.min(Math.max(Number(stated ?? 1), 1), most);
}
