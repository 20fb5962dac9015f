import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RUN = 'packages/store/src/thread/run.mjs';
const BOOT_SECONDS = 180;

export interface Running {
  readonly url: string;
  /** Ends it as Ctrl-C does and removes its home. Throws when it did not end in order. */
  readonly stop: () => Promise<void>;
}

/** Mingbai as a person starts it, with a home of its own and a free port, until it says its address. */
export async function startMingbai(...options: readonly string[]): Promise<Running> {
  const home = await mkdtemp(join(tmpdir(), 'mingbai-e2e-'));
  // Started by root, the database runs as another user, who must be able to pass.
  await chmod(home, 0o711);
  const serve = [RUN, 'packages/cli/src/main.ts', 'serve', '--home', home, '--port', '0'];
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [...serve, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let said = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const url = await new Promise<string>((ready, fail) => {
    const late = setTimeout(
      () => fail(new Error(`no address after ${BOOT_SECONDS} s:\n${said}`)),
      BOOT_SECONDS * 1000,
    );
    const hear = (text: string): void => {
      said += text;
      const address = /Mingbai\s+(http:\/\/\S+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(late);
      ready(address);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
    void ended.then((code) => fail(new Error(`serve ended with ${code}:\n${said}`)));
  }).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
    throw error;
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      const code = await ended;
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      if (code !== 0) throw new Error(`serve ended with ${code}:\n${said}`);
    },
  };
}
