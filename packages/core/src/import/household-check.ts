import type { Form } from '../form/form.ts';
import type { RegionCode } from '../region/code.ts';
import type { Words } from './fault.ts';
import { Column, hashText, KeyTable } from './key-table.ts';
import type { Tell } from './row-check.ts';
import type { PlannedColumn, SheetPlan } from './sheet-plan.ts';
import type { Value } from './value.ts';

/** A row of the file, by number of the sheet and of the row in it. */
export interface RowPlace {
  readonly sheet: number;
  readonly row: number;
}

/** What is said about a row once all rows are read. */
export interface LateFault extends RowPlace {
  readonly rule:
    | 'no-head'
    | 'members-differ'
    | 'head-differs'
    | 'identity-twice-in-file'
    | 'person-twice-in-file'
    | 'place-elsewhere';
  readonly to:
    | 'membership.relation'
    | 'person.identity_no'
    | 'person.person_no'
    | 'place.county'
    | 'echo.members'
    | 'household.size_declared'
    | 'echo.head_name'
    | 'echo.head_identity';
  readonly value: string;
  readonly other: string;
  readonly expected?: Words;
}

/** How a row is named in the message of another: `12`, or `Sheet2!12`. */
export type RowName = (place: RowPlace, from: RowPlace) => string;

const UNSURE = 1;

/** Households by number: place, head, members. Hashes stand for names that only have to be told apart. */
export class HouseholdCheck {
  private readonly keys = new KeyTable();
  private readonly row = new Column();
  private readonly sheet = new Column();
  private readonly region = new Column();
  private readonly members = new Column();
  private readonly declared = new Column();
  private readonly declaredRow = new Column();
  private readonly headRow = new Column();
  private readonly headSheet = new Column();
  private readonly headName = new Column();
  private readonly headIdentity = new Column();
  private readonly echoName = new Column();
  private readonly echoIdentity = new Column();
  private readonly echoRow = new Column();
  private readonly echoSheet = new Column();
  private readonly declaredSheet = new Column();
  private readonly flags = new Column();
  private readonly regions = new KeyTable();
  private hasRelations = false;
  private declaredBy: LateFault['to'] = 'echo.members';

  constructor(
    private readonly rowOf: Form['rowOf'],
    private readonly rowName: RowName,
  ) {}

  check(
    values: readonly Value[],
    region: RegionCode | null,
    place: RowPlace,
    plan: SheetPlan,
    tell: Tell,
  ): void {
    const column = plan.column('household.household_no');
    const number = column === undefined ? null : values[column.position];
    if (
      column === undefined ||
      typeof number !== 'string' ||
      this.rowOf === 'work' ||
      this.rowOf === 'responsible' ||
      this.rowOf === 'village'
    )
      return;
    const { size } = this.keys;
    const index = this.keys.indexOf(number);
    if (index === size) {
      this.row.set(index, place.row);
      this.sheet.set(index, place.sheet);
    } else if (this.rowOf === 'household') {
      tell(column, 'household-twice-in-file', number, '', this.rowName(this.first(index), place));
    }
    this.checkPlace(index, number, region, column, place, plan, tell);
    if (this.rowOf !== 'person') return;
    this.members.set(index, this.members.at(index) + 1);
    this.noteDeclared(index, values, place, plan);
    this.checkHead(index, values, place, plan, tell);
  }

  *finish(): Generator<LateFault> {
    for (let index = 0; index < this.keys.size; index++) {
      if (this.hasRelations && this.headRow.at(index) === 0 && this.flags.at(index) !== UNSURE) {
        const value = this.keys.keyAt(index);
        yield { ...this.first(index), rule: 'no-head', to: 'membership.relation', value, other: '' };
      }
      const declared = this.declared.at(index);
      const members = this.members.at(index);
      if (declared > 0 && declared !== members) {
        const place = { sheet: this.declaredSheet.at(index), row: this.declaredRow.at(index) };
        yield {
          ...place,
          rule: 'members-differ',
          to: this.declaredBy,
          value: String(declared),
          other: String(members),
        };
      }
      if (differ(this.echoName.at(index), this.headName.at(index)))
        yield { ...this.echo(index), to: 'echo.head_name' };
      if (differ(this.echoIdentity.at(index), this.headIdentity.at(index)))
        yield { ...this.echo(index), to: 'echo.head_identity' };
    }
  }

  private checkPlace(
    index: number,
    number: string,
    region: RegionCode | null,
    column: PlannedColumn,
    place: RowPlace,
    plan: SheetPlan,
    tell: Tell,
  ): void {
    if (region === null) return;
    const known = this.regions.indexOf(region) + 1;
    const before = this.region.at(index);
    if (before === 0) this.region.set(index, known);
    else if (before !== known)
      tell(
        plan.column('place.village') ?? column,
        'household-places-differ',
        number,
        '',
        this.rowName(this.first(index), place),
      );
  }

  private noteDeclared(index: number, values: readonly Value[], place: RowPlace, plan: SheetPlan): void {
    if (this.declared.at(index) > 0) return;
    for (const to of ['echo.members', 'household.size_declared'] as const) {
      const column = plan.column(to);
      const value = column === undefined ? null : values[column.position];
      if (typeof value !== 'number' || value <= 0) continue;
      this.declaredBy = to;
      this.declared.set(index, value);
      this.declaredRow.set(index, place.row);
      this.declaredSheet.set(index, place.sheet);
      return;
    }
  }

  private checkHead(
    index: number,
    values: readonly Value[],
    place: RowPlace,
    plan: SheetPlan,
    tell: Tell,
  ): void {
    const relation = plan.column('membership.relation');
    if (relation === undefined) return;
    this.hasRelations = true;
    const value = values[relation.position];
    if (value === null) this.flags.set(index, UNSURE);
    const own = {
      name: hashAt(values, plan.column('person.name')),
      identity: hashAt(values, plan.column('person.identity_no')),
    };
    if (value === 'head') {
      if (this.headRow.at(index) > 0) {
        const head = { sheet: this.headSheet.at(index), row: this.headRow.at(index) };
        tell(relation, 'two-heads', '户主', '', this.rowName(head, place));
      } else {
        this.headRow.set(index, place.row);
        this.headSheet.set(index, place.sheet);
        this.headName.set(index, own.name);
        this.headIdentity.set(index, own.identity);
      }
    }
    this.checkEcho(index, plan.column('echo.head_name'), values, place, this.headName, this.echoName, tell);
    this.checkEcho(
      index,
      plan.column('echo.head_identity'),
      values,
      place,
      this.headIdentity,
      this.echoIdentity,
      tell,
    );
  }

  /**
   * A row must name the head of its household as the head's own row does, or, while that has not come, as
   * the household's first row did; that first one is compared at the end.
   */
  private checkEcho(
    index: number,
    column: PlannedColumn | undefined,
    values: readonly Value[],
    place: RowPlace,
    head: Column,
    echo: Column,
    tell: Tell,
  ): void {
    const named = hashAt(values, column);
    if (column === undefined || named === 0) return;
    const known = head.at(index) || echo.at(index);
    if (known === 0) {
      echo.set(index, named);
      this.echoRow.set(index, place.row);
      this.echoSheet.set(index, place.sheet);
    } else if (known !== named) tell(column, 'head-differs', String(values[column.position]));
  }

  private echo(index: number): Omit<LateFault, 'to'> {
    return {
      sheet: this.echoSheet.at(index),
      row: this.echoRow.at(index),
      rule: 'head-differs',
      value: '',
      other: '',
    };
  }

  private first(index: number): RowPlace {
    return { sheet: this.sheet.at(index), row: this.row.at(index) };
  }
}

/** 0 for nothing; a text that hashes to 0 counts as nothing, which costs one warning in four thousand million. */
export function hashAt(values: readonly Value[], column: PlannedColumn | undefined): number {
  const value = column === undefined ? null : values[column.position];
  return typeof value === 'string' ? hashText(value) : 0;
}

function differ(echo: number, head: number): boolean {
  return echo !== 0 && head !== 0 && echo !== head;
}
