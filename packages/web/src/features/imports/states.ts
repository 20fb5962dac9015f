import type { ImportJob, ImportState } from '@mingbai/core/api';
import type { Tone } from '../../register/labels.ts';

/** Still going on by itself: worth asking again. */
const MOVING: ReadonlySet<ImportState> = new Set(['queued', 'reading', 'waiting', 'committing']);
/** Over, whatever came of it. */
const OVER: ReadonlySet<ImportState> = new Set(['committed', 'failed', 'cancelled']);

export function isMoving(job: Pick<ImportJob, 'state'>): boolean {
  return MOVING.has(job.state);
}

/** Milliseconds until it is worth looking again. What waits for a press is checked again when another is written. */
export function askAgainIn(job: Pick<ImportJob, 'state' | 'doubts'>): number | false {
  if (isMoving(job) || job.doubts?.asking === true) return 1000;
  return job.state === 'checked' ? 5000 : false;
}

export function isOver(job: Pick<ImportJob, 'state'>): boolean {
  return OVER.has(job.state);
}

export const STATE_TONES: Record<ImportState, Tone> = {
  queued: 'grey',
  reading: 'grey',
  mapping: 'amber',
  checked: 'amber',
  waiting: 'amber',
  committing: 'grey',
  committed: 'green',
  failed: 'red',
  cancelled: 'grey',
};

/** The word for a state. Right after the commit is asked for it waits too, but for nobody. */
export function stateWord(
  job: Pick<ImportJob, 'state' | 'waitingFor' | 'progress' | 'counts'>,
): ImportState | 'about_to_write' | 'rechecking' | 'nothing_to_write' {
  if (isRechecking(job)) return 'rechecking';
  if (writesNothing(job)) return 'nothing_to_write';
  return job.state === 'waiting' && job.waitingFor === null ? 'about_to_write' : job.state;
}

/** Checked, and committing it would change nothing: no row is right, or none says anything new, or there is none. */
export function writesNothing(job: Pick<ImportJob, 'state' | 'counts'>): boolean {
  const { new: fresh, changed } = totals(job);
  return job.state === 'checked' && fresh + changed === 0;
}

/** Another import of the county was written: what this one would do is looked at again. */
function isRechecking({ state, progress }: Pick<ImportJob, 'state' | 'progress'>): boolean {
  return (state === 'reading' || state === 'queued') && progress.phase === 'rechecking';
}

/** What is going on in a job that moves; only while the file is read do rows a second say anything. */
export function stepOf({
  state,
  progress,
}: Pick<ImportJob, 'state' | 'progress'>):
  | 'queued'
  | 'reading'
  | 'checking'
  | 'rechecking'
  | 'waiting'
  | 'writing' {
  if (state === 'committing') return 'writing';
  if (isRechecking({ state, progress })) return 'rechecking';
  if (state === 'queued' || state === 'waiting') return state;
  return progress.phase === 'checking' ? 'checking' : 'reading';
}

/** What is being written: the noun, and how many rows of it. */
export function writingIn({
  progress: { phase },
  counts,
}: Pick<ImportJob, 'progress' | 'counts'>): { noun: string; rows: number } | undefined {
  const noun = /^writing:(.+)$/.exec(phase)?.[1];
  if (noun === undefined) return undefined;
  const own = counts?.nouns.find((each) => each.noun === noun);
  return { noun, rows: (own?.new ?? 0) + (own?.changed ?? 0) };
}

/** Of an archive the file within it, and its sheet where that says more than the file. */
export function placeIn(
  job: Pick<ImportJob, 'file'>,
  { file, sheet }: { readonly file: string; readonly sheet: string },
): string {
  if (file === job.file) return sheet;
  const inner = file.startsWith(`${job.file}/`) ? file.slice(job.file.length + 1) : file;
  const says = sheet !== '' && !inner.replace(/\.[^.]*$/, '').endsWith(sheet);
  return says ? `${inner} · ${sheet}` : inner;
}

/** Per cent done, when the whole is known. */
export function share(progress: Pick<ImportJob['progress'], 'done' | 'total'>): number | undefined {
  if (progress.total === null || progress.total === 0) return undefined;
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}

/** Sums over the nouns of a check: what committing would do. */
export function totals(job: Pick<ImportJob, 'counts'>): {
  new: number;
  changed: number;
  same: number;
  absent: number;
} {
  const sum = { new: 0, changed: 0, same: 0, absent: 0 };
  for (const noun of job.counts?.nouns ?? []) {
    sum.new += noun.new;
    sum.changed += noun.changed;
    sum.same += noun.same;
    sum.absent += noun.absent;
  }
  return sum;
}

/** Columns that no field was found for, by sheet; a sheet without a form has all of them unknown. */
export function unknownColumns(job: ImportJob): number {
  return job.sheets.reduce(
    (sum, sheet) => sum + sheet.columns.filter((column) => column.to === null).length,
    0,
  );
}

/** Headers of the columns that are not imported because nobody has said what they are, of sheets that are. */
export function unreadHeaders(job: Pick<ImportJob, 'sheets'>): string[] {
  return job.sheets
    .filter(({ state }) => state === 'imported')
    .flatMap(({ columns }) => columns.filter(({ to }) => to === null))
    .map(({ header, letter }) => (header === '' ? letter : header));
}

/** Cells of which data rules say something. */
export function doubtsIn(job: Pick<ImportJob, 'doubts'>): number {
  return (job.doubts?.rules ?? []).reduce((sum, one) => sum + one.count, 0);
}
