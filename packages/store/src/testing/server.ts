import { randomBytes } from 'node:crypto';
import { startEphemeral } from '../embedded/start.ts';

/**
 * Global set-up of vitest: one server for the run, gone with it however it ends. `MINGBAI_TEST_DATABASE_URL` names
 * another instead; its user must be allowed to make roles and databases.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env['MINGBAI_TEST_DATABASE_URL'];
  const server = given === undefined ? await startEphemeral() : undefined;
  process.env['MINGBAI_TEST_SERVER'] = given ?? server?.url;
  process.env['MINGBAI_TEST_RUN'] = randomBytes(4).toString('hex');
  return async () => {
    if (server !== undefined) return server.stop();
    const { dropRun } = await import('./postgres.ts');
    await dropRun();
  };
}
