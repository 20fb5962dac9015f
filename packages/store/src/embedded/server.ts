import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '@mingbai/core';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './environment.ts';
import { readPostmaster, signal } from './postmaster.ts';
import { isServerOf } from './process.ts';

export interface RunningServer {
  readonly pid: number;
  /** Settles when the server is gone, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const WATCHER = fileURLToPath(new URL('./watcher.mjs', import.meta.url));

/** Starts the server under its watcher and waits until it takes connections, however long recovery lasts. The folder
 * `remove` goes when the server ends, also when we do not live to see it. */
export async function runServer(
  binaries: Binaries,
  dataDir: string,
  account: Account | undefined,
  remove: string | undefined,
  log: (line: string) => void,
): Promise<RunningServer> {
  const logFile = `${dataDir}.log`;
  const logged = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  const job = {
    ...binaries,
    dataDir,
    logFile,
    remove,
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
  const watcher = spawn(process.execPath, [WATCHER, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: serverEnvironment(),
    // A session of its own: Ctrl-C in the terminal reaches us, and we end the database in order.
    detached: true,
    windowsHide: true,
  });
  let pid: number | undefined;
  let gone = false;
  const ended = new Promise<void>((done) => {
    const finish = async (): Promise<void> => {
      gone = true;
      // The watcher itself may be killed; the server must not outlive us then.
      if (pid !== undefined && (await isServerOf(pid, dataDir).catch(() => false))) signal(pid, 'SIGINT');
      done();
    };
    watcher.on('exit', () => void finish()).on('error', () => void finish());
  });
  watcher.stdin.on('error', () => {});
  createInterface(watcher.stdout).on('line', (line) => {
    pid = (JSON.parse(line) as { pid?: number }).pid ?? pid;
  });
  // A command that forgets to stop us must still be able to end; the closing pipe then does the rest.
  watcher.unref();
  for (const pipe of [watcher.stdin, watcher.stdout]) if (pipe instanceof Socket) pipe.unref();

  const begun = Date.now();
  for (let said = begun; ;) {
    const found = await readPostmaster(dataDir);
    if (pid !== undefined && found?.ready && found.pid === pid) break;
    if (gone)
      throw new Problem('database-failed', { detail: await lastLines(logFile, logged), log: logFile });
    if (Date.now() - said > 5_000) {
      said = Date.now();
      log(`数据库正在恢复 · The database is recovering (${Math.round((said - begun) / 1000)} s)`);
    }
    await sleep(10);
  }
  return {
    pid,
    ended,
    async stop() {
      watcher.ref();
      watcher.stdin.end();
      await ended;
    },
  };
}

/** What the server said since `from` bytes, its last five lines. */
async function lastLines(path: string, from: number): Promise<string> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const text = bytes.subarray(from <= bytes.length ? from : 0).toString('utf8');
  return text.trim().split('\n').slice(-5).join(' | ');
}
