import type { Form, FormId } from '../form/form.ts';
import { fill } from '../problem.ts';
import { COUNTRY, levelOf, type RegionCode } from '../region/code.ts';
import { Batch } from './batch.ts';
import { CountyCheck } from './county-check.ts';
import { type Fault, FAULT_RULES } from './fault.ts';
import { FileCheck } from './file-check.ts';
import type { LateFault, RowPlace } from './household-check.ts';
import type { IntakeBatch, IntakeEnd, IntakeNote } from './intake-types.ts';
import { KnownSheet } from './known-sheet.ts';
import type { PlaceResolver } from './place-resolver.ts';
import { raise } from './raise.ts';
import { HEADER_ROWS, Recogniser, type RememberedMappings, THRESHOLD } from './recognise.ts';
import { SUMMARY_SHEET, type SheetEvent, type SheetRow, type SheetStart } from './sheet.ts';
import { PassedSheet, type SheetIntake, UnknownSheet } from './sheet-intake.ts';
import { SheetPlan } from './sheet-plan.ts';
import type { ImportDictionary } from './value.ts';

export interface IntakeOptions {
  readonly forms: readonly Form[];
  readonly dictionary: ImportDictionary;
  readonly places: PlaceResolver;
  readonly scope: RegionCode;
  /** ISO; birth dates after it are wrong. */
  readonly today: string;
  readonly remembered?: RememberedMappings;
  /** The form that somebody chose for a sheet on the mapping screen. */
  readonly chosen?: (file: string, sheet: string) => FormId | 'ignore' | undefined;
  /** One error anywhere, and nothing may be written. */
  readonly allOrNothing?: boolean;
  /** No register is asked afterwards: what it would show of a row because of a later one is told at the end. */
  readonly alone?: boolean;
  /** Hidden sheets hold lists for drop-downs more often than records: passed over unless asked for. */
  readonly hiddenSheets?: boolean;
}

export interface Intake {
  /** Reads the next events of the readers, in order; batches of a few hundred to a few thousand rows are best. */
  readonly push: (events: Iterable<SheetEvent>) => IntakeBatch;
  readonly finish: () => IntakeEnd;
}

/**
 * Recognises, normalises and checks what the readers hand on, in one pass and with memory that grows with
 * the distinct numbers of the file only (see `FileCheck`). Pure: knows no clock, no database.
 */
export function createIntake(options: IntakeOptions): Intake {
  return new Reading(options);
}

class Reading implements Intake {
  private readonly recogniser: Recogniser;
  private readonly given: ReadonlySet<string>;
  private readonly sheets: SheetIntake[] = [];
  private readonly checks = new Map<FormId, FileCheck>();
  private readonly counties: CountyCheck | undefined;
  private start: SheetStart | undefined;
  /** The first rows of a sheet, until its header is found. */
  private waiting: SheetRow[] = [];
  private current: SheetIntake | undefined;
  private errors = 0;
  /** Somebody has said that a sheet is not to be read. */
  private leftOut = false;

  constructor(private readonly options: IntakeOptions) {
    this.given = givenBy(options.scope);
    this.counties = options.scope === COUNTRY ? new CountyCheck() : undefined;
    const { dictionary, remembered = {} } = options;
    this.recogniser = new Recogniser(options.forms, { dictionary, remembered, given: this.given });
  }

  readonly push = (events: Iterable<SheetEvent>): IntakeBatch => {
    const batch = new Batch();
    for (const event of events) {
      if (event.type === 'sheet') {
        this.endSheet(batch);
        this.start = event;
      } else if (this.current !== undefined) {
        this.current.read(event, batch);
      } else {
        this.waiting.push(event);
        if (this.waiting.length >= HEADER_ROWS) this.open(batch);
      }
    }
    this.errors += batch.errors;
    return batch;
  };

  readonly finish = (): IntakeEnd => {
    const rest = new Batch();
    this.endSheet(rest);
    const faults: Fault[] = [];
    for (const check of this.checks.values()) for (const late of check.finish()) faults.push(this.late(late));
    for (const late of this.counties?.finish() ?? []) faults.push(this.late(late));
    this.errors += rest.errors + faults.filter(({ severity }) => severity === 'error').length;
    faults.push(...this.nothingRead(), ...this.passedOver());
    const sheets = this.sheets.map((sheet) => sheet.summary());
    // A table of no known form is not read, so none of its rows is right or wrong.
    const rows = sum(sheets.filter(({ state }) => state !== 'unknown').map((sheet) => sheet.rows));
    const good = sum(sheets.map((sheet) => sheet.good));
    const acceptable = good > 0 && (this.options.allOrNothing !== true || this.errors === 0);
    return { faults, rest, sheets, rows, good, bad: rows - good, acceptable };
  };

  /** A file of which nothing was read must not look like one in which all is well. */
  private *nothingRead(): Generator<Fault> {
    const seen = this.sheets.find(({ start }) => !start.hidden) ?? this.sheets[0];
    if (seen === undefined || this.errors > 0 || this.leftOut) return;
    if (this.sheets.some((sheet) => sheet.summary().rows > 0)) return;
    const { file, sheet } = seen.start;
    const row = seen.summary().headerRow ?? 1;
    this.errors++;
    yield raise('no-rows', { file, sheet, row, column: 'A', field: '', value: '' });
  }

  /** A file of an archive that is called a table and holds none: whoever packed it believes it was taken in. */
  private *passedOver(): Generator<Fault> {
    const files = new Map<string, boolean>();
    for (const { start, summary } of this.sheets) {
      const { file, refused } = start;
      if (!file.includes('/') || !TABLE_NAME.test(file)) continue;
      const passed = refused === undefined && summary().state === 'no-table';
      files.set(file, passed && files.get(file) !== false);
    }
    for (const [file, passed] of files)
      if (passed)
        yield raise('file-passed-over', { file, sheet: '', row: 1, column: 'A', field: '', value: '' });
  }

  private endSheet(batch: Batch): void {
    if (this.start !== undefined && this.current === undefined) this.open(batch);
    this.start = undefined;
    this.current = undefined;
  }

  /** Decides what the sheet is by its first rows, and reads them. */
  private open(batch: Batch): void {
    const { start, waiting } = this;
    if (start === undefined) throw new RangeError('a row came before any sheet');
    this.waiting = [];
    const sheet = this.recogniseSheet(start, waiting, batch);
    this.sheets.push(sheet);
    this.current = sheet;
    for (const row of waiting) sheet.read(row, batch);
  }

  private recogniseSheet(start: SheetStart, rows: readonly SheetRow[], batch: Batch): SheetIntake {
    const { file, sheet, hidden } = start;
    const index = this.sheets.length;
    const note = (kind: IntakeNote['kind']): void =>
      void batch.notes.push({ file, sheet, row: 0, kind, text: firstText(rows) });
    if (hidden && this.options.hiddenSheets !== true) {
      note('hidden');
      return new PassedSheet(start, 'hidden');
    }
    if (start.refused !== undefined) {
      batch.fault(refusedFile(file, start.refused));
      return new PassedSheet(start, 'no-table');
    }
    if (sheet.startsWith(SUMMARY_SHEET)) {
      note('check-result');
      return new PassedSheet(start, 'no-table');
    }
    const chosen = this.options.chosen?.(file, sheet);
    if (chosen === 'ignore') {
      this.leftOut = true;
      note('no-table');
      return new PassedSheet(start, 'no-table');
    }
    const found = this.recogniser.recognise(rows, chosen);
    if (found === undefined || (found.score < THRESHOLD && chosen === undefined)) {
      const table = tableHeader(rows);
      if (table === undefined) {
        note('no-table');
        return new PassedSheet(start, 'no-table');
      }
      const headerRow = found?.headerRow ?? table;
      const where = { file, sheet, row: headerRow, column: 'A' };
      batch.fault(raise('form-unknown', { ...where, field: '', value: sheet }));
      return new UnknownSheet(start, found, headerRow);
    }
    const plan = new SheetPlan(found, this.options.dictionary, this.given);
    const { places, today } = this.options;
    return new KnownSheet(
      {
        start,
        index,
        recognised: found,
        plan,
        places,
        today,
        checks: this.checkOf(found.form),
        counties: this.counties,
      },
      batch,
    );
  }

  private checkOf(form: Form): FileCheck {
    const known = this.checks.get(form.id);
    if (known !== undefined) return known;
    const check = new FileCheck(form, this.rowName, this.options.alone === true);
    this.checks.set(form.id, check);
    return check;
  }

  private readonly rowName = (place: RowPlace, from: RowPlace): string =>
    place.sheet === from.sheet
      ? String(place.row)
      : `${this.sheets[place.sheet]?.start.sheet ?? ''}!${place.row}`;

  private late({ sheet, row, rule, to, value, other, expected = '' }: LateFault): Fault {
    const at = this.sheets[sheet];
    const column = at?.plan?.column(to);
    const where = {
      file: at?.start.file ?? '',
      sheet: at?.start.sheet ?? '',
      row,
      column: column?.letter ?? at?.plan?.first ?? 'A',
    };
    const fault = raise(rule, {
      ...where,
      field: to,
      value,
      other,
      expected,
      ...(column === undefined ? {} : { zh: column.zh, en: column.en }),
    });
    if (fault.severity === 'error') at?.spoil?.(row);
    return fault;
  }
}

const TABLE_NAME = /\.(xlsx|xlsm|xls|et|csv|tsv)$/i;

/** The levels of place that the scope itself says, so that a sheet need not. */
function givenBy(scope: RegionCode): ReadonlySet<string> {
  const level = levelOf(scope);
  if (level === 'country' || level === 'province' || level === 'city')
    return new Set(['place.province', 'place.city']);
  return new Set(['place.province', 'place.city', 'place.county']);
}

function refusedFile(file: string, why: { zh: string; en: string }): Fault {
  const { zh, en } = FAULT_RULES['file-refused'];
  const fault = raise('file-refused', { file, sheet: '', row: 1, column: 'A', field: '', value: '' });
  return { ...fault, message: { zh: fill(zh, { value: why.zh }), en: fill(en, { value: why.en }) } };
}

/** The first row with three filled cells that another one follows: a table of some kind begins there. */
function tableHeader(rows: readonly SheetRow[]): number | undefined {
  const filled = rows.map(({ cells }) => cells.filter((text) => text.trim() !== '').length);
  const at = filled.findIndex((count, i) => count >= 3 && filled.slice(i + 1).some((below) => below >= 3));
  return rows[at]?.row;
}

function firstText(rows: readonly SheetRow[]): string {
  for (const { cells } of rows) {
    const text = cells.find((cell) => cell.trim() !== '');
    if (text !== undefined) return text.trim().slice(0, 200);
  }
  return '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
