import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CasesActed } from '@mingbai/core/api';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUN, TEST_SECRET } from '../../app/testing.ts';
import { startOverdueRunner } from './overdue.ts';
import { ago, AGREED, Hall } from './testing.ts';

/** A server that is killed in the middle of an action: all or nothing, and the same key again does it once. */
let hall: Hall;
let child: ChildProcess | undefined;
let started: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  hall = await Hall.open();
  for (const n of [1, 2, 3]) await hall.household(n, { exit_state: `'poor'` });
  started = await startServer();
}, 60_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await hall.close();
});

async function startServer(...more: readonly string[]): Promise<{ server: ChildProcess; address: string }> {
  const script = fileURLToPath(new URL('./server-child.ts', import.meta.url));
  const { appUrl, authUrl } = hall.server.database;
  const { home } = hall.server.server.services;
  const server = fork(RUN, [script, appUrl, authUrl, TEST_SECRET, join(home, 'keys.json'), home, ...more]);
  child = server;
  const [address] = (await once(server, 'message')) as [string];
  return { server, address };
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await setTimeout(50);
  }
  throw new Error(`never: ${what}`);
}

const counted = async () =>
  (
    await hall.rows<{ cases: number; actions: number; entries: number }>(
      `select (select count(*)::int from mingbai.procedure_case) as cases, (select count(*)::int from mingbai.procedure_action) as actions,
         (select count(*)::int from mingbai.journal where command like 'procedure.%') as entries`,
    )
  )[0];

test('killed between the writes and the end: nothing is there; asked again it is done once', async () => {
  const worker = await hall.signIn('worker');
  const { server, address } = started;
  const body = {
    procedure: 'household-exit',
    on: ago(3),
    votes: AGREED,
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: ['1', '2', '3'].map((household) => ({ household })),
    key: 'the-very-same-press',
  };
  // The entry is the last thing written: whoever holds the journal holds the action up with all else written.
  const holder = new pg.Client({ connectionString: hall.server.database.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table mingbai.journal in share mode');
  const asked = fetch(`${address}/api/cases/open`, {
    method: 'POST',
    headers: { cookie: worker.cookie, 'content-type': 'application/json', origin: address },
    body: JSON.stringify(body),
  }).then(
    () => 'answered',
    () => 'cut off',
  );
  await until('the action waits for the journal', async () => {
    const waiting = await hall.rows(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into mingbai.journal%'`,
    );
    return waiting.length === 1;
  });
  server.kill('SIGKILL');
  await once(server, 'exit');
  expect(await asked).toBe('cut off');
  await holder.query('rollback');
  await holder.end();
  await until('its transaction is gone', async () => {
    const left = await hall.rows(
      `select from pg_stat_activity where datname = current_database() and query like 'insert into mingbai.journal%' and state <> 'idle'`,
    );
    return left.length === 0;
  });
  expect(await counted()).toEqual({ cases: 0, actions: 0, entries: 0 });

  const again = await hall.post(worker, '/cases/open', body);
  expect([again.repeated, again.accepted.length]).toEqual([false, 3]);
  expect(await counted()).toEqual({ cases: 3, actions: 3, entries: 1 });
  const third = await hall.post(worker, '/cases/open', body);
  expect([third.repeated, third.accepted]).toEqual([true, again.accepted] satisfies [
    boolean,
    CasesActed['accepted'],
  ]);
  expect(await counted()).toEqual({ cases: 3, actions: 3, entries: 1 });
});

test('the run over what is late is killed in the middle: after the next start each is one finding, once', async () => {
  const worker = await hall.signIn('worker');
  for (const n of [4, 5, 6]) await hall.household(n, { exit_state: `'poor'` });
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(30),
    votes: AGREED,
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: ['4', '5', '6'].map((household) => ({ household })),
  });
  expect(opened.accepted).toHaveLength(3);
  const holder = new pg.Client({ connectionString: hall.server.database.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table mingbai.journal in share mode');
  const { server: first } = await startServer('background');
  // It has written its findings and waits to write its entry.
  const midway = `select from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock'
    and exists (select from pg_locks l where l.pid = a.pid and l.relation = 'mingbai.finding'::regclass and l.mode = 'RowExclusiveLock')`;
  await until('the run stands before its end', async () => (await hall.rows(midway)).length > 0);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await holder.query('rollback');
  await holder.end();
  await until('its transaction is gone', async () => (await hall.rows(midway)).length === 0);
  expect(await overdue()).toEqual({ findings: 0, actions: 0, entries: 0 });

  const written = { findings: 3, actions: 6, entries: 1 };
  // As the next start does it.
  const errors: unknown[] = [];
  const runner = startOverdueRunner({
    database: hall.server.server.services.database,
    onError: (error) => errors.push(error),
  });
  try {
    await until('each is a finding', async () => (await overdue())?.findings === 3);
    expect(await overdue()).toEqual(written);
    // It looks again where a step was taken: what is late still is not found a second time.
    const withdrawn = { id: opened.accepted[0]?.case, base: 1 };
    await hall.post(worker, '/cases/act', { action: 'withdraw', cases: [withdrawn], reason: '农户要求暂缓' });
    runner.kick('411525');
    await until('the step closes one', async () => (await overdue())?.entries === 2);
    expect(await overdue()).toEqual({ findings: 3, actions: 7, entries: 2 });
    expect(errors).toEqual([]);
  } finally {
    await runner.stop();
  }
});

const overdue = async () =>
  (
    await hall.rows<{ findings: number; actions: number; entries: number }>(
      `select (select count(*)::int from mingbai.finding where source = 'procedure') as findings,
         (select count(*)::int from mingbai.finding_action a join mingbai.finding f on f.county = a.county and f.id = a.finding
           where f.source = 'procedure') as actions,
         (select count(*)::int from mingbai.journal where command = 'procedure.overdue') as entries`,
    )
  )[0];
