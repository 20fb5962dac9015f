import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './postgres.ts';

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

test('gives databases that are migrated, separate, and held by row-level security', async () => {
  const one = await testDatabase();
  const two = await testDatabase();
  await ask(one.ownerUrl, 'create table only_here (x int)');
  expect(await ask(one.ownerUrl, "select to_regclass('only_here') is not null as there")).toEqual([
    { there: true },
  ]);
  expect(await ask(two.ownerUrl, "select to_regclass('only_here') is not null as there")).toEqual([
    { there: false },
  ]);
  expect(await ask(two.ownerUrl, 'select count(*) > 0 as some from public.mingbai_migration')).toEqual([
    { some: true },
  ]);
  const [role] = await ask(
    two.appUrl,
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  );
  expect(role).toEqual({ rolname: 'mingbai_app', rolsuper: false, rolbypassrls: false });
  await one.drop();
  await two.drop();
});
