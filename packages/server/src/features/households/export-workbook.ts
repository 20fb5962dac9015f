import { PassThrough } from 'node:stream';
import { dayInChina, Problem, type RegionCode } from '@mingbai/core';
import { writeCsv, writeWorkbook, type RowValues } from '@mingbai/exchange';
import type { Area, ReadTx, Vault } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import type { FileReply } from '../../frame/implement.ts';
import { areaOf } from './area.ts';
import type { ExportColumn, Language } from './export-column.ts';

interface Filter {
  readonly region?: string | undefined;
  readonly q?: string | undefined;
}

/** How the list is to look: the columns on screen, in that order. */
interface Look {
  readonly columns: readonly string[] | undefined;
  readonly language: Language;
}

/** What a list needs of a call; the shell brings its own. */
type ListCall = Pick<Call<undefined, undefined, unknown>, 'region' | 'vault' | 'read' | 'command'> & {
  /** A workbook unless told. */
  readonly as?: ExportForm | undefined;
};
export type ExportCall<F> = ListCall & { readonly body: F & Partial<Look> & Pick<Look, 'language'> };

/** A workbook, or CSV that a spreadsheet opens without losing digits. */
export type ExportForm = 'xlsx' | 'csv';

/** A list of the register that can be taken along. */
export interface Exported<F extends Filter, Row> {
  /** As it is journaled. */
  readonly command: string;
  /** Of the sheet, and the beginning of the name of the file. */
  readonly name: Readonly<Record<Language, { readonly sheet: string; readonly file: string }>>;
  /** Rows of one workbook. */
  readonly most: number;
  readonly columns: (asked: readonly string[] | undefined, language: Language) => ExportColumn<Row>[];
  /** Up to `most` + 1. */
  readonly count: (tx: ReadTx, area: Area, filter: F, most: number, vault: Vault) => Promise<number>;
  /** Those after a row, in the order of the list, as they are shown. */
  readonly after: (
    tx: ReadTx,
    area: Area,
    filter: F,
    last: Row | undefined,
    limit: number,
    vault: Vault,
  ) => Promise<readonly Row[]>;
}

const BATCH = 2_000;

/** The list as a workbook, masked. Journaled before the first row leaves; rows are read as they are written. */
export async function exportWorkbook<F extends Filter, Row>(
  call: ListCall,
  list: Exported<F, Row>,
  filter: F,
  { columns: asked, language }: Look,
): Promise<FileReply> {
  const area = areaOf(call, filter.region);
  const columns = list.columns(asked, language);
  const command = {
    name: list.command,
    region: (filter.region as RegionCode | undefined) ?? call.region,
  };
  await call.command(command, async (tx) => {
    const count = await list.count(tx, area, filter, list.most, call.vault);
    if (count > list.most) throw new Problem('list-too-long', { limit: list.most });
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
  const { sheet: name, file } = list.name[language];
  const { as = 'xlsx' } = call;
  const rows = rowsOf(call, list, area, filter, columns);
  const sheet = {
    name,
    rows,
    headerRow: 1,
    filter: true,
    widths: columns.map(({ width }) => width),
  };
  // A failure ends the stream; the browser then has no whole file.
  const written =
    as === 'csv' ? writeCsv(content, rows, { guardDigits: true }) : writeWorkbook(content, [sheet]);
  written.catch((error: Error) => content.destroy(error));
  return { name: `${file}-${dayInChina(Date.now())}.${as}`, content };
}

async function* rowsOf<F extends Filter, Row>(
  call: ListCall,
  list: Exported<F, Row>,
  area: Area,
  filter: F,
  columns: readonly ExportColumn<Row>[],
): AsyncGenerator<RowValues> {
  yield columns.map(({ title }) => title);
  let last: Row | undefined;
  do {
    const rows: readonly Row[] = await call.read((tx) =>
      list.after(tx, area, filter, last, BATCH, call.vault),
    );
    for (const row of rows) yield columns.map(({ cell }) => cell(row));
    last = rows.length < BATCH ? undefined : rows.at(-1);
  } while (last !== undefined);
}
