import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { isRoot } from './account.ts';
import { defaultHome } from './home.ts';
import { identityOf, processesIn } from './process.ts';
import { type Embedded, startEmbedded } from './start.ts';

const RUN = fileURLToPath(new URL('../thread/run.mjs', import.meta.url));
const HOLD = fileURLToPath(new URL('./hold.ts', import.meta.url));
let base = '';
let data = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'mingbai-embedded-'));
  await chmod(base, 0o711);
  data = join(base, '数据 folder', 'postgres');
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** The test's own start: stopped when the test ends, however it does. */
async function started(dataDir = data): Promise<Embedded> {
  const server = await startEmbedded({ dataDir });
  onTestFinished(() => server.stop());
  return server;
}

interface Held {
  readonly child: ChildProcess;
  readonly said: Record<string, unknown>;
}

/** Another Node process that holds the folder; `said` is its first line. */
async function hold(...more: string[]): Promise<Held> {
  const child = spawn(process.execPath, [RUN, HOLD, data, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, said: JSON.parse(line) as Record<string, unknown> };
}

async function rowsKept(server: Embedded): Promise<number> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ rows: number }>('select count(*)::int as rows from kept');
  await client.end();
  return rows[0]?.rows ?? 0;
}

async function serverGone(pid: number, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(50))
    if ((await identityOf(pid)) === undefined && (await processesIn(data)).length === 0) return true;
  return false;
}

async function watcherOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

test('creates the data in UTF-8 with its own locale, and removes what a killed creation left', async () => {
  await mkdir(`${data}.new-1/base`, { recursive: true });
  const server = await started();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query(
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
            current_setting('listen_addresses') as tcp, current_setting('synchronous_commit') as commit
     from pg_database where datname = current_database()`,
  );
  await client.end();
  expect(rows).toEqual([{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', tcp: '', commit: 'on' }]);
  expect((await readdir(join(data, '..'))).filter((name) => name.includes('.new-'))).toEqual([]);
});

test('a second start says who holds the folder', async () => {
  const server = await started();
  await server.describe('http://127.0.0.1:4115');
  const refused = await startEmbedded({ dataDir: data }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'data-in-use',
    details: { pid: process.pid, host: hostname(), where: ' (http://127.0.0.1:4115)' },
  });
  expect((await hold()).said).toEqual({ refused: 'data-in-use' });
});

test('of two processes that start at once, one serves and one is refused', async () => {
  const both = await Promise.all([hold('orderly'), hold('orderly')]);
  expect(both.map(({ said }) => ('refused' in said ? 'refused' : 'serves')).sort()).toEqual([
    'refused',
    'serves',
  ]);
  const serving = both.find(({ said }) => 'postgres' in said);
  serving?.child.kill('SIGTERM');
  expect(await serverGone(Number(serving?.said['postgres']), 10_000)).toBe(true);
});

test('kill -9 leaves no server behind, and the next start finds what was committed', async () => {
  const { child, said } = await hold();
  child.kill('SIGKILL');
  expect(await serverGone(Number(said['postgres']), 10_000)).toBe(true);
  const server = await started();
  expect(server.adopted).toBe(false);
  expect(await rowsKept(server)).toBe(said['rows']);
});

test('started again at once after kill -9, it waits for the old server and goes on', async () => {
  const { child, said } = await hold();
  child.kill('SIGKILL');
  expect(await rowsKept(await started())).toBe(said['rows']);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s to the whole group ends all, handled or not',
  async (name) => {
    for (const manner of ['orderly', 'heedless']) {
      const { child, said } = await hold(manner);
      process.kill(-(child.pid as number), name);
      expect(await serverGone(Number(said['postgres']), 10_000)).toBe(true);
    }
  },
);

test.runIf(process.platform === 'linux')('a server whose watcher died with us is taken over', async () => {
  const { child, said } = await hold();
  const postgres = Number(said['postgres']);
  process.kill(await watcherOf(postgres), 'SIGKILL');
  child.kill('SIGKILL');
  const server = await started();
  expect(server.adopted || (await identityOf(postgres)) === undefined).toBe(true);
  expect(await rowsKept(server)).toBe(said['rows']);
});

test.runIf(process.platform === 'linux')('a lost watcher is noticed and its server ended', async () => {
  const { child, said } = await hold();
  const exit = once(child, 'exit');
  process.kill(await watcherOf(Number(said['postgres'])), 'SIGKILL');
  expect((await exit)[0]).toBe(3);
  expect(await serverGone(Number(said['postgres']), 10_000)).toBe(true);
});

test('a crashed server is noticed, and its stale files do not stop the next start', async () => {
  const { child, said } = await hold();
  const exit = once(child, 'exit');
  process.kill(Number(said['postgres']), 'SIGKILL');
  expect((await exit)[0]).toBe(3);
  expect(existsSync(join(data, 'postmaster.pid'))).toBe(true);
  expect(await rowsKept(await started())).toBe(said['rows']);
});

test('stale lock and pid files that name a living, other process are seen through', async () => {
  await (await started()).stop();
  const stale = {
    pid: process.pid,
    identity: 'an earlier boot',
    host: hostname(),
    since: '2026-01-01T00:00:00Z',
  };
  await writeFile(`${data}.lock`, JSON.stringify(stale));
  const lines = [process.pid, data, 1_700_000_000, 5432, data, '', '1 1', 'ready'];
  await writeFile(join(data, 'postmaster.pid'), `${lines.join('\n')}\n`);
  expect(await rowsKept(await started())).toBeGreaterThan(0);
});

test('a data path too long for a socket still works', async () => {
  const server = await started(join(base, 'long'.repeat(30), 'postgres'));
  expect(server.socketDir).not.toContain('long');
  await server.stop();
  expect(existsSync(server.socketDir as string)).toBe(false);
});

test.runIf(isRoot())('as root, a folder closed to the database is named', async () => {
  const closed = join(base, 'closed');
  await mkdir(closed, { mode: 0o700 });
  await expect(startEmbedded({ dataDir: join(closed, 'postgres') })).rejects.toMatchObject({
    code: 'data-unreachable',
    details: { folder: closed },
  });
});

test.skipIf(isRoot())('data of another user is refused by name', async () => {
  await expect(startEmbedded({ dataDir: '/etc' })).rejects.toMatchObject({ code: 'data-of-another-user' });
});

test.runIf(isRoot())('as root, a clone that is closed to the database keeps its data elsewhere', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'mingbai-closed-'));
  onTestFinished(() => rm(closed, { recursive: true, force: true }));
  const home = join(closed, 'mingbai', '.mingbai');
  expect(defaultHome(home)).toMatch(/^\/var\/lib\/mingbai\/mingbai-[0-9a-f]{8}$/);
  expect(defaultHome(home)).toBe(defaultHome(home));
  await chmod(closed, 0o711);
  expect(defaultHome(home)).toBe(home);
});
