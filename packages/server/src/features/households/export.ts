import { PassThrough } from 'node:stream';
import { Problem, type RegionCode } from '@mingbai/core';
import type { exportHouseholds } from '@mingbai/core/api';
import { writeWorkbook, type RowValues } from '@mingbai/exchange';
import { countHouseholds, householdsAfter, type Area, type StoredHousehold } from '@mingbai/store';
import type { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { areaOf } from './area.ts';
import { exportColumns, type ExportColumn } from './export-columns.ts';
import { householdRow } from './row.ts';

type Asked = z.output<NonNullable<typeof exportHouseholds.body>>;
/** What the list needs of a call; the shell brings its own. */
export type ExportCall = Pick<
  Call<undefined, undefined, Asked>,
  'body' | 'region' | 'vault' | 'read' | 'command'
>;

type Rows = Awaited<ReturnType<typeof householdsAfter>>;

/** Households in one workbook. */
const MOST = 100_000;
const BATCH = 2_000;

/** The list as a workbook, masked. Journaled before the first row leaves; rows are read as they are written. */
export async function exportList(call: ExportCall): Promise<FileReply> {
  const { columns: asked, language, ...filter } = call.body;
  const area = areaOf(call, filter.region);
  const columns = exportColumns(asked, language);
  const command = {
    name: 'register.export',
    region: (filter.region as RegionCode | undefined) ?? call.region,
  };
  await call.command(command, async (tx) => {
    const count = await countHouseholds(tx, area, filter, MOST, call.vault);
    if (count > MOST) throw new Problem('list-too-long', { limit: MOST });
    // Who was searched for is no matter of the journal: a number typed in full must not stand in it.
    const { q, ...open } = filter;
    return {
      result: undefined,
      changes: {
        filter: { ...open, ...(q === undefined ? {} : { searched: true }) },
        columns: columns.map(({ key }) => key),
        count,
      },
    };
  });
  const content = new PassThrough();
  const sheet = {
    name: language === 'zh' ? '户' : 'Households',
    rows: rowsOf(call, area, filter, columns),
    headerRow: 1,
    filter: true,
    widths: columns.map(({ width }) => width),
  };
  // A failure ends the stream; the browser then has no whole file.
  writeWorkbook(content, [sheet]).catch((error: Error) => content.destroy(error));
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return { name: `${language === 'zh' ? '户' : 'households'}-${today}.xlsx`, content };
}

async function* rowsOf(
  call: ExportCall,
  area: Area,
  filter: Omit<Asked, 'columns' | 'language'>,
  columns: readonly ExportColumn[],
): AsyncGenerator<RowValues> {
  yield columns.map(({ title }) => title);
  let after: StoredHousehold | undefined;
  do {
    const { rows, names }: Rows = await call.read((tx) =>
      householdsAfter(tx, area, filter, after, BATCH, call.vault),
    );
    for (const stored of rows) {
      const row = householdRow(stored, names, call.vault);
      yield columns.map(({ cell }) => cell(row));
    }
    after = rows.length < BATCH ? undefined : rows.at(-1);
  } while (after !== undefined);
}
