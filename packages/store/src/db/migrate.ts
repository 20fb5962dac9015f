import { readFile, readdir } from 'node:fs/promises';
import { Problem } from '@mingbai/core';
import pg from 'pg';

/** Passwords of the two log-in roles; they live beside the keys, never in the database's text. */
export interface RolePasswords {
  readonly app: string;
  readonly auth: string;
}

const FOLDER = new URL('../migrations/', import.meta.url);
/** Any number: two servers starting at once migrate one after the other. */
const LOCK = 411_525;

/**
 * Brings the database behind the owner's URL up to date: makes the roles, then runs every migration not yet
 * run, each in its own transaction. Returns the names of those it ran. A migration whose text has changed
 * since it ran is an error: history is not rewritten.
 */
export async function migrate(ownerUrl: string, passwords: RolePasswords): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mingbai-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await requireVersion(client);
    try {
      return await bringUp(client, passwords);
    } catch (error) {
      throw await rightsProblem(client, error);
    }
  } finally {
    await client.end();
  }
}

async function bringUp(client: pg.Client, passwords: RolePasswords): Promise<string[]> {
  await ensureRole(client, 'mingbai_app', passwords.app);
  await ensureRole(client, 'mingbai_auth', passwords.auth);
  await client.query(`create table if not exists public.mingbai_migration
    (name text primary key, digest text not null, at timestamptz not null default now())`);
  const ran: string[] = [];
  for (const name of await migrationNames()) {
    if (await runOnce(client, name)) ran.push(name);
  }
  return ran;
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** An account that may not make roles, or does not own the database, is told so in words with the remedy. */
async function rightsProblem(client: pg.Client, error: unknown): Promise<unknown> {
  const { code, message } = ((error as Error).cause ?? error) as Error & { code?: string };
  if (code !== INSUFFICIENT_PRIVILEGE) return error;
  const { rows } = await client.query<{ owner: string; database: string }>(
    'select current_user as owner, current_database() as database',
  );
  const { owner = '', database = '' } = rows[0] ?? {};
  return new Problem('database-rights', { owner, database, detail: message });
}

async function migrationNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
}

async function runOnce(client: pg.Client, name: string): Promise<boolean> {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  const { rows } = await client.query<{ digest: string; own: string }>(
    `select m.digest, md5($2) as own from (values (1)) v(x) left join public.mingbai_migration m on m.name = $1`,
    [name, text],
  );
  const row = rows[0];
  if (row?.digest != null) {
    if (row.digest !== row.own) throw new Error(`migration ${name} was changed after it had run`);
    return false;
  }
  try {
    await client.query('begin');
    await client.query(text);
    await client.query('insert into public.mingbai_migration (name, digest) values ($1, md5($2))', [
      name,
      text,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
  return true;
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ v: number }>(
    `select current_setting('server_version_num')::int as v`,
  );
  const version = rows[0]?.v ?? 0;
  if (version < 150_000) throw new Problem('database-too-old', { version: Math.floor(version / 10_000) });
}

/** The role is made or its password set; it must never be able to pass by row-level security. */
async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rows } = await client.query<{ strong: boolean }>(
    'select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1',
    [name],
  );
  if (rows[0]?.strong === true)
    throw new Error(`role ${name} may bypass row-level security: take that from it`);
  // A new role has no other rights by itself; naming them again takes a superuser up to PostgreSQL 15.
  const verb = rows.length === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${client.escapeIdentifier(name)} login password ${client.escapeLiteral(password)}`,
  );
  const { rows: database } = await client.query<{ name: string }>('select current_database() as name');
  await client.query(
    `grant connect on database ${client.escapeIdentifier(database[0]?.name ?? '')} to ${client.escapeIdentifier(name)}`,
  );
}
