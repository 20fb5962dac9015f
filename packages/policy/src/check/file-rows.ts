import { fieldOf, findField, formOf, type FormId, type Value } from '@mingbai/core';
import type { HouseholdRows, MemberRows, Row, VillageRows } from './rows.ts';
import { INCOME_YEAR, VILLAGE_YEAR } from './facts-of-rows.ts';

/** One cell of a file, as a person finds it. */
export interface CellPlace {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  /** Letters; '' where the sheet has no such column. */
  readonly column: string;
}

/** A row that was read, by its form. */
export interface FileRow {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly form: FormId;
  readonly region: string | null;
  /** One a column of the form. */
  readonly values: readonly Value[];
  /** Letters by target, of the columns that the sheet has. */
  readonly columns: ReadonlyMap<string, string>;
}

/** What files say of one thing: the latest filled value of each field, which fields they ask for, and where. */
export interface FileThing {
  readonly values: Record<string, unknown>;
  /** Fields for which there was a column: what no file asks for is not blank but unknown. */
  readonly asked: Set<string>;
  readonly places: Map<string, CellPlace>;
  /** Fields whose place is the row of the head of the household: there people look first. */
  readonly ofHead: Set<string>;
  /** Where any row speaks of it. */
  readonly rows: CellPlace[];
  /** The first row that speaks of it. */
  readonly first: CellPlace;
}

export interface FileHousehold {
  readonly no: string;
  readonly rows: HouseholdRows;
  readonly thing: FileThing;
  readonly members: ReadonlyMap<string, FileThing>;
  readonly asksResponsible: boolean;
}

export interface FileVillage {
  readonly rows: VillageRows;
  readonly thing: FileThing;
}

interface Gathered {
  readonly thing: FileThing;
  region: string | null;
  readonly members: Map<string, FileThing>;
  readonly responsible: Map<string, FileThing>;
  /** By the work sheets, which come before or after the persons they speak of. */
  readonly work: Map<string, FileThing>;
}

/** Gathers rows of any number of files and sheets by household. Memory grows with the rows. */
export class FileRows {
  readonly #households = new Map<string, Gathered>();
  readonly #villages = new Map<string, FileThing>();
  readonly #identities = new Map<string, Set<string>>();
  readonly #phones = new Map<string, Set<string>>();
  #rows = 0;

  /** Rows without a household's number, or a village, belong to nobody. */
  add(row: FileRow): void {
    this.#rows += 1;
    const form = formOf(row.form);
    const said = new Map<string, Value>();
    form.columns.forEach(({ to }, index) => {
      if (row.columns.has(to)) said.set(to, together(said.get(to) ?? null, row.values[index] ?? null));
    });
    const year = said.get('echo.year');
    if (form.rowOf === 'village') {
      if (row.region === null) return;
      const thing = thingIn(this.#villages, row.region, row);
      take(thing, row, said, ['village'], typeof year === 'number' ? { [VILLAGE_YEAR]: year } : {});
      return;
    }
    const no = said.get('household.household_no');
    if (typeof no !== 'string') return;
    let household = this.#households.get(no);
    if (household === undefined) {
      household = {
        thing: fresh(row),
        region: row.region,
        members: new Map(),
        responsible: new Map(),
        work: new Map(),
      };
      this.#households.set(no, household);
    }
    household.region ??= row.region;
    if (form.rowOf === 'responsible') {
      const name = said.get('responsible.name');
      if (typeof name === 'string')
        take(thingIn(household.responsible, name, row), row, said, ['responsible']);
      return;
    }
    const income = typeof year === 'number' ? { [INCOME_YEAR]: year } : {};
    // A year before the one that is known says nothing of today.
    const known = household.thing.values[INCOME_YEAR];
    if (!(typeof year === 'number' && typeof known === 'number' && year < known))
      take(household.thing, row, said, HOUSEHOLD_NOUNS, income);
    if (form.rowOf === 'household') return;
    const person = nameOf(said) ?? `#${this.#rows}`;
    if (form.rowOf === 'work') take(thingIn(household.work, person, row), row, said, ['work']);
    else take(thingIn(household.members, person, row), row, said, ['person', 'membership', 'work']);
  }

  *households(): Generator<FileHousehold> {
    for (const [no, gathered] of this.#households) this.#count(no, gathered);
    for (const [no, gathered] of this.#households) yield this.#household(no, gathered);
  }

  *villages(): Generator<FileVillage> {
    for (const [region, thing] of this.#villages) yield { rows: { region, row: thing.values }, thing };
  }

  #count(no: string, { thing, members }: Gathered): void {
    const phone = thing.values['household.phone'];
    if (typeof phone === 'string') put(this.#phones, phone, no);
    for (const [key, member] of members) {
      const number = member.values['person.identity_no'];
      if (typeof number === 'string') put(this.#identities, number, `${no}|${key}`);
    }
  }

  #household(no: string, gathered: Gathered): FileHousehold {
    const { thing, region, members, responsible, work } = gathered;
    for (const [name, spell] of work) {
      const member = members.get(name);
      if (member === undefined) continue;
      Object.assign(member.values, spell.values);
      for (const key of spell.asked) member.asked.add(key);
      for (const [key, place] of spell.places) member.places.set(key, place);
    }
    const of = ([id, { values }]: [string, FileThing]): MemberRows => ({
      id,
      row: values as Row,
      sameIdentity: sizeOf(this.#identities, values['person.identity_no']),
    });
    const village = region === null ? undefined : this.#villages.get(region);
    return {
      no,
      thing,
      members,
      asksResponsible: responsible.size > 0,
      rows: {
        id: no,
        region,
        row: thing.values,
        members: [...members].map(of),
        responsible: [...responsible.values()].map(({ values }) => values),
        village: region === null || village === undefined ? undefined : { region, row: village.values },
        samePhone: sizeOf(this.#phones, thing.values['household.phone']),
      },
    };
  }
}

const HOUSEHOLD_NOUNS = ['household', 'condition', 'guarantee', 'risk', 'measure', 'income'];

/** Who a row is about: the number of the person, or of the document. */
function nameOf(said: ReadonlyMap<string, Value>): string | undefined {
  for (const key of ['person.identity_no', 'person.person_no']) {
    const value = said.get(key);
    if (typeof value === 'string' && !value.startsWith('999999')) return value;
  }
  return undefined;
}

function take(
  thing: FileThing,
  row: FileRow,
  said: ReadonlyMap<string, Value>,
  nouns: readonly string[],
  more: Row = {},
): void {
  for (const [key, value] of said) {
    if (findField(key) === undefined || !nouns.includes(key.slice(0, key.indexOf('.')))) continue;
    const first = !thing.asked.has(key);
    thing.asked.add(key);
    const { blankIsValue } = fieldOf(key as `person.${string}`);
    if (value === null && !first && blankIsValue !== true) continue;
    thing.values[key] = value;
    const isHead = said.get('membership.relation') === 'head';
    if ((value !== null || first) && (isHead || !thing.ofHead.has(key)))
      thing.places.set(key, {
        file: row.file,
        sheet: row.sheet,
        row: row.row,
        column: row.columns.get(key) ?? '',
      });
    if (isHead) thing.ofHead.add(key);
  }
  thing.rows.push({ file: row.file, sheet: row.sheet, row: row.row, column: '' });
  Object.assign(thing.values, more);
}

function fresh({ file, sheet, row }: FileRow): FileThing {
  return {
    values: {},
    asked: new Set(),
    places: new Map(),
    ofHead: new Set(),
    rows: [],
    first: { file, sheet, row, column: '' },
  };
}

function thingIn(things: Map<string, FileThing>, name: string, row: FileRow): FileThing {
  let thing = things.get(name);
  if (thing === undefined) things.set(name, (thing = fresh(row)));
  return thing;
}

/** Several columns of one field of codes add up. */
function together(one: Value, other: Value): Value {
  if (one === null || other === null) return one ?? other;
  return Array.isArray(one) && Array.isArray(other)
    ? [...new Set([...(one as string[]), ...(other as string[])])]
    : one;
}

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function sizeOf(sets: ReadonlyMap<string, ReadonlySet<string>>, key: unknown): number | null {
  return typeof key === 'string' ? (sets.get(key)?.size ?? 1) : null;
}
