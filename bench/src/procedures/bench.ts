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

/** Actions from many clients against bare transactions, lists of thirty, and the same over HTTP. */
export async function benchProcedures({ seconds }: BenchOptions): Promise<Report> {
  const before = machine();
  const cluster = await startCluster(freshFolder('procedures'), true);
  try {
    const place = await installNew(cluster, 'procedures');
    const wanted = Math.ceil(seconds + WARM) * 2_500;
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
        // Before and after: what the machine does besides changes from one minute to the next.
        const first = await load(seconds / 2, (client) => bare.insert(client));
        say(`bare: ${rate(first)}`);
        await settle(place);
        const acted = await actions(office, cases, seconds);
        say(`actions: ${rate(acted)}`);
        await settle(place);
        const second = await load(seconds / 2, (client) => bare.insert(client));
        say(`bare: ${rate(second)}`);
        const both = {
          what: 'bare transaction',
          rows: first.rows + second.rows,
          seconds: first.seconds + second.seconds,
        };
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

interface Loaded {
  readonly rows: number;
  readonly seconds: number;
  readonly parts: Readonly<Record<string, number>>;
}

function rate({ rows, seconds }: Loaded): string {
  return `${Math.round(rows / seconds)}/s`;
}

/** Clients that do one thing after the other for a time; `work` answers how many it did. */
async function load(seconds: number, work: (client: number) => Promise<unknown>): Promise<Loaded> {
  const taken: number[] = [];
  const begun = performance.now() + WARM * 1000;
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
  const parts = { ...percentiles(taken), 'client cpu s': (user + system) / 1e6 };
  return { rows: taken.length, seconds, parts };
}

function percentiles(taken: readonly number[]): Record<string, number> {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99) };
}

/** Each case goes through the steps that write nothing but itself. */
async function actions(office: BenchOffice, cases: readonly string[], seconds: number): Promise<Loaded> {
  const next = steps(cases);
  return load(seconds, async (client) => {
    const { step, base, id } = next();
    await office.act(step, base, [id], `${step}/${id}/one-press`, client);
  });
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
