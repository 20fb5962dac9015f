import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { COUNTRY, dayInChina, Problem, countyOf, type RegionCode } from '@mingbai/core';
import { writeCounty } from '@mingbai/fixtures';
import { workOn, receive } from '@mingbai/server';
import {
  askCommit,
  findAccountByName,
  findImport,
  openDatabase,
  openVault,
  type Account,
  type ImportRow,
} from '@mingbai/store';
import { stateWord } from './import/state-words.ts';
import { say } from './output.ts';

export interface DemoCounty {
  readonly county: RegionCode;
  /** User name of the clerk who brings the files. */
  readonly clerk: string;
  readonly scale: number;
  readonly seed: number;
  readonly appUrl: string;
  readonly keyFile: string;
  /** Where uploads lie. */
  readonly files: string;
  readonly signal: AbortSignal;
}

/** The day the generated files speak of. */
const YEAR = 2021;
const DATA_DATE = `${YEAR}-12-31`;

/**
 * Generates the county's workbooks and brings them in as the clerk would: uploaded, checked, the right rows
 * committed; what is wrong in them stays listed with each import. Stops between two files when told to.
 */
export async function fillCounty(options: DemoCounty): Promise<void> {
  const { appUrl, keyFile, files: folder, signal } = options;
  const database = openDatabase(appUrl, { connections: 16, name: 'mingbai-demo' });
  const drafts = await mkdtemp(join(tmpdir(), 'mingbai-demo-'));
  try {
    const clerk = await database.read({ region: COUNTRY, user: '' }, (tx) =>
      findAccountByName(tx, options.clerk),
    );
    if (clerk === undefined) throw new Problem('not-found');
    const { files } = await writeCounty({
      dir: drafts,
      area: countyOf(options.county),
      seed: options.seed,
      scale: options.scale,
      year: YEAR,
      today: DATA_DATE,
    });
    const context = { database, vault: openVault(keyFile), folder };
    // An archive is listed once for each file in it.
    for (const path of new Set(files.map((file) => file.path))) {
      if (signal.aborted) return;
      await bring(context, options, clerk, path);
    }
  } finally {
    await rm(drafts, { recursive: true, force: true });
    await database.close();
  }
}

type Context = Parameters<typeof workOn>[0];

async function bring(context: Context, { county }: DemoCounty, clerk: Account, path: string): Promise<void> {
  const begun = Date.now();
  const scope = { region: county, user: clerk.id };
  const today = dayInChina(Date.now());
  const id = await receive(context, {
    file: basename(path),
    bytes: createReadStream(path),
    dataDate: DATA_DATE,
    county: countyOf(county),
    region: county,
    by: { id: clerk.id, name: clerk.name, role: 'county_clerk' },
  });
  if (id === undefined) throw new Problem('file-refused', { detail: basename(path) });
  await workOn(context, id, today);
  if (await context.database.keep(scope, (tx) => askCommit(tx, id, false))) await workOn(context, id, today);
  const job = await context.database.read(scope, (tx) => findImport(tx, id));
  say(`  ${basename(path)}: ${summary(job)} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

function summary(job: ImportRow | undefined): string {
  const counts = job?.counts as { rows: number; good: number; bad: number } | null | undefined;
  return `${job === undefined ? '' : stateWord(job.state)}, ${counts?.rows ?? 0} 行 rows, ${counts?.bad ?? 0} 行有误 wrong`;
}
