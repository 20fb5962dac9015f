import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bufferSource, readTables } from '@mingbai/exchange';
import { writeCounty, writePersonsCsv, type PlantedFault } from '@mingbai/fixtures';

const run = promisify(execFile);
const OFFICE_SECONDS = 90;
/** Rows that take some seconds to read, so that one can leave meanwhile. */
const MANY = 120_000;
const FEW = 60;

export interface Books {
  readonly folder: string;
  /** The 47-column person sheet, written by LibreOffice where there is one. */
  readonly persons: string;
  readonly faults: readonly PlantedFault[];
  /** The household sheet, as a binary .xls where there is LibreOffice. */
  readonly households: string;
  /** The person sheet as CSV with one header nobody knows in place of 姓名. */
  readonly strange: string;
  /** People and households of one county, as they are brought together; nobody has seen them before. */
  readonly pair: readonly [persons: string, households: string];
  readonly many: string;
  /** New people, soon read. */
  readonly few: string;
  /** What LibreOffice reads in a workbook, as flat XML; undefined without LibreOffice. */
  readonly opened: (workbook: string) => Promise<string | undefined>;
  readonly remove: () => Promise<void>;
}

let making: Promise<Books> | undefined;

/** Made once a run; LibreOffice takes its time to start, so whoever will need them asks early. */
export function books(): Promise<Books> {
  making ??= makeBooks();
  making.catch(() => undefined);
  return making;
}

/** Workbooks of a few households with planted faults, brought into the shapes that offices have. */
async function makeBooks(): Promise<Books> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-books-'));
  const csv = join(folder, 'csv');
  const { files, truth } = await writeCounty({
    dir: csv,
    seed: 7,
    scale: 0.001,
    faults: 0.1,
    year: 2021,
    today: '2021-12-31',
    forms: ['person-47', 'household'],
    format: 'csv',
  });
  const pathOf = (form: string): string => files.find((file) => file.form === form)?.path ?? '';
  const text = await readFile(pathOf('person-47'), 'utf8');
  const strange = join(folder, '人员花名册.csv');
  await writeFile(strange, text.replace('姓名', '村民大名'));
  const pair = await pairOf(join(folder, 'pair'));
  const many = join(folder, '全县人口.csv');
  await writePersonsCsv({ path: many, rows: MANY, area: '411525', seed: 9 });
  const few = join(folder, '新增人口.csv');
  await writePersonsCsv({ path: few, rows: FEW, area: '411525', seed: 11 });
  const office = await openOffice(folder);
  if (office === undefined)
    console.log(
      'NOTICE: LibreOffice (soffice) is not installed: the workbooks are those the generator writes',
    );
  const books =
    office === undefined
      ? { persons: pathOf('person-47'), households: pathOf('household') }
      : {
          persons: await office(pathOf('person-47'), 'xlsx', ALL_TEXT),
          households: await office(pathOf('household'), 'xls', ALL_TEXT),
        };
  return {
    folder,
    ...books,
    faults: truth.faults.filter(({ form }) => form === 'person-47'),
    strange,
    pair,
    many,
    few,
    opened: async (workbook) =>
      office === undefined ? undefined : readFile(await office(workbook, 'fods'), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function pairOf(dir: string): Promise<[string, string]> {
  const { files } = await writeCounty({
    dir,
    seed: 13,
    scale: 0.0005,
    year: 2021,
    today: '2021-12-31',
    forms: ['person-47', 'household'],
    format: 'csv',
  });
  const pathOf = (form: string): string => files.find((file) => file.form === form)?.path ?? '';
  return [pathOf('person-47'), pathOf('household')];
}

/** Comma, quotes, UTF-8, and each of 60 columns as text: 18-digit numbers stay what they are. */
const ALL_TEXT = `CSV:44,34,76,1,${Array.from({ length: 60 }, (_, index) => `${index + 1}/2`).join('/')}`;

type Office = (path: string, to: string, infilter?: string) => Promise<string>;

async function openOffice(folder: string): Promise<Office | undefined> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const soffice = (...args: string[]) =>
    run('soffice', [profile, '--headless', ...args], { timeout: OFFICE_SECONDS * 1000 });
  try {
    await run('soffice', ['--version'], { timeout: OFFICE_SECONDS * 1000 });
  } catch {
    return undefined;
  }
  let number = 0;
  return async (path, to, infilter) => {
    const out = join(folder, `office-${(number += 1)}`);
    await mkdir(out);
    await soffice(
      ...(infilter === undefined ? [] : [`--infilter=${infilter}`]),
      '--convert-to',
      to,
      '--outdir',
      out,
      path,
    );
    const [name] = await readdir(out);
    if (name === undefined) throw new Error(`LibreOffice made nothing of ${path}`);
    const made = join(folder, name);
    await rename(join(out, name), made);
    return made;
  };
}

/** Names of the sheets of a workbook, read by our own reader. */
export async function sheetsOf(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const events of readTables(path, bufferSource(await readFile(path))))
    for (const event of events) if (event.type === 'sheet') names.push(event.sheet);
  return names;
}
