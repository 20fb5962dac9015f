import { type AskedValue, type Counties, countiesSql, type SnapshotSql } from '@mingbai/policy/snapshot';
import type { Engine } from '../engine/engine.ts';
import type { Cell } from '../engine/protocol.ts';

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
  readonly household: string | null;
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
  { rows, values, counties }: AskedRows,
  place: Place,
): Promise<readonly PlaceCount[]> {
  const code = place === 'county' ? 'b.county' : `b.region // 1${'0'.repeat(12 - DIGITS[place])}`;
  const [before, after] = [sided(values.before), sided(values.after)];
  const amounts = [values.amount_before, values.amount_after];
  const asked = [code, before.sql, after.sql, ...amounts.map((amount) => amount?.sql ?? 'null')];
  const found = await engine.rows(
    `select place, was, is_now, count(*), ${amounts.map((amount, at) => (amount ? `cast(sum(a${at}) as varchar)` : 'null')).join(', ')}
     from (select ${asked.map((sql, at) => `${sql} as ${['place', 'was', 'is_now', 'a0', 'a1'][at]}`).join(', ')}
       from ${rows} b where ${countiesSql('b.county', counties)}) t
     group by place, was, is_now order by place, was, is_now`,
  );
  return found.map(([digits, was, is, count, amountBefore, amountAfter]) => ({
    place: String(digits).padStart(DIGITS[place], '0').padEnd(12, '0'),
    before: outcome(before, was),
    after: outcome(after, is),
    count: Number(count),
    amountBefore: amountBefore == null ? null : Number(amountBefore),
    amountAfter: amountAfter == null ? null : Number(amountAfter),
  }));
}

/** The first subjects whose outcome changes, by village and id, page by page. */
export async function* listChanges(
  engine: Engine,
  { rows, values, counties }: AskedRows,
  limit: number,
): AsyncGenerator<readonly PlaceChange[], void, void> {
  const [before, after] = [sided(values.before), sided(values.after)];
  const pages = engine.pages(
    `select id, household_id, region, was, is_now from
       (select b.id, b.household_id, b.region, ${before.sql} as was, ${after.sql} as is_now
        from ${rows} b where ${countiesSql('b.county', counties)}) t
     where ${textSql('was', before)} is distinct from ${textSql('is_now', after)} order by region, id limit ${Math.trunc(limit)}`,
  );
  for await (const page of pages) {
    yield page.map(([id, household, region, was, is]) => ({
      id: String(id),
      household: household == null ? null : String(household),
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

/** The text of a value that came back. */
export function outcome({ outcomes }: AskedValue, value: Cell | undefined): string | null {
  if (outcomes !== undefined) return outcomes[Number(value)] ?? null;
  return value == null ? null : String(value);
}
