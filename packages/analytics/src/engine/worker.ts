import { mkdirSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import type { Cell, EngineAnswer, EngineSettings, EngineTask, Row } from './protocol.ts';

const { file, memoryLimit, threads, spill } = workerData as EngineSettings;
const port = parentPort;
if (port === null) throw new Error('this is a thread of an engine');

// What a crash left there belongs to nobody.
rmSync(spill, { recursive: true, force: true });
mkdirSync(spill, { recursive: true, mode: 0o700 });
const instance = await DuckDBInstance.create(file, {
  memory_limit: memoryLimit,
  threads: String(threads),
  temp_directory: spill,
  // Counties and small numbers are grouped by place in an array, not by hash.
  perfect_ht_threshold: '24',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
});
const connection = await instance.connect();

/** Questions whose rows are still being fetched, and what of a chunk was too much for the last page. */
const asked = new Map<number, { connection: DuckDBConnection; result: DuckDBResult; rest: Row[] }>();

port.on('message', (task: EngineTask) => {
  void answerTo(task).then((answer) => port.postMessage(answer));
});

async function answerTo(task: EngineTask): Promise<EngineAnswer> {
  const { id } = task;
  try {
    switch (task.kind) {
      case 'run':
        await connection.run(task.sql);
        return { id };
      case 'ask': {
        // Each on a connection of its own: one connection has one open result.
        const own = await instance.connect();
        try {
          asked.set(id, { connection: own, result: await own.stream(task.sql), rest: [] });
        } catch (error) {
          own.closeSync();
          throw error;
        }
        return { id };
      }
      case 'next':
        return { id, rows: await page(task.asked, task.rows) };
      case 'leave':
        leave(task.asked);
        return { id };
      case 'close':
        for (const open of asked.keys()) leave(open);
        connection.closeSync();
        instance.closeSync();
        rmSync(spill, { recursive: true, force: true });
        return { id };
    }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function page(of: number, most: number): Promise<Row[]> {
  const open = asked.get(of);
  if (open === undefined) return [];
  let rows = open.rest;
  while (rows.length < most) {
    const chunk = await open.result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    rows = rows.concat(chunk.getRows().map((row) => row.map(cell)));
  }
  open.rest = rows.slice(most);
  if (rows.length === 0) leave(of);
  return rows.slice(0, most);
}

function leave(of: number): void {
  asked.get(of)?.connection.closeSync();
  asked.delete(of);
}

function cell(value: unknown): Cell {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items))
    return value.items.map(cell);
  return String(value);
}
