import { setTimeout } from 'node:timers/promises';
import { updateImport, type Database, type ImportRow } from '@mingbai/store';
import type { PoolClient } from 'pg';
import { scopeOfJob, type ImportContext } from './context.ts';
import type { Beat } from './read.ts';

const JOB_LOCK = 8;
const COUNTY_LOCK = 9;

/**
 * A job belongs to whoever holds its lock: the server's runner or a shell beside it, never both. Undefined: somebody
 * else has it. Given back, or gone with the connection.
 */
export async function lockJob(
  database: Pick<Database, 'connect'>,
  id: string,
): Promise<(() => Promise<void>) | undefined> {
  const client: PoolClient = await database.connect();
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2::int) as got', [
    JOB_LOCK,
    id,
  ]);
  if (rows[0]?.got !== true) {
    client.release();
    return undefined;
  }
  return async () => {
    await client.query('select pg_advisory_unlock($1, $2::int)', [JOB_LOCK, id]).catch(() => undefined);
    client.release();
  };
}

/**
 * One import of a county writes at a time; the others wait and say for whom. The lock belongs to a connection,
 * so it is gone with whoever held it, however that one ended.
 */
export async function lockCounty(
  context: ImportContext,
  job: ImportRow,
  beat: Beat,
): Promise<() => Promise<void>> {
  const client = await context.database.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [
        COUNTY_LOCK,
        job.county,
      ]);
      if (rows[0]?.got === true) break;
      await sayWhoHolds(context, job);
      await beat('waiting', 0, null);
      await setTimeout(300);
    }
  } catch (error) {
    client.release();
    throw error;
  }
  return async () => {
    await client.query('select pg_advisory_unlock($1, $2)', [COUNTY_LOCK, job.county]);
    client.release();
  };
}

async function sayWhoHolds(context: ImportContext, job: ImportRow): Promise<void> {
  await context.database.keep(scopeOfJob(job), async (tx) => {
    const holder = await tx.find<{ id: string }>(
      `select id::text from mingbai.import where county = $1 and state = 'committing' and id <> $2 order by id limit 1`,
      [job.county, job.id],
    );
    await updateImport(tx, job.id, { waiting_for: holder?.id ?? null });
  });
}
