import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@mingbai/core';
import { identityOf } from './process.ts';

/** Who works on a data folder; kept beside it as `<folder>.lock`, readable by whoever may list the home. */
export interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly host: string;
  readonly since: string;
  /** What it says of itself, e.g. the address of its web server. */
  readonly about?: string;
}

export interface FolderLock {
  /** Adds what the next one is told, e.g. `http://127.0.0.1:4115`. */
  describe(about: string): Promise<void>;
  release(): Promise<void>;
}

const BEAT_MS = 3_000;

/**
 * Takes the lock or throws `data-in-use` with the holder. A holder on this machine is judged by pid and start time;
 * one on another (a shared disk, a container with its own name) by whether its file is still being touched.
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  const path = `${dataDir}.lock`;
  const me: Holder = {
    pid: process.pid,
    identity: (await identityOf(process.pid)) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  };
  for (let tries = 0; !(await create(path, me)); tries += 1) {
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if ((holder !== undefined && (await stays(holder, path))) || tries >= 20) throw inUse(dataDir, holder);
    await removeStale(path, holder);
  }
  let current = me;
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), BEAT_MS);
  beat.unref();
  return {
    async describe(about) {
      current = { ...me, about };
      await replace(path, current);
    },
    async release() {
      clearInterval(beat);
      if (isSame(await readHolder(path), me)) await rm(path, { force: true });
    },
  };
}

/** A hard link appears with its content or not at all, and fails when the name is taken. */
async function create(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(path: string, holder: Holder): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o644 });
  await rename(draft, path);
}

async function readHolder(path: string): Promise<Holder | undefined | 'gone'> {
  try {
    const read = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>;
    return typeof read.pid === 'number' && typeof read.host === 'string' ? (read as Holder) : undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : undefined;
  }
}

/** A process that was just killed is still listed for a moment; who is started again at once must not meet it. */
async function stays(holder: Holder, path: string): Promise<boolean> {
  for (let tries = 0; tries < 15; tries += 1) {
    if (!(await lives(holder, path))) return false;
    if (holder.host !== hostname()) return true;
    await sleep(100);
  }
  return true;
}

async function lives(holder: Holder, path: string): Promise<boolean> {
  if (holder.host === hostname()) return (await identityOf(holder.pid)) === holder.identity;
  const before = await touchedAt(path);
  await sleep(2.5 * BEAT_MS);
  return (await touchedAt(path)) !== before;
}

async function touchedAt(path: string): Promise<number> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** Moved aside first: had another starter replaced the file meanwhile, its own is put back instead of deleted. */
async function removeStale(path: string, stale: Holder | undefined): Promise<void> {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved !== 'gone' && moved !== undefined && !isSame(moved, stale))
    await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

function isSame(one: Holder | undefined | 'gone', other: Holder | undefined): boolean {
  if (one === 'gone' || one === undefined || other === undefined) return one === other;
  return one.pid === other.pid && one.identity === other.identity && one.since === other.since;
}

function inUse(folder: string, holder: Holder | undefined): Problem {
  return new Problem('data-in-use', {
    folder,
    host: holder?.host ?? '?',
    pid: holder?.pid ?? '?',
    since: holder?.since ?? '?',
    where: holder?.about === undefined ? '' : ` (${holder.about})`,
  });
}
