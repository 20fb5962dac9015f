/**
 * Reads a file as fast as it can be read and, unless it is only to be read, COPYs it into a table of text columns;
 * nothing is checked or changed.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileSource, readTables } from '@mingbai/exchange';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { answer, taskOf } from '../child.ts';
import { peakMb } from '../memory.ts';
import type { CopyTask, Copied } from './limits.ts';

const { url, path, table, columns, how } = await taskOf<CopyTask>();
const client = new pg.Client({ connectionString: url });
await client.connect();
const begun = performance.now();
if (how === 'reading') await readOnly();
else {
  const format = how === 'bytes' ? ` with (format csv, header true, encoding 'UTF8')` : '';
  await pipeline(await chunks(), client.query(copyFrom(`copy ${table} from stdin${format}`)));
}
const seconds = (performance.now() - begun) / 1000;
await client.end();
answer({ seconds, peakMb: peakMb() } satisfies Copied);

async function chunks(): Promise<Readable> {
  const text = createReadStream(path, {
    highWaterMark: 256 * 1024,
    ...(how === 'reader' ? {} : { start: 3 }),
  });
  if (how === 'bytes') return text;
  if (how === 'splitter') return Readable.from(split(text.setEncoding('utf8')), { objectMode: false });
  text.destroy();
  return Readable.from(read(), { objectMode: false });
}

async function readOnly(): Promise<void> {
  const source = await fileSource(path);
  for await (const events of readTables(path, source)) void events;
  await source.close?.();
}

/** Our own reader, without what the import makes of its rows. */
async function* read(): AsyncGenerator<string> {
  const source = await fileSource(path);
  let header = true;
  for await (const events of readTables(path, source)) {
    let lines = '';
    for (const event of events) {
      if (event.type !== 'row') continue;
      if (!header) lines += line(event.cells);
      header = false;
    }
    if (lines !== '') yield lines;
  }
  await source.close?.();
}

/** Lines at line ends, cells at commas; a line with a quote in it, which few have, sign by sign. */
async function* split(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let header = true;
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    let lines = '';
    for (const part of parts) {
      if (!header) lines += line(part.includes('"') ? quoted(part) : part.split(','));
      header = false;
    }
    if (lines !== '') yield lines;
  }
  if (rest !== '') yield line(rest.includes('"') ? quoted(rest) : rest.split(','));
}

function quoted(text: string): string[] {
  return [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, inside, plain]) => inside?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function line(cells: readonly string[]): string {
  return `${cells.join('\t').replace(/\r$/, '')}${'\t'.repeat(columns - cells.length)}\n`;
}
