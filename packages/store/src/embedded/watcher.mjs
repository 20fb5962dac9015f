// Parent of the database, in a session of its own. Its standard input is a pipe that our Node process holds: when
// that closes, however the process ended (kill -9 included), the database is shut down fast. Plain JavaScript, so that
// it starts in the time Node itself takes.
import { execFile, spawn } from 'node:child_process';
import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';

const LOG_LIMIT = 8 * 1024 * 1024;
const { postgres, pgCtl, dataDir, logFile, remove, uid, gid } = JSON.parse(process.argv[2]);
const server = spawn(postgres, ['-D', dataDir], {
  stdio: ['ignore', 'pipe', 'pipe'],
  cwd: dataDir,
  windowsHide: true,
  ...(uid === undefined ? {} : { uid, gid }),
});

// PostgreSQL's own log collector would be left to init as a zombie at each shutdown. Two files at most.
let logged = 0;
try {
  logged = statSync(logFile).size;
} catch {}
function keep(chunk) {
  try {
    if (logged > LOG_LIMIT) {
      renameSync(logFile, `${logFile}.1`);
      logged = 0;
    }
    appendFileSync(logFile, chunk, { mode: 0o600 });
    logged += chunk.length;
  } catch {
    // A full disk must not take the database's watcher with it.
  }
}
for (const output of [server.stdout, server.stderr]) output.on('data', keep);

const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
process.stdout.on('error', () => {});
server.on('error', (error) => {
  keep(`${error.message}\n`);
  process.exit(1);
});
server.on('spawn', () => tell({ pid: server.pid }));
// 'close', not 'exit': the last words are in the log by then.
server.on('close', (code) => {
  if (remove !== undefined) rmSync(remove, { recursive: true, force: true });
  process.exit(code ?? 1);
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  end('INT');
  // Only a shutdown checkpoint that cannot finish takes so long; the next start then recovers from the log.
  setTimeout(() => end('QUIT'), 120_000).unref();
}

function end(name) {
  if (process.platform === 'win32') execFile(pgCtl, ['kill', name, String(server.pid)], () => {});
  else server.kill(`SIG${name}`);
}

process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
