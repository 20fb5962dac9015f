import type { SheetEvent, SheetRow, SheetStart } from '@mingbai/core';
import { refusalReason } from '../refusal.ts';
import { bufferSource } from '../source.ts';
import { readTables, type ReadOptions } from '../tables.ts';

export interface ReadSheet extends SheetStart {
  readonly rows: SheetRow[];
}

/** All sheets of a file in memory. */
export async function collect(
  bytes: Uint8Array,
  name = 'f',
  options: ReadOptions = {},
): Promise<ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  for await (const batch of readTables(name, bufferSource(bytes), options)) {
    for (const event of batch) add(sheets, event);
  }
  return sheets;
}

function add(sheets: ReadSheet[], event: SheetEvent): void {
  if (event.type === 'sheet') sheets.push({ ...event, rows: [] });
  else sheets.at(-1)?.rows.push(event);
}

/** `B3` → text and kind, for every cell that is not empty, of the first sheet. */
export async function cellsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const [sheet] = await collect(bytes);
  const found: Record<string, string> = {};
  for (const { row, cells, kinds } of sheet?.rows ?? []) {
    for (const [index, text] of cells.entries()) {
      if (kinds[index] !== ' ') found[`${String.fromCharCode(65 + index)}${row}`] = `${kinds[index]}:${text}`;
    }
  }
  return found;
}

/** The reason for which a file is refused, or how many rows were read. */
export async function outcome(bytes: Uint8Array, options: ReadOptions = {}): Promise<string> {
  try {
    const sheets = await collect(bytes, 'f', options);
    return `read ${sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)} rows`;
  } catch (error) {
    const reason = refusalReason(error);
    if (reason === undefined) throw error;
    return reason;
  }
}
