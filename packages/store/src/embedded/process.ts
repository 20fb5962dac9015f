import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, realpath } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What tells a living process from a later one of the same number: boot and start time.
 * `undefined`: no such process (a zombie counts as gone). Windows does not say cheaply: there the name of its program.
 */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return linuxIdentity(pid);
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'win32') return windowsProgram(pid);
  const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  const line = stdout.trim();
  return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

/** `"postgres.exe","4212","Console","1","12,345 K"`, or a sentence in the system's language when there is none. */
async function windowsProgram(pid: number): Promise<string | undefined> {
  const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], {
    windowsHide: true,
  });
  return /^"([^"]+)","\d+"/m.exec(stdout)?.[1]?.toLowerCase();
}

async function linuxIdentity(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; fields are counted after its last bracket (proc(5): state is 3, start 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether `pid` is a PostgreSQL server on this data folder: its working directory is the folder itself. A number may be
 * another program's by now, and whoever asks is about to end it: elsewhere than on Linux its command line must name
 * the folder, on Windows it must at least be a PostgreSQL server.
 */
export async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  const identity = await identityOf(pid);
  if (identity === undefined) return false;
  if (process.platform === 'linux') return (await workingDirectory(pid)) === (await realpath(dataDir));
  if (process.platform === 'win32') return identity === 'postgres.exe';
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres') && stdout.includes(dataDir);
}

/** Server processes that outlived their parent: on Linux all that work in the folder, elsewhere unknown (none). */
export async function processesIn(dataDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const folder = await realpath(dataDir);
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const pid = Number(name);
    if ((await workingDirectory(pid)) === folder && (await isPostgres(pid))) found.push(pid);
  }
  return found;
}

async function isPostgres(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'postgres' && (await identityOf(pid)) !== undefined;
}

async function workingDirectory(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}
