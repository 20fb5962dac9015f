import type { Form } from '../form/form.ts';
import type { RegionCode } from '../region/code.ts';
import type { FaultRule } from './fault.ts';
import { HouseholdCheck, type LateFault, type RowName, type RowPlace } from './household-check.ts';
import { Column, KeyTable } from './key-table.ts';
import type { Tell } from './row-check.ts';
import type { PlannedColumn, SheetPlan } from './sheet-plan.ts';
import type { Value } from './value.ts';

/** First rows of keys that may stand only once. */
class Once {
  private readonly keys = new KeyTable();
  private readonly rows = new Column();
  private readonly sheets = new Column();

  /** The row where the key already stands; undefined when it is new. */
  add(key: string, { sheet, row }: RowPlace): RowPlace | undefined {
    const { size } = this.keys;
    const index = this.keys.indexOf(key);
    if (index < size) return { sheet: this.sheets.at(index), row: this.rows.at(index) };
    this.rows.set(index, row);
    this.sheets.set(index, sheet);
    return undefined;
  }
}

/**
 * Checks across the rows of one form in the whole import, in one pass. State is some 60 bytes a person and
 * 100 a household. Where a column 年度 stands, each year is for itself.
 */
export class FileCheck {
  private readonly years = new Map<Value, YearCheck>();

  constructor(
    private readonly form: Form,
    private readonly rowName: RowName,
  ) {}

  check(
    values: readonly Value[],
    region: RegionCode | null,
    place: RowPlace,
    plan: SheetPlan,
    tell: Tell,
  ): void {
    const column = plan.column('echo.year');
    const year = column === undefined ? null : (values[column.position] ?? null);
    let check = this.years.get(year);
    if (check === undefined) this.years.set(year, (check = new YearCheck(this.form.rowOf, this.rowName)));
    check.check(values, region, place, plan, tell);
  }

  *finish(): Generator<LateFault> {
    for (const check of this.years.values()) yield* check.finish();
  }
}

class YearCheck {
  private readonly identities = new Once();
  private readonly persons = new Once();
  private readonly households: HouseholdCheck;

  constructor(
    private readonly rowOf: Form['rowOf'],
    private readonly rowName: RowName,
  ) {
    this.households = new HouseholdCheck(rowOf, rowName);
  }

  check(
    values: readonly Value[],
    region: RegionCode | null,
    place: RowPlace,
    plan: SheetPlan,
    tell: Tell,
  ): void {
    if (this.rowOf === 'person') {
      const identity = plan.column('person.identity_no');
      const person = plan.column('person.person_no');
      if (identity !== undefined)
        this.once(this.identities, identity, 'identity-twice-in-file', values, place, tell);
      if (person !== undefined) this.once(this.persons, person, 'person-twice-in-file', values, place, tell);
    }
    this.households.check(values, region, place, plan, tell);
  }

  finish(): Iterable<LateFault> {
    return this.rowOf === 'person' ? this.households.finish() : [];
  }

  private once(
    keys: Once,
    column: PlannedColumn,
    rule: FaultRule,
    values: readonly Value[],
    place: RowPlace,
    tell: Tell,
  ): void {
    const value = values[column.position];
    // Placeholders are many people's number.
    if (typeof value !== 'string' || value.startsWith('999999')) return;
    const before = keys.add(value, place);
    if (before !== undefined) tell(column, rule, value, '', this.rowName(before, place));
  }
}
