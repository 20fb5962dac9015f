import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COUNTRY } from '@mingbai/core';
import { cancelRuleRun, findRuleRun, queueRuleRun, readyRuleRuns } from '@mingbai/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RUN } from '../../app/testing.ts';
import { book, Desk, person, until } from '../imports/testing.ts';
import type { Runner } from '../imports/runner.ts';
import { processRuleRun } from './process.ts';
import { startRuleRunner } from './runner.ts';

/** A run of the rules that is killed with its server: nothing is recorded, and the next server takes it up again. */
const SYSTEM = { region: COUNTRY, user: '' };
let desk: Desk;
let child: ChildProcess | undefined;
let runner: Runner | undefined;
beforeAll(async () => {
  desk = await Desk.open();
  const young = person(2, { 出生日期: '2015-06-01' });
  await desk.bring('人口.xlsx', await book('person-47', [person(1, { 民族: '' }), young]));
  await desk.rows('delete from mingbai.rule_run');
}, 60_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await runner?.stop();
  await desk.close();
});

/** A machine that does much else takes longer. */
async function soon(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1)
    try {
      await until(what, look);
      return;
    } catch (error) {
      if (tries === 2) throw error;
    }
}

const run = (id: string) => desk.context.database.read(SYSTEM, (tx) => findRuleRun(tx, id));

async function queued(
  how: { kind: 'full' } | { kind: 'entry'; cause: string } = { kind: 'full' },
): Promise<string> {
  const by = { createdBy: 'clerk', creatorName: 'clerk', role: 'county_clerk' };
  const region = '411525000000' as Parameters<typeof queueRuleRun>[1]['region'];
  return desk.context.database.keep(SYSTEM, (tx) =>
    queueRuleRun(tx, { county: '411525', region, day: '2021-12-31', ...how, ...by }),
  );
}

const count = async (table: string) =>
  (await desk.rows<{ n: number }>(`select count(*)::integer as n from ${table}`))[0]?.n;

/** Its hits are found and it is about to write the ledger; then it is killed. */
async function killedWhileRecording(id: string): Promise<void> {
  const release = await desk.hold('finding');
  const { appUrl } = desk.server.database;
  const script = fileURLToPath(new URL('./runner-child.ts', import.meta.url));
  const server = (child = fork(RUN, [script, appUrl]));
  await soon('the ledger is about to be written', () => desk.isHeldUp());
  server.kill('SIGKILL');
  await once(server, 'exit');
  await release();
  await soon('its connections are gone', async () => {
    const left = await desk.rows(
      `select from pg_stat_activity where application_name = 'mingbai-rules' and datname = current_database()`,
    );
    return left.length === 0;
  });
  expect((await run(id))?.state).toBe('running');
  expect(await count('mingbai.finding')).toBe(0);
}

test('a full run goes ahead of the changes that wait, and answers them', async () => {
  const { database } = desk.context;
  const waiting = [await queued({ kind: 'entry', cause: '1' }), await queued({ kind: 'entry', cause: '2' })];
  const full = await queued();
  const ready = await database.read(SYSTEM, readyRuleRuns);
  expect(ready.map(({ id }) => id)).toEqual([full, ...waiting]);
  await processRuleRun(database, full, '2021-12-31');
  const entry = (await run(full))?.entry;
  for (const id of waiting) expect(await run(id)).toMatchObject({ state: 'done', entry });
  expect(await database.read(SYSTEM, readyRuleRuns)).toEqual([]);
  await desk.rows(`truncate mingbai.finding, mingbai.finding_action`);
}, 240_000);

test('killed before it is recorded: taken up again, recorded once, nothing of it left lying about', async () => {
  const id = await queued();
  await killedWhileRecording(id);
  const errors: unknown[] = [];
  const { database } = desk.context;
  runner = startRuleRunner({
    database,
    appUrl: desk.server.database.appUrl,
    onError: (error) => errors.push(error),
  });
  await soon('it is done', async () => (await run(id))?.state === 'done');
  const done = await run(id);
  expect(done?.recorded?.found).toBeGreaterThan(0);
  expect(await count('mingbai.finding')).toBe(done?.recorded?.found);
  expect(await count(`mingbai.finding_action where action = 'found'`)).toBe(done?.recorded?.found);
  expect(await count(`pg_tables where schemaname = 'staging' and tablename like 'hit_%'`)).toBe(0);
  expect(errors).toEqual([]);
  await runner.stop();
  runner = undefined;
}, 240_000);

test('killed after somebody asked it to stop: it stops when it is taken up again', async () => {
  await desk.rows('truncate mingbai.finding, mingbai.finding_action');
  const id = await queued();
  await killedWhileRecording(id);
  expect(await desk.context.database.keep(SYSTEM, (tx) => cancelRuleRun(tx, id))).toBe(true);
  const { database } = desk.context;
  runner = startRuleRunner({ database, appUrl: desk.server.database.appUrl, onError: () => undefined });
  await soon('it is stopped', async () => (await run(id))?.state === 'cancelled');
  expect(await count('mingbai.finding')).toBe(0);
}, 240_000);
