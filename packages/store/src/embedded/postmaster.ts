import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isServerOf, processesIn } from './process.ts';

/** What the server writes of itself into `postmaster.pid` (PostgreSQL's `miscadmin.h`: LOCK_FILE_LINE_*). */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

export async function readPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Clears what an earlier run left: waits for a server that is going down, ends one that nobody watches any more
 * (fast shutdown: what was committed stays), removes a `postmaster.pid` whose number another program has now.
 * Call it with the folder locked. Answers whether a living server was found.
 */
export async function endOrphan(dataDir: string, log: (line: string) => void): Promise<boolean> {
  const left = await readPostmaster(dataDir);
  const lives = left !== undefined && (await isServerOf(left.pid, dataDir));
  if (lives) {
    log('等待上次运行的数据库结束 · Waiting for the database of the last run to end');
    // Its watcher has up to here to do it; then nobody will.
    if (!(await waitEnd(left.pid, 3_000))) {
      signal(left.pid, 'SIGINT');
      if (!(await waitEnd(left.pid, 60_000))) signal(left.pid, 'SIGQUIT');
      await waitEnd(left.pid, 30_000);
    }
  }
  // Backends whose postmaster was killed leave by themselves as soon as they notice.
  for (let tries = 0; tries < 100 && (await processesIn(dataDir)).length > 0; tries += 1) await sleep(100);
  const still = await readPostmaster(dataDir);
  if (still !== undefined && !(await isServerOf(still.pid, dataDir)))
    await rm(join(dataDir, 'postmaster.pid'));
  return lives;
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already, which is what was wanted.
  }
}

async function waitEnd(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while ((await identityOf(pid)) !== undefined) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}
