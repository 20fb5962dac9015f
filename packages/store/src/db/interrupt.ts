import { COUNTRY } from '@mingbai/core';
import type { Database } from './database.ts';
import type { ReadTx, Sql } from './tx.ts';

type Reader = Pick<Database, 'read'>;

const SYSTEM = { region: COUNTRY, user: '' };
const LOOK_EVERY = 1000;

/** Stops the statement that a backend works on; one that works on nothing goes on. */
async function interrupt(database: Reader, pid: number): Promise<void> {
  await database.read(SYSTEM, (tx) => tx.find('select pg_cancel_backend($1)', [pid]));
}

/**
 * While one long statement runs, whoever waits for it cannot see that it shall stop: looks every second whether that was
 * `asked`, and stops it. Ends when the answer is called.
 */
export function interruptWhen(database: Reader, pid: number, asked: () => Promise<boolean>): () => void {
  const look = async (): Promise<void> => {
    if (await asked()) await interrupt(database, pid);
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** Runs `work` of the transaction `sql`, which PostgreSQL gives up when the signal comes. */
export async function interruptible<T>(
  signal: AbortSignal | undefined,
  database: Reader,
  sql: Sql,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work();
  const backend = await sql.find<{ pid: number }>('select pg_backend_pid() as pid');
  const end = (): void => {
    if (backend !== undefined) void interrupt(database, backend.pid).catch(() => undefined);
  };
  signal.addEventListener('abort', end);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Says who works here, for as long as the transaction lasts, so that `interruptWorker` finds it. */
export async function markWorker(sql: Sql, name: string): Promise<void> {
  await sql.find(`select set_config('application_name', $1, true)`, [name]);
}

/**
 * Stops the statement of whoever said so. False when nobody does. Between two statements there is none to stop, so it is
 * asked again until nobody does.
 */
export async function interruptWorker(tx: ReadTx, name: string): Promise<boolean> {
  const found = await tx.rows<{ stopped: boolean }>(
    'select pg_cancel_backend(pid) as stopped from pg_stat_activity where application_name = $1',
    [name],
  );
  return found.length > 0;
}
