import type { Noun } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import { inline } from './compare.ts';
import { nounsOf, type StageLayout } from './layout.ts';
import { absentSql } from './membership.ts';
import { changesOf } from './run.ts';
import { sourceOf } from './source.ts';

/** One row of a list of differences; `old` and `new` are rows of the register as JSON. */
export interface DifferenceRow {
  readonly sheet: number | null;
  readonly row: number | null;
  /** The person's or head's name, or the item's or village's. */
  readonly label: string | null;
  readonly household_no: string | null;
  /** Of what the file has not: the head's name and the village, so that people know who it is. */
  readonly head?: string | null;
  readonly village?: string | null;
  /** Stems of the fields that differ; null: all of them. */
  readonly fields: string[] | null;
  readonly old: Record<string, unknown> | null;
  readonly new: Record<string, unknown> | null;
}

/** The staging tables that speak of a noun. */
export function layoutsWith(layouts: readonly StageLayout[], noun: string): StageLayout[] {
  return layouts.filter((layout) => nounsOf(layout).some(({ table }) => table.noun === noun));
}

/** A page of what a checked import would do to a noun. Needs the tables that the check left. */
export async function differencePage(
  tx: ReadTx,
  layout: StageLayout,
  noun: Noun,
  kind: 'new' | 'changed' | 'absent',
  county: string,
  offset: number,
  limit: number,
): Promise<{ total: number; rows: DifferenceRow[] }> {
  const part = nounsOf(layout).find(({ table }) => table.noun === noun);
  if (part === undefined) return { total: 0, rows: [] };
  const from = kind === 'absent' ? absentRows(layout, noun, county) : said(layout, noun, kind, county);
  if (from === undefined) return { total: 0, rows: [] };
  const count = await tx.find<{ n: number }>(`select count(*)::int as n from (${from}) d`);
  const rows = await tx.rows<DifferenceRow & { [column: string]: unknown }>(`${from} offset $1 limit $2`, [
    offset,
    limit,
  ]);
  return { total: count?.n ?? 0, rows };
}

function said(layout: StageLayout, noun: Noun, kind: 'new' | 'changed', county: string): string {
  const part = nounsOf(layout).find(({ table }) => table.noun === noun);
  if (part === undefined) throw new RangeError(noun);
  const source = sourceOf(layout, part.table, part.fields);
  const has = (column: string) =>
    layout.fields.some((one) => one.staged.some((staged) => staged.name === column));
  const number = has('household__household_no') ? 'f.household__household_no' : 'null::text';
  const label = has('person__name') ? 'f.person__name' : part.table.shape === 'long' ? 's.item' : number;
  const rows =
    kind === 'changed'
      ? `${changesOf(layout, noun)} s join mingbai.${noun} t on t.county = ${Number(county)} and t.id = s.t_id`
      : `(${inline(source.sql, layout.dataDate)}) s left join mingbai.${noun} t on t.county = ${Number(county)} and ${source.match}`;
  return (
    `select f.sheet, f.row, ${label} as label, ${number} as household_no, ${kind === 'changed' ? 's.fields' : 'null::text[]'} as fields, ` +
    `to_jsonb(t) as old, to_jsonb(s) as new from ${rows} join ${layout.table} f on f.n = s.n` +
    `${kind === 'new' ? ' where t.id is null' : ''} order by f.n`
  );
}

function absentRows(layout: StageLayout, noun: Noun, county: string): string | undefined {
  const absent = absentSql(layout, noun, county);
  if (absent === undefined) return undefined;
  const isPerson = noun === 'person';
  const household = isPerson ? 'm.household_id' : 't.id';
  const head =
    `(select p.name from mingbai.membership g join mingbai.person p on p.county = g.county and p.id = g.person_id ` +
    `where g.county = t.county and g.household_id = ${household} and g.relation = 'head' and g."to" is null limit 1)`;
  const village = `(select r.name from mingbai.region r where r.code = t.region order by r.valid_to desc limit 1)`;
  return (
    `select null::int as sheet, null::int as row, ${isPerson ? 't.name' : 't.household_no'} as label, ` +
    `${isPerson ? 'h.household_no' : 't.household_no'} as household_no, ${head} as head, ${village} as village, '{}'::text[] as fields, null::jsonb as old, null::jsonb as new ` +
    `from (${absent}) a join mingbai.${noun} t on t.county = ${Number(county)} and t.id = a.id ` +
    (isPerson
      ? `left join mingbai.membership m on m.county = t.county and m.person_id = t.id and m."to" is null left join mingbai.household h on h.county = m.county and h.id = m.household_id `
      : '') +
    `order by t.id`
  );
}
