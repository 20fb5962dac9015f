import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openAsBlob, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { formOf } from '@mingbai/core';
import { createDatabase } from '@mingbai/store';
import { keptFolder } from '../folder.ts';
import { personsCsv } from '../inputs.ts';
import { say } from '../log.ts';
import type { Cluster } from '../place.ts';

/** The last line for Node 20; BUSL-1.1: installed to be measured, never part of what we give away. */
const PACKAGE = 'directus@11.3.5';
const EMAIL = 'bench@example.com';
const PASSWORD = 'a bench has no secrets 7';
const COLUMNS = formOf('person-47').columns.map((_, index) => `c${index}`);
const START_WITHIN = 180;

export interface PeerImported {
  readonly rows: number;
  readonly seconds: number;
}

/**
 * The same rows through the import of Directus (`POST /utils/import`), a general tool that county offices could take
 * instead: on the same database server, a text column for each of ours, its settings as they come. It is installed on
 * demand, from the registry that npm is set to.
 */
export async function importInDirectus(cluster: Cluster, rows: number): Promise<PeerImported> {
  const folder = keptFolder('directus');
  await installed(folder);
  const name = 'bench_directus';
  await createDatabase(cluster.embedded.url, name);
  const port = 20_000 + (process.pid % 20_000);
  const env = settings(cluster.embedded.urlFor(name), port, folder);
  await run(folder, env, 'bootstrap');
  const server = directus(folder, env, 'start');
  try {
    const at = `http://127.0.0.1:${port}`;
    await answering(at, server);
    const token = await signIn(at);
    await ask(at, token, '/collections', {
      collection: 'persons',
      schema: {},
      fields: [
        { field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
        ...COLUMNS.map((field) => ({ field, type: 'string', schema: {} })),
      ],
    });
    const form = new FormData();
    form.set('file', await openAsBlob(await plainHeader(rows), { type: 'text/csv' }), 'persons.csv');
    say(`directus: importing ${rows} rows`);
    const begun = performance.now();
    const reply = await fetch(`${at}/utils/import/persons`, {
      method: 'POST',
      headers: bearer(token),
      body: form,
    });
    if (!reply.ok) throw new Error(`Directus imported nothing: ${reply.status} ${await reply.text()}`);
    const seconds = (performance.now() - begun) / 1000;
    const { data } = await ask<{ data: { count: string }[] }>(at, token, '/items/persons?aggregate[count]=*');
    if (Number(data[0]?.count) !== rows) throw new Error(`Directus has ${data[0]?.count} rows of ${rows}`);
    return { rows, seconds };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

function settings(url: string, port: number, folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: url,
    HOST: '127.0.0.1',
    PORT: String(port),
    SECRET: 'sessions-of-a-bench-32-signs-or-more',
    ADMIN_EMAIL: EMAIL,
    ADMIN_PASSWORD: PASSWORD,
    STORAGE_LOCAL_ROOT: join(folder, 'uploads'),
    TELEMETRY: 'false',
    LOG_LEVEL: 'error',
  };
}

async function installed(folder: string): Promise<void> {
  if (existsSync(join(folder, 'node_modules', 'directus', 'cli.js'))) return;
  say(`directus: installing ${PACKAGE} into ${folder}`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new Error(`${PACKAGE} could not be installed`);
}

function directus(folder: string, env: NodeJS.ProcessEnv, command: string): ChildProcess {
  const cli = join(folder, 'node_modules', 'directus', 'cli.js');
  return spawn(process.execPath, ['--no-node-snapshot', cli, command], {
    cwd: folder,
    env,
    stdio: ['ignore', 2, 2],
  });
}

async function run(folder: string, env: NodeJS.ProcessEnv, command: string): Promise<void> {
  const [code] = await once(directus(folder, env, command), 'exit');
  if (code !== 0) throw new Error(`directus ${command} ended with ${String(code)}`);
}

async function answering(at: string, server: ChildProcess): Promise<void> {
  for (let second = 0; second < START_WITHIN; second++) {
    if (server.exitCode !== null) throw new Error('Directus did not start');
    const up = await fetch(`${at}/server/ping`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (up) return;
    await setTimeout(1000);
  }
  throw new Error(`Directus did not answer within ${START_WITHIN} s`);
}

async function signIn(at: string): Promise<string> {
  const { data } = await ask<{ data: { access_token: string } }>(at, undefined, '/auth/login', {
    email: EMAIL,
    password: PASSWORD,
  });
  return data.access_token;
}

async function ask<T>(at: string, token: string | undefined, path: string, body?: object): Promise<T> {
  const reply = await fetch(at + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(token === undefined ? {} : bearer(token)), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** The same file with names for its columns that Directus takes. */
async function plainHeader(rows: number): Promise<string> {
  const path = join(keptFolder('inputs'), `directus-${rows}.csv`);
  const csv = await readFile(await personsCsv(rows));
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`${COLUMNS.join(',')}\n`), csv.subarray(csv.indexOf(10) + 1)]),
  );
  return path;
}
