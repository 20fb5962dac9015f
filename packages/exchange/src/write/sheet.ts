import { columnLetters } from '@mingbai/core';
import { type CellValue, cellXml } from './cell.ts';
import type { StyleTable } from './styles.ts';
import { xmlText } from './xml.ts';

export type RowValues = readonly CellValue[];

/** One sheet to write. Rows are asked for one at a time; `merges`, `links`, `limits` and `comments` only after the last. */
export interface SheetData {
  /** Made fit for a spreadsheet: 31 characters, none of `[]:*?/\`, not twice in a workbook. */
  readonly name: string;
  /** An empty row is left out but counted. */
  readonly rows: Iterable<RowValues> | AsyncIterable<RowValues>;
  /** In characters, from column A on; 0 or a hole leaves the usual width. */
  readonly widths?: readonly number[];
  /** `A1:G1`. */
  readonly merges?: Iterable<string>;
  readonly hidden?: boolean;
  /** 1 is the first row: bold, wrapped, and frozen together with what stands above. */
  readonly headerRow?: number;
  /** Filter buttons on the header row. */
  readonly filter?: boolean;
  /** From a cell (`A5`) to a place in the workbook (`'Sheet'!B7`). */
  readonly links?: Iterable<CellLink>;
  readonly comments?: () => Iterable<CellComment>;
  /** What may be typed where; programs hold whoever types to it, not whoever pastes. */
  readonly limits?: () => Iterable<CellLimit>;
}

/** `choices`: one of these (none with a comma in it). `fixed`: nothing else than what stands there. */
export type CellLimit = { readonly range: string; readonly message: string } & (
  | { readonly choices: readonly string[] }
  | { readonly fixed: true }
);

export interface CellLink {
  readonly cell: string;
  readonly to: string;
}

export interface CellComment {
  /** 1 is the first row. */
  readonly row: number;
  /** 0 is column A. */
  readonly column: number;
  readonly text: string;
}

export const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const CHUNK = 128 * 1024;
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The sheet part, in pieces of some 128 KB. `drawing`: the relationship of its comment shapes, if any. */
export async function* sheetXml(
  sheet: SheetData,
  styles: StyleTable,
  drawing?: () => string | undefined,
): AsyncGenerator<string> {
  yield head(sheet);
  const letters: string[] = [];
  let text = '';
  let row = 0;
  let widest = 0;
  const rows = Symbol.iterator in sheet.rows ? blocksOf(sheet.rows) : singles(sheet.rows);
  for await (const block of rows) {
    for (const values of block) {
      row += 1;
      if (values.length === 0) continue;
      if (row > MOST_ROWS || values.length > MOST_COLUMNS) {
        throw new RangeError(`A sheet holds ${MOST_ROWS} rows of ${MOST_COLUMNS} columns: ${sheet.name}`);
      }
      while (letters.length < values.length) letters.push(columnLetters(letters.length));
      if (values.length > widest) widest = values.length;
      const plain = row === sheet.headerRow ? 'header' : 'text';
      text += row === sheet.headerRow ? headerTag(row, values, sheet.widths ?? []) : `<row r="${row}">`;
      for (let column = 0; column < values.length; column += 1) {
        text += cellXml(values[column], `${letters[column]}${row}`, styles, plain);
      }
      text += '</row>';
      if (text.length >= CHUNK) {
        yield text;
        text = '';
      }
    }
  }
  yield text + foot(sheet, row, widest, drawing?.());
}

function head(sheet: SheetData): string {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${REL}">` +
    `<sheetViews><sheetView workbookViewId="0">${pane(sheet.headerRow)}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${columns(sheet.widths ?? [])}<sheetData>`
  );
}

function foot(sheet: SheetData, rows: number, widest: number, drawing: string | undefined): string {
  const header = sheet.headerRow;
  const last = columnLetters(Math.max(widest, 1) - 1);
  const filter =
    sheet.filter && header !== undefined
      ? `<autoFilter ref="A${header}:${last}${Math.max(rows, header)}"/>`
      : '';
  const merges = [...(sheet.merges ?? [])].map((range) => `<mergeCell ref="${xmlText(range)}"/>`);
  const links = [...(sheet.links ?? [])].map(
    (link) => `<hyperlink ref="${link.cell}" location="${xmlText(link.to)}"/>`,
  );
  return (
    `</sheetData>${filter}` +
    (merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '') +
    limitsXml([...(sheet.limits?.() ?? [])]) +
    (links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '') +
    (drawing === undefined ? '' : `<legacyDrawing r:id="${drawing}"/>`) +
    '</worksheet>'
  );
}

function limitsXml(limits: readonly CellLimit[]): string {
  if (limits.length === 0) return '';
  const each = limits.map((limit) => {
    // A custom rule that is never true refuses whatever is typed over the cell.
    const [type, formula] =
      'choices' in limit ? ['list', `"${limit.choices.join(',')}"`] : ['custom', 'FALSE'];
    return (
      `<dataValidation type="${type}" allowBlank="1" showErrorMessage="1" error="${xmlText(limit.message)}" sqref="${limit.range}">` +
      `<formula1>${xmlText(formula ?? '')}</formula1></dataValidation>`
    );
  });
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

const LINE_HEIGHT = 16;
const USUAL_WIDTH = 9;

/** Programs do not all make room for wrapped text when they open a file: the header says its height. */
function headerTag(row: number, values: RowValues, widths: readonly number[]): string {
  const lines = values.map((value, column) => Math.ceil(shownWidth(value) / (widths[column] || USUAL_WIDTH)));
  const most = Math.min(Math.max(1, ...lines), 8);
  return most === 1 ? `<row r="${row}">` : `<row r="${row}" ht="${most * LINE_HEIGHT}" customHeight="1">`;
}

/** In characters: a Han character takes two, bold a little more. */
function shownWidth(value: CellValue): number {
  return typeof value === 'string' ? value.replace(/[^\u0000-\u02ff]/g, 'xx').length * 1.1 : 0;
}

function pane(headerRow: number | undefined): string {
  if (headerRow === undefined) return '';
  const top = `A${headerRow + 1}`;
  return (
    `<pane ySplit="${headerRow}" topLeftCell="${top}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="${top}" sqref="${top}"/>`
  );
}

function columns(widths: readonly number[]): string {
  const each = widths.map((width, index) =>
    width > 0 ? `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>` : '',
  );
  return each.some((text) => text !== '') ? `<cols>${each.join('')}</cols>` : '';
}

/** Rows that are there anyway go in one block: awaiting each would cost more than writing it. */
function blocksOf(rows: Iterable<RowValues>): Iterable<Iterable<RowValues>> {
  return [rows];
}

async function* singles(rows: AsyncIterable<RowValues>): AsyncGenerator<Iterable<RowValues>> {
  for await (const row of rows) yield [row];
}
