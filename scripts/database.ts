/** Writes docs/database.md from a freshly migrated database; with `--check` says whether it is up to date. */
import { COUNTRY } from '@mingbai/core';
import { openDatabase } from '@mingbai/store';
import { testDatabase } from '@mingbai/store/testing';
import startServer from '../packages/store/src/testing/server.ts';
import { databaseText } from './database/render.ts';
import { readSchema } from './database/schema.ts';
import { writeOrCheck } from './written.ts';

await writeOrCheck(
  { 'docs/database.md': await describeFresh() },
  'the migrations make',
  process.argv.includes('--check'),
);

/** A server of its own, gone at the end, so that nobody's database is looked at. */
async function describeFresh(): Promise<string> {
  const stop = await startServer();
  try {
    const made = await testDatabase();
    const database = openDatabase(made.ownerUrl, { connections: 1 });
    try {
      const { relations, routines } = await database.read({ region: COUNTRY, user: '' }, readSchema);
      return databaseText(relations, routines);
    } finally {
      await database.close();
      await made.drop();
    }
  } finally {
    await stop();
  }
}
