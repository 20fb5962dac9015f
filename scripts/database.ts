/** Writes docs/database.md from a freshly migrated database; with `--check` says whether it is up to date. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { COUNTRY } from '@mingbai/core';
import { openDatabase } from '@mingbai/store';
import { testDatabase } from '@mingbai/store/testing';
import startServer from '../packages/store/src/testing/server.ts';
import { databaseText } from './database/render.ts';
import { readSchema } from './database/schema.ts';

const FILE = fileURLToPath(new URL('../docs/database.md', import.meta.url));

const text = await describeFresh();
if (process.argv.includes('--check')) {
  const current = await readFile(FILE, 'utf8').catch(() => '');
  if (current !== text) {
    console.error('docs/database.md is not what the migrations make: run `npm run generate`');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, text);
  console.log(`docs/database.md: ${text.split('\n').length} lines`);
}

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
