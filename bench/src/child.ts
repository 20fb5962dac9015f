import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import flags from '@mingbai/store/flags' with { type: 'json' };

/** What runs the product's processes, too. */
const RUN = fileURLToPath(import.meta.resolve('@mingbai/store/run'));

export interface Child {
  readonly pid: number;
  /** The next thing it says; rejects when it ends first. */
  next<T>(): Promise<T>;
  /** Asks it to end and waits until it has. */
  end(): Promise<void>;
}

/**
 * One of the benches' own files in a process of its own, so that its memory and processor time can be read and its
 * garbage is nobody else's.
 */
export function startChild(file: URL, task: object): Child {
  const child = spawn(process.execPath, [...flags, RUN, fileURLToPath(file)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(task);
  const heard: unknown[] = [];
  const waiting: { done: (message: unknown) => void; fail: (error: Error) => void }[] = [];
  let ended: Error | undefined;
  child.on('message', (message) => {
    const first = waiting.shift();
    if (first === undefined) heard.push(message);
    else first.done(message);
  });
  child.on('exit', (code, signal) => {
    ended = new Error(`${fileURLToPath(file)} ended with ${signal ?? code}`);
    for (const { fail } of waiting.splice(0)) fail(ended);
  });
  return {
    pid: child.pid ?? 0,
    next<T>() {
      const first = heard.shift();
      if (first !== undefined) return Promise.resolve(first as T);
      if (ended !== undefined) return Promise.reject(ended);
      return new Promise<T>((done, fail) => waiting.push({ done: done as (message: unknown) => void, fail }));
    },
    async end() {
      if (ended !== undefined) return;
      const exit = once(child, 'exit');
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

/** In the child: the task it was given. */
export async function taskOf<T>(): Promise<T> {
  const [task] = (await once(process, 'message')) as [T];
  return task;
}

/** In the child: what it has to say. */
export function answer(message: object): void {
  process.send?.(message);
}

/** In the child: resolves when the parent lets it go or is gone. */
export function untilLetGo(): Promise<void> {
  return new Promise((done) => process.once('disconnect', () => done()));
}
