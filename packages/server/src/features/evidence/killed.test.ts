import { fork, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { filmFromPhone } from '@mingbai/core/evidence-samples';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_SECRET, type Signed } from '../../app/testing.ts';
import { EvidenceTest, VILLAGE } from './testing.ts';

/** A server that is killed: the upload goes on in the next one, nothing lost, nothing twice. */
let world: EvidenceTest;
let worker: Signed;
let child: ChildProcess | undefined;
beforeAll(async () => {
  world = await EvidenceTest.open();
  worker = await world.server.signIn('worker');
}, 60_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await world.close();
});

/** With a scanner that never comes to an end. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const { appUrl, authUrl } = world.server.database;
  const { home } = world.server.server.services;
  const script = fileURLToPath(new URL('./server-child.mjs', import.meta.url));
  child = fork(script, [appUrl, authUrl, TEST_SECRET, join(home, 'keys.json'), home], {
    env: { ...process.env, MINGBAI_SCAN: 'sleep 600' },
  });
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}

function filmOf(length: number): Buffer {
  const { head, tail } = filmFromPhone(length);
  return Buffer.concat([head, randomBytes(length), tail]);
}

async function create(length: number): Promise<{ at: string; id: string }> {
  const about = { kind: 'film', name: '投票.mp4', region: VILLAGE, keepsPlace: 'true' };
  const at = (await world.create(worker, about, length)).headers.get('location') ?? '';
  return { at, id: at.split('/').at(-1) ?? '' };
}

function from(offset: number): Record<string, string> {
  return { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
}

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; !(await look()); await setTimeout(20))
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
}

async function expectKeptOnce(id: string, film: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(film).digest('hex');
  expect(await world.done(worker, id)).toMatchObject({ state: 'kept', bytes: film.length, sha256 });
  const entries = await world.entries('evidence.keep');
  expect(entries.filter((entry) => entry['subject'] === `evidence:${id}`)).toHaveLength(1);
}

test('killed with one upload under way and one being examined: both are kept after it, whole and once', async () => {
  const [voting, meeting] = [filmOf(12_000_000), filmOf(100_000)];
  const server = await start();
  const [underWay, examined] = [await create(voting.length), await create(meeting.length)];
  const sent = await world.tus(worker, 'PATCH', server.url + examined.at, from(0), meeting);
  expect(sent.status).toBe(204);
  const slow = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(voting.subarray(0, 10_000_000)),
  });
  const sending = world.tus(worker, 'PATCH', server.url + underWay.at, from(0), slow);
  sending.catch(() => undefined);
  const { partial } = world.desk.house;
  await until('two parts are down', async () => (await partial.sizeOf(underWay.id)) >= 8_000_000);
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  await expect(sending).rejects.toThrow();
  expect((await world.desk.find(examined.id))?.state).toBe('checking');

  // The next server: what was being examined it goes on with by itself, what was under way waits for its uploader.
  await world.desk.sweep();
  await expectKeptOnce(examined.id, meeting);
  const head = await world.tus(worker, 'HEAD', underWay.at);
  const offset = Number(head.headers.get('upload-offset'));
  // What was in memory only is lost, and sent again.
  expect(offset).toBeGreaterThanOrEqual(8_000_000);
  expect(offset).toBeLessThan(10_000_000);
  const rest = await world.tus(worker, 'PATCH', underWay.at, from(offset), voting.subarray(offset));
  expect(rest.status).toBe(204);
  await expectKeptOnce(underWay.id, voting);
  await until('no part is left', async () => (await partial.list()).length === 0);
}, 90_000);
