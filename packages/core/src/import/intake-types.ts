import type { FormId } from '../form/form.ts';
import type { RegionCode } from '../region/code.ts';
import type { Fault, Repair } from './fault.ts';
import type { Value } from './value.ts';

/** A row that was read, good or bad, with one value per column of its form (`Value` says the shapes). */
export interface TypedRow {
  /** Position in `IntakeEnd.sheets`. */
  readonly sheetIndex: number;
  /** As in the workbook, 1 first. */
  readonly row: number;
  readonly form: FormId;
  /** In the order of `form.columns`; places and echoes as read, null where the sheet has no such column. */
  readonly values: readonly Value[];
  /** The village; null when it was not found or is outside the scope. */
  readonly region: RegionCode | null;
  readonly group: string | null;
  /** Has a fault of severity error: not to be taken in. */
  readonly bad: boolean;
}

/** Something passed over that a person may want to know of; nothing is passed over silently. */
export interface IntakeNote {
  readonly file: string;
  readonly sheet: string;
  /** 0: about the sheet. */
  readonly row: number;
  readonly kind:
    | 'title'
    | 'remark'
    | 'total'
    | 'header-again'
    | 'column-numbers'
    | 'no-table'
    | 'hidden'
    | 'check-result';
  /** What stands there, cut at 200 characters. */
  readonly text: string;
}

export interface IntakeBatch {
  readonly rows: readonly TypedRow[];
  readonly faults: readonly Fault[];
  readonly repairs: readonly Repair[];
  readonly notes: readonly IntakeNote[];
}

export interface SheetColumn {
  readonly index: number;
  readonly letter: string;
  readonly header: string;
  /** A `FormColumn.to`; null when unknown or ignored. */
  readonly to: string | null;
  readonly ignored: boolean;
  readonly remembered: boolean;
  readonly suggestions: readonly string[];
  /** Up to three values, masked. */
  readonly samples: readonly string[];
}

export interface SheetSummary {
  readonly file: string;
  readonly sheet: string;
  /** Null: not recognised, or nothing to import (`state` says which). */
  readonly form: FormId | null;
  readonly state: 'imported' | 'unknown' | 'no-table' | 'hidden';
  /** For an unknown sheet the form it is nearest to. */
  readonly guess: FormId | null;
  readonly score: number;
  readonly headerRow: number | null;
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly columns: readonly SheetColumn[];
  /** Headers of required columns that are not there. */
  readonly missing: readonly string[];
}

export interface IntakeEnd {
  /** What only the whole file can show. */
  readonly faults: readonly Fault[];
  /** The last rows, when the file ends within a header's reach. */
  readonly rest: IntakeBatch;
  readonly sheets: readonly SheetSummary[];
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  /** False when nothing may be written: no row is good, or all-or-nothing was asked and something is wrong. */
  readonly acceptable: boolean;
}
