/** A Fastify handler with the statements of a case and nothing else: no session, no contract, no masks. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';
import { answer, taskOf, untilLetGo } from '../child.ts';
import { CONNECTIONS, replay, type Replay } from './replay.ts';

export interface BareTask {
  readonly url: string;
  readonly replays: string;
}

const { url, replays: file } = await taskOf<BareTask>();
// Sealed values as the text they come as: as JSON, bytes would be a list of numbers.
pg.types.setTypeParser(pg.types.builtins.BYTEA, (text) => text);
const replays = JSON.parse(readFileSync(file, 'utf8')) as Replay[];
const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
const app = Fastify();
app.get<{ Params: { index: string } }>('/:index', async (request) => {
  const one = replays[Number(request.params.index)];
  return one === undefined ? [] : replay(pool, one);
});
await app.listen({ port: 0, host: '127.0.0.1' });
const bound = app.server.address();
answer({ port: typeof bound === 'object' ? bound?.port : undefined });
await untilLetGo();
await app.close();
await pool.end();
