import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { peakMb } from '../memory.ts';

/** The command behind `npm start`. */
const START = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
const LOOK_EVERY = 50;
const PATIENCE = 600_000;

export interface Started {
  /** From the command to the first page, complete. */
  readonly seconds: number;
  /** Of the serving process until then. */
  readonly peakMb: number;
  readonly address: string;
  stop(): Promise<void>;
}

/** `npm start` with its data in `home`, until the first page is there. */
export async function startProduct(home: string, more: readonly string[] = []): Promise<Started> {
  const begun = performance.now();
  const state = join(home, 'state.json');
  const child = spawn(process.execPath, [START, '--home', home, '--port', '0', ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // The server is where it says it is, and not somebody else's.
    env: { ...process.env, DATABASE_URL: '' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the start ended with ${child.exitCode}: ${said}`);
      if (performance.now() - begun > PATIENCE) throw new Error(`no page after ten minutes: ${said}`);
      const at = existsSync(state) ? stateOf(state) : undefined;
      if (at !== undefined && (await firstPage(at.address))) {
        const seconds = (performance.now() - begun) / 1000;
        return { seconds, peakMb: peakMb(at.pid), address: at.address, stop };
      }
      await setTimeout(LOOK_EVERY);
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The page and every script and style that it names. */
async function firstPage(address: string): Promise<boolean> {
  try {
    const page = await fetch(address);
    const html = await page.text();
    if (page.status !== 200) return false;
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)) {
      const part = await fetch(new URL(path ?? '', address));
      await part.arrayBuffer();
      if (part.status !== 200) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function stateOf(file: string): { pid: number; address: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; address: string };
  } catch {
    // Half written.
    return undefined;
  }
}
