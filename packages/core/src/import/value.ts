import type { CodeList } from '../dictionary/codes/list.ts';
import type { Field } from '../dictionary/field.ts';
import type { FaultRule, RepairKind, Words } from './fault.ts';

/**
 * One value as it is written to the register, by the field's type:
 * text, identity, phone, account: cleaned text · code: its slug · codes: slugs in the order of the cell ·
 * integer, year: number · decimal: digits as text (`12.5`) · money: integer fen as a number (exact, at most
 * 15 digits) · date: `YYYY-MM-DD` · month: `YYYY-MM-01` · boolean: 1 or 0 · nothing: null.
 */
export type Value = string | number | readonly string[] | null;

/** What the import has to know of the dictionary; passed in so that tests and counties can bring their own. */
export interface ImportDictionary {
  readonly field: (key: string) => Field | undefined;
  readonly list: (id: string) => CodeList | undefined;
  /** The calendar year that the file's words belong to, when known: numbers of codes changed over the years. */
  readonly year?: number;
}

/** What one reading of a cell said besides its value. One object is reused for all cells: copy before keeping. */
export class Outcome {
  readonly repairs: RepairKind[] = [];
  rule: FaultRule | undefined;
  expected: Words = '';
  other = '';
  /** The text now being read has nothing to clean: readers need not look again. */
  plain = false;

  clear(): void {
    if (this.repairs.length > 0) this.repairs.length = 0;
    this.rule = undefined;
  }

  repair(how: RepairKind): void {
    if (!this.repairs.includes(how)) this.repairs.push(how);
  }

  fail(rule: FaultRule, expected: Words = '', other = ''): null {
    this.rule = rule;
    this.expected = expected;
    this.other = other;
    return null;
  }
}

/** Reads one non-empty cell of one column. `kind` is a `CellKind`. A fault or repair is left in `out`. */
export type CellReader = (text: string, kind: string, out: Outcome) => Value;
