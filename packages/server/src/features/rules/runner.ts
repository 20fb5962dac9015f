import { Worker } from 'node:worker_threads';
import { COUNTRY } from '@mingbai/core';
import { readyRuleRuns } from '@mingbai/policy';
import type { Database } from '@mingbai/store';
import type { PoolClient } from 'pg';
import type { Runner } from '../imports/runner.ts';
import type { RuleTask } from './worker.ts';

const LOOK_EVERY = 2000;
/** With the county: one run of a county at a time, in whatever process. */
const COUNTY_LOCK = 11;

export interface RuleRunnerOptions {
  readonly database: Database;
  readonly appUrl: string;
  readonly onError: (error: unknown) => void;
}

/**
 * Works on runs of the data rules in threads of their own, one after the other for a county. As with imports, the
 * row is the job and the lock goes with the connection: what a dead server leaves is taken up at the next look.
 */
export function startRuleRunner({ database, appUrl, onError }: RuleRunnerOptions): Runner {
  let stopped = false;
  let busy: Promise<void> | undefined;
  let worker: Worker | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopped || busy !== undefined) return;
    const runs = await database.read({ region: COUNTRY, user: '' }, readyRuleRuns);
    for (const run of runs) {
      const client = await lockCounty(database, run.county);
      if (client === undefined) continue;
      busy = work(run.id, run.county, client).finally(() => {
        busy = undefined;
        if (!stopped) kick();
      });
      return;
    }
  }

  async function work(id: string, county: number, client: PoolClient): Promise<void> {
    try {
      await inWorker({ appUrl, id, today: today() });
    } catch (error) {
      onError(error);
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [COUNTY_LOCK, county]).catch(() => undefined);
      client.release();
    }
  }

  function inWorker(task: RuleTask): Promise<void> {
    return new Promise((done, fail) => {
      const thread = new Worker(new URL('./worker.mjs', import.meta.url), {
        workerData: task,
        execArgv: [],
        // It mostly waits for the database, often beside an import: a nursery of V8's own choice is 30 MB of nothing.
        resourceLimits: { maxYoungGenerationSizeMb: 8 },
      });
      worker = thread;
      thread.on('error', fail);
      thread.on('exit', () => done());
    });
  }

  function kick(): void {
    looking = looking.then(look).catch(onError);
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
      await worker?.terminate();
      await busy;
    },
  };
}

async function lockCounty(database: Database, county: number): Promise<PoolClient | undefined> {
  const client = await database.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
    COUNTY_LOCK,
    county,
  ]);
  if (rows[0]?.got === true) return client;
  client.release();
  return undefined;
}

/** Where the register is kept. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
