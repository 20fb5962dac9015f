import { Problem } from '@mingbai/core';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { migrate } from './migrate.ts';

const POOR = 'mingbai_test_poor_owner';

let database: TestDatabase;
let server: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  server = new pg.Client({ connectionString: database.ownerUrl });
  await server.connect();
  await server.query(`drop role if exists ${POOR}`);
  await server.query(`create role ${POOR} login password 'poor' nosuperuser nocreaterole`);
});
afterAll(async () => {
  await server.query(`drop owned by ${POOR}`);
  await server.query(`drop role ${POOR}`);
  await server.end();
  await database.drop();
});

test('an owner who may not make roles hears which account, and what to run', async () => {
  const url = new URL(database.ownerUrl);
  [url.username, url.password] = [POOR, 'poor'];
  const refused = await migrate(url.href, { app: 'test-app', auth: 'test-auth' }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ code: 'database-rights', details: { owner: POOR } });
});
