import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { COUNTRY } from '@mingbai/core';
import { type Database, expirePaperFiles, waitingPaperJobs } from '@mingbai/store';
import type { PoolClient } from 'pg';
import type { Runner } from '../imports/runner.ts';
import { lockPaperJob, unlockPaperJob } from './lock.ts';
import { paperPath } from './process.ts';
import type { PaperTask } from './worker.ts';

const LOOK_EVERY = 2000;
const EXPIRE_EVERY = 60_000;
const EVERYWHERE = { region: COUNTRY, user: '' };

export interface PaperRunnerOptions extends Omit<PaperTask, 'id'> {
  readonly database: Database;
  readonly onError: (error: unknown) => void;
}

/**
 * Prints for whole villages in a thread of its own, one job after the other. As with imports, the row is the job and
 * the lock goes with the connection: what a dead server leaves is taken up at the next look. Files go after their day.
 */
export function startPaperRunner({ database, onError, ...place }: PaperRunnerOptions): Runner {
  let stopped = false;
  let busy: Promise<void> | undefined;
  let worker: Worker | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopped || busy !== undefined) return;
    for (const { id } of await database.read(EVERYWHERE, waitingPaperJobs)) {
      const client = await lockPaperJob(database, id);
      if (client === undefined) continue;
      busy = work(id, client).finally(() => {
        busy = undefined;
        if (!stopped) kick();
      });
      return;
    }
  }

  async function work(id: string, client: PoolClient): Promise<void> {
    try {
      await inWorker({ ...place, id });
    } catch (error) {
      onError(error);
    } finally {
      await unlockPaperJob(client, id);
    }
  }

  function inWorker(task: PaperTask): Promise<void> {
    return new Promise((done, fail) => {
      const thread = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: task, execArgv: [] });
      worker = thread;
      thread.on('error', fail);
      thread.on('exit', () => done());
    });
  }

  function kick(): void {
    looking = looking.then(look).catch(onError);
  }

  async function expire(): Promise<void> {
    const over = await database.keep(EVERYWHERE, expirePaperFiles);
    for (const file of over) await rm(paperPath(place.folder, file), { force: true });
  }

  const timers = [
    setInterval(kick, LOOK_EVERY),
    setInterval(() => void expire().catch(onError), EXPIRE_EVERY),
  ];
  for (const timer of timers) timer.unref();
  kick();
  return {
    kick,
    async stop() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
      await worker?.terminate();
      await busy;
    },
  };
}
