import { createHash } from 'node:crypto';
import { COUNTRY } from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import {
  askCommit,
  findImport,
  registerPulse,
  updateImport,
  type ImportRow,
  type KeepTx,
} from '@mingbai/store';
import { checkJob, jobOf } from './check.ts';
import { scopeOfJob, type ImportContext } from './context.ts';
import { withoutRegisterFaults, type Counts } from './counts.ts';
import { readFile, type Beat } from './read.ts';

/** The phase of an import whose rows are held against the register once more, because another one was written. */
export const RECHECKING = 'rechecking';
/** The phase in which such an import rests, when what it would do is no longer what it was. */
export const RECHECKED = 'rechecked';
/** Older ones that nobody committed are checked again only when somebody does. */
const WAITS_FOR = '1 day';

export const CHANGED = {
  zh: '检查之后登记簿有了变化，已重新检查，请再看一遍结果后导入',
  en: 'The register changed after the check; it was checked again: look at the result once more, then import',
};

export function isRechecking({ state, progress }: ImportRow): boolean {
  return state === 'reading' && progress.phase === RECHECKING;
}

/** What would be written, as one word to compare. What the file has not is not written. */
export function outcomeOf({ nouns, fields, good }: Counts): string {
  const written = nouns.map((one) => [one.noun, one.new, one.changed, one.same]);
  return createHash('sha256')
    .update(JSON.stringify([written, fields, good]))
    .digest('hex')
    .slice(0, 16);
}

/** Whether the register has been written since the import was held against it. */
export async function isBehind(context: ImportContext, id: string): Promise<boolean> {
  const job = await jobOf(context, id);
  const now = await context.database.read(scopeOfJob(job), (tx) => registerPulse(tx, job.county));
  return now !== job.checked_at_pulse;
}

/** Holds an import against the register as it is now; true when its outcome is the same and may be written. */
export async function checkAgain(
  context: ImportContext,
  id: string,
  today: string,
  beat: Beat,
): Promise<boolean> {
  const job = await jobOf(context, id);
  const before = job.counts as Counts;
  if (job.identical_to === null) {
    const rows = (job.sheets as ImportSheet[]).reduce((sum, { byRegister = 0 }) => sum + byRegister, 0);
    await checkJob(context, job.id, withoutRegisterFaults(before, rows), beat);
  } else {
    // Its result was another import's; now that no longer stands, and it is read after all.
    await context.database.keep(scopeOfJob(job), (tx) =>
      updateImport(tx, id, { identical_to: null, identical_at: null }),
    );
    await checkJob(context, job.id, await readFile(context, job, today, beat), beat);
  }
  return outcomeOf((await jobOf(context, id)).counts as Counts) === outcomeOf(before);
}

/**
 * After a commit: the county's imports that wait for somebody's press are checked again by themselves, as jobs of their
 * own, which a server that dies leaves to the next one. One that took its result from another is read.
 */
export async function recheckOthers(context: ImportContext, { county }: ImportRow): Promise<void> {
  await context.database.keep({ region: COUNTRY, user: '' }, async (tx) => {
    await tx.run(
      `update mingbai.import
       set state = case when identical_to is null then 'reading' else 'queued' end,
         progress = progress || jsonb_build_object('phase', $3::text)
       where county = $1 and state in ('checked', 'mapping') and counts is not null
         and checked_at_pulse is distinct from $2 and created_at > now() - $4::interval`,
      [county, await registerPulse(tx, county), RECHECKING, WAITS_FOR],
    );
  });
}

/** Who pressed meanwhile pressed for what stood there before: another outcome is shown first. */
export async function endRecheck(
  tx: KeepTx,
  job: ImportRow,
  rest: 'mapping' | 'checked',
  same: boolean,
): Promise<void> {
  const { state } = await locked(tx, job.id);
  if (state === 'waiting' && same) return;
  await updateImport(tx, job.id, {
    state: rest,
    progress: { ...job.progress, phase: same ? 'checking' : RECHECKED },
    ...(state === 'waiting' ? { problem: CHANGED } : {}),
  });
}

/** A person's press. `seen`: the outcome on that person's page; where it is no longer that, nothing is asked for. */
export async function askAsSeen(
  tx: KeepTx,
  id: string,
  { allOrNothing, seen }: { readonly allOrNothing: boolean; readonly seen?: string | undefined },
): Promise<boolean> {
  const job = await locked(tx, id);
  const again = (job.state === 'reading' || job.state === 'queued') && job.progress.phase === RECHECKING;
  const open = ['checked', 'mapping'].includes(job.state) || again;
  if (open && seen !== undefined && seen !== outcomeOf(job.counts as Counts)) {
    await updateImport(tx, id, { problem: CHANGED });
    return true;
  }
  if (again) await updateImport(tx, id, { state: 'checked' });
  return askCommit(tx, id, allOrNothing);
}

/** The job as it is, and as it stays until this transaction ends. */
async function locked(tx: KeepTx, id: string): Promise<ImportRow> {
  await tx.run('select from mingbai.import where id = $1 for update', [id]);
  const job = await findImport(tx, id);
  if (job === undefined) throw new Error(`import ${id} is gone`);
  return job;
}
