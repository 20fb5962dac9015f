import { Worker } from 'node:worker_threads';
import type { EngineAnswer, EngineSettings, EngineTask, Row } from './protocol.ts';

/** DuckDB in a thread of its own: whoever asks is not held up while it computes. */
export interface Engine {
  /** A statement without an answer. Rejects with what DuckDB says. */
  run(sql: string): Promise<void>;
  /** All rows; for answers that are known to be few. */
  rows(sql: string): Promise<readonly Row[]>;
  /** Rows as they are computed, so many at a time. Leaving the loop ends the question. */
  pages(sql: string, size?: number): AsyncGenerator<readonly Row[], void, void>;
  close(): Promise<void>;
}

/** Rows that cross between threads at once: few enough that neither is held up by one page. */
const PAGE = 10_000;

type Ask = EngineTask extends infer Task ? (Task extends EngineTask ? Omit<Task, 'id'> : never) : never;

export function openEngine(settings: EngineSettings): Engine {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    workerData: settings,
    execArgv: [],
  });
  worker.unref();
  const waiting = new Map<number, { done: (answer: EngineAnswer) => void; fail: (error: Error) => void }>();
  let failure: Error | undefined;
  let last = 0;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const one of waiting.values()) one.fail(failure);
    waiting.clear();
  };
  worker.on('message', (answer: EngineAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if (answer.error === undefined) one?.done(answer);
    else one?.fail(new Error(answer.error));
  });
  worker.on('error', (error) => fail(error as Error));
  worker.on('exit', () => fail(new Error('the thread of DuckDB ended')));

  /** Answers the id, too: it names what was asked. */
  const tell = (task: Ask): { id: number; answer: Promise<EngineAnswer> } => {
    last += 1;
    const id = last;
    if (failure !== undefined) return { id, answer: Promise.reject(failure) };
    const answer = new Promise<EngineAnswer>((done, failed) => waiting.set(id, { done, fail: failed }));
    worker.ref();
    worker.postMessage({ ...task, id });
    return { id, answer };
  };

  async function* pages(sql: string, size = PAGE): AsyncGenerator<readonly Row[], void, void> {
    const { id, answer } = tell({ kind: 'ask', sql });
    await answer;
    try {
      for (;;) {
        const { rows = [] } = await tell({ kind: 'next', asked: id, rows: size }).answer;
        if (rows.length === 0) return;
        yield rows;
      }
    } finally {
      await tell({ kind: 'leave', asked: id }).answer.catch(() => undefined);
    }
  }

  return {
    run: async (sql) => void (await tell({ kind: 'run', sql }).answer),
    async rows(sql) {
      const all: Row[] = [];
      for await (const page of pages(sql)) all.push(...page);
      return all;
    },
    pages,
    async close() {
      if (failure !== undefined) return;
      await tell({ kind: 'close' }).answer.catch(() => undefined);
      await worker.terminate();
    },
  };
}
