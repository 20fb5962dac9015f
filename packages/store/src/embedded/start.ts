import { chmod, chown, mkdir, mkdtemp, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Problem } from '@mingbai/core';
import { type Account, accountFor, closedFolder, give } from './account.ts';
import { findBinaries } from './binaries.ts';
import { createCluster, hasCluster } from './cluster.ts';
import { lockFolder } from './lock.ts';
import { chooseAddress, urlOf } from './place.ts';
import { endOrphan } from './postmaster.ts';
import { runServer } from './server.ts';
import { settings } from './settings.ts';

export interface EmbeddedOptions {
  /** Made when it is not there. `<dataDir>.lock` and `<dataDir>.log` (the server's) stand beside it. */
  readonly dataDir: string;
  /** One line for people, both languages. */
  readonly log?: (line: string) => void;
  /** The server ended though nobody stopped it. */
  readonly onLost?: () => void;
}

export interface Embedded {
  /** For the superuser `postgres` on database `postgres`. */
  readonly url: string;
  readonly user: 'postgres';
  readonly socketDir: string | undefined;
  readonly port: number;
  readonly pid: number;
  /** A server of an earlier run was still there; it was ended in order and its data taken over. */
  readonly adopted: boolean;
  /** Milliseconds; `initdb` 0 when the data was there already. */
  readonly took: { readonly initdb: number; readonly start: number };
  urlFor(database: string, user?: string): string;
  /** What a second starter is told of us, e.g. the address of the web server. */
  describe(about: string): Promise<void>;
  /** Fast shutdown; all connections are closed. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder of ours. However this process ends, the server ends with it.
 * Throws `data-in-use`, `data-unreachable`, `data-of-another-user`, `no-database-here`, `database-failed`.
 */
export function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  return start(options, undefined);
}

/** A server for tests, in a folder of its own under /tmp that goes with it: faster, and a crash loses the data. */
export async function startEphemeral(): Promise<Embedded> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbai-test-'));
  await chmod(folder, 0o711);
  return start({ dataDir: join(folder, 'postgres') }, folder);
}

async function start(options: EmbeddedOptions, ephemeral: string | undefined): Promise<Embedded> {
  const log = options.log ?? (() => {});
  const durable = ephemeral === undefined;
  const dataDir = await prepareParent(options.dataDir);
  const account = accountFor(dataDir);
  if (account !== undefined) assertReachable(dataDir, account);
  const binaries = await findBinaries(account);
  const lock = await lockFolder(dataDir);
  try {
    return await startLocked();
  } catch (error) {
    await lock.release();
    throw error;
  }

  async function startLocked(): Promise<Embedded> {
    const begun = performance.now();
    const isNew = !(await hasCluster(dataDir));
    if (isNew) {
      log('正在创建数据库 · Creating the database');
      await createCluster(binaries, dataDir, account, durable);
    } else if (account !== undefined && (await stat(dataDir)).uid !== account.uid)
      await give(dataDir, account);
    const created = performance.now();
    const adopted = isNew ? false : await endOrphan(dataDir, log);
    const address = await chooseAddress(dataDir, account);
    await writeSettings(join(dataDir, 'mingbai.conf'), await settings(address, durable), account);
    const server = await runServer(binaries, dataDir, account, ephemeral, log).catch(
      async (error: unknown) => {
        await address.close();
        throw error;
      },
    );
    let stopping: Promise<void> | undefined;
    void server.ended.then(() => {
      if (stopping === undefined) options.onLost?.();
    });
    const finish = async (): Promise<void> => {
      await server.stop();
      await address.close();
      await lock.release();
    };
    return {
      url: urlOf(address, 'postgres', 'postgres'),
      user: 'postgres',
      socketDir: address.socketDir,
      port: address.port,
      pid: server.pid,
      adopted,
      took: { initdb: isNew ? created - begun : 0, start: performance.now() - created },
      urlFor: (database, user = 'postgres') => urlOf(address, database, user),
      describe: (about) => lock.describe(about),
      stop: () => (stopping ??= finish()),
    };
  }
}

/** The parent must be there and real: a path through a link would name the same data twice. */
async function prepareParent(dataDir: string): Promise<string> {
  await mkdir(dirname(dataDir), { recursive: true, mode: 0o755 });
  return join(await realpath(dirname(dataDir)), basename(dataDir));
}

function assertReachable(dataDir: string, account: Account): void {
  const folder = closedFolder(dirname(dataDir), account);
  if (folder !== undefined) throw new Problem('data-unreachable', { folder, user: account.name });
}

async function writeSettings(path: string, text: string, account: Account | undefined): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  await chmod(path, 0o600);
  if (account !== undefined) await chown(path, account.uid, account.gid);
}
