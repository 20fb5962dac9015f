// Loaded before the command line in the process that start.mjs and run.mjs start: when they are gone, however they
// went, it ends as if asked to. Its workers and children load it too, and are not tied.
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.MINGBAI_TIED_TO === String(process.ppid)) {
  delete process.env.MINGBAI_TIED_TO;
  const rope = new Socket({ fd: 3, readable: true, writable: false });
  rope.on('error', () => {}).on('close', () => process.kill(process.pid, 'SIGTERM'));
  rope.resume();
  rope.unref();
}
