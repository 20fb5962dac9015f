import { type AskedValue, type Counties, countiesSql, type SnapshotSql } from '@mingbai/policy/snapshot';
import type { Engine } from '../engine/engine.ts';
import { grouping, outcome } from './packed.ts';

/** How many of a place went from one outcome to another. Outcomes are the text of the value; null is blank. */
export interface PlaceCount {
  /** 12 digits. */
  readonly place: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly count: number;
  /** Sums in yuan, null where nothing is granted. */
  readonly amountBefore: number | null;
  readonly amountAfter: number | null;
}

export interface PlaceChange {
  readonly id: string;
  readonly household: string;
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Digits of a code that name the place that counts are given for. */
const DIGITS = { county: 6, township: 9, village: 12 } as const;
export type Place = keyof typeof DIGITS;

/** What is asked of `rows`, a table or a select in brackets, under the alias `b`. */
export interface AskedRows {
  readonly rows: string;
  readonly values: SnapshotSql['values'];
  readonly counties: Counties;
}

/** Who goes where, by place; places and outcomes in their order. */
export async function countChanges(
  engine: Engine,
  asked: AskedRows,
  place: Place,
): Promise<readonly PlaceCount[]> {
  const { amount_before: was, amount_after: is } = asked.values;
  const counts = await countOutcomes(engine, asked, ['before', 'after'], place, [was?.sql, is?.sql]);
  return counts.map(({ place: of, outcomes: [before = null, after = null], count, sums }) => ({
    place: of,
    before,
    after,
    count,
    amountBefore: sums[0] ?? null,
    amountAfter: sums[1] ?? null,
  }));
}

/** How many subjects of a place have these outcomes. */
export interface OutcomeCount {
  /** 12 digits. */
  readonly place: string;
  /** In the order in which they were asked for. */
  readonly outcomes: readonly (string | null)[];
  readonly count: number;
  readonly sums: readonly (number | null)[];
}

/** Counts the combinations of some values by place, and adds up others (SQL of a number, or undefined) beside. */
export async function countOutcomes(
  engine: Engine,
  { rows, values, counties }: AskedRows,
  names: readonly string[],
  place: Place,
  added: readonly (string | undefined)[] = [],
): Promise<readonly OutcomeCount[]> {
  const code = place === 'county' ? 'b.county' : `b.region // 1${'0'.repeat(12 - DIGITS[place])}`;
  const { columns, read } = grouping(names.map((name) => sided(values[name])));
  const groups = columns.map((_, at) => `v${at}`);
  const sums = added.map((sql, at) => (sql === undefined ? ', null' : `, cast(sum(a${at}) as varchar)`));
  const inner = [
    `${code} as place`,
    ...columns.map((sql, at) => `${sql} as v${at}`),
    ...added.map((sql, at) => `${sql ?? 'null'} as a${at}`),
  ];
  const by = ['place', ...groups].join(', ');
  const found = await engine.rows(
    `select ${by}, count(*)${sums.join('')} from
       (select ${inner.join(', ')} from ${rows} b where ${countiesSql('b.county', counties)}) t
     group by ${by} order by ${by}`,
  );
  return found.map(([digits, ...cells]) => ({
    place: String(digits).padStart(DIGITS[place], '0').padEnd(12, '0'),
    outcomes: read(cells.slice(0, columns.length)),
    count: Number(cells[columns.length]),
    sums: cells.slice(columns.length + 1).map((sum) => (sum == null ? null : Number(sum))),
  }));
}

/** The first subjects whose outcome changes, by village and id, page by page. */
export async function* listChanges(
  engine: Engine,
  { rows, values, counties }: AskedRows,
  limit: number,
): AsyncGenerator<readonly PlaceChange[], void, void> {
  const [before, after] = [sided(values.before), sided(values.after)];
  const { amount_before: had, amount_after: has } = values;
  const pages = engine.pages(
    `select id, household_id, region, was, is_now from
       (select b.id, b.household_id, b.region, ${before.sql} as was, ${after.sql} as is_now,
          ${had?.sql ?? 'null'} as had, ${has?.sql ?? 'null'} as has
        from ${rows} b where ${countiesSql('b.county', counties)}) t
     where ${textSql('was', before)} is distinct from ${textSql('is_now', after)} or had is distinct from has order by region, id limit ${Math.trunc(limit)}`,
  );
  for await (const page of pages) {
    yield page.map(([id, household, region, was, is]) => ({
      id: String(id),
      household: household == null ? '' : String(household),
      village: String(region).padStart(12, '0'),
      before: outcome(before, was),
      after: outcome(after, is),
    }));
  }
}

function sided(value: AskedValue | undefined): AskedValue {
  if (value === undefined) throw new RangeError('a trial has two sides');
  return value;
}

/** Outcomes are numbered by each side for itself. */
function textSql(column: string, { outcomes }: AskedValue): string {
  if (outcomes === undefined) return column;
  const texts = outcomes.map((text) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`));
  return `[${texts.join(', ')}][${column} + 1]`;
}
