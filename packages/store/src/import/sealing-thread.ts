import { Worker } from 'node:worker_threads';
import { sealHere, type Sealer, type SealMany, type SealRequest } from './sealing.ts';

/** Stands in no value: cells lose their control characters when they are read. */
export const SEPARATOR = '\u0000';

export interface SealTask {
  readonly id: number;
  readonly fields: readonly { readonly key: string; readonly type: string }[];
  /** For each value the field it is of. */
  readonly of: Uint8Array;
  /** Joined: one long string crosses between threads for less than many short ones. */
  readonly values: string;
}

export interface SealAnswer {
  readonly id: number;
  readonly sealed: string;
}

/** Values sealed before a thread is worth its start. */
const ENOUGH = 30_000;

/**
 * Seals here while little is to be done, then in a thread of its own: a million people's numbers are a third of the
 * work of reading their file. `stop` when done; a thread that dies fails what it was asked.
 */
export function startSealing(keyFile: string, vault: Sealer): { seal: SealMany; stop(): Promise<void> } {
  const here = sealHere(vault);
  let thread: SealingThread | undefined;
  let asked = 0;
  return {
    seal(requests) {
      asked += requests.length;
      if (asked < ENOUGH || requests.length === 0) return here(requests);
      thread ??= new SealingThread(keyFile);
      return thread.seal(requests);
    },
    async stop() {
      await thread?.stop();
    },
  };
}

class SealingThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<
    number,
    { done: (texts: string[]) => void; fail: (error: Error) => void }
  >();
  private failure: Error | undefined;
  private last = 0;

  constructor(keyFile: string) {
    this.worker = new Worker(new URL('./sealing-worker.mjs', import.meta.url), {
      workerData: { keyFile },
      execArgv: [],
    });
    this.worker.unref();
    this.worker.on('message', ({ id, sealed }: SealAnswer) => {
      this.waiting.get(id)?.done(sealed.split(SEPARATOR));
      this.waiting.delete(id);
    });
    this.worker.on('error', (error) => this.fail(error as Error));
    this.worker.on('exit', () => this.fail(new Error('the sealing thread ended')));
  }

  seal(requests: readonly SealRequest[]): Promise<readonly string[]> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.last += 1;
    const id = this.last;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.worker.postMessage(taskOf(id, requests));
    });
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const one of this.waiting.values()) one.fail(this.failure);
    this.waiting.clear();
  }
}

function taskOf(id: number, requests: readonly SealRequest[]): SealTask {
  const fields: { key: string; type: string }[] = [];
  const places = new Map<string, number>();
  const of = new Uint8Array(requests.length);
  requests.forEach(({ key, type }, index) => {
    let place = places.get(key);
    if (place === undefined) {
      place = fields.push({ key, type }) - 1;
      places.set(key, place);
    }
    of[index] = place;
  });
  return { id, fields, of, values: requests.map((request) => request.value).join(SEPARATOR) };
}
