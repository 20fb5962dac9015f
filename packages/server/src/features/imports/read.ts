import { setImmediate } from 'node:timers/promises';
import {
  CODE_LISTS,
  createIntake,
  type Fault,
  findField,
  FORMS,
  type FormId,
  type Intake,
  type IntakeNote,
  maskDigits,
  maskFault,
  maskRepair,
  type Repair,
  type SheetEvent,
  type SheetSummary,
} from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import { readTables } from '@mingbai/exchange';
import {
  clearListings,
  insertFaults,
  insertRepairs,
  KEPT,
  rememberedMappings,
  updateImport,
  type ImportRow,
  type StoredLayout,
} from '@mingbai/store';
import { scopeOfJob, uploadPath, type ImportContext } from './context.ts';
import { FaultTally, type Counts } from './counts.ts';
import { placesOf } from './places.ts';
import { Staging } from './staging.ts';
import { shapeOf } from './shape.ts';

/** What a person chose on the mapping screen. */
export interface ChosenMapping {
  readonly file: string;
  readonly sheet: string;
  readonly form?: string | undefined;
}

/** Called now and then while a job works; throws when somebody asked to stop. */
export type Beat = (phase: string, done: number, share: number | null) => Promise<void>;

const LISTS = new Map(CODE_LISTS.map((list) => [list.id as string, list]));

/**
 * Reads the file once: recognises, normalises and checks its rows, puts them into staging tables and lists
 * their faults and repairs. Memory does not grow with the rows.
 */
export async function readFile(
  context: ImportContext,
  job: ImportRow,
  today: string,
  beat: Beat,
): Promise<Counts> {
  const scope = scopeOfJob(job);
  await context.database.keep(scope, (tx) => clearListings(tx, job.id, false));
  const intake = await intakeFor(context, job, today);
  const listing = new Listing(context, job);
  const staging = new Staging(context, job);
  const source = await context.vault.files.open(uploadPath(context, job.stored_as));
  let reached: number | null = null;
  const notes: IntakeNote[] = [];
  const tables = readTables(job.file, source, { onShare: (share) => (reached = share) });
  try {
    // The rows of a batch are let go before anything is waited for: those that wait along outlive the nursery.
    const take = (events: Iterable<SheetEvent>): Promise<unknown> => {
      const { rows, faults, repairs, notes: more } = intake.push(events);
      notes.push(...more.slice(0, Math.max(0, 1000 - notes.length)));
      const staged = staging.write(rows);
      return faults.length + repairs.length === 0 ? staged : staged.then(() => listing.add(faults, repairs));
    };
    const next = async (): Promise<boolean> => {
      const { done, value } = await tables.next();
      return done === true ? false : take(value as Iterable<SheetEvent>).then(() => true);
    };
    while (await next()) {
      await beat('reading', staging.rows, reached);
      await setImmediate();
    }
    const end = intake.finish();
    await staging.write(end.rest.rows);
    await staging.end();
    await listing.add([...end.rest.faults, ...end.faults], end.rest.repairs);
    await listing.flush();
    notes.push(...end.rest.notes.slice(0, Math.max(0, 1000 - notes.length)));
    const counts = listing.tally.counts(end.rows, end.bad);
    await context.database.keep(scope, (tx) =>
      updateImport(tx, job.id, {
        sheets: end.sheets.map((sheet) => toSheet(sheet, notes)),
        layouts: staging.tables.map((table): StoredLayout => ({
          form: table.form,
          dataDate: table.dataDate,
          keys: presentKeys(table.form, end.sheets),
        })),
        counts,
      }),
    );
    return counts;
  } catch (error) {
    await staging.abort(error as Error);
    throw error;
  } finally {
    await tables.return().finally(() => source.close?.());
  }
}

async function intakeFor(context: ImportContext, job: ImportRow, today: string): Promise<Intake> {
  const places = await placesOf(context.database, job.county, job.region, today, job.data_date);
  const remembered = await context.database.read(scopeOfJob(job), (tx) => rememberedMappings(tx, job.county));
  const chosen = job.mapping as ChosenMapping[];
  return createIntake({
    forms: FORMS,
    dictionary: { field: findField, list: (id) => LISTS.get(id) },
    places,
    scope: job.region,
    today,
    remembered,
    chosen: (file, sheet) =>
      chosen.find((one) => one.file === file && one.sheet === sheet)?.form as FormId | 'ignore' | undefined,
  });
}

/** Columns that no sheet of the form has say nothing about the register; they are left out of what is compared. */
function presentKeys(form: FormId, sheets: readonly SheetSummary[]): string[] {
  const present = new Set(
    sheets
      .filter((sheet) => sheet.form === form)
      .flatMap((sheet) => sheet.columns.flatMap((column) => column.to ?? [])),
  );
  return shapeOf(form).keys.filter((key) => present.has(key));
}

function toSheet(sheet: SheetSummary, notes: readonly IntakeNote[]): ImportSheet {
  return {
    file: sheet.file,
    sheet: sheet.sheet,
    form: sheet.form ?? null,
    headerRow: sheet.headerRow,
    rows: sheet.rows,
    good: sheet.good,
    bad: sheet.bad,
    state: sheet.state,
    guess: sheet.guess,
    columns: sheet.columns.map(
      ({ index, letter, header, to, ignored, suggestions, samples, remembered }) => ({
        index,
        letter,
        // Where a table has no header, its first row stands for one.
        header: maskDigits(header),
        to: ignored ? 'ignore' : to,
        suggestions: [...suggestions],
        samples: [...samples],
        remembered,
      }),
    ),
    missing: [...sheet.missing],
    notes: notes
      .filter((note) => note.file === sheet.file && note.sheet === sheet.sheet)
      .slice(0, 50)
      .map(({ row, kind, text }) => ({ row, kind, text: maskDigits(text) })),
  };
}

/** Writes faults and repairs down in batches while they come. */
class Listing {
  readonly tally = new FaultTally();
  private faults: Fault[] = [];
  private repairs: Repair[] = [];
  private faultsWritten = 0;
  private repairsWritten = 0;

  constructor(
    private readonly context: ImportContext,
    private readonly job: ImportRow,
  ) {}

  async add(faults: readonly Fault[], repairs: readonly Repair[]): Promise<void> {
    this.tally.add(faults);
    this.tally.repairs += repairs.length;
    for (const fault of faults)
      if (this.faultsWritten + this.faults.length < KEPT) this.faults.push(maskFault(fault));
    for (const repair of repairs)
      if (this.repairsWritten + this.repairs.length < KEPT) this.repairs.push(maskRepair(repair));
    if (this.faults.length + this.repairs.length >= 2000) await this.flush();
  }

  async flush(): Promise<void> {
    const { faults, repairs } = this;
    this.faults = [];
    this.repairs = [];
    if (faults.length + repairs.length === 0) return;
    await this.context.database.keep(scopeOfJob(this.job), async (tx) => {
      await insertFaults(tx, this.job.id, this.job.region, this.faultsWritten, faults);
      await insertRepairs(tx, this.job.id, this.job.region, this.repairsWritten, repairs);
    });
    this.faultsWritten += faults.length;
    this.repairsWritten += repairs.length;
  }
}
