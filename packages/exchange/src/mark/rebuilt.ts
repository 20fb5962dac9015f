import type { SheetEvent, SheetRow, SheetStart } from '@mingbai/core';
import type { CellValue } from '../write/cell.ts';
import { MOST_ROWS, type RowValues, type SheetData } from '../write/sheet.ts';
import { sheetName } from '../write/sheet-name.ts';
import type { Sink } from '../write/sink.ts';
import { writeWorkbook } from '../write/workbook.ts';
import { type CellMark, commentsOf, type SheetMarks } from './marks.ts';
import { SUMMARY_SHEET, summarySheet, type SummaryJob } from './summary.ts';

/** Of a column, in characters: an identity number fits. */
const WIDTH = 20;

/** A new workbook with all cells as they were read, as text, marked: for files that cannot hold marks. */
export async function writeRebuilt(
  events: AsyncIterable<readonly SheetEvent[]>,
  summary: Omit<SummaryJob, 'sheetOf'>,
  sink: Sink,
): Promise<void> {
  const cursor = new Cursor(events);
  const taken = new Set([SUMMARY_SHEET.toLowerCase()]);
  const names = new Map<string, string>();
  let cut = false;
  async function* sheets(): AsyncGenerator<SheetData> {
    for (let start = await cursor.nextSheet(); start; start = await cursor.nextSheet()) {
      const marks: SheetMarks = summary.marks.sheets.get(start.sheet) ?? new Map<number, CellMark[]>();
      const name = sheetName(start.sheet, taken);
      names.set(start.sheet, name);
      yield {
        name,
        hidden: start.hidden,
        rows: rowsOf(cursor, marks, () => (cut = true)),
        widths: Array.from({ length: 64 }, () => WIDTH),
        comments: () => commentsOf(marks).filter(({ row }) => row <= MOST_ROWS),
      };
    }
    const notes = [
      ...summary.notes,
      '原文件无法直接标记，以下工作表为按原样读出的文字 · The file itself cannot hold marks: these sheets are its cells as read',
    ];
    if (cut)
      notes.push(
        `工作表最多 ${MOST_ROWS} 行，其余未写出 · A sheet holds ${MOST_ROWS} rows: the rest is left out`,
      );
    yield summarySheet({ ...summary, notes, sheetOf: (sheet) => names.get(sheet) });
  }
  await writeWorkbook(sink, sheets());
}

async function* rowsOf(cursor: Cursor, marks: SheetMarks, onCut: () => void): AsyncGenerator<RowValues> {
  let next = 1;
  const until = function* (row: number): Generator<RowValues> {
    for (; next < row; next += 1) yield withMarks([], marks.get(next) ?? []);
  };
  for (let row = await cursor.nextRow(); row; row = await cursor.nextRow()) {
    if (row.row > MOST_ROWS) {
      onCut();
      continue;
    }
    yield* until(row.row);
    yield withMarks(row.cells, marks.get(row.row) ?? []);
    next = row.row + 1;
  }
  // Marks below the last row.
  yield* until(Math.min(lastOf(marks) + 1, MOST_ROWS + 1));
}

function lastOf(marks: SheetMarks): number {
  let last = 0;
  for (const row of marks.keys()) last = Math.max(last, row);
  return last;
}

function withMarks(cells: readonly string[], marks: readonly CellMark[]): readonly CellValue[] {
  if (marks.length === 0) return cells;
  const values: CellValue[] = [...cells];
  for (const { column, kind } of marks) {
    while (values.length < column) values.push('');
    values[column] = { text: cells[column] ?? '', style: kind };
  }
  return values;
}

/** Events one at a time: sheets, and the rows of the sheet last given. */
class Cursor {
  private batch: readonly SheetEvent[] = [];
  private at = 0;
  private readonly batches: AsyncIterator<readonly SheetEvent[]>;

  constructor(events: AsyncIterable<readonly SheetEvent[]>) {
    this.batches = events[Symbol.asyncIterator]();
  }

  async nextSheet(): Promise<SheetStart | undefined> {
    for (let event = await this.peek(); event; event = await this.peek()) {
      this.at += 1;
      if (event.type === 'sheet') return event;
    }
    return undefined;
  }

  async nextRow(): Promise<SheetRow | undefined> {
    const event = await this.peek();
    if (event?.type !== 'row') return undefined;
    this.at += 1;
    return event;
  }

  private async peek(): Promise<SheetEvent | undefined> {
    while (this.at >= this.batch.length) {
      const next = await this.batches.next();
      if (next.done === true) return undefined;
      this.batch = next.value;
      this.at = 0;
    }
    return this.batch[this.at];
  }
}
