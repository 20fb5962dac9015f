import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RUN = fileURLToPath(new URL('../../store/src/thread/run.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Around {
  /** Beside what this process has. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** `mingbai` as `npm run mingbai` starts it: in one piece, which starts in half the time of its files one by one. */
export function startShell(args: readonly string[], { env, input }: Around = {}): ChildProcess {
  const child = spawn(process.execPath, [RUN, MAIN, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  return child;
}

/** For `beforeAll`: its first start after a change of any source makes that piece, and no test is to wait for it. */
export async function shellMade(): Promise<void> {
  const { code, err } = await ended(startShell(['--version']));
  if (code !== 0) throw new Error(err);
}

/** Until it has ended and all it said is here. */
export function ended(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}
