import { type AskedValue, type Counties, countiesSql } from '@mingbai/policy/snapshot';
import type { Engine } from '../engine/engine.ts';

/** Before and after over the rows of a snapshot, under the alias `b`: a table, or a select in brackets. */
export interface Compared {
  readonly rows: string;
  readonly before: AskedValue;
  readonly after: AskedValue;
}

/** How many of a place went from one outcome to another. Outcomes are the text of the value; null is blank. */
export interface PlaceCount {
  /** 12 digits. */
  readonly place: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly count: number;
}

export interface PlaceChange {
  readonly id: string;
  readonly household: string;
  readonly village: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What counts are given for; digits of its code that say so. */
export const PLACES = { county: 6, township: 9, village: 12 } as const;
export type Place = keyof typeof PLACES;

/** Who goes where, by place; places and outcomes in their order. */
export async function countChanges(
  engine: Engine,
  { rows, before, after }: Compared,
  counties: Counties,
  place: Place,
): Promise<readonly PlaceCount[]> {
  const code = place === 'county' ? 'b.county' : `b.region // 1${'0'.repeat(12 - PLACES[place])}`;
  const found = await engine.rows(
    `select place, before, after, count(*) from
       (select ${code} as place, ${before.sql} as before, ${after.sql} as after from ${rows} b where ${countiesSql('b.county', counties)}) t
     group by all order by all`,
  );
  return found.map(([code_, was, is, count]) => ({
    place: String(code_).padStart(PLACES[place], '0').padEnd(12, '0'),
    before: outcome(before, was),
    after: outcome(after, is),
    count: Number(count),
  }));
}

/** The subjects whose outcome changes, by village and id, page by page. */
export async function* listChanges(
  engine: Engine,
  { rows, before, after }: Compared,
  counties: Counties,
  limit: number,
): AsyncGenerator<readonly PlaceChange[], void, void> {
  const pages = engine.pages(
    `select id, household_id, region, before, after from
       (select b.id, b.household_id, b.region, ${before.sql} as before, ${after.sql} as after from ${rows} b where ${countiesSql('b.county', counties)}) t
     where ${distinct(before, after)} order by region, id limit ${Math.trunc(limit)}`,
  );
  for await (const page of pages) {
    yield page.map(([id, household, region, was, is]) => ({
      id: String(id),
      household: String(household),
      village: String(region).padStart(12, '0'),
      before: outcome(before, was),
      after: outcome(after, is),
    }));
  }
}

/** Numbers of outcomes are each side's own. */
function distinct(before: AskedValue, after: AskedValue): string {
  const same = JSON.stringify(before.outcomes) === JSON.stringify(after.outcomes);
  return same
    ? 'before is distinct from after'
    : `${textSql('before', before)} is distinct from ${textSql('after', after)}`;
}

function textSql(column: string, { outcomes }: AskedValue): string {
  if (outcomes === undefined) return column;
  const texts = outcomes.map((text) => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`));
  return `[${texts.join(', ')}][${column} + 1]`;
}

function outcome({ outcomes }: AskedValue, value: unknown): string | null {
  if (outcomes !== undefined) return outcomes[Number(value)] ?? null;
  return value === null ? null : String(value);
}
