import type { Field, Noun } from '@mingbai/core';
import { isSealed, type StageLayout } from '@mingbai/store';
import { INCOME_YEAR } from '../check/facts-of-rows.ts';
import type { HouseholdRows, Row } from '../check/rows.ts';
import { type StagedHousehold, type StagedNeighbours, type StagedRow, SIGNS } from './staged.ts';

/** Where values of a file stand, by dictionary key, and the row that they are in now. */
export interface Told {
  readonly row: Row;
  readonly places: ReadonlyMap<string, { readonly sheet: number; readonly row: number }>;
}

interface Growing {
  readonly row: Record<string, unknown>;
  readonly places: Map<string, { sheet: number; row: number }>;
}

/** A household as it would be when the file is in, and what of it the file says. */
export interface Merged {
  readonly rows: HouseholdRows;
  readonly household: Told;
  /** By id. */
  readonly members: ReadonlyMap<string, Told>;
  readonly responsible: readonly Told[];
}

const HOUSEHOLD_NOUNS: ReadonlySet<Noun> = new Set([
  'household',
  'condition',
  'guarantee',
  'risk',
  'measure',
  'income',
]);
const PERSON_NOUNS: ReadonlySet<Noun> = new Set(['person', 'membership', 'work']);

/** Lays rows of a file over what the register has of one household. */
export class Merging {
  readonly #household: Growing;
  readonly #members = new Map<string, Growing>();
  readonly #responsible = new Map<string, Growing>();

  constructor(
    private readonly of: StagedHousehold,
    private readonly register: HouseholdRows | undefined,
  ) {
    this.#household = growing(register?.row);
    for (const { id, row } of register?.members ?? []) this.#members.set(id, growing(row));
    for (const row of register?.responsible ?? [])
      this.#responsible.set(String(row['responsible.name']), growing(row));
  }

  lay(row: StagedRow, layout: StageLayout): void {
    if (row['speaks'] === true) {
      lay(row, layout, (noun) => HOUSEHOLD_NOUNS.has(noun), this.#household);
      if (layout.fields.some(({ noun }) => noun === 'income'))
        this.#household.row[INCOME_YEAR] = row['year'] ?? Number(layout.dataDate.slice(0, 4));
    }
    if (layout.rowOf === 'responsible')
      lay(row, layout, (noun) => noun === 'responsible', thing(this.#responsible, row['responsible.name']));
    else if (typeof row['person'] === 'string') {
      const member = thing(this.#members, row['person']);
      lay(row, layout, (noun) => PERSON_NOUNS.has(noun), member);
      // What is said of the household in each row is looked for in that of its head.
      if (row['membership.relation'] === 'head') place(row, layout, HOUSEHOLD_NOUNS, this.#household);
    }
  }

  /** `day`: who is responsible until then no longer is. */
  done({ phones, identities }: StagedNeighbours, day: string): Merged {
    const { row } = this.#household;
    const known = new Map(this.register?.members.map((one) => [one.id, one]));
    const responsible = [...this.#responsible.values()].filter(
      (one) => !(String(one.row['responsible.to'] ?? '9999') <= day),
    );
    return {
      rows: {
        id: this.of.known ?? this.of.no,
        region: this.of.region ?? this.register?.region ?? null,
        row,
        members: [...this.#members].map(([id, member]) => ({
          id,
          row: member.row,
          sameIdentity:
            among(identities, member.row['person.identity_no_hash']) ?? known.get(id)?.sameIdentity,
        })),
        responsible: responsible.map((one) => one.row),
        village: this.register?.village,
        samePhone: among(phones, row['household.phone_hash']) ?? this.register?.samePhone,
      },
      household: this.#household,
      members: this.#members,
      responsible,
    };
  }
}

/** How many have a number that the file tells; undefined where it tells none. */
function among(counts: ReadonlyMap<string, number>, hash: unknown): number | undefined {
  return typeof hash === 'string' ? (counts.get(hash) ?? 1) : undefined;
}

function growing(row: Row | undefined): Growing {
  return { row: { ...row }, places: new Map() };
}

function thing(things: Map<string, Growing>, name: unknown): Growing {
  const known = things.get(String(name));
  if (known !== undefined) return known;
  const fresh = growing({});
  things.set(String(name), fresh);
  return fresh;
}

function place(row: StagedRow, { fields }: StageLayout, nouns: ReadonlySet<Noun>, { places }: Growing): void {
  for (const { field, noun } of fields) if (nouns.has(noun)) places.set(field.key, placeOf(row));
}

function placeOf(row: StagedRow): { sheet: number; row: number } {
  return { sheet: Number(row['sheet']), row: Number(row['row']) };
}

/** One row over what is known of its thing. */
export function lay(
  row: StagedRow,
  { fields }: StageLayout,
  isOwn: (noun: Noun) => boolean,
  into: Growing,
): void {
  const at = placeOf(row);
  for (const { field, noun } of fields) {
    if (!isOwn(noun)) continue;
    into.places.set(field.key, at);
    for (const name of namesOf(field)) {
      const value = row[name] ?? null;
      // An empty cell leaves what the register has, but for fields of which it says "none".
      if (value !== null && value !== false) into.row[name] = value;
      else if (value === false || field.blankIsValue === true) into.row[name] = value;
    }
  }
}

function namesOf(field: Field): string[] {
  if (!isSealed(field)) return [field.key];
  return [
    `${field.key}_filled`,
    `${field.key}_hash`,
    ...(field.type === 'identity' ? SIGNS.map((sign) => `${field.key}_${sign}`) : []),
  ];
}
