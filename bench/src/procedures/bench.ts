import { setTimeout } from 'node:timers/promises';
import { openDatabase } from '@mingbai/store';
import pg from 'pg';
import { startChild } from '../child.ts';
import { freshFolder } from '../folder.ts';
import { say } from '../log.ts';
import type { BenchOptions } from '../options.ts';
import { CLERK, installNew, PASSWORD, settle, startCluster, type Installed } from '../place.ts';
import { atLeast, atMost, figure, machine, type Bar, type Figure, type Report } from '../report.ts';
import { BROUGHT, type Step } from './chain.ts';
import { BenchOffice, populate } from './office.ts';

const CLIENTS = 16;
const SHARE = 0.5;
const LIST = 30;
const LISTS = 60;
const LIST_MS = 300;
/** Seconds: a server runs for weeks, and compiles and plans what it does once. */
const WARM = 3;
const WARM_AGAIN = 0.5;
const TURNS = 4;

/** Actions from many clients against bare transactions, lists of thirty, and the same over HTTP. */
export async function benchProcedures({ seconds }: BenchOptions): Promise<Report> {
  const before = machine();
  const cluster = await startCluster(freshFolder('procedures'), true);
  try {
    const place = await installNew(cluster, 'procedures');
    const wanted = Math.ceil(seconds + WARM + TURNS * WARM_AGAIN) * 2_500;
    await populate(place, wanted + 3 * (LISTS + 2) * LIST + 30_000);
    const database = openDatabase(place.appUrl, { connections: CLIENTS });
    const figures: Figure[] = [];
    const bars: Bar[] = [];
    try {
      const office = new BenchOffice(place, database);
      say(`opening ${wanted} cases`);
      const cases = await office.open(wanted);
      await settle(place);
      const size = await withBare(place, async (bare) => {
        const next = actions(office, cases);
        const [acted, inserted] = await byTurns(seconds, next, (client) => bare.insert(client));
        const both = { what: 'bare transaction', ...inserted };
        const own = figure(
          { what: `actions, ${CLIENTS} clients, journal and row-level security`, ...acted },
          both,
        );
        figures.push(own, figure(both));
        bars.push(atLeast('actions, share of bare transactions', own.ratio ?? 0, SHARE, 'of their rate'));
        return bare.bytes;
      });
      await lists(office, figures, bars);
      await overHttp(place, office, seconds, figures);
      const notes = [
        `Bare transaction: begin, an insert of ${size} bytes into a table with a key, commit; the same clients over the same driver. An action: a key that keeps it from being done twice, the case locked, its past folded, the step judged, its line appended, its row and the journal written.`,
        'Clients, server and database share the cores; the database is durable.',
      ];
      return { bench: 'procedures', at: new Date().toISOString(), machine: before, figures, bars, notes };
    } finally {
      await database.close();
    }
  } finally {
    await cluster.stop();
  }
}

type Work = (client: number) => Promise<unknown>;

interface Loaded {
  readonly rows: number;
  readonly seconds: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** How each did. In turns: what the machine does besides changes from one minute to the next, and then meets both. */
async function byTurns(seconds: number, one: Work, other: Work): Promise<[Loaded, Loaded]> {
  const slices: [Slice[], Slice[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const warm = turn === 0 ? WARM : WARM_AGAIN;
    for (const [index, work] of [one, other].entries())
      slices[index]?.push(await slice(warm, seconds / TURNS, work));
    say(`turn ${turn + 1}: ${slices.map((all) => `${rate(all.at(-1))}/s`).join(' against ')}`);
  }
  return [loaded(slices[0]), loaded(slices[1])];
}

async function load(seconds: number, work: Work): Promise<Loaded> {
  return loaded([await slice(WARM, seconds, work)]);
}

interface Slice {
  readonly seconds: number;
  /** Milliseconds of each. */
  readonly taken: readonly number[];
  readonly cpu: number;
}

function rate(one: Slice | undefined): number {
  return one === undefined ? 0 : Math.round(one.taken.length / one.seconds);
}

function loaded(slices: readonly Slice[]): Loaded {
  const taken = slices.flatMap((one) => one.taken);
  const sum = (of: (one: Slice) => number) => slices.reduce((all, one) => all + of(one), 0);
  const parts = { ...percentiles(taken), 'client cpu s': sum((one) => one.cpu) };
  return { rows: taken.length, seconds: sum((one) => one.seconds), parts };
}

/** Clients that do one thing after the other for a time, once they are warm. */
async function slice(warm: number, seconds: number, work: Work): Promise<Slice> {
  const taken: number[] = [];
  const begun = performance.now() + warm * 1000;
  const until = begun + seconds * 1000;
  const cpu = process.cpuUsage();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let from = performance.now(); from < until; from = performance.now()) {
        await work(client);
        if (from >= begun && performance.now() <= until) taken.push(performance.now() - from);
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, taken, cpu: (user + system) / 1e6 };
}

function percentiles(taken: readonly number[]): Record<string, number> {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99) };
}

/** Each case goes through the steps that write nothing but itself. */
function actions(office: BenchOffice, cases: readonly string[]): Work {
  const next = steps(cases);
  return (client) => {
    const { step, base, id } = next();
    return office.act(step, base, [id], `${step}/${id}/one-press`, client);
  };
}

/** First steps of all cases, then their second ones. */
function steps(cases: readonly string[]): () => { step: Step; base: number; id: string } {
  let at = 0;
  return () => {
    const id = cases[at % cases.length] ?? '';
    const step = at < cases.length ? 'agree' : 'check';
    if (at >= 2 * cases.length) throw new Error('too few cases: open more');
    at += 1;
    return { step, base: step === 'agree' ? 1 : 2, id };
  };
}

interface Bare {
  readonly bytes: number;
  insert(client: number): Promise<void>;
}

async function withBare<T>(place: Installed, work: (bare: Bare) => Promise<T>): Promise<T> {
  const said = JSON.stringify(BROUGHT.agree);
  // What an action writes: its line, the row of the case anew, and the journal entry.
  const text = said.padEnd(1_200, '·');
  const pool = new pg.Pool({ connectionString: place.ownerUrl, max: CLIENTS });
  await pool.query(
    'create table public.bare (id bigint generated always as identity primary key, text text not null)',
  );
  try {
    return await work({
      bytes: Buffer.byteLength(text),
      async insert() {
        const client = await pool.connect();
        try {
          await client.query('begin');
          await client.query('insert into public.bare (text) values ($1)', [text]);
          await client.query('commit');
        } finally {
          client.release();
        }
      },
    });
  } finally {
    await pool.end();
  }
}

/** Thirty households through a step together: one that goes on, and one that writes into the register. */
async function lists(office: BenchOffice, figures: Figure[], bars: Bar[]): Promise<void> {
  const cases = await office.open((LISTS + 2) * LIST);
  await settle(office.place);
  for (const [step, base, what] of [
    ['agree', 1, 'a step with its form and vote'],
    ['check', 2, 'a step that goes on'],
    ['decide', 3, 'a step that writes into the register'],
  ] as const) {
    const taken: number[] = [];
    for (let list = 0; list < LISTS + 2; list += 1) {
      const begun = performance.now();
      await office.act(step, base, cases.slice(list * LIST, (list + 1) * LIST), `${step}/list-${list}`);
      // The first two warm up.
      if (list >= 2) taken.push(performance.now() - begun);
    }
    const seconds = taken.reduce((sum, ms) => sum + ms, 0) / 1000;
    const parts = percentiles(taken);
    figures.push(figure({ what: `lists of ${LIST}: ${what}`, rows: taken.length, seconds, parts }));
    bars.push(atMost(`list of ${LIST}, ${what}, p95`, parts['p95 ms'] ?? 0, LIST_MS, 'ms'));
  }
}

/** Whole requests, with session and contract. */
async function overHttp(
  place: Installed,
  office: BenchOffice,
  seconds: number,
  figures: Figure[],
): Promise<void> {
  const cases = await office.open(Math.ceil(seconds + WARM) * 800);
  await settle(place);
  const server = startChild(new URL('../read/server.ts', import.meta.url), place);
  try {
    const { port } = await server.next<{ port: number }>();
    const root = `http://127.0.0.1:${port}/api`;
    const cookie = await signIn(root);
    const next = steps(cases);
    // What a server reads once: procedures, decisions, calendars.
    await fetch(`${root}/procedures`, { headers: { cookie } });
    const acted = await load(seconds, async () => {
      const { step, base, id } = next();
      const body = JSON.stringify({
        action: step,
        ...BROUGHT[step],
        cases: [{ id, base }],
        key: `http/${step}/${id}`,
      });
      const reply = await fetch(`${root}/cases/act`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body,
      });
      const done = (await reply.json()) as { accepted?: unknown[] };
      if (done.accepted?.length !== 1) throw new Error(JSON.stringify(done));
    });
    figures.push(figure({ what: `the same over HTTP, ${CLIENTS} clients`, ...acted }));
  } finally {
    await server.end();
    await setTimeout(100);
  }
}

async function signIn(root: string): Promise<string> {
  const response = await fetch(`${root}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: CLERK, password: PASSWORD }),
  });
  if (response.status !== 200) throw new Error(await response.text());
  return response.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ');
}
