import type { RegionCode } from '../region/code.ts';
import type { Batch } from './batch.ts';
import type { CountyCheck } from './county-check.ts';
import type { FaultRule, Words } from './fault.ts';
import type { FileCheck } from './file-check.ts';
import type { RowPlace } from './household-check.ts';
import type { IntakeNote, SheetSummary } from './intake-types.ts';
import { readRowNote } from './note-row.ts';
import { PLACE_LEVELS, type PlaceLevel } from './place-name.ts';
import type { PlaceResolver, PlaceResult } from './place-resolver.ts';
import { Column } from './key-table.ts';
import { raise } from './raise.ts';
import type { Recognised } from './recognise.ts';
import { RowCheck, type Tell } from './row-check.ts';
import { columnLetters, type SheetRow, type SheetStart } from './sheet.ts';
import { Samples, type SheetIntake } from './sheet-intake.ts';
import type { PlannedColumn, SheetPlan } from './sheet-plan.ts';
import { Outcome, type Value } from './value.ts';

interface Parts {
  readonly start: SheetStart;
  readonly index: number;
  readonly recognised: Recognised;
  readonly plan: SheetPlan;
  readonly places: PlaceResolver;
  readonly checks: FileCheck;
  /** Where no register says which county the rows are of. */
  readonly counties: CountyCheck | undefined;
  readonly today: string;
}

/** Rows in which columns without a header are looked for. */
const LOOKED_AT = 200;

/** A sheet of a known form: row in, typed row out, with what was repaired and what is wrong. */
export class KnownSheet implements SheetIntake {
  readonly start: SheetStart;
  readonly plan: SheetPlan;
  private readonly out = new Outcome();
  private readonly samples: Samples;
  private readonly rowCheck: RowCheck;
  private readonly placeColumns: readonly (readonly [PlaceLevel, PlannedColumn])[];
  private readonly group: PlannedColumn | undefined;
  /** A required column is missing or one stands twice: no row of the sheet can be taken in. */
  private readonly refused: boolean;
  /** Columns of which it has been told that their cells are of another kind than what stands in them. */
  private readonly otherKinds = new Set<string>();
  private officialNames = 0;
  private otherNames = 0;
  private rows = 0;
  private good = 0;
  /** One bit for each row that is not. */
  private readonly wrong = new Column();
  /** How the last record began: one that begins the same is a record too. */
  private lastFirst = '';
  private lastTexts: string[] = [];
  private lastPlace: PlaceResult | undefined;
  /** Names that are no longer in force, each told on the first of its rows. */
  private readonly formerNames = new Set<string>();
  /** The last record, for what is merged down from it. */
  private last: { readonly row: number; readonly values: readonly Value[] } | undefined;
  private rowNumber = 0;
  private rowBad = false;
  private batch: Batch | undefined;
  private readonly failed = new Set<number>();
  /** Columns with a header, and those told of because they have none. */
  private readonly named: Set<number>;
  private lookedAt = 0;

  constructor(
    private readonly parts: Parts,
    batch: Batch,
  ) {
    this.start = parts.start;
    this.plan = parts.plan;
    this.named = new Set(parts.recognised.columns.map(({ index }) => index));
    const places = parts.plan.columns.filter(({ to }) => to.startsWith('place.'));
    this.samples = new Samples(new Set(places.map(({ index }) => index)));
    this.rowCheck = new RowCheck(parts.plan, parts.today);
    this.placeColumns = PLACE_LEVELS.flatMap((level) => {
      const column = parts.plan.column(`place.${level}`);
      return column === undefined ? [] : [[level, column] as const];
    });
    this.group = parts.plan.column('place.group');
    this.refused = this.tellHeader(batch);
  }

  readonly read = (row: SheetRow, batch: Batch): void => {
    const { headerRow } = this.parts.recognised;
    if (row.row <= headerRow) return this.readAbove(row, batch);
    if (row.covered !== undefined) this.listCovered(row.row, row.covered, batch);
    const first = row.cells[0] ?? '';
    if (first === '' || first !== this.lastFirst || this.isNumberless(row.cells)) {
      const note = readRowNote(row.cells, this.plan.keys, this.plan.header);
      if (note !== undefined) return this.note(note, row, batch);
      // Serial numbers are looked at each time: a line of column numbers begins like one.
      this.lastFirst = /^\d*$/.test(first) ? '' : first;
    }
    this.samples.note(row.cells);
    if (this.lookedAt < LOOKED_AT) this.tellUnnamed(row.cells, batch);
    this.batch = batch;
    this.rowNumber = row.row;
    this.rowBad = this.refused;
    if (this.failed.size > 0) this.failed.clear();
    const values = this.readCells(row, batch);
    if (values === undefined) return;
    if (row.cut === true) this.tellCut(row.cells);
    const region = this.placeColumns.length === 0 ? null : this.resolve(values, batch);
    this.rowCheck.check(values, this.failed, (column, rule, value, expected, other) =>
      // What is held against another cell is told as it stands in the file, not as it was read.
      this.fault(column, rule, row.cells[column.index] || value, expected, other),
    );
    const place = { sheet: this.parts.index, row: row.row };
    this.parts.checks.check(values, region, place, this.plan, this.tell);
    this.rows++;
    if (this.rowBad) this.noteWrong(row.row);
    else this.good++;
    this.noteCounty(region, values, place);
    const group = this.group === undefined ? null : values[this.group.position];
    batch.rows.push({
      sheetIndex: this.parts.index,
      row: row.row,
      form: this.parts.recognised.form.id,
      values,
      region,
      group: typeof group === 'string' ? group : null,
      bad: this.rowBad,
    });
  };

  readonly spoil = (row: number): void => {
    if (this.noteWrong(row)) this.good--;
  };

  /** True when it was not known before. */
  private noteWrong(row: number): boolean {
    const [word, bit] = [row >>> 5, 1 << (row & 31)];
    const known = this.wrong.at(word);
    this.wrong.set(word, known | bit);
    return (known & bit) === 0;
  }

  private noteCounty(region: RegionCode | null, values: readonly Value[], place: RowPlace): void {
    const { counties } = this.parts;
    if (counties === undefined || region === null) return;
    const column = this.plan.column('place.county');
    const text = column === undefined ? null : values[column.position];
    if (typeof text === 'string') counties.add(region, place, text);
  }

  /** Records have a number of their own; sums of a village, between its rows and the next, begin like them. */
  private isNumberless(cells: readonly string[]): boolean {
    const number = cells[this.plan.keys[0] ?? 0] ?? '';
    return number === '' || number.endsWith('计');
  }

  /** Columns that nobody named are left out; not in silence. */
  private tellUnnamed(cells: readonly string[], batch: Batch): void {
    this.lookedAt++;
    for (const [index, text] of cells.entries()) {
      if (text === '' || this.named.has(index) || text.trim() === '') continue;
      this.named.add(index);
      const { file, sheet } = this.start;
      const column = columnLetters(index);
      const row = this.parts.recognised.headerRow;
      batch.fault(raise('column-unnamed', { file, sheet, row, column, field: '', value: '' }));
    }
  }

  readonly summary = (): SheetSummary => {
    const { recognised } = this.parts;
    const { form } = recognised;
    return {
      file: this.start.file,
      sheet: this.start.sheet,
      form: form.id,
      state: 'imported',
      guess: null,
      score: recognised.score,
      headerRow: recognised.headerRow,
      rows: this.rows,
      good: this.good,
      bad: this.rows - this.good,
      columns: this.samples.columns(recognised.columns, ({ position }) =>
        position === undefined ? null : (form.columns[position]?.to ?? null),
      ),
      missing: recognised.missing.map(({ header }) => header),
    };
  };

  /** The values of a row, or undefined when none of its columns holds anything: a prepared empty line. */
  private readCells({ cells, kinds, row, merged }: SheetRow, batch: Batch): Value[] | undefined {
    const { out } = this;
    const values = new Array<Value>(this.plan.width).fill(null);
    let filled = 0;
    for (const column of this.plan.columns) {
      const text = cells[column.index] ?? '';
      const kind = kinds[column.index] ?? ' ';
      if (text === '' && kind !== 'f') continue;
      filled++;
      out.clear();
      const value = column.read(text, kind, out);
      // Spaces that somebody left in a prepared line are nothing.
      if (value === null && out.rule === undefined && text.trim() === '') filled--;
      values[column.position] = value;
      if (out.rule !== undefined) this.fault(column, out.rule, text, out.expected, out.other);
      if (out.repairs.length > 0 && (out.rule === undefined || value !== null))
        this.noteRepairs(column, row, text, value, batch);
    }
    if (filled === 0) return undefined;
    if (merged !== undefined) this.readMerged(row, merged, values, batch);
    this.last = { row, values };
    for (const column of this.plan.required) {
      if (values[column.position] !== null || this.failed.has(column.position)) continue;
      this.fault(column, 'required', (cells[column.index] ?? '').trim());
    }
    return values;
  }

  private listCovered(row: number, covered: NonNullable<SheetRow['covered']>, batch: Batch): void {
    const { file, sheet } = this.start;
    for (const { column, text } of covered) {
      const planned = this.plan.columns.find(({ index }) => index === column);
      if (planned === undefined) continue;
      const { letter, to: field } = planned;
      batch.repairs.push({
        file,
        sheet,
        row,
        column: letter,
        field,
        from: text,
        to: '',
        how: 'under-merge',
      });
    }
  }

  /** A household's number merged down over its members is seen on each of their rows, so it is read there. */
  private readMerged(
    row: number,
    merged: NonNullable<SheetRow['merged']>,
    values: Value[],
    batch: Batch,
  ): void {
    const { file, sheet } = this.start;
    for (const { column, from } of merged) {
      const planned = this.plan.columns.find(({ index }) => index === column);
      // Merged from the header down, or from a line that is no record: nothing is said of this one.
      if (planned === undefined || this.last === undefined || this.last.row < from) continue;
      const { letter, to: field, position } = planned;
      const value = this.last.values[position] ?? null;
      values[position] = value;
      if (value === null) continue;
      const repair = { file, sheet, row, column: letter, field, from: '', to: shown(value) };
      batch.repairs.push({ ...repair, how: 'merged-down' });
    }
  }

  private noteRepairs(
    { letter, to }: PlannedColumn,
    row: number,
    from: string,
    value: Value,
    batch: Batch,
  ): void {
    const { file, sheet } = this.start;
    const read = shown(value);
    // Another kind of cell, but the same text: said once of the column, nobody need look at each.
    if (read === from && this.otherKinds.has(letter)) return;
    if (read === from) this.otherKinds.add(letter);
    for (const how of this.out.repairs)
      batch.repairs.push({ file, sheet, row, column: letter, field: to, from, to: read, how });
  }

  private readonly tell: Tell = (column, rule, value, expected, other) =>
    this.fault(column, rule, value, expected, other);

  private fault(
    column: PlannedColumn,
    rule: FaultRule,
    value: string,
    expected: Words = '',
    other = '',
  ): void {
    const { file, sheet } = this.start;
    const { letter, to, zh, en } = column;
    const fault = raise(rule, {
      file,
      sheet,
      row: this.rowNumber,
      column: letter,
      field: to,
      value,
      zh,
      en,
      expected,
      other,
    });
    this.batch?.fault(fault);
    this.failed.add(column.position);
    if (fault.severity === 'error') this.rowBad = true;
  }

  /** Said where the row breaks off: what stands there may be half a value. */
  private tellCut(cells: readonly string[]): void {
    const at = this.plan.columns.findLast(({ index }) => index < cells.length) ?? this.plan.columns[0];
    if (at !== undefined) this.fault(at, 'row-cut', cells[at.index] ?? '');
  }

  /**
   * Whether to list a village written longer or shorter than in the register: where the sheet mostly writes
   * the register's names, each; where it mostly does not, that is its way, and only the first.
   */
  private isUnusual(official: string | undefined): boolean {
    if (official === undefined) this.officialNames++;
    else this.otherNames++;
    return official !== undefined && this.officialNames >= this.otherNames - 1;
  }

  /** Neighbouring rows are mostly of one village: the last answer is tried first. */
  private resolve(values: readonly Value[], batch: Batch): RegionCode | null {
    let same = this.lastPlace !== undefined;
    for (const [i, [, column]] of this.placeColumns.entries()) {
      const value = values[column.position];
      const text = typeof value === 'string' ? value : '';
      if (this.lastTexts[i] === text) continue;
      this.lastTexts[i] = text;
      same = false;
    }
    if (!same || this.lastPlace === undefined) {
      this.lastPlace = this.parts.places.resolve(
        Object.fromEntries(this.placeColumns.map(([level], i) => [level, this.lastTexts[i] ?? ''])),
      );
    }
    const { region, level, rule, expected, other, official } = this.lastPlace;
    const repairedTo = this.lastPlace.repairedTo ?? (this.isUnusual(official) ? official : undefined);
    if (rule === undefined && repairedTo === undefined) return region;
    const column = this.plan.column(`place.${level}`) ?? this.placeColumns.at(-1)?.[1];
    if (column === undefined) return region;
    const text = String(values[column.position] ?? '');
    // An empty required cell has been told already.
    const told =
      (this.failed.has(column.position) && text === '') ||
      (rule === 'place-merged' && this.formerNames.has(text));
    if (rule === 'place-merged') this.formerNames.add(text);
    if (rule !== undefined && !told) this.fault(column, rule, text, expected, other);
    if (repairedTo !== undefined && repairedTo !== text) {
      const { file, sheet } = this.start;
      batch.repairs.push({
        file,
        sheet,
        row: this.rowNumber,
        column: column.letter,
        field: column.to,
        from: text,
        to: repairedTo,
        how: 'place-name',
      });
    }
    return region;
  }

  private readAbove(row: SheetRow, batch: Batch): void {
    const { headerRow } = this.parts.recognised;
    const filled = row.cells.filter((text) => text.trim() !== '');
    if (row.row < headerRow && filled.length > 0 && filled.length < 3) this.note('title', row, batch);
  }

  private note(kind: IntakeNote['kind'], { row, cells }: SheetRow, batch: Batch): void {
    const text = cells
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
      .join(' ')
      .slice(0, 200);
    batch.notes.push({ file: this.start.file, sheet: this.start.sheet, row, kind, text });
  }

  /** What is wrong with the header; true when the sheet cannot be taken in. */
  private tellHeader(batch: Batch): boolean {
    const { columns, missing, headerRow } = this.parts.recognised;
    const where = { file: this.start.file, sheet: this.start.sheet, row: headerRow };
    for (const { header, letter, state } of columns) {
      if (state !== 'unknown' && state !== 'twice') continue;
      batch.fault(
        raise(state === 'twice' ? 'column-twice' : 'column-unknown', {
          ...where,
          column: letter,
          field: header,
          value: header,
        }),
      );
    }
    for (const { header, to } of missing) {
      batch.fault(
        raise('column-missing', {
          ...where,
          column: this.plan.first,
          field: to,
          value: '',
          expected: header,
        }),
      );
    }
    return missing.length > 0 || columns.some(({ state }) => state === 'twice');
  }
}

function shown(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.join('、') : String(value);
}
