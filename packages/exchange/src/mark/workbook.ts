import { fileKind } from '../read/kind.ts';
import type { ByteSource } from '../read/source.ts';
import { readTables } from '../read/tables.ts';
import { DEFAULT_LIMITS } from '../read/limits.ts';
import { ReadSession } from '../read/session.ts';
import { memberSource } from '../read/zip/member.ts';
import { isLitter } from '../read/zip/name.ts';
import { type Output, type Sink, withSink } from '../write/sink.ts';
import { ZipWriter } from '../write/zip.ts';
import { CannotMarkInPlace } from './cannot.ts';
import { writeInPlace } from './in-place.ts';
import {
  collectMarks,
  type Fault,
  type FileMarks,
  type MarkCounts,
  type MarkLanguage,
  noMarks,
} from './marks.ts';
import { Parts, partKey } from './parts.ts';
import { planMarks } from './plan.ts';
import { writeRebuilt } from './rebuilt.ts';
import type { SummaryFact } from './summary.ts';

export interface MarkJob {
  readonly source: ByteSource;
  /** As the faults name the file; those of a file in an archive `archive.zip/inner.xlsx`. */
  readonly name: string;
  readonly faults: Iterable<Fault> | AsyncIterable<Fault>;
  readonly out: Output;
  /** Of the comments; the summary always has both. `both` when left out. */
  readonly language?: MarkLanguage;
  /** Lines above the list of the summary sheet, of a file as the faults name it. */
  readonly summary?: (file: string) => readonly SummaryFact[];
  /** How many there are in all, where `faults` are only the first; the files of an archive have their own. */
  readonly totals?: MarkCounts;
  /** The faults are as they may be shown, numbers of persons masked; the list masks them itself when left out. */
  readonly masked?: boolean;
  /** Name of a field for people. */
  readonly fieldName?: (key: string) => string | undefined;
  readonly signal?: AbortSignal;
}

export interface MarkedFile {
  /** What to call it: the name as it was, with the extension of what it now is. */
  readonly name: string;
  /** `same`: the file itself with marks; `rebuilt`: its cells as text in a new workbook; `archive`: a ZIP of such. */
  readonly form: 'same' | 'rebuilt' | 'archive';
}

/**
 * Writes the file back with every fault coloured and commented in its own cell and a summary sheet at the end.
 * Nothing is written before it is clear that the file can be. Memory holds the faults, not the rows.
 * @throws Problem `file-refused` for what cannot be read at all.
 */
export async function markWorkbook(job: MarkJob): Promise<MarkedFile> {
  const archive = await openArchive(job.source, job.signal);
  if (archive && !isWorkbook(archive)) return markArchive(job, archive);
  const files = await collectMarks(job.faults, () => job.name, job.language ?? 'both');
  const { write, ...file } = await prepare(
    job,
    job.source,
    job.name,
    job.name,
    files.get(job.name) ?? noMarks(),
  );
  await withSink(job.out, write);
  return file;
}

async function openArchive(source: ByteSource, signal: AbortSignal | undefined): Promise<Parts | undefined> {
  return (await fileKind(source)) === 'zip' ? Parts.open(source, signal) : undefined;
}

function isWorkbook(parts: Parts): boolean {
  return parts.has('[Content_Types].xml') || parts.has('xl/workbook.xml');
}

interface Prepared extends MarkedFile {
  readonly write: (sink: Sink) => Promise<void>;
}

/** Finds out how a file can be marked, so that its new name is known before it is written. */
async function prepare(
  job: MarkJob,
  source: ByteSource,
  name: string,
  path: string,
  marks: FileMarks,
): Promise<Prepared> {
  const { fieldName, masked, signal } = job;
  const totals = path === job.name ? job.totals : undefined;
  const summary = {
    file: name,
    marks,
    totals,
    facts: job.summary?.(path) ?? [],
    notes: [],
    fieldName,
    masked,
  };
  const parts = await openArchive(source, signal);
  if (parts) {
    try {
      const plan = await planMarks(parts, marks);
      return { name, form: 'same', write: (sink) => writeInPlace(parts, plan, summary, sink) };
    } catch (error) {
      if (!(error instanceof CannotMarkInPlace)) throw error;
    }
  }
  const events = readTables(name, source, signal ? { signal } : {});
  const plain = name.replace(/\.(csv|tsv|txt|xls|xml|html?|xlsx|xlsm|xltx|xltm)$/i, '');
  return { name: `${plain}.xlsx`, form: 'rebuilt', write: (sink) => writeRebuilt(events, summary, sink) };
}

/** Faults of a whole file of an archive. */
const UNREAD: ReadonlySet<string> = new Set(['file-refused', 'file-passed-over']);

/** Files without faults stay as they are, and so do those that are no tables. */
async function markArchive(job: MarkJob, parts: Parts): Promise<MarkedFile> {
  const inside = `${job.name}/`;
  const files = await collectMarks(job.faults, ({ file }) => file, job.language ?? 'both');
  const session = new ReadSession(DEFAULT_LIMITS, job.signal);
  const taken = new Set(parts.entries.map((entry) => partKey(entry.name)));
  await withSink(job.out, async (sink) => {
    const zip = new ZipWriter(sink);
    for (const entry of parts.entries) {
      const marks = isLitter(entry.name) ? undefined : files.get(inside + entry.name);
      // One that could not be read is named elsewhere; it has no cells, and nothing to rebuild it from.
      if (!marks || marks.listed.some(({ rule }) => UNREAD.has(rule))) {
        await parts.copy(entry, zip);
        continue;
      }
      const source = await memberSource(job.source, entry, session);
      try {
        const { name, write } = await prepare(job, source, entry.name, inside + entry.name, marks);
        await zip.add(freeName(name, entry.name, taken), write);
      } finally {
        await source.close?.();
      }
    }
    await zip.end();
  });
  return { name: job.name, form: 'archive' };
}

/** `a.csv` becomes `a.xlsx`, unless the archive has one. */
function freeName(wanted: string, old: string, taken: Set<string>): string {
  if (wanted === old) return old;
  const name = taken.has(partKey(wanted)) ? `${old}.xlsx` : wanted;
  taken.add(partKey(name));
  return name;
}
