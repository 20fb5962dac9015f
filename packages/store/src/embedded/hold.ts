import pg from 'pg';
import { startEmbedded } from './start.ts';

// A process of its own for the tests beside it: starts a server on the folder named, adds one row, says so, and waits.
const server = await startEmbedded({
  dataDir: process.argv[2] ?? '',
  onLost: () => {
    say({ lost: true });
    process.exit(3);
  },
}).catch((error: { code?: string; message: string }) => {
  say({ refused: error.code ?? error.message });
  process.exit(2);
});
const client = new pg.Client({ connectionString: server.url });
client.on('error', () => {});
await client.connect();
await client.query('create table if not exists kept (at timestamptz default now())');
await client.query('insert into kept default values');
const { rows } = await client.query<{ rows: number }>('select count(*)::int as rows from kept');
say({ postgres: server.pid, rows: rows[0]?.rows, adopted: server.adopted });

if (process.argv[3] === 'orderly')
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => void server.stop().then(() => process.exit(0)));
setInterval(() => {}, 60_000);

function say(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
