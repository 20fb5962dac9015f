import type { Batch } from './batch.ts';
import type { SheetColumn, SheetSummary } from './intake-types.ts';
import { maskPlace, maskSample } from './mask.ts';
import { type ColumnMapping, type Recognised, THRESHOLD } from './recognise.ts';
import { columnLetters, type SheetRow, type SheetStart } from './sheet.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** One sheet while it is read: known, unknown, or passed over. */
export interface SheetIntake {
  readonly start: SheetStart;
  readonly plan: SheetPlan | undefined;
  readonly read: (row: SheetRow, batch: Batch) => void;
  readonly summary: () => SheetSummary;
  /** A row taken for good that a later one has shown to be wrong. */
  readonly spoil?: (row: number) => void;
}

const SAMPLES = 3;

/** Up to three different values of each column, for the mapping screen: masked, but names of places, which are nobody's. */
export class Samples {
  private readonly seen = new Map<number, string[]>();
  private left = 50;

  /** `places`: indexes of the columns that are known to hold names of places. */
  constructor(private readonly places: ReadonlySet<number> = new Set()) {}

  note(cells: readonly string[]): void {
    if (this.left <= 0) return;
    this.left--;
    for (const [index, text] of cells.entries()) {
      const value = text.trim();
      if (value === '') continue;
      const samples = this.seen.get(index) ?? [];
      const masked = this.places.has(index) ? maskPlace(value) : maskSample(value);
      if (samples.length < SAMPLES && !samples.includes(masked)) samples.push(masked);
      this.seen.set(index, samples);
    }
  }

  columns(columns: readonly ColumnMapping[], to: (column: ColumnMapping) => string | null): SheetColumn[] {
    return columns.map((column) => {
      const { index, letter, header, remembered, suggestions } = column;
      const samples = this.seen.get(index) ?? [];
      return {
        index,
        letter,
        header,
        to: to(column),
        ignored: column.state === 'ignored',
        remembered,
        suggestions,
        samples,
      };
    });
  }
}

/** Hidden sheets, covers, instructions: counted by nobody, noted once by who passes them over. */
export class PassedSheet implements SheetIntake {
  readonly plan = undefined;

  constructor(
    readonly start: SheetStart,
    private readonly state: 'hidden' | 'no-table',
  ) {}

  readonly read = (): void => {};

  readonly summary = (): SheetSummary => ({
    file: this.start.file,
    sheet: this.start.sheet,
    form: null,
    state: this.state,
    guess: null,
    score: 0,
    headerRow: null,
    rows: 0,
    good: 0,
    bad: 0,
    columns: [],
    missing: [],
  });
}

/** A table that is no known form: its headers and samples are kept for the mapping screen. */
export class UnknownSheet implements SheetIntake {
  readonly plan = undefined;
  private readonly samples = new Samples();
  private columns: readonly ColumnMapping[];
  private rows = 0;

  constructor(
    readonly start: SheetStart,
    private readonly guess: Recognised | undefined,
    private readonly headerRow: number,
  ) {
    this.columns = guess?.columns ?? [];
  }

  readonly read = ({ row, cells }: SheetRow): void => {
    if (row === this.headerRow && this.columns.length === 0) this.columns = plainHeader(cells);
    if (row <= this.headerRow) return;
    this.rows++;
    this.samples.note(cells);
  };

  readonly summary = (): SheetSummary => ({
    file: this.start.file,
    sheet: this.start.sheet,
    form: null,
    state: 'unknown',
    headerRow: this.headerRow,
    guess: this.guess?.form.id ?? null,
    score: Math.min(this.guess?.score ?? 0, THRESHOLD),
    rows: this.rows,
    good: 0,
    bad: 0,
    columns: this.samples.columns(this.columns, () => null),
    missing: this.guess?.missing.map(({ header }) => header) ?? [],
  });
}

function plainHeader(cells: readonly string[]): ColumnMapping[] {
  const columns: ColumnMapping[] = [];
  for (const [index, text] of cells.entries()) {
    const header = text.replace(/\s+/g, ' ').trim();
    if (header === '') continue;
    const known = {
      key: '',
      unit: '',
      position: undefined,
      state: 'unknown',
      remembered: false,
      suggestions: [],
    } as const;
    columns.push({ index, letter: columnLetters(index), header, ...known });
  }
  return columns;
}
