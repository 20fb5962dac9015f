import type { ImportSheet } from '@mingbai/core/api';
import type { ImportRow, ReadTx } from '@mingbai/store';
import { layoutsOf } from './check.ts';

interface Place {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

const NAME = 'person__name';

/**
 * Whose row it is, while the rows read still lie in their staging tables; only of rows in the importer's area. In the
 * order of `places`; null where the sheet has no names.
 */
export async function whoseRows(
  tx: ReadTx,
  job: ImportRow,
  places: readonly Place[],
): Promise<(string | null)[]> {
  const sheets = job.sheets as ImportSheet[];
  const at = places.map(({ file, sheet }) =>
    sheets.findIndex((one) => one.file === file && one.sheet === sheet),
  );
  const names = new Map<string, string>();
  for (const layout of layoutsOf(job)) {
    if (!layout.fields.some(({ staged }) => staged.some(({ name }) => name === NAME))) continue;
    // An import that was answered from an earlier one of the same file has no rows of its own.
    const table = await tx.find<{ there: boolean }>('select to_regclass($1) is not null as there', [
      layout.table,
    ]);
    if (table?.there !== true) continue;
    const rows = await tx.rows<{ sheet: number; row: number; name: string }>(
      `select s.sheet, s.row, s.${NAME} as name from ${layout.table} s
       join unnest($1::int[], $2::int[]) as w(sheet, row) on w.sheet = s.sheet and w.row = s.row
       where s.region is not null and s.${NAME} is not null`,
      [at, places.map(({ row }) => row)],
    );
    for (const { sheet, row, name } of rows) names.set(`${sheet}/${row}`, name);
  }
  return places.map(({ row }, index) => names.get(`${at[index]}/${row}`) ?? null);
}
