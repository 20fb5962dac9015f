import pg from 'pg';
import { migrate, type RolePasswords } from '../db/migrate.ts';

export { openUnder } from './open-files.ts';

export interface TestDatabase {
  /** The owner: passes by row-level security. */
  readonly ownerUrl: string;
  /** The server's role, held by row-level security. */
  readonly appUrl: string;
  /** The sign-in library's role. */
  readonly authUrl: string;
  drop(): Promise<void>;
}

/** The same in every run: two runs on one outside server must not change each other's. */
const PASSWORDS: RolePasswords = { app: 'test-app', auth: 'test-auth' };
let made = 0;

/** A fresh, migrated database on the server of this run, copied from one that was migrated once. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = await migratedTemplate();
  made += 1;
  const name = `${prefix()}_${process.pid}_${made}`;
  await onServer((client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    ownerUrl: urlOf(name),
    appUrl: urlOf(name, 'mingbai_app', PASSWORDS.app),
    authUrl: urlOf(name, 'mingbai_auth', PASSWORDS.auth),
    drop: () =>
      onServer(async (client) => {
        await left(client, name);
        await client.query(`drop database ${name} with (force)`);
      }),
  };
}

const PATIENCE = 2_000;

/**
 * A pool says it has ended before its connections have: cut off by force, one of them would tell its end to a test that
 * no longer listens, as an error of whichever test is running by then.
 */
async function left(client: pg.Client, name: string): Promise<void> {
  const until = Date.now() + PATIENCE;
  const connected = async () =>
    (await client.query('select from pg_stat_activity where datname = $1', [name])).rows.length > 0;
  while ((await connected()) && Date.now() < until) await new Promise((done) => setTimeout(done, 5));
}

/** Everything this run has made on a server that outlives it. */
export async function dropRun(): Promise<void> {
  await onServer(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix()],
    );
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}

/** Any number; workers that start together make the template once. */
const TEMPLATE_LOCK = 411_526;

async function migratedTemplate(): Promise<string> {
  const name = `${prefix()}_template`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    // Under another name until it is complete: a failed migration must fail every test, not only the first.
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft} template template0`);
    await migrate(urlOf(draft), PASSWORDS);
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return on(server(), work);
}

async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function server(): string {
  const url = process.env['MINGBAI_TEST_SERVER'];
  if (url === undefined)
    throw new Error('vitest.config.ts must name packages/store/src/testing/server.ts as globalSetup');
  return url;
}

function prefix(): string {
  return `mingbai_test_${process.env['MINGBAI_TEST_RUN'] ?? 'run'}`;
}

function urlOf(database: string, user?: string, password?: string): string {
  const url = new URL(server());
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
