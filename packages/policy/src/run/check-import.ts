import type { Field, Noun } from '@mingbai/core';
import { householdsOf, isSealed, personsOf, type ReadTx, type StageLayout } from '@mingbai/store';
import { messageOf, textOf } from '../check/check-files.ts';
import { INCOME_YEAR } from '../check/facts-of-rows.ts';
import type { HouseholdRows, MemberRows, Row } from '../check/rows.ts';
import type { RuleHit } from '../check/check-household.ts';
import type { InBoth, Severity } from '../load/rule.ts';
import type { HouseholdRules } from './check-households.ts';

/** A rule that a row of an import would break, in one of the cells to look at. */
export interface ImportHit {
  /** Position of the sheet in the import, and row in it. */
  readonly sheet: number;
  readonly row: number;
  /** Dictionary key. */
  readonly field: string;
  readonly value: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: InBoth;
}

/** Where a value of the file stands. */
type Places = Map<string, { sheet: number; row: number }>;

interface Merged {
  readonly rows: HouseholdRows;
  readonly places: Places;
  readonly members: ReadonlyMap<string, Places>;
}

/** Households of a checked import by number, in order, after `last`; with the register's id where it has them. */
export async function stagedHouseholds(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  last: string,
  limit: number,
): Promise<{ no: string; known: string | null; region: string | null }[]> {
  const all = layouts
    .map((one) => `select household_no, known, region from ${householdsOf(one)}`)
    .join(' union all ');
  return tx.rows(
    `select household_no as no, max(known)::text as known, lpad(max(region)::text, 12, '0') as region from (${all}) h
     where household_no > $1 group by household_no order by household_no limit $2`,
    [last, limit],
  );
}

/** Layouts that speak of households and of the day of the import: earlier years change no fact of today. */
export function layoutsOfToday(layouts: readonly StageLayout[]): StageLayout[] {
  const day = layouts.reduce((latest, { dataDate }) => (dataDate > latest ? dataDate : latest), '');
  return layouts.filter(
    (one) =>
      one.dataDate === day &&
      one.rowOf !== 'village' &&
      one.fields.some(({ field }) => field.key === 'household.household_no'),
  );
}

/** What these households would be with the file's rows laid over the register, and the rules asked of them. */
export async function checkStaged(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  rules: HouseholdRules,
  households: readonly {
    readonly no: string;
    readonly known: string | null;
    readonly region: string | null;
  }[],
): Promise<ImportHit[]> {
  const ids = households.flatMap(({ known }) => known ?? []);
  const known = new Map((await rules.read(tx, ids)).map((one) => [one.id, one]));
  const merged = new Map<string, Merging>();
  for (const one of households)
    merged.set(one.no, new Merging(one, one.known === null ? undefined : known.get(one.known)));
  for (const layout of layouts)
    for (const row of await stagedRows(tx, layout, [...merged.keys()]))
      merged.get(String(row['no']))?.lay(row, layout);
  return [...merged.values()].flatMap((one) => {
    const done = one.done();
    return rules.ask(done.rows).flatMap((hit) => placed(hit, done, rules));
  });
}

const HOUSEHOLD_NOUNS: ReadonlySet<Noun> = new Set([
  'household',
  'condition',
  'guarantee',
  'risk',
  'measure',
  'income',
]);

class Merging {
  readonly #row: Record<string, unknown>;
  readonly #places: Places = new Map();
  readonly #members = new Map<string, { member: MemberRows; row: Record<string, unknown>; places: Places }>();

  constructor(
    private readonly of: {
      readonly no: string;
      readonly known: string | null;
      readonly region: string | null;
    },
    private readonly register: HouseholdRows | undefined,
  ) {
    this.#row = { ...register?.row };
    for (const member of register?.members ?? [])
      this.#members.set(member.id, { member, row: { ...member.row }, places: new Map() });
  }

  lay(row: Row, layout: StageLayout): void {
    const at = { sheet: Number(row['sheet']), row: Number(row['row']) };
    if (row['speaks'] === true) {
      lay(row, layout, (noun) => HOUSEHOLD_NOUNS.has(noun), this.#row, this.#places, at);
      if (layout.fields.some(({ noun }) => noun === 'income'))
        this.#row[INCOME_YEAR] = row['year'] ?? Number(layout.dataDate.slice(0, 4));
    }
    const id = row['person'];
    if (typeof id !== 'string') return;
    let own = this.#members.get(id);
    if (own === undefined) {
      own = { member: { id, row: {} }, row: {}, places: new Map() };
      this.#members.set(id, own);
    }
    lay(row, layout, (noun) => ['person', 'membership', 'work'].includes(noun), own.row, own.places, at);
  }

  done(): Merged {
    const members = [...this.#members.values()];
    return {
      rows: {
        id: this.of.known ?? this.of.no,
        region: this.of.region ?? this.register?.region ?? null,
        row: this.#row,
        members: members.map(({ member, row }) => ({ ...member, row })),
        responsible: this.register?.responsible ?? [],
        village: this.register?.village,
        samePhone: this.register?.samePhone,
      },
      places: this.#places,
      members: new Map(members.map(({ member, places }) => [member.id, places])),
    };
  }
}

function lay(
  row: Row,
  { fields }: StageLayout,
  isOwn: (noun: Noun) => boolean,
  into: Record<string, unknown>,
  places: Places,
  at: { sheet: number; row: number },
): void {
  for (const { field, noun } of fields) {
    if (!isOwn(noun)) continue;
    places.set(field.key, at);
    for (const name of namesOf(field)) {
      const value = row[name] ?? null;
      // An empty cell leaves what the register has, but for fields of which it says "none".
      if (value !== null && value !== false) into[name] = value;
      else if (value === false || field.blankIsValue === true) into[name] = value;
    }
  }
}

const SIGNS = ['length', 'valid', 'birth', 'sex', 'disability', 'placeholder'] as const;

function namesOf(field: Field): string[] {
  if (!isSealed(field)) return [field.key];
  return [
    `${field.key}_filled`,
    ...(field.type === 'identity' ? SIGNS.map((sign) => `${field.key}_${sign}`) : []),
  ];
}

function columnsOf(field: Field, staged: readonly { readonly name: string }[]): string[] {
  const [first = { name: '' }, second] = staged;
  const day = field.type === 'date' || field.type === 'month' ? '::text' : '';
  if (!isSealed(field)) return [`s.${first.name}${day} as "${field.key}"`];
  const filled = `nullif(s.${second?.name ?? ''} is not null, false) as "${field.key}_filled"`;
  if (field.type !== 'identity') return [filled];
  const stem = first.name.replace(/_sealed$/, '');
  return [
    filled,
    ...SIGNS.map((sign) => `s.${stem}_${sign}${sign === 'birth' ? '::text' : ''} as "${field.key}_${sign}"`),
  ];
}

/** Good rows of these households; `speaks`: the one that is heard for the household. */
function stagedRows(
  tx: ReadTx,
  layout: StageLayout,
  numbers: readonly string[],
): Promise<(Row & { [name: string]: unknown })[]> {
  const columns = layout.fields.flatMap(({ field, staged }) => columnsOf(field, staged));
  const persons = layout.rowOf === 'person' || layout.rowOf === 'work';
  return tx.rows(
    `select s.sheet, s.row, s.household__household_no as no, h.n is not null as speaks${layout.hasYear ? ', s.echo__year as year' : ''}${
      persons ? ', e.id::text as person' : ''
    }, ${columns.join(', ')}
     from ${layout.table} s left join ${householdsOf(layout)} h on h.n = s.n${persons ? ` left join ${personsOf(layout)} e on e.n = s.n` : ''}
     where not s.bad and s.household__household_no = any($1) order by s.n`,
    [numbers],
  );
}

/**
 * The cells of the rule's fields, of the first row that has one. None where nothing that the rule looks at stands in
 * the file: the register knows of it without the import.
 */
function placed(hit: RuleHit, merged: Merged, { work }: HouseholdRules): ImportHit[] {
  const { id, severity, fields } = hit.rule.rule;
  const own = hit.member === null ? undefined : merged.members.get(hit.member.id);
  const around = own === undefined ? [...merged.members.values()] : [];
  const among = [...(own === undefined ? [] : [own]), merged.places, ...around];
  const places = among.find((one) => fields.some((field) => one.has(field)));
  if (places === undefined) return [];
  const row = places === own ? hit.member?.row : merged.rows.row;
  const message = messageOf(hit, work);
  return fields.flatMap((field) => {
    const at = places.get(field);
    return at === undefined
      ? []
      : [{ ...at, field, value: textOf(field, row?.[field]), rule: id, severity, message }];
  });
}
