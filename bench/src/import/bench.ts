import { basename } from 'node:path';
import type { BenchOptions } from '../options.ts';
import { freshFolder } from '../folder.ts';
import { personsCsv, personsXlsx } from '../inputs.ts';
import { say } from '../log.ts';
import { installNew, settle, startCluster, type Cluster } from '../place.ts';
import { atLeast, atMost, figure, machine, type Bar, type Figure, type Report } from '../report.ts';
import { askRules, importFile, statements, type Imported } from './imported.ts';
import { copyBare, importInSql, type How } from './limits.ts';

interface Case {
  readonly name: 'csv' | 'xlsx';
  readonly path: string;
  readonly rows: number;
  readonly readers: readonly How[];
  readonly bars: { readonly perSecond: number; readonly peakMb: number };
  /** What the rate of the bar is held against, and what that did on the machine on which the bar was set. */
  readonly yardstick: { readonly how: How; readonly perSecond: number };
}

const TWICE = 0.5;
const PEER_ROWS = 5_000;
const A_THIRD = 1 / 3;

/** Persons from CSV and from a workbook, each against the bare copy and the same work in hand-written SQL. */
export async function benchImport({ rows, sheetRows, peer }: BenchOptions): Promise<Report> {
  const before = machine();
  const cases: Case[] = [
    {
      name: 'csv',
      path: await personsCsv(rows),
      rows,
      readers: ['splitter', 'reader'],
      bars: { perSecond: 25_000, peakMb: 600 },
      yardstick: { how: 'bytes', perSecond: 319_000 },
    },
    {
      name: 'xlsx',
      path: await personsXlsx(sheetRows),
      rows: sheetRows,
      readers: ['reader'],
      bars: { perSecond: 15_000, peakMb: 300 },
      yardstick: { how: 'reading', perSecond: 64_000 },
    },
  ];
  const cluster = await startCluster(freshFolder('import'), true);
  try {
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    let theirs: Figure | undefined;
    for (const one of cases) {
      await run(cluster, one, figures, bars);
      // Between the two, so that what else the machine does is the same for all three.
      if (peer === 'directus') theirs ??= await besideDirectus(cluster, rows);
    }
    if (theirs !== undefined) {
      figures.push(theirs);
      for (const { name } of cases) {
        const ours = figures.find(({ what }) => what === `${name} import`);
        const times = (ours?.perSecond ?? 0) / theirs.perSecond;
        bars.push(atLeast(`${name} import, beside Directus`, times, 20, 'times its rate'));
      }
    }
    return { bench: 'import', at: new Date().toISOString(), machine: before, figures, bars, notes: NOTES };
  } finally {
    await cluster.stop();
  }
}

const NOTES = [
  'Import: received and encrypted, read, checked against the register and committed by a server process and its worker thread, as role mingbai_app under row-level security, one journal entry; peak memory is that process with its worker.',
  'Bare copy: the file read (faster of the readers) and COPY-ed into one table of text without keys; nothing is checked.',
  'SQL by hand: COPY of what was read, then import/staged.sql into the same tables with the same keys and indexes, without sealing, listing, journal or scope.',
  'The rates were set with rows of 35 columns and 151 bytes on a machine that COPYs 319,000 of them a second into a bare table and reads 64,000 of a workbook; these have 47 columns and some 375 bytes. n/a: SQL by hand does not reach the rate here either. The line below holds the import against the same two yardsticks, measured in this run over the same file.',
  'PostgreSQL 18 embedded, with the settings of the product (durable), on the same cores as Node.',
];

async function run(cluster: Cluster, one: Case, figures: Figure[], bars: Bar[]): Promise<void> {
  const { name, path, rows } = one;
  const place = await installNew(cluster, `bench_${name}`);
  const limitPlace = await installNew(cluster, `bench_${name}_limit`);

  await settle(place);
  say(`${name}: importing ${basename(path)}`);
  const first = await importFile(place, path);
  expect(first, rows, name);
  const held = await statements(place);
  // Otherwise the next process would ask them while it imports, and its time and memory would be of both.
  say(`${name}: the data rules after it`);
  const rules = await askRules(place);
  await settle(place);
  say(`${name}: the same file again`);
  const again = await importFile(place, path);
  expect(again, rows, name);
  say(`${name}: the same rows under another name`);
  const renamed = await importFile(place, path, `2-${basename(path)}`);
  expect(renamed, rows, name);
  const wrote = [...again.counts.nouns, ...renamed.counts.nouns].reduce(
    (sum, noun) => sum + noun.new + noun.changed,
    0,
  );
  if (wrote > 0 || (await statements(place)) !== held)
    throw new Error(`${name}: the same file again wrote ${wrote} statements`);

  const bare: Figure[] = [];
  for (const how of [...one.readers, one.yardstick.how]) {
    say(`${name}: ${HOW[how]}`);
    await settle(limitPlace);
    bare.push(figure({ what: `${name} ${HOW[how]}`, rows, ...(await copyBare(limitPlace, path, how)) }));
  }
  const yardstick = bare.at(-1)?.perSecond ?? 0;
  const fastest = bare.slice(0, one.readers.length).reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
  say(`${name}: the same in SQL by hand`);
  const byHand = await importInSql(limitPlace, path, name === 'csv' ? 'bytes' : 'reader');
  const sql = { what: 'SQL by hand', rows, seconds: byHand.seconds };
  const imported = figure({ what: `${name} import`, rows, ...first }, sql);
  figures.push(
    imported,
    figure(
      { what: `${name} import against the bare copy`, rows, ...first, parts: {} },
      { ...fastest, what: 'bare copy' },
    ),
    figure(
      { what: `${name} same file again`, rows, ...again },
      { what: 'first time', rows, seconds: first.seconds },
    ),
    figure(
      { what: `${name} same rows under another name`, rows, ...renamed },
      { what: 'first time', rows, seconds: first.seconds },
    ),
    figure({ what: `${name} data rules after the import`, rows, ...rules }),
    figure({ what: `${name} SQL by hand`, rows, ...byHand, parts: { 'sql s': byHand.sqlSeconds } }),
    ...bare,
  );
  bars.push(
    atLeast(`${name} import`, imported.perSecond, one.bars.perSecond, 'rows/s', {
      what: 'SQL by hand',
      measured: rows / byHand.seconds,
    }),
    atLeast(
      `${name} import, against ${HOW[one.yardstick.how]}`,
      imported.perSecond / yardstick,
      one.bars.perSecond / one.yardstick.perSecond,
      'of its rate',
    ),
    atLeast(`${name} import, share of SQL by hand`, imported.ratio ?? 0, TWICE, 'of its rate'),
    atMost(
      `${name} import, memory`,
      Math.max(first.peakMb, rules.peakMb, again.peakMb, renamed.peakMb),
      one.bars.peakMb,
      'MB',
    ),
    atMost(`${name} same file again, time`, again.seconds / first.seconds, A_THIRD, 'of the first'),
  );
}

/** Of fewer rows, because it takes them one by one, and as CSV, because it takes no workbooks; ours of the whole files. */
async function besideDirectus(cluster: Cluster, rows: number): Promise<Figure> {
  const { importInDirectus } = await import('./directus.ts');
  return figure({ what: 'csv Directus', ...(await importInDirectus(cluster, Math.min(rows, PEER_ROWS))) });
}

const HOW: Readonly<Record<How, string>> = {
  splitter: 'bare copy, split at line ends and commas',
  reader: 'bare copy, our reader',
  bytes: 'bare copy, bytes as they are, parsed by PostgreSQL',
  reading: 'our reader alone',
};

/** The files are clean: a row left behind would make the figures those of something else. */
function expect({ counts }: Imported, rows: number, name: string): void {
  if (counts.rows !== rows || counts.bad > 0)
    throw new Error(
      `${name}: ${counts.rows} rows read, ${counts.bad} of them wrong; ${rows} clean ones expected`,
    );
}
