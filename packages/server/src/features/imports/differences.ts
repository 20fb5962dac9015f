import { findField, maskByField, type Noun } from '@mingbai/core';
import type { ImportSheet, Value } from '@mingbai/core/api';
import {
  differencePage,
  isSealed,
  layoutsWith,
  type DifferenceRow,
  type ImportRow,
  type ReadTx,
  type StageLayout,
  type Vault,
} from '@mingbai/store';
import { layoutsOf } from './check.ts';

export interface DifferenceQuery {
  readonly noun: string;
  readonly kind: 'new' | 'changed' | 'absent';
  readonly offset: number;
  readonly limit: number;
}

export interface Difference {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly label: string;
  readonly household_no: string | null;
  readonly head?: string | null;
  readonly village?: string | null;
  readonly changes: { field: string; old: Value; new: Value }[];
}

/** Rows that are new, that change, or that the file has not, page by page over the import's staging tables. */
export async function differencesOf(
  tx: ReadTx,
  job: ImportRow,
  query: DifferenceQuery,
  vault: Vault,
): Promise<{ total: number; rows: Difference[] }> {
  let total = 0;
  const rows: Difference[] = [];
  for (const layout of layoutsWith(layoutsOf(job), query.noun)) {
    const offset = Math.max(0, query.offset - total);
    const page = await differencePage(
      tx,
      layout,
      query.noun as Noun,
      query.kind,
      String(job.county),
      offset,
      query.limit - rows.length,
    );
    total += page.total;
    rows.push(
      ...page.rows.map((row) => toDifference(row, layout, query.noun, job.sheets as ImportSheet[], vault)),
    );
  }
  return { total, rows: await withVillageNames(tx, rows) };
}

/** Where a thing lies now is told by the village's name, not its code. */
async function withVillageNames(tx: ReadTx, rows: readonly Difference[]): Promise<Difference[]> {
  const isRegion = ({ field }: { field: string }): boolean => field.endsWith('.region');
  const codes = rows.flatMap(({ changes }) => changes.filter(isRegion).flatMap((one) => [one.old, one.new]));
  if (codes.length === 0) return [...rows];
  const regions = await tx.rows<{ code: string; name: string }>(
    'select distinct on (code) code::text, name from mingbai.region where code = any($1::bigint[]) order by code, valid_to desc',
    [codes.filter((code) => code !== null)],
  );
  const names = new Map(regions.map(({ code, name }) => [code, name]));
  const named = (code: Value): Value => names.get(String(code)) ?? code;
  return rows.map((row) => ({
    ...row,
    changes: row.changes.map((one) =>
      isRegion(one) ? { ...one, old: named(one.old), new: named(one.new) } : one,
    ),
  }));
}

function toDifference(
  row: DifferenceRow,
  layout: StageLayout,
  noun: string,
  sheets: readonly ImportSheet[],
  vault: Vault,
): Difference {
  const item = row.new?.['item'];
  const base = {
    sheet: row.sheet === null ? null : (sheets[row.sheet]?.sheet ?? null),
    row: row.row,
    label: row.label ?? '',
    household_no: row.household_no,
    ...(row.village === undefined ? {} : { head: row.head ?? null, village: row.village }),
  };
  if (typeof item === 'string')
    return {
      ...base,
      changes: [{ field: `${noun}.${item}`, old: longValue(row.old), new: longValue(row.new) }],
    };
  const fields =
    row.fields ??
    layout.fields.filter((one) => one.noun === noun).map((one) => one.field.key.slice(noun.length + 1));
  return {
    ...base,
    changes: fields.flatMap((stem) => {
      const key = `${noun}.${stem}`;
      const change = { field: key, old: valueOf(key, row.old, vault), new: valueOf(key, row.new, vault) };
      return change.old === null && change.new === null ? [] : [change];
    }),
  };
}

/** Long nouns: what the item says. */
function longValue(row: Record<string, unknown> | null): Value {
  return (row?.['fen'] ?? row?.['chosen'] ?? null) as Value;
}

/** From a row as JSON: sealed values masked, everything else as it is stored. */
function valueOf(key: string, row: Record<string, unknown> | null, vault: Vault): Value {
  if (row === null) return null;
  const field = findField(key);
  const stem = key.slice(key.indexOf('.') + 1);
  if (field === undefined || !isSealed(field)) return (row[stem] ?? null) as Value;
  const sealed = row[`${stem}_sealed`];
  return typeof sealed === 'string'
    ? maskByField(field.key, vault.open(Buffer.from(sealed.slice(2), 'hex'), field.key))
    : null;
}
