import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeCounty, writePersonsCsv } from '@mingbai/fixtures';
import { fileSource, readTables, writeWorkbook } from '@mingbai/exchange';
import { keptFolder } from './folder.ts';
import { say, timed } from './log.ts';

export const COUNTY = '411525';
export const SEED = 1;
export const YEAR = 2021;
export const DATA_DATE = `${YEAR}-12-31`;

/** So many persons of the county as CSV, 47 columns. Made once and kept. */
export function personsCsv(rows: number): Promise<string> {
  return kept(`persons-${rows}-${SEED}.csv`, (path) =>
    writePersonsCsv({ path, rows, seed: SEED, year: YEAR, area: COUNTY }),
  );
}

/** The same rows as a workbook. */
export async function personsXlsx(rows: number): Promise<string> {
  const csv = await personsCsv(rows);
  return kept(`persons-${rows}-${SEED}.xlsx`, (path) =>
    writeWorkbook(path, [{ name: '人员信息', rows: rowsOf(csv) }]),
  );
}

/** Every household of the same people, with income and living conditions, so that the pages have something on them. */
export async function householdsCsv(rows: number): Promise<string> {
  // As writePersonsCsv scales the county, so that the households are the same.
  const scale = Math.max(1, (rows * 1.1) / 143_000);
  return kept(`households-${rows}-${SEED}.csv`, async (path) => {
    const dir = keptFolder(`draft-${process.pid}`);
    const { files } = await writeCounty({
      dir,
      area: COUNTY,
      forms: ['household'],
      format: 'csv',
      faults: 0,
      repairs: 0,
      seed: SEED,
      scale,
      year: YEAR,
      today: DATA_DATE,
    });
    const made = files[0]?.path;
    if (made === undefined) throw new Error('no household sheet was written');
    renameSync(made, path);
    rmSync(dir, { recursive: true, force: true });
  });
}

async function kept(name: string, write: (path: string) => Promise<void>): Promise<string> {
  const path = join(keptFolder('inputs'), name);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`;
    const { seconds } = await timed(() => write(draft));
    renameSync(draft, path);
    say(`${name}: ${Math.round(statSync(path).size / 1e6)} MB made in ${seconds.toFixed(1)} s`);
  }
  return path;
}

async function* rowsOf(csv: string): AsyncGenerator<readonly string[]> {
  const source = await fileSource(csv);
  try {
    for await (const events of readTables(csv, source))
      for (const event of events) if (event.type === 'row') yield event.cells;
  } finally {
    await source.close?.();
  }
}
