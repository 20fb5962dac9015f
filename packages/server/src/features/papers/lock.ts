import type { Database } from '@mingbai/store';
import type { PoolClient } from 'pg';

/** With the job's number. */
const JOB_LOCK = 20;

/** Undefined: somebody else works on it. */
export async function lockPaperJob(database: Database, id: string): Promise<PoolClient | undefined> {
  const client = await database.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2::int) as got', [
    JOB_LOCK,
    id,
  ]);
  if (rows[0]?.got === true) return client;
  client.release();
  return undefined;
}

export async function unlockPaperJob(client: PoolClient, id: string): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2::int)', [JOB_LOCK, id]).catch(() => undefined);
  client.release();
}
