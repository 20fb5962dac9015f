/** Many clients at once, over HTTP or straight to PostgreSQL; says what each load came to until it is let go. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { answer, taskOf } from '../child.ts';
import { Connection } from './connection.ts';
import { underLoad } from './latency.ts';
import { CONNECTIONS, replay, type Replay } from './replay.ts';

export type ClientsTask = {
  readonly clients: number;
  readonly warmSeconds: number;
  readonly seconds: number;
} & (
  | { readonly port: number; readonly asks: readonly { readonly path: string; readonly cookie: string }[] }
  | { readonly url: string; readonly replays: string }
);

const task = await taskOf<ClientsTask>();
const { clients, warmSeconds, seconds } = task;
if ('port' in task) {
  const open = Array.from({ length: clients }, () => new Connection(task.port));
  const ask = (client: number, index: number): Promise<number> => {
    const { path, cookie } = task.asks[index % task.asks.length] ?? { path: '/', cookie: '' };
    return open[client]?.get(path, cookie) ?? Promise.resolve(0);
  };
  answer(await underLoad(clients, warmSeconds, seconds, ask));
  for (const connection of open) connection.close();
} else {
  const replays = JSON.parse(readFileSync(task.replays, 'utf8')) as Replay[];
  const pool = new pg.Pool({ connectionString: task.url, max: CONNECTIONS });
  const ask = async (_client: number, index: number): Promise<number> => {
    const one = replays[index % replays.length];
    return one === undefined ? 0 : (await replay(pool, one)).length;
  };
  answer(await underLoad(clients, warmSeconds, seconds, ask));
  await pool.end();
}
