import { Worker } from 'node:worker_threads';
import { COUNTRY, dayInChina } from '@mingbai/core';
import { waitingImports, type Database } from '@mingbai/store';
import { lockJob } from './lock.ts';
import type { WorkerPlace, WorkerTask } from './worker.ts';

export interface RunnerOptions {
  readonly database: Database;
  readonly appUrl: string;
  readonly keyFile: string;
  readonly folder: string;
  readonly onError: (error: unknown) => void;
}

export interface Runner {
  /** Look for work now. */
  kick(): void;
  stop(): Promise<void>;
}

/** Two at a time: one writes while the next is read; a county's second writer waits where people see it. */
const AT_ONCE = 2;
const LOOK_EVERY = 1000;
/** How long a thread waits for its next job, in milliseconds. */
const REST = 30_000;

/**
 * Works on imports in threads of their own, so that the server goes on answering. A job belongs to whoever
 * holds its advisory lock; when a server dies, its locks die with its connections and the next one goes on.
 */
export function startRunner(options: RunnerOptions): Runner {
  const running = new Map<string, Promise<void>>();
  const workers = new Set<Worker>();
  let idle: Worker[] = [];
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopped || running.size >= AT_ONCE) return;
    const jobs = await options.database.read({ region: COUNTRY, user: '' }, waitingImports);
    for (const job of jobs) {
      if (running.size >= AT_ONCE || stopped) return;
      if (running.has(job.id)) continue;
      const release = await lockJob(options.database, job.id);
      if (release === undefined) continue;
      running.set(job.id, run(job.id, release));
    }
  }

  async function run(id: string, release: () => Promise<void>): Promise<void> {
    try {
      await inWorker({ id, today: dayInChina(Date.now()) });
    } catch (error) {
      options.onError(error);
    } finally {
      running.delete(id);
      await release();
      if (!stopped) kick();
    }
  }

  /** In a thread that waits, or in a new one; a start costs more than many a file. */
  function inWorker(task: WorkerTask): Promise<void> {
    const worker = idle.pop() ?? begin();
    return new Promise<void>((done, fail) => {
      // Taken off again after each job: a thread that waits for many would gather them.
      const heard = new AbortController();
      const once = (event: 'error' | 'exit' | 'message', then: (what: unknown) => void): void => {
        const listener = (what: unknown): void => {
          heard.abort();
          then(what);
        };
        worker.once(event, listener);
        heard.signal.addEventListener('abort', () => worker.off(event, listener));
      };
      once('error', fail);
      once('exit', () => done());
      once('message', () => {
        rest(worker);
        done();
      });
      worker.postMessage(task);
    });
  }

  function begin(): Worker {
    const { appUrl, keyFile, folder } = options;
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { appUrl, keyFile, folder } satisfies WorkerPlace,
      execArgv: [],
      // Rows live as long as their batch: a larger nursery keeps them out of the old generation.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    workers.add(worker);
    worker.on('error', (error) => {
      if (idle.includes(worker)) options.onError(error);
    });
    worker.once('exit', () => {
      workers.delete(worker);
      idle = idle.filter((one) => one !== worker);
    });
    return worker;
  }

  /** The commit follows the check soon, and one file the other; after that its memory is given back. */
  function rest(worker: Worker): void {
    idle.push(worker);
    setTimeout(() => {
      if (!idle.includes(worker)) return;
      idle = idle.filter((one) => one !== worker);
      void worker.terminate();
    }, REST).unref();
  }

  function kick(): void {
    looking = looking.then(look).catch(options.onError);
  }

  const timer = setInterval(kick, LOOK_EVERY);
  timer.unref();
  kick();
  return {
    kick,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      // What is under way is safe to leave: it is taken up again, or was never written.
      await Promise.all([...workers].map((worker) => worker.terminate()));
      await Promise.allSettled(running.values());
    },
  };
}
