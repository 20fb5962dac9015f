import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SheetEvent, SheetRow } from '@mingbai/core';
import { refusal, type RefusalReason } from '../refusal.ts';
import { RowBuilder } from '../row-builder.ts';
import { megabytes, type ReadSession } from '../session.ts';
import type { ByteSource } from '../source.ts';
import type { Covered } from '../open-merges.ts';
import { PLAIN, showOfFormat, type NumberShow } from '../xlsx/date-format.ts';
import { showNumber } from '../xlsx/number.ts';
import { compoundStreams } from './compound.ts';

type WorkerCell = readonly [
  column: number,
  type: 'n' | 's' | 'b' | 'e',
  value: string | number | boolean,
  format?: string,
];

interface WorkerAnswer {
  readonly done?: true;
  readonly failed?: RefusalReason;
  readonly sheet?: string;
  readonly hidden?: boolean;
  readonly date1904?: boolean;
  /** Of all rows, up to the end of these. */
  readonly share?: number;
  readonly rows?: readonly (readonly [
    row: number,
    cells: readonly WorkerCell[],
    covered: readonly Covered[],
  ])[];
}

/** Streams of an OOXML workbook with a password ([MS-OFFCRYPTO] 2.3). */
const ENCRYPTED = ['EncryptedPackage', 'EncryptionInfo', '\u0006DataSpaces'];

/** Binary workbooks before 2007. */
export async function* readOld(
  file: string,
  source: ByteSource,
  session: ReadSession,
  kind: 'cfb' | 'biff',
): AsyncGenerator<SheetEvent[]> {
  const { maxOldFormatBytes, oldFormatHeapMegabytes, maxSheets } = session.limits;
  if (source.size > maxOldFormatBytes) throw refusal('too-large', { limit: megabytes(maxOldFormatBytes) });
  if (kind === 'cfb') await checkCompound(source);
  const content = await source.read(0, source.size);
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: { content, maxSheets },
    resourceLimits: { maxOldGenerationSizeMb: oldFormatHeapMegabytes },
    execArgv: [],
    // The library prints what it does not know; that belongs in nobody's log.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const shows = new Map<string, NumberShow>();
  let date1904 = false;
  try {
    for (;;) {
      const answer = await ask(worker, session);
      if (answer.done === true) return;
      if (answer.failed !== undefined) throw refusal(answer.failed);
      if (answer.sheet !== undefined) {
        session.sheet();
        date1904 = answer.date1904 === true;
        yield [{ type: 'sheet', file, sheet: answer.sheet, hidden: answer.hidden === true }];
      } else {
        session.meter.at(answer.share ?? 0, 1);
        const rows = toRows(answer.rows ?? [], session, shows, date1904);
        if (rows.length > 0) yield rows;
      }
    }
  } finally {
    await worker.terminate();
  }
}

async function checkCompound(source: ByteSource): Promise<void> {
  const streams = await compoundStreams(source);
  if (ENCRYPTED.some((name) => streams.has(name))) throw refusal('encrypted');
  if (streams.has('WordDocument')) throw refusal('not-a-table', { kind: 'doc' });
  if (streams.has('PowerPoint Document')) throw refusal('not-a-table', { kind: 'ppt' });
  if (!streams.has('Workbook') && !streams.has('Book')) throw refusal('not-a-table', { kind: 'ole' });
}

async function ask(worker: Worker, session: ReadSession): Promise<WorkerAnswer> {
  const { oldFormatSeconds, oldFormatHeapMegabytes } = session.limits;
  const late = AbortSignal.timeout(oldFormatSeconds * 1000);
  const signal = session.signal === undefined ? late : AbortSignal.any([late, session.signal]);
  worker.postMessage('next');
  try {
    const [answer] = await once(worker, 'message', { signal });
    return answer as WorkerAnswer;
  } catch (error) {
    session.signal?.throwIfAborted();
    if (late.aborted) throw refusal('old-format-time', { limit: oldFormatSeconds });
    const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw memory
      ? refusal('old-format-memory', { limit: oldFormatHeapMegabytes })
      : refusal('old-format-damaged');
  }
}

function toRows(
  rows: NonNullable<WorkerAnswer['rows']>,
  session: ReadSession,
  shows: Map<string, NumberShow>,
  date1904: boolean,
): SheetRow[] {
  const builder = new RowBuilder(session.limits.maxColumns);
  const found: SheetRow[] = [];
  for (const [number, cells, covered] of rows) {
    for (const [column, type, value, format] of cells) {
      if (type === 'n') {
        const shown = showNumber(String(value), showFor(shows, format), date1904);
        builder.set(column, shown.text, shown.kind);
      } else if (type === 'b') {
        builder.set(column, value === true ? 'TRUE' : 'FALSE', 'b');
      } else {
        builder.set(column, String(value).replaceAll('\0', ''), type === 'e' ? 'e' : 't');
      }
    }
    for (const one of covered) builder.cover(one);
    const row = builder.finish(number);
    if (row !== undefined) found.push(row);
  }
  session.rows(found.length);
  return found;
}

function showFor(shows: Map<string, NumberShow>, format: string | undefined): NumberShow {
  if (format === undefined) return PLAIN;
  const known = shows.get(format) ?? showOfFormat(format);
  shows.set(format, known);
  return known;
}
