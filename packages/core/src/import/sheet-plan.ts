import type { FormColumn } from '../form/form.ts';
import { OTHER_TARGETS } from '../form/other-targets.ts';
import { cellReader, otherReader } from './cell.ts';
import { headerShift } from './unit.ts';
import type { Recognised } from './recognise.ts';
import type { CellReader, ImportDictionary } from './value.ts';

/** One column of the sheet, ready to be read row after row. */
export interface PlannedColumn {
  /** In the sheet. */
  readonly index: number;
  readonly letter: string;
  /** In `form.columns` and in `TypedRow.values`. */
  readonly position: number;
  readonly to: FormColumn['to'];
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
  readonly read: CellReader;
}

/** How the rows of one sheet are read; a form's column is found by what it goes to. */
export class SheetPlan {
  readonly columns: readonly PlannedColumn[];
  readonly required: readonly PlannedColumn[];
  readonly width: number;
  /** Sheet indexes of the columns without which a row is no record. */
  readonly keys: readonly number[];
  /** Letter of the first column: where what is wrong with a whole row stands. */
  readonly first: string;
  /** Header texts by sheet index, to know the header when it is printed again. */
  readonly header: readonly string[];
  private readonly byTarget = new Map<string, PlannedColumn>();

  constructor(recognised: Recognised, dictionary: ImportDictionary, given: ReadonlySet<string>) {
    const { form } = recognised;
    const header: string[] = [];
    const columns: PlannedColumn[] = [];
    for (const { index, letter, header: text, unit, position } of recognised.columns) {
      header[index] = text;
      const column = position === undefined ? undefined : form.columns[position];
      if (position === undefined || column === undefined) continue;
      const field = dictionary.field(column.to);
      const yearly = field?.yearIsEnough === true || /年度|年份/.test(text);
      const hints = { shift: headerShift(unit, field?.unit), yearly };
      columns.push({
        index,
        letter,
        position,
        to: column.to,
        zh: field?.zh ?? column.header,
        en: field?.en ?? OTHER_TARGETS[column.to]?.en ?? column.header,
        required: column.required === true && !given.has(column.to),
        read: field === undefined ? otherReader(column.to) : cellReader(field, dictionary, hints),
      });
    }
    this.columns = columns;
    this.required = columns.filter(({ required }) => required);
    this.width = form.columns.length;
    this.first = recognised.columns[0]?.letter ?? 'A';
    this.header = Array.from(header, (text) => text ?? '');
    for (const column of columns) if (!this.byTarget.has(column.to)) this.byTarget.set(column.to, column);
    const keys = form.rowOf === 'village' ? ['place.village'] : KEYS;
    this.keys = keys.flatMap((to) => this.byTarget.get(to)?.index ?? []);
  }

  column(to: FormColumn['to']): PlannedColumn | undefined {
    return this.byTarget.get(to);
  }
}

const KEYS = [
  'household.household_no',
  'person.person_no',
  'person.name',
  'person.identity_no',
  'echo.head_name',
];
