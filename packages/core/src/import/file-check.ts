import type { Form } from '../form/form.ts';
import type { RegionCode } from '../region/code.ts';
import { hashAt, HouseholdCheck, type LateFault, type RowName, type RowPlace } from './household-check.ts';
import { Column, KeyTable } from './key-table.ts';
import type { Tell } from './row-check.ts';
import type { PlannedColumn, SheetPlan } from './sheet-plan.ts';
import type { Value } from './value.ts';

type TwiceRule = Extract<LateFault['rule'], 'identity-twice-in-file' | 'person-twice-in-file'>;
type TwiceField = Extract<LateFault['to'], 'person.identity_no' | 'person.person_no'>;

/** A row that came first with a number of somebody else's row. */
interface Shared {
  readonly place: RowPlace;
  readonly by: RowPlace;
  readonly number: string;
}

/** First rows of keys that may stand only once. */
class Once {
  /** First rows whose number another name bears, too: nobody knows whose it is. Kept where `alone`, each once. */
  readonly shared: Shared[] = [];
  private readonly keys = new KeyTable();
  private readonly rows = new Column();
  private readonly sheets = new Column();
  /** Of the names beside them, where `alone`; 0 once it is told, or where there is none. */
  private readonly names = new Column();

  constructor(
    readonly rule: TwiceRule,
    readonly to: TwiceField,
    private readonly alone: boolean,
  ) {}

  /** The row where the key already stands; undefined when it is new. `name`: hash, 0 for none. */
  add(key: string, name: number, place: RowPlace): RowPlace | undefined {
    const { size } = this.keys;
    const index = this.keys.indexOf(key);
    if (index === size) {
      this.rows.set(index, place.row);
      this.sheets.set(index, place.sheet);
      if (this.alone) this.names.set(index, name);
      return undefined;
    }
    const first = { sheet: this.sheets.at(index), row: this.rows.at(index) };
    const named = this.names.at(index);
    if (named !== 0 && name !== 0 && named !== name) {
      this.shared.push({ place: first, by: place, number: key });
      this.names.set(index, 0);
    }
    return first;
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
    private readonly alone: boolean,
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
    if (check === undefined)
      this.years.set(year, (check = new YearCheck(this.form.rowOf, this.rowName, this.alone)));
    check.check(values, region, place, plan, tell);
  }

  *finish(): Generator<LateFault> {
    for (const check of this.years.values()) yield* check.finish();
  }
}

class YearCheck {
  private readonly numbers: readonly Once[];
  private readonly households: HouseholdCheck;

  constructor(
    private readonly rowOf: Form['rowOf'],
    private readonly rowName: RowName,
    private readonly alone: boolean,
  ) {
    this.numbers = [
      new Once('identity-twice-in-file', 'person.identity_no', alone),
      new Once('person-twice-in-file', 'person.person_no', alone),
    ];
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
      const name = this.alone ? hashAt(values, plan.column('person.name')) : 0;
      for (const keys of this.numbers) {
        const column = plan.column(keys.to);
        if (column !== undefined) this.once(keys, column, name, values, place, tell);
      }
    }
    this.households.check(values, region, place, plan, tell);
  }

  *finish(): Generator<LateFault> {
    if (this.rowOf !== 'person') return;
    for (const { rule, to, shared } of this.numbers)
      for (const { place, by, number } of shared)
        yield { ...place, rule, to, value: number, other: this.rowName(by, place) };
    yield* this.households.finish();
  }

  private once(
    keys: Once,
    column: PlannedColumn,
    name: number,
    values: readonly Value[],
    place: RowPlace,
    tell: Tell,
  ): void {
    const value = values[column.position];
    // Placeholders are many people's number.
    if (typeof value !== 'string' || value.startsWith('999999')) return;
    const before = keys.add(value, name, place);
    if (before !== undefined) tell(column, keys.rule, value, '', this.rowName(before, place));
  }
}
