import type { Field } from '../dictionary/field.ts';

/**
 * A form is a workbook sheet as the national system or a county prints it: which columns, in which order,
 * one row for what. Columns name dictionary fields, or one of the `Place` roles that find the village.
 */
export interface Form {
  readonly id: FormId;
  readonly zh: string;
  readonly en: string;
  /** What one row of the sheet is about. */
  readonly rowOf: 'person' | 'household' | 'work' | 'responsible' | 'village';
  /** The row on which the header stands in the original export (1 first); others are found too. */
  readonly headerRow: number;
  readonly years: { readonly from: number; readonly to?: number };
  readonly columns: readonly FormColumn[];
  readonly source: string;
}

export type FormId =
  | 'person-47'
  | 'person-household'
  | 'household'
  | 'monitor-object'
  | 'monitor-object-household'
  | 'monitor-household'
  | 'work-away'
  | 'work-planned'
  | 'responsible'
  | 'monitor-village'
  | 'village';

/** Columns that say where: resolved to one village code, never stored as text. */
export type Place =
  | 'place.province'
  | 'place.city'
  | 'place.county'
  | 'place.township'
  | 'place.village'
  | 'place.group';

/**
 * Columns that are not stored as such. `head_name`, `head_identity`, `head_no`, `members`: checked against the head's
 * own row and against the number of member rows. `year`, `month`: the time the row speaks of, which becomes
 * the date of its dated facts (income of a year, work of a month). `ignored`: known, and of no use here.
 */
export type Echo =
  | 'echo.head_name'
  | 'echo.head_identity'
  | 'echo.head_no'
  | 'echo.members'
  | 'echo.year'
  | 'echo.month'
  | 'echo.ignored';

export interface FormColumn {
  /** As the original prints it, brackets included. */
  readonly header: string;
  /** Other headers seen for the same column in this form. */
  readonly aliases?: readonly string[];
  /** Several columns may go to one field of type `codes` (风险1 … 风险5): their values add up. */
  readonly to: Field['key'] | Place | Echo;
  /** A row without it is a fault. */
  readonly required?: boolean;
}
