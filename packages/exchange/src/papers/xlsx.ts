import type { PaperBlock, PaperModel, PaperPart } from '@mingbai/core';
import { columnLetters } from '@mingbai/core';
import type { CellValue } from '../write/cell.ts';
import type { SheetData } from '../write/sheet.ts';
import type { Output } from '../write/sink.ts';
import { writeWorkbook } from '../write/workbook.ts';

type Table = Extract<PaperBlock, { kind: 'table' }>;

/** The lists of a paper as a workbook, a sheet a list: what stands around them is for paper. */
export function writePaperWorkbook(out: Output, paper: PaperModel): Promise<void> {
  return writeWorkbook(out, paper.parts.flatMap(sheetsOf));
}

function sheetsOf(part: PaperPart): SheetData[] {
  const tables = part.blocks.filter((block): block is Table => block.kind === 'table');
  return tables.map((table, at) => {
    const last = columnLetters(table.columns.length - 1);
    return {
      name: tables.length === 1 ? part.title : `${part.title} ${at + 1}`,
      rows: [
        [part.title],
        table.columns.map(({ title }) => title),
        ...table.rows.map((row) => cellsOf(row, table)),
      ],
      widths: table.columns.map(({ width }) => Math.max(6, Math.round(width * 6.5))),
      merges: table.columns.length > 1 ? [`A1:${last}1`] : [],
      headerRow: 2,
      filter: true,
    };
  });
}

/** Amounts are numbers there, so that they can be added up. */
function cellsOf(row: readonly string[], { columns }: Table): CellValue[] {
  return row.map((text, at) => {
    const number = text.replaceAll(',', '');
    return columns[at]?.align === 'right' && /^-?\d{1,15}(\.\d+)?$/.test(number) ? Number(number) : text;
  });
}
