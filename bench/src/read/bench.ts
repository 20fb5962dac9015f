import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, openVault } from '@mingbai/store';
import { startChild, type Child } from '../child.ts';
import { freshFolder } from '../folder.ts';
import { say } from '../log.ts';
import type { BenchOptions } from '../options.ts';
import { peakMb } from '../memory.ts';
import type { Installed } from '../place.ts';
import { atLeast, atMost, figure, machine, type Bar, type Figure, type Report } from '../report.ts';
import type { BareTask } from './bare.ts';
import { CASES, questions, type Asked } from './cases.ts';
import type { ClientsTask } from './clients.ts';
import type { Load } from './latency.ts';
import { openRegister, untilAsked } from './register.ts';
import { readersOf } from './sessions.ts';

const CLIENTS = 50;
const P99_MS = 50;
const SHARE = 0.7;
/** Long enough for plans and compiled code to be there. */
const WARM = 2;

/** Pages, lists and searches over a large register, against the same statements with as good as nothing around them. */
export async function benchRead({ rows, seconds, only }: BenchOptions): Promise<Report> {
  const before = machine();
  const { place, cluster } = await openRegister(rows);
  const database = openDatabase(place.appUrl, { connections: 1 });
  const vault = openVault(place.keyFile);
  const drafts = freshFolder('read');
  const server = startChild(new URL('./server.ts', import.meta.url), place);
  try {
    const { port } = await server.next<{ port: number }>();
    await untilAsked(place);
    const readers = await readersOf(place, port, database, vault);
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    for (const one of CASES.filter(({ name }) => name.includes(only))) {
      const asked = await questions(one, readers, database, vault);
      const replays = join(drafts, 'replays.json');
      writeFileSync(replays, JSON.stringify(asked.map(({ replay }) => replay)));
      say(`${one.name}: ${asked.length} questions, by turns, ${CLIENTS} clients`);
      const [load, bare, sql] = await measure(port, asked, place, replays, seconds);
      const held = { what: 'bare handler', rows: bare.requests, seconds: bare.seconds };
      const served = figure({ what: one.name, ...partsOf(load), peakMb: peakMb(server.pid) }, held);
      figures.push(
        served,
        figure({ what: `  bare handler`, ...partsOf(bare) }),
        figure({ what: `  statements alone`, ...partsOf(sql) }),
      );
      bars.push(
        atMost(`${one.name}, p99`, load.p99, P99_MS, 'ms', { what: 'statements alone', measured: sql.p99 }),
        atLeast(`${one.name}, share of the bare handler`, served.ratio ?? 0, SHARE, 'of its rate'),
      );
    }
    return {
      bench: 'read',
      at: new Date().toISOString(),
      machine: before,
      figures,
      bars,
      notes: notes(rows),
    };
  } finally {
    await server.end();
    await database.close();
    await cluster.stop();
    rmSync(drafts, { recursive: true, force: true });
  }
}

function notes(rows: number): string[] {
  return [
    `Register of ${rows} persons, under row-level security; asked by a leader of the county, reviewers of two townships and workers of two villages, in turn; answers are not compressed.`,
    'Bare handler: Fastify and pg with the very statements, values, names and settings of the same questions, one after the other, and nothing else: no session, no contract, no masks. Statements alone: the same without a server.',
    'Clients, server and database share the cores. n/a: on this machine the statements alone, without any server, take longer than the bar.',
  ];
}

async function measure(
  port: number,
  asked: readonly Asked[],
  { appUrl }: Installed,
  replays: string,
  seconds: number,
): Promise<[Load, Load, Load]> {
  const timing = { clients: CLIENTS, warmSeconds: WARM, seconds };
  const load = await run({ ...timing, port, asks: asked.map(({ path, cookie }) => ({ path, cookie })) });
  const bare = await withBare({ url: appUrl, replays }, (barePort) =>
    run({ ...timing, port: barePort, asks: asked.map((_, index) => ({ path: `/${index}`, cookie: '' })) }),
  );
  return [load, bare, await run({ ...timing, url: appUrl, replays })];
}

async function withBare<T>(task: BareTask, work: (port: number) => Promise<T>): Promise<T> {
  const bare: Child = startChild(new URL('./bare.ts', import.meta.url), task);
  try {
    return await work((await bare.next<{ port: number }>()).port);
  } finally {
    await bare.end();
  }
}

async function run(task: ClientsTask): Promise<Load> {
  const clients = startChild(new URL('./clients.ts', import.meta.url), task);
  const load = await clients.next<Load>();
  await clients.end();
  return load;
}

function partsOf(load: Load) {
  const { requests: rows, seconds, p50, p95, p99, worst, bytes } = load;
  return {
    rows,
    seconds,
    parts: { 'p50 ms': p50, 'p95 ms': p95, 'p99 ms': p99, 'worst ms': worst, 'bytes each': bytes },
  };
}
