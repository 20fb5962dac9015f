import pg from 'pg';

/** Makes the database when it is not there; `serverUrl` names another of the same server. True: it was made. */
export async function createDatabase(serverUrl: string, name: string): Promise<boolean> {
  return onServer(serverUrl, async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return false;
    await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
    return true;
  });
}

/** With all that is in it; ends whoever is connected to it. */
export function dropDatabase(serverUrl: string, name: string): Promise<void> {
  return onServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

/** Drops what our migrations made, in a database that is somebody else's to drop. */
export function dropSchemas(ownerUrl: string): Promise<void> {
  return onServer(ownerUrl, async (client) => {
    await client.query('drop schema if exists mingbai, staging, auth cascade');
    await client.query('drop table if exists public.mingbai_migration');
  });
}

export interface DatabaseStatus {
  readonly version: string;
  readonly bytes: string;
  readonly migrations: readonly { readonly name: string; readonly at: string }[];
}

export function statusOf(ownerUrl: string): Promise<DatabaseStatus> {
  return onServer(ownerUrl, async (client) => {
    const { rows } = await client.query<{ version: string; bytes: string; migrated: boolean }>(
      `select current_setting('server_version') as version, pg_database_size(current_database())::text as bytes,
         to_regclass('public.mingbai_migration') is not null as migrated`,
    );
    const [found] = rows;
    if (found === undefined) throw new Error('no answer');
    const migrations = found.migrated
      ? await client.query<{ name: string; at: Date }>(
          'select name, at from public.mingbai_migration order by name',
        )
      : { rows: [] };
    const { version, bytes } = found;
    return {
      version,
      bytes,
      migrations: migrations.rows.map(({ name, at }) => ({ name, at: at.toISOString() })),
    };
  });
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'mingbai-shell' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
