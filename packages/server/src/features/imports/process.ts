import { setTimeout } from 'node:timers/promises';
import { Problem, remedy, say } from '@mingbai/core';
import type { ImportSheet } from '@mingbai/core/api';
import {
  dropStages,
  findImport,
  interruptWhen,
  updateImport,
  type ImportRow,
  type JobState,
} from '@mingbai/store';
import { answerAsBefore, basisOf } from './again.ts';
import { commitJob, Stale } from './commit.ts';
import { Cancelled, scopeOfJob, type ImportContext } from './context.ts';
import { checkJob, jobOf } from './check.ts';
import type { Counts } from './counts.ts';
import { queueImportRules } from '../rules/import.ts';
import { lockCounty, lockJob } from './lock.ts';
import { progressOf, type Begun } from './progress.ts';
import { readFile, type Beat } from './read.ts';
import {
  CHANGED,
  checkAgain,
  endRecheck,
  isBehind,
  isRechecking,
  RECHECKING,
  recheckOthers,
} from './recheck.ts';

const BEAT_EVERY = 400;

/**
 * Takes a job as far as it goes by itself: from the upload to "checked", or from "commit asked" to
 * "committed". May be called again after a crash, in whatever state the job was left.
 */
export async function processImport(context: ImportContext, id: string, today: string): Promise<void> {
  const job = await jobOf(context, id);
  const pulse = new Pulse(context, job);
  try {
    if (isRechecking(job)) await recheck(context, job, today, pulse);
    else if (job.state === 'queued' || job.state === 'reading')
      await readAndCheck(context, job, today, pulse);
    else if (job.state === 'waiting' || job.state === 'committing') await write(context, job, today, pulse);
  } catch (error) {
    await settle(context, job, error, await cancelAsked(context, job));
  } finally {
    pulse.onEnd();
  }
}

const LOOK_EVERY = 300;
const AT_WORK: ReadonlySet<JobState> = new Set(['queued', 'reading', 'waiting', 'committing']);

/**
 * The same, for whoever is not the server: where a server runs beside it, its runner may have taken the job already.
 * Then waits until it has gone as far as it goes; `onWait` hears it once. Should that server die, goes on in its place.
 */
export async function workOn(
  context: ImportContext,
  id: string,
  today: string,
  onWait: () => void = () => undefined,
): Promise<void> {
  for (let waited = false; ; waited = true) {
    const release = await lockJob(context.database, id);
    if (release !== undefined)
      try {
        return await processImport(context, id, today);
      } finally {
        await release();
      }
    if (!AT_WORK.has((await jobOf(context, id)).state)) return;
    if (!waited) onWait();
    await setTimeout(LOOK_EVERY);
  }
}

async function readAndCheck(
  context: ImportContext,
  job: ImportRow,
  today: string,
  pulse: Pulse,
): Promise<void> {
  const basis = await basisOf(context, job, today);
  await set(context, job, {
    state: 'reading',
    progress: progressOf('reading', 0, null, { at: Date.now(), done: 0, share: 0 }, Date.now()),
    problem: null,
    basis,
    read_on: today,
    identical_to: null,
    identical_at: null,
  });
  if (await answerAsBefore(context, job, basis, today)) {
    await finish(context, job, needsMapping(await jobOf(context, job.id)) ? 'mapping' : 'checked');
    return;
  }
  const counts = await readFile(context, job, today, pulse.beat);
  await checkJob(context, job.id, counts, pulse.beat);
  // While this one was read, another may have been written.
  if (await isBehind(context, job.id)) await checkAgain(context, job.id, today, pulse.beat);
  const checked = await jobOf(context, job.id);
  if (needsMapping(checked)) return finish(context, job, 'mapping');
  await context.database.keep(scopeOfJob(job), async (tx) => {
    await updateImport(tx, job.id, { state: 'checked', waiting_for: null });
    await queueImportRules(tx, checked);
  });
}

/** Another import was written: what this one would do now, before anybody is asked to commit it. */
async function recheck(context: ImportContext, job: ImportRow, today: string, pulse: Pulse): Promise<void> {
  const beat: Beat = (_phase, done, share) => pulse.beat(RECHECKING, done, share);
  let same = true;
  // Each round sees a later register; one that is written all the time is looked at once more when it is committed.
  for (let round = 0; round < 3 && (await isBehind(context, job.id)); round++)
    same = (await checkAgain(context, job.id, today, beat)) && same;
  if (await cancelAsked(context, job)) throw new Cancelled();
  const checked = await jobOf(context, job.id);
  const rest = needsMapping(checked) ? 'mapping' : 'checked';
  await context.database.keep(scopeOfJob(job), async (tx) => {
    await endRecheck(tx, checked, rest, same);
    if (rest === 'checked') await queueImportRules(tx, checked);
  });
}

/** A table that no form fits, or a form without its required columns. */
function needsMapping(job: ImportRow): boolean {
  return (job.sheets as ImportSheet[]).some((sheet) => sheet.state === 'unknown' || sheet.missing.length > 0);
}

async function write(context: ImportContext, job: ImportRow, today: string, pulse: Pulse): Promise<void> {
  const counts = job.counts as Counts | null;
  if (job.all_or_nothing && (counts?.errors ?? 0) > 0) {
    await set(context, job, { state: 'checked', problem: NOT_ALL });
    return;
  }
  if ((counts?.good ?? 0) === 0) {
    await set(context, job, { state: 'checked', problem: NOTHING });
    return;
  }
  const release = await lockCounty(context, job, pulse.beat);
  try {
    if (await cancelAsked(context, job)) throw new Cancelled();
    await set(context, job, { state: 'committing', waiting_for: null });
    for (let fresh = job; ;) {
      const stale = await isStale(commitJob(context, fresh, pulse));
      if (!stale) {
        await recheckOthers(context, job);
        return;
      }
      if (!(await checkAgain(context, job.id, today, pulse.beat))) {
        await set(context, job, { state: 'checked', problem: CHANGED });
        return;
      }
      fresh = await jobOf(context, job.id);
    }
  } finally {
    await release();
  }
}

async function isStale(commit: Promise<void>): Promise<boolean> {
  try {
    await commit;
    return false;
  } catch (error) {
    if (error instanceof Stale) return true;
    throw error;
  }
}

const NOT_ALL = {
  zh: '文件有错误，且选择了“全部正确才导入”，未写入任何数据',
  en: 'The file has errors and "all or nothing" was asked: nothing was written',
};
const NOTHING = { zh: '没有可导入的正确行', en: 'No row is right: nothing to import' };
async function settle(
  context: ImportContext,
  job: ImportRow,
  error: unknown,
  cancelled: boolean,
): Promise<void> {
  if ((await jobOf(context, job.id)).state === 'committed') throw error;
  await context.database.keep(scopeOfJob(job), (tx) => dropStages(tx, job.id));
  if (error instanceof Cancelled || cancelled) {
    await finish(context, job, 'cancelled');
    return;
  }
  if (error instanceof Problem) {
    const { code, details } = error;
    const fix = { zh: remedy(code, 'zh', details), en: remedy(code, 'en', details) };
    const problem = { zh: say(code, 'zh', details), en: say(code, 'en', details), fix };
    await set(context, job, { state: 'failed', problem });
    return;
  }
  await set(context, job, {
    state: 'failed',
    problem: {
      zh: '导入时发生内部错误，数据未写入，可重新上传',
      en: 'Internal error during the import: nothing was written, upload it again',
    },
  });
  throw error;
}

async function cancelAsked(context: ImportContext, job: ImportRow): Promise<boolean> {
  return (await jobOf(context, job.id)).cancel_asked;
}

type Patch = Parameters<typeof updateImport>[2];

function set(context: ImportContext, job: ImportRow, patch: Patch): Promise<void> {
  return context.database.keep(scopeOfJob(job), (tx) => updateImport(tx, job.id, patch));
}

async function finish(context: ImportContext, job: ImportRow, state: JobState): Promise<void> {
  await set(context, job, { state, waiting_for: null });
}

/** Writes progress down twice a second and finds out whether somebody asked to stop. */
class Pulse {
  private begun: Begun = { at: Date.now(), done: 0, share: 0 };
  private last = 0;
  private phase = '';

  constructor(
    private readonly context: ImportContext,
    private readonly job: ImportRow,
  ) {}

  readonly beat: Beat = async (phase, done, share) => {
    const now = Date.now();
    // What is unpacked before the first row, and some of it twice, says nothing of how long the rows take.
    if (phase === 'reading' && this.begun.done === 0) this.begun = { at: now, done, share: share ?? 0 };
    // What begins now may take long: it is said at once.
    if (phase === this.phase && now - this.last < BEAT_EVERY) return;
    this.last = now;
    this.phase = phase;
    const asked = await this.context.database.keep(scopeOfJob(this.job), async (tx) => {
      await updateImport(tx, this.job.id, { progress: progressOf(phase, done, share, this.begun, now) });
      return (await findImport(tx, this.job.id))?.cancel_asked === true;
    });
    if (asked) throw new Cancelled();
  };

  /** While one long statement writes, nobody calls `beat`: look from outside and stop the statement. */
  readonly onStart = (pid: number): void => {
    this.onEnd();
    const { context, job } = this;
    this.onEnd = interruptWhen(context.database, pid, () => cancelAsked(context, job));
  };

  onEnd: () => void = () => undefined;
}
