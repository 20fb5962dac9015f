/**
 * What every reader (XLSX, XLS, CSV, inside a ZIP or not) hands on: sheets in order, rows as they stand,
 * cells as the text a person sees, with what the cell was. Numbers keep the digits of the file: nothing
 * passes through a float.
 */
export interface SheetStart {
  readonly type: 'sheet';
  /** File name; inside an archive `archive.zip/inner.xlsx`. */
  readonly file: string;
  readonly sheet: string;
  readonly hidden: boolean;
  /** A file of an archive that is no table (a picture, a letter): no rows follow; `sheet` is ''. */
  readonly skipped?: boolean;
  /** Why a file of an archive could not be read; the others are. `skipped` is set. */
  readonly refused?: { readonly zh: string; readonly en: string };
}

/** The sheet that a marked workbook begins with; passed over when such a workbook is brought back. */
export const SUMMARY_SHEET = '检查结果 Check result';

export interface SheetRow {
  readonly type: 'row';
  /** 1 is the first row. Rows that hold nothing are left out, so numbers may jump. */
  readonly row: number;
  /** Index 0 is column A; empty cells are ''. */
  readonly cells: readonly string[];
  /** Same length as `cells`: one letter each, see `CellKind`. */
  readonly kinds: string;
  /** What stands under merged cells, where nobody sees it: none of it is in `cells`. */
  readonly covered?: readonly { readonly column: number; readonly text: string }[];
  /** The file ends within this row, before the columns that every other row has. */
  readonly cut?: true;
  /** Columns that show the cell of an earlier row, merged downwards over this one: where that cell stands. */
  readonly merged?: readonly { readonly column: number; readonly from: number }[];
}

/**
 * `t` text, `n` number (digits as stored, e.g. "4.11525E+17" when the file says so), `d` date or time by
 * number format (text is ISO, `2019-03-01` or `2019-03-01T08:30:00`), `b` boolean (`TRUE` / `FALSE`),
 * `e` error (`#N/A`), `f` formula without a cached value (text is ''), ` ` empty.
 */
export type CellKind = 't' | 'n' | 'd' | 'b' | 'e' | 'f' | ' ';

export type SheetEvent = SheetStart | SheetRow;

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  }
  return letters;
}
