import type { CellKind, SheetRow } from '@mingbai/core';
import { refusal } from './refusal.ts';
import type { Covered } from './open-merges.ts';

const SPACE = 32;
/** A row of real life stays under 50,000; the first thirty of a sheet are held to find its header among them. */
const MAX_ROW_CHARS = 1_000_000;
/** What readers count a row as before they hand a batch on: long rows are handed on sooner. */
export const ROW_CHARS = 16_384;

/** A column that shows the cell of an earlier row. */
interface MergedDown {
  readonly column: number;
  readonly from: number;
}

/** Puts the cells of one row together; used again for the next. */
export class RowBuilder {
  #cells: string[] = [];
  readonly #kinds: Buffer;
  #covered: { column: number; text: string }[] | undefined;
  #merged: MergedDown[] | undefined;
  readonly #above: (MergedDown | undefined)[] = [];
  #overflow = false;
  #chars = 0;
  /** Characters of the last row that was finished. */
  finished = 0;

  constructor(readonly maxColumns: number) {
    this.#kinds = Buffer.alloc(maxColumns, SPACE);
  }

  /** Cells may come in any order; an empty text of kind `t` leaves the cell empty. */
  set(column: number, text: string, kind: CellKind): void {
    if (text === '' && kind !== 'f') return;
    if (column >= this.maxColumns) {
      this.#overflow = true;
      return;
    }
    this.#chars += text.length;
    const cells = this.#cells;
    while (cells.length < column) cells.push('');
    cells[column] = text;
    this.#kinds[column] = kind.charCodeAt(0);
  }

  /** These columns, both ends included, lie under a merged cell: nobody sees what stands in them. */
  cover({ left, right, from }: Covered): void {
    const cells = this.#cells;
    if (from !== undefined) (this.#merged ??= []).push(this.#shownAbove(left, from));
    for (let column = left; column <= right && column < cells.length; column++) {
      const text = cells[column] ?? '';
      if (text !== '') (this.#covered ??= []).push({ column, text });
      cells[column] = '';
      this.#kinds[column] = SPACE;
    }
  }

  /** The same for each of the rows that it reaches over. */
  #shownAbove(column: number, from: number): MergedDown {
    const last = this.#above[column];
    if (last?.from === from) return last;
    return (this.#above[column] = { column, from });
  }

  /** The row, or undefined when it holds nothing. */
  finish(row: number): SheetRow | undefined {
    if (this.#overflow) throw refusal('too-many-columns', { row, limit: this.maxColumns });
    if (this.#chars > MAX_ROW_CHARS) throw refusal('row-too-long', { row, limit: MAX_ROW_CHARS });
    this.finished = this.#chars;
    const cells = this.#cells;
    const covered = this.#covered;
    const merged = this.#merged;
    if (cells.length === 0) {
      this.discard();
      return undefined;
    }
    const kinds = this.#kinds.toString('latin1', 0, cells.length);
    this.discard();
    if (covered === undefined && merged === undefined) return { type: 'row', row, cells, kinds };
    return {
      type: 'row',
      row,
      cells,
      kinds,
      ...(covered === undefined ? {} : { covered }),
      ...(merged === undefined ? {} : { merged }),
    };
  }

  discard(): void {
    this.#kinds.fill(SPACE, 0, this.#cells.length);
    this.#cells = [];
    this.#covered = undefined;
    this.#merged = undefined;
    this.#overflow = false;
    this.#chars = 0;
  }
}
