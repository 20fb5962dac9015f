import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { RUN } from '../../app/testing.ts';
import { startRunner, type Runner } from './runner.ts';
import { book, csv, Desk, person, until } from './testing.ts';

/** A server that is killed: all or nothing, and the next one goes on by itself. */
let desk: Desk;
let child: ChildProcess | undefined;
let runner: Runner | undefined;
beforeAll(async () => {
  desk = await Desk.open();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await runner?.stop();
});
afterAll(() => desk.close());

const keyFile = () => join(desk.context.folder, 'keys.json');

function startServer(): ChildProcess {
  const script = fileURLToPath(new URL('./runner-child.ts', import.meta.url));
  const { appUrl } = desk.server.database;
  return (child = fork(RUN, [script, appUrl, keyFile(), desk.context.folder]));
}

async function kill(server: ChildProcess): Promise<void> {
  server.kill('SIGKILL');
  await once(server, 'exit');
}

const errors: unknown[] = [];
function restart(): void {
  const { database, folder } = desk.context;
  const { appUrl } = desk.server.database;
  runner = startRunner({
    database,
    appUrl,
    keyFile: keyFile(),
    folder,
    onError: (error) => errors.push(error),
  });
}
const reaches = (id: string, state: string) =>
  until(`${id} is ${state}`, async () => (await desk.job(id)).state === state);

test('killed in the middle of a commit: nothing is written, and it is committed once after the restart', async () => {
  const { id } = await desk.check(
    '人口.xlsx',
    await book(
      'person-47',
      [1, 2, 3].map((n) => person(n)),
    ),
  );
  const before = await desk.sizes();
  const release = await desk.hold('membership');
  await desk.ask(id);
  const server = startServer();
  await until('households and persons are written', () => desk.isHeldUp());
  await kill(server);
  expect((await desk.job(id)).state).toBe('committing');
  await release();
  await until('its connections are gone', async () => {
    const left = await desk.rows(
      `select from pg_stat_activity where application_name = 'mingbai-import' and datname = current_database()`,
    );
    return left.length === 0;
  });
  expect(await desk.sizes()).toEqual(before);
  restart();
  await reaches(id, 'committed');
  const after = await desk.sizes();
  expect([after['household'], after['person'], after['membership'], after['person_past']]).toEqual([
    3, 3, 3, 0,
  ]);
  const entries = await desk.rows<{ command: string }>(
    `select command from mingbai.journal where subject = $1`,
    [`import:${id}`],
  );
  expect(entries).toEqual([{ command: 'import.commit' }]);
  expect(errors).toEqual([]);
}, 90_000);

test('killed while it reads: read from the beginning after the restart, each row once', async () => {
  const rows = 15_000;
  const id = await desk.receive('很多.csv', csv(Array.from({ length: rows }, (_, n) => person(100 + n))));
  const server = startServer();
  await until('some of it is read', async () => (await desk.job(id)).progress.done > 0);
  await kill(server);
  const left = await desk.job(id);
  expect([left.state, left.counts]).toEqual(['reading', null]);
  restart();
  await reaches(id, 'checked');
  const job = await desk.job(id);
  expect(job.counts).toMatchObject({ rows, good: rows, bad: 0 });
  const [layout] = job.layouts;
  const [staged] = await desk.rows<{ n: number }>(
    `select count(*)::int as n from staging."i${id}_${layout?.form}_${layout?.dataDate.replaceAll('-', '')}"`,
  );
  expect(staged?.n).toBe(rows);
}, 90_000);
