import { refusal } from './refusal.ts';

/** Columns of a row that lie under a merged cell, both ends included. */
export interface Covered {
  readonly left: number;
  readonly right: number;
  /** The row that shows the cell, where it is merged downwards within one column. */
  readonly from?: number;
}

/** Kept as it is handed on: a thousand merged columns over a hundred thousand rows are a thousand of these. */
interface Merged {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Merged cells times the rows they reach over: a million rows with ten columns merged down to the end take half. */
const MOST_WORK = 20_000_000;
/** Merged cells do not overlap: as many as columns can cross a row, no more. */
const MAX_COLUMNS = 16_384;

/** The merged cells that reach into the row now read. Rows are asked for in ascending order. */
export class OpenMerges {
  #open: (Merged & { readonly under: Covered })[] = [];
  #work = 0;

  add(merged: Merged): void {
    const { top, bottom, left, right } = merged;
    const under = left === right ? { left, right, from: top } : { left, right };
    this.#open.push({ top, bottom, left, right, under });
    if (this.#open.length > MAX_COLUMNS) throw refusal('workbook-damaged', { part: 'mergeCells' });
  }

  /** What lies under them, the cell that shows them left out. */
  inRow(row: number): Covered[] {
    if (this.#open.length === 0) return [];
    this.#work += this.#open.length;
    if (this.#work > MOST_WORK) throw refusal('workbook-damaged', { part: 'mergeCells' });
    this.#open = this.#open.filter(({ bottom }) => bottom >= row);
    return this.#open.map(({ top, left, right, under }) => (top === row ? { left: left + 1, right } : under));
  }
}
