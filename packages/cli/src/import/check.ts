import { basename } from 'node:path';
import {
  COUNTRY,
  createIntake,
  FORMS,
  Problem,
  say,
  registerDictionary,
  type Fault,
  type IntakeBatch,
  type IntakeNote,
  type RegionCode,
  type Repair,
  type SheetSummary,
  type TypedRow,
} from '@mingbai/core';
import { fileSource, readTables } from '@mingbai/exchange';
import { openRegionCatalogue } from '@mingbai/store/regions';
import { isRefusal } from '../exit.ts';
import { CountryPlaces, placesIn } from './places.ts';

export interface FileCheck {
  readonly file: string;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  /** It could not be read to its end: nothing of it counts, and its one fault says why. */
  readonly refused: boolean;
  readonly sheets: readonly SheetSummary[];
  readonly faults: readonly Fault[];
  readonly repairs: readonly Repair[];
  /** Rows and sheets that are no records: titles, sums, remarks, hidden sheets. What is said of a sheet stands in row 1. */
  readonly notes: readonly IntakeNote[];
}

/** As `checkFile`; a file that cannot be read is a fault of its own, so that what the others say is not lost. */
export async function checkAnyFile(...given: Parameters<typeof checkFile>): Promise<FileCheck> {
  const [path] = given;
  try {
    return await checkFile(...given);
  } catch (error) {
    if (!(error instanceof Problem) || !isRefusal(error)) throw error;
    const { code, details } = error;
    const message = { zh: say(code, 'zh', details), en: say(code, 'en', details) };
    const file = basename(path);
    const place = { file, sheet: '', row: 1, column: 'A', field: '', value: '' };
    const fault: Fault = { ...place, rule: 'file-refused', severity: 'error', message };
    const nothing = { rows: 0, good: 0, bad: 0, sheets: [], repairs: [], notes: [] };
    return { ...nothing, file, refused: true, faults: [fault] };
  }
}

/**
 * Checks one file by itself: form, columns, every cell, and rows against each other. What only the register knows
 * (an identity number of another household) it cannot say. Needs no server and no database.
 */
async function checkFile(
  path: string,
  region: RegionCode | undefined,
  today: string,
  onRows?: (rows: readonly TypedRow[]) => void,
): Promise<FileCheck> {
  const catalogue = openRegionCatalogue();
  const intake = createIntake({
    forms: FORMS,
    dictionary: registerDictionary(),
    places: region === undefined ? new CountryPlaces(catalogue, today) : placesIn(catalogue, region, today),
    scope: region ?? COUNTRY,
    today,
    alone: true,
  });
  const faults: Fault[] = [];
  const repairs: Repair[] = [];
  const notes: IntakeNote[] = [];
  const take = (batch: IntakeBatch): void => {
    for (const fault of batch.faults) faults.push(fault);
    for (const repair of batch.repairs) repairs.push(repair);
    for (const note of batch.notes) notes.push({ ...note, row: Math.max(1, note.row) });
    onRows?.(batch.rows);
  };
  const source = await fileSource(path);
  try {
    for await (const events of readTables(basename(path), source)) take(intake.push(events));
  } finally {
    await source.close?.();
  }
  const end = intake.finish();
  take(end.rest);
  faults.push(...end.faults);
  const { rows, good, bad, sheets } = end;
  return {
    file: basename(path),
    rows,
    good,
    bad,
    refused: false,
    sheets,
    faults: faults.sort(inOrder(sheets)),
    repairs,
    notes,
  };
}

/** As a person reads the file: sheet by sheet, row by row, column by column. */
function inOrder(sheets: readonly SheetSummary[]): (a: Fault, b: Fault) => number {
  const place = new Map(sheets.map((sheet, index) => [`${sheet.file}\n${sheet.sheet}`, index]));
  const sheetOf = (fault: Fault) => place.get(`${fault.file}\n${fault.sheet}`) ?? -1;
  return (a, b) =>
    sheetOf(a) - sheetOf(b) ||
    a.row - b.row ||
    a.column.length - b.column.length ||
    (a.column < b.column ? -1 : a.column > b.column ? 1 : 0);
}
