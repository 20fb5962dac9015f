import type { Field, RegionCode } from '@mingbai/core';
import {
  householdsOf,
  isSealed,
  type KeepTx,
  personsOf,
  type ReadTx,
  type StageLayout,
  stagedName,
} from '@mingbai/store';
import type { Row } from '../check/rows.ts';

/** A household of a checked import; `known`: the register's id of it. */
export interface StagedHousehold {
  readonly no: string;
  readonly known: string | null;
  readonly region: RegionCode | null;
}

export type StagedRow = Row & { readonly [name: string]: unknown };

/** Layouts of the day of the import, by what their rows are about: earlier years change no fact of today. */
export function layoutsOfToday(layouts: readonly StageLayout[]): {
  readonly households: readonly StageLayout[];
  readonly villages: readonly StageLayout[];
} {
  const day = layouts.reduce((latest, { dataDate }) => (dataDate > latest ? dataDate : latest), '');
  const today = layouts.filter(({ dataDate }) => dataDate === day);
  return {
    households: today.filter(
      (one) => one.rowOf !== 'village' && stagedName(one, 'household.household_no') !== undefined,
    ),
    villages: today.filter(({ rowOf }) => rowOf === 'village'),
  };
}

/** So that each household's rows are found without looking through all. Gone with the tables. */
export async function indexStaged(tx: KeepTx, layouts: readonly StageLayout[]): Promise<void> {
  for (const layout of layouts) {
    const stem = layout.table.replace(/^staging\."|"$/g, '');
    await tx.run(
      `create index if not exists "${stem}_no" on ${layout.table} (${stagedName(layout, 'household.household_no') ?? ''})`,
    );
    await tx.run(
      `create index if not exists "${stem}_households_no" on ${householdsOf(layout)} (household_no)`,
    );
  }
}

/** Households by number, in order, after `last`. */
export function stagedHouseholds(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  last: string,
  limit: number,
): Promise<StagedHousehold[]> {
  const arms = layouts.map(
    (one) => `(select household_no, known, region from ${householdsOf(one)}
      where household_no > $1 order by household_no limit $2)`,
  );
  return tx.rows(
    `select household_no as no, max(known)::text as known, lpad(max(region)::text, 12, '0') as region
     from (${arms.join(' union all ')}) h group by household_no order by household_no limit $2`,
    [last, limit],
  );
}

/** Good rows of these households, by dictionary key; `speaks`: the one that is heard for the household. */
export function stagedRows(
  tx: ReadTx,
  layout: StageLayout,
  numbers: readonly string[],
): Promise<StagedRow[]> {
  const columns = layout.fields.flatMap(({ field, staged }) => columnsOf(field, staged));
  const persons = layout.rowOf === 'person' || layout.rowOf === 'work';
  const name = stagedName(layout, 'person.name');
  // Who is new has another future id in each table: there the name tells that it is the same one.
  const person =
    name === undefined ? 'e.id::text' : `coalesce(e.known::text, 'new ' || s.${name}, e.id::text)`;
  return tx.rows(
    `select s.sheet, s.row, s.household__household_no as no, h.n is not null as speaks${layout.hasYear ? ', s.echo__year as year' : ''}${
      persons ? `, ${person} as person` : ''
    }, ${columns.join(', ')}
     from ${layout.table} s left join ${householdsOf(layout)} h on h.n = s.n${persons ? ` left join ${personsOf(layout)} e on e.n = s.n` : ''}
     where not s.bad and s.household__household_no = any($1) order by s.n`,
    [numbers],
  );
}

/** Good rows of villages: `region`, `year`, and what they say. */
export function stagedVillages(tx: ReadTx, layout: StageLayout): Promise<StagedRow[]> {
  const columns = layout.fields.flatMap(({ field, staged }) => columnsOf(field, staged));
  return tx.rows(
    `select s.sheet, s.row, lpad(s.region::text, 12, '0') as region${layout.hasYear ? ', s.echo__year as year' : ''}${columns
      .map((column) => `, ${column}`)
      .join('')} from ${layout.table} s where not s.bad and s.region is not null order by s.n`,
  );
}

/** What the register's columns tell of an identity number, each under `<key>_<sign>`. */
export const SIGNS = ['length', 'valid', 'birth', 'sex', 'disability', 'placeholder'] as const;

function columnsOf(field: Field, staged: readonly { readonly name: string }[]): string[] {
  const [first = { name: '' }, second] = staged;
  const day = field.type === 'date' || field.type === 'month' ? '::text' : '';
  if (!isSealed(field)) return [`s.${first.name}${day} as "${field.key}"`];
  const hash = second?.name ?? '';
  const filled = [
    `nullif(s.${hash} is not null, false) as "${field.key}_filled"`,
    `s.${hash}::text as "${field.key}_hash"`,
  ];
  if (field.type !== 'identity') return filled;
  const stem = first.name.replace(/_sealed$/, '');
  return [
    ...filled,
    ...SIGNS.map((sign) => `s.${stem}_${sign}${sign === 'birth' ? '::text' : ''} as "${field.key}_${sign}"`),
  ];
}

/** Numbers of a file that several have, by hash: how many there will be when its rows are in. */
export interface StagedNeighbours {
  readonly phones: ReadonlyMap<string, number>;
  readonly identities: ReadonlyMap<string, number>;
}

/**
 * Counts those of the file and, of the register, those that the file does not speak of. Within the file a person is
 * told from another by household and name: sheets name them by different numbers.
 */
export async function stagedNeighbours(
  tx: ReadTx,
  county: string,
  layouts: readonly StageLayout[],
): Promise<StagedNeighbours> {
  const phones = layouts.flatMap((one) => {
    const hash = stagedName(one, 'household.phone');
    return hash === undefined
      ? []
      : [
          `select s.household__household_no as thing, s.${hash} as hash, s.n from ${one.table} s where not s.bad and s.${hash} is not null`,
        ];
  });
  const identities = layouts.flatMap((one) => {
    const hash = stagedName(one, 'person.identity_no');
    const name = stagedName(one, 'person.name');
    if (one.rowOf !== 'person' || hash === undefined || name === undefined) return [];
    return [
      `select s.household__household_no || '|' || coalesce(s.${name}, '') as thing, s.${hash} as hash, e.known
       from ${one.table} s join ${personsOf(one)} e on e.n = s.n where not s.bad and s.${hash} is not null`,
    ];
  });
  return {
    phones:
      phones.length === 0
        ? new Map()
        : await counts(
            tx,
            county,
            'phones_elsewhere',
            `select distinct on (thing) thing, hash from (${phones.join(' union all ')}) f order by thing, n`,
            `select o.household_no as thing, o.phone_hash as hash from mingbai.household o
             where o.county = $1 and o.phone_hash in (select hash from said) and o.household_no not in (select thing from said)`,
          ),
    identities:
      identities.length === 0
        ? new Map()
        : await counts(
            tx,
            county,
            'identities_elsewhere',
            `select distinct thing, hash, known from (${identities.join(' union all ')}) f`,
            `select o.id::text as thing, o.identity_no_hash as hash from mingbai.person o
             where o.county = $1 and o.identity_no_hash in (select hash from said)
               and not exists (select from said where said.known = o.id)
               and exists (select from mingbai.membership m where m.county = o.county and m.person_id = o.id and m."to" is null)`,
          ),
  };
}

async function counts(
  tx: ReadTx,
  county: string,
  elsewhere: string,
  said: string,
  others: string,
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ hash: string; n: number }>(
    `with said as materialized (${said}),
       here as (select hash, count(distinct thing) as n from (select thing, hash from said union all ${others}) f group by hash)
     select here.hash::text, (here.n + coalesce(e.n, 0))::integer as n from here
     left join mingbai.${elsewhere}($1, (select array_agg(distinct hash) from said)) e on e.hash = here.hash
     where here.n + coalesce(e.n, 0) > 1`,
    [county],
  );
  return new Map(rows.map(({ hash, n }) => [hash, n]));
}
