import { formOf, type TypedRow } from '@mingbai/core';
import { INCOME_YEAR, VILLAGE_YEAR } from '../../check/facts-of-rows.ts';
import type { HouseholdRows, MemberRows } from '../../check/rows.ts';

/** By key; of several columns of one field the values together. */
function valuesOf(row: TypedRow): Map<string, unknown> {
  const values = new Map<string, unknown>();
  formOf(row.form).columns.forEach(({ to }, index) => {
    const value = row.values[index] ?? null;
    const known = values.get(to);
    if (Array.isArray(known)) values.set(to, Array.isArray(value) ? [...known, ...value] : known);
    else if (known === undefined || known === null) values.set(to, value);
  });
  return values;
}

interface Member {
  row: Record<string, unknown>;
  spells: Map<string, Record<string, unknown>>;
}

interface Household {
  region: string | null;
  row: Record<string, unknown>;
  members: Map<string, Member>;
  byIdentity: Map<unknown, string>;
  responsible: Map<unknown, Record<string, unknown>>;
}

/** What the register would hold of some files: the nouns' rows merged by household, person and village. */
export class World {
  constructor(private readonly year: number) {}

  readonly households = new Map<string, Household>();
  readonly villages = new Map<string, Record<string, unknown>>();

  /** `blanks`: an empty cell empties what is there; the import itself lets it stand. */
  take(row: TypedRow, blanks: boolean): void {
    const values = valuesOf(row);
    const put = (into: Record<string, unknown>, nouns: readonly string[]): void => {
      for (const [key, value] of values) {
        if (nouns.includes(key.slice(0, key.indexOf('.'))) && (value !== null || blanks || !(key in into)))
          into[key] = value;
      }
    };
    if (formOf(row.form).rowOf === 'village') {
      const village = this.villages.get(row.region ?? '') ?? { [VILLAGE_YEAR]: this.year };
      put(village, ['village']);
      this.villages.set(row.region ?? '', village);
      return;
    }
    const household = this.#household(String(values.get('household.household_no')));
    household.region = row.region ?? household.region;
    put(household.row, ['household', 'condition', 'guarantee', 'risk', 'measure', 'income']);
    household.row[INCOME_YEAR] = this.year;
    const name = values.get('responsible.name');
    if (name !== undefined) {
      const responsible = household.responsible.get(name) ?? {};
      put(responsible, ['responsible']);
      household.responsible.set(name, responsible);
    }
    const identity = values.get('person.identity_no');
    const id =
      (values.get('person.person_no') as string | null | undefined) ?? household.byIdentity.get(identity);
    if (id === undefined) return;
    const member = household.members.get(id) ?? { row: {}, spells: new Map() };
    household.members.set(id, member);
    if (identity !== undefined) household.byIdentity.set(identity, id);
    put(member.row, ['person', 'membership']);
    const period = String(values.get('work.started') ?? `${this.year}-01-01`);
    const spell = member.spells.get(period) ?? {};
    put(spell, ['work']);
    member.spells.set(period, spell);
  }

  #household(number: string): Household {
    const known = this.households.get(number);
    if (known !== undefined) return known;
    const made: Household = {
      region: null,
      row: {},
      members: new Map(),
      byIdentity: new Map(),
      responsible: new Map(),
    };
    this.households.set(number, made);
    return made;
  }

  /** As the checker takes it, with the neighbours counted. */
  rows(): Map<string, HouseholdRows> {
    const phones = new Map<unknown, number>();
    const identities = new Map<unknown, number>();
    for (const { row, members } of this.households.values()) {
      count(phones, row['household.phone']);
      for (const member of members.values()) count(identities, member.row['person.identity_no']);
    }
    return new Map(
      [...this.households].map(([id, { region, row, members, responsible }]): [string, HouseholdRows] => [
        id,
        {
          id,
          region,
          row,
          members: [...members].map(([person, { row: said, spells }]): MemberRows => ({
            id: person,
            row: { ...said, ...spells.get([...spells.keys()].sort().at(-1) ?? '') },
            sameIdentity: identities.get(said['person.identity_no']) ?? null,
          })),
          responsible: [...responsible.values()],
          village: region === null ? undefined : { region, row: this.villages.get(region) },
          samePhone: phones.get(row['household.phone']) ?? null,
        },
      ]),
    );
  }
}

function count(counts: Map<unknown, number>, value: unknown): void {
  if (value !== null && value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
}
