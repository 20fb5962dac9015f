import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.mjs';

/**
 * What Node is told where a server is started. V8 lets the nursery of every thread grow to 32 MB and never gives it
 * back; a server spends its life waiting, and beside an import each of its threads would hold that much of nothing.
 */
const FLAGS = JSON.parse(
  readFileSync(join(ROOT, 'packages', 'store', 'src', 'thread', 'flags.json'), 'utf8'),
);
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs the command line in a process of its own and ends as it ends. Its folder is the one the person stands in. */
export function runCli(args, { watch = false } = {}) {
  const tie = pathToFileURL(join(ROOT, 'scripts', 'tie.mjs')).href;
  const main = join(ROOT, 'packages', 'cli', 'src', 'main.ts');
  const run = join(ROOT, 'packages', 'store', 'src', 'thread', 'run.mjs');
  const child = spawn(
    process.execPath,
    [
      ...FLAGS,
      '--import',
      tie,
      // What is edited all the time is loaded file by file, what is used in one piece.
      ...(watch ? ['--import', import.meta.resolve('tsx'), '--watch', '--watch-preserve-output'] : [run]),
      main,
      ...args,
    ],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      cwd:
        process.env.npm_lifecycle_event === undefined
          ? process.cwd()
          : (process.env.INIT_CWD ?? process.cwd()),
      env: { ...process.env, MINGBAI_TIED_TO: String(process.pid) },
    },
  );
  for (const name of SIGNALS)
    process.on(name, () => {
      // A terminal sends Ctrl-C to every process in it, the child among them.
      if (name !== 'SIGINT' || !process.stdin.isTTY) child.kill(name);
    });
  endWithNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of SIGNALS) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/** npm killed with -9 passes nothing on: then somebody else is our parent. Outside npm a parent may go as it likes. */
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const above = parentOfShell(parent);
  setInterval(() => {
    if (process.ppid !== parent || parentOfShell(parent) !== above) end();
  }, 500).unref();
}

/** npm runs us through `sh -c`, which may stay between: then its parent is npm. Linux says so at no cost. */
function parentOfShell(pid) {
  try {
    const [, name, , above] =
      /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return /^(?:sh|dash|bash|ash|busybox)$/.test(name) ? above : undefined;
  } catch {
    return undefined;
  }
}
