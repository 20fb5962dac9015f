import { Problem, type SheetEvent, type SheetStart } from '@mingbai/core';
import { readCsv } from './csv/read.ts';
import { fileKind } from './kind.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './limits.ts';
import { readHtml } from './html/read.ts';
import { readOld } from './old/read.ts';
import { readSpreadsheetMl } from './old/spreadsheetml.ts';
import { refusal, refusalInFile, refusalReason, type RefusalReason } from './refusal.ts';
import { ReadSession } from './session.ts';
import type { ByteSource } from './source.ts';
import { readXlsx } from './xlsx/read.ts';
import { readDirectory, type ZipEntry } from './zip/directory.ts';
import { memberSource } from './zip/member.ts';
import { checkPath, isLitter } from './zip/name.ts';

export interface ReadOptions {
  readonly limits?: Partial<ReadLimits>;
  readonly signal?: AbortSignal;
  /** Told before rows are handed on how much of all rows they are the end of, from 0 to 1: an estimate by their bytes. */
  readonly onShare?: (share: number) => void;
}

/**
 * The tables of an uploaded file, whatever it is: xlsx, xls, csv, a web page or XML saved as xls, or a zip of
 * them. Yields batches of events; memory does not grow with the rows, except for the old formats, which are
 * held whole in a thread of their own. `name` is shown to people and decides nothing.
 * @throws Problem `file-refused` with `reason`, see REFUSALS; the signal's reason when aborted.
 */
export async function* readTables(
  name: string,
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<SheetEvent[], void, undefined> {
  const session = new ReadSession({ ...DEFAULT_LIMITS, ...options.limits }, options.signal, options.onShare);
  session.signal?.throwIfAborted();
  yield* readOne(name, source, session, false);
}

async function* readOne(
  file: string,
  source: ByteSource,
  session: ReadSession,
  inside: boolean,
): AsyncGenerator<SheetEvent[]> {
  try {
    const kind = await fileKind(source);
    if (kind === 'zip') yield* readZip(file, source, session, inside);
    else if (kind === 'text') yield* readCsv(file, source, session);
    else if (kind === 'spreadsheetml') yield* readSpreadsheetMl(file, source, session);
    else if (kind === 'html') yield* readHtml(file, source, session);
    else yield* readOld(file, source, session, kind);
  } catch (error) {
    throw error instanceof Problem && error.code === 'file-refused' ? refusalInFile(error, file) : error;
  }
}

async function* readZip(
  file: string,
  source: ByteSource,
  session: ReadSession,
  inside: boolean,
): AsyncGenerator<SheetEvent[]> {
  const entries = await readDirectory(source, session.limits.maxArchiveEntries);
  const names = new Set(entries.map((entry) => entry.name.replaceAll('\\', '/').toLowerCase()));
  if (names.has('[content_types].xml') || names.has('xl/workbook.xml')) {
    if (['word/', 'ppt/'].some((folder) => [...names].some((name) => name.startsWith(folder)))) {
      throw refusal('not-a-table', { kind: names.has('word/document.xml') ? 'docx' : 'pptx' });
    }
    yield* readXlsx(file, source, entries, session);
  } else if (names.has('mimetype') && names.has('content.xml')) {
    throw refusal('format-unsupported', { kind: 'ods' });
  } else if (inside) {
    throw refusal('zip-nested', { name: file });
  } else {
    yield* readArchive(file, source, entries, session);
  }
}

/**
 * Files in the archive in the order in which they lie there. Among several, each is read to its end once before any
 * of it is handed on: rows cannot be taken back, and one that breaks off shall not keep the others out.
 */
async function* readArchive(
  file: string,
  source: ByteSource,
  entries: readonly ZipEntry[],
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  for (const entry of entries) checkPath(entry.name);
  let tables = 0;
  let first: unknown;
  const files = entries.filter((entry) => !isLitter(entry.name));
  const whole = files.reduce((sum, entry) => sum + entry.size, 0);
  let before = 0;
  for (const entry of files) {
    if (whole > 0) session.meter.within(before / whole, (before + entry.size) / whole);
    before += entry.size;
    const inner = `${file}/${entry.name}`;
    let begun = false;
    try {
      if (files.length > 1) await readThrough(inner, source, entry, session);
      for await (const events of readMember(inner, source, entry, session)) {
        begun = true;
        yield events;
      }
      tables += 1;
    } catch (error) {
      const passed = passedOver(error, inner);
      if (passed === undefined || begun) throw error;
      if (passed.refused !== undefined) first ??= error;
      yield [passed];
    }
  }
  if (tables === 0) throw first ?? refusal('zip-nothing');
}

async function* readMember(
  inner: string,
  source: ByteSource,
  entry: ZipEntry,
  session: ReadSession,
): AsyncGenerator<SheetEvent[]> {
  const member = await memberSource(source, entry, session);
  try {
    yield* readOne(inner, member, session, true);
  } finally {
    await member.close?.();
  }
}

/** For its errors alone, and against limits of its own. */
async function readThrough(
  inner: string,
  source: ByteSource,
  entry: ZipEntry,
  { limits, signal }: ReadSession,
): Promise<void> {
  for await (const events of readMember(inner, source, entry, new ReadSession(limits, signal))) void events;
}

/** What is wrong with one file of an archive and no reason to distrust the others. */
const ITS_OWN: ReadonlySet<string> = new Set<RefusalReason>([
  'empty',
  'format-unsupported',
  'encrypted',
  'zip-encrypted',
  'zip-nested',
  'zip-damaged',
  'zip-method',
  'xml-malformed',
  'workbook-damaged',
  'text-encoding',
  'csv-quote',
  'old-format-damaged',
  'page-without-table',
  'old-format-memory',
  'old-format-time',
]);

function passedOver(error: unknown, file: string): SheetStart | undefined {
  const reason = refusalReason(error);
  const sheet = { type: 'sheet', file, sheet: '', hidden: false, skipped: true } as const;
  if (reason === 'not-a-table') return sheet;
  if (reason === undefined || !ITS_OWN.has(reason) || !(error instanceof Problem)) return undefined;
  const { detail = '', detailZh = detail } = error.details;
  return { ...sheet, refused: { zh: String(detailZh), en: String(detail) } };
}
