import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '@mingbai/core';
import { type Account, give } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './environment.ts';

const run = promisify(execFile);

/** Name of the file in the data folder that holds the superuser's password where there is no Unix socket. */
export const PASSWORD_FILE = 'mingbai.password';

/** Windows has no socket with file rights in Node's reach: there the server listens on 127.0.0.1 with a password. */
export const usesSocket = process.platform !== 'win32';

export async function hasCluster(dataDir: string): Promise<boolean> {
  return access(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the data folder. All is done beside it and renamed at the end, so that one killed half-way leaves only a
 * `.new-…` folder, which the next start removes. Call it with the folder locked.
 */
export async function createCluster(
  binaries: Binaries,
  dataDir: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  await removeDrafts(dataDir);
  const draft = `${dataDir}.new-${process.pid}`;
  await mkdir(draft, { mode: 0o700 });
  if (account !== undefined) await give(draft, account);
  const passwordFile = `${draft}.password`;
  if (!usesSocket) await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await initdb(binaries, draft, account, [
    ...(usesSocket
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]),
    ...(durable ? [] : ['--no-sync']),
  ]);
  await writeFile(join(draft, 'postgresql.conf'), CONFIGURATION);
  if (!usesSocket) await rename(passwordFile, join(draft, PASSWORD_FILE));
  await chmod(draft, 0o700);
  if (account !== undefined) await give(draft, account);
  // An empty folder may stand in the way (a mounted volume's mount point cannot be replaced, and says so here).
  await rm(dataDir, { recursive: false, force: true }).catch(() => {});
  await rename(draft, dataDir);
  if (durable) await syncFolder(dirname(dataDir));
}

/** The system's name for a UTF-8 locale differs; sorting and case come from PostgreSQL's own C.UTF-8 everywhere. */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

const CONFIGURATION = `# Settings of your own go below the include, and win over it.
include 'mingbai.conf'
`;

async function initdb(
  binaries: Binaries,
  folder: string,
  account: Account | undefined,
  more: readonly string[],
): Promise<void> {
  for (const locale of LOCALES) {
    try {
      await run(
        binaries.initdb,
        [
          `--pgdata=${folder}`,
          '--username=postgres',
          '--encoding=UTF8',
          '--locale-provider=builtin',
          `--locale=${locale}`,
          '--builtin-locale=C.UTF-8',
          ...more,
        ],
        {
          env: serverEnvironment(),
          cwd: dirname(binaries.initdb),
          ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
        },
      );
      return;
    } catch (error) {
      const said = String((error as { stderr?: string }).stderr ?? error).trim();
      if (said.includes('invalid locale') && locale !== LOCALES.at(-1)) continue;
      await rm(folder, { recursive: true, force: true });
      throw new Problem('database-failed', { detail: said, log: dirname(folder) });
    }
  }
}

async function removeDrafts(dataDir: string): Promise<void> {
  const parent = dirname(dataDir);
  for (const name of await readdir(parent))
    if (name.startsWith(`${basename(dataDir)}.new-`))
      await rm(join(parent, name), { recursive: true, force: true });
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
