import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { COUNTRY } from '@mingbai/core';
import type { PaperJob } from '@mingbai/core/api';
import { readPdf } from '@mingbai/exchange/testing';
import { writeCounty } from '@mingbai/fixtures';
import { expirePaperFiles } from '@mingbai/store';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import type { Runner } from '../imports/runner.ts';
import { paperPath, processPaperJob } from './process.ts';
import { startPaperRunner } from './runner.ts';
import { Printery, TOWNSHIP, VILLAGE } from './testing.ts';

let printery: Printery;
let worker: Signed;
let runner: Runner | undefined;
beforeAll(async () => {
  printery = await Printery.open((dir) => writeCounty({ ...TOWNSHIP, dir }));
  worker = await printery.signIn('worker');
}, 120_000);
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});
afterAll(() => printery.close());

const start = async (body: object): Promise<PaperJob> =>
  (await worker.call('POST', `/villages/${VILLAGE}/paper-jobs`, body)).json<PaperJob>();
const look = async (id: string): Promise<PaperJob> =>
  (await worker.call('GET', `/paper-jobs/${id}`)).json<PaperJob>();
const pathOf = (id: string): string => paperPath(printery.context.folder, `paper-${id}.sealed`);

test('the handbooks of a village in one file: contents, each household, kept encrypted, journaled', async () => {
  const { id } = await start({ paper: 'handbook' });
  await processPaperJob(printery.context, id);
  const job = await look(id);
  const { households } = printery.village;
  expect(job).toMatchObject({ state: 'done', problem: null, missing: [] });
  expect(job.progress).toEqual({ done: households.length, total: households.length });
  const answer = await worker.call('POST', `/paper-jobs/${id}/file`);
  const { pages } = readPdf(answer.rawPayload);
  expect(pages).toHaveLength(job.pages ?? 0);
  for (const { head, household_no } of households)
    expect(pages[0]?.text).toContain(`${head} ${household_no}`);
  const sha256 = createHash('sha256').update(answer.rawPayload).digest('hex');
  expect(await printery.entry('paper.print')).toMatchObject({
    subject: `village:${VILLAGE}`,
    changes: { paper: 'handbook', job: id, households: households.length, sha256 },
  });
  expect(await printery.entry('paper.fetch')).toMatchObject({ changes: { job: id, sha256 } });
});

test('a village file has profile, rolls and each household', async () => {
  const { id } = await start({ paper: 'village-file' });
  await processPaperJob(printery.context, id);
  const { rawPayload } = await worker.call('POST', `/paper-jobs/${id}/file`);
  const [contents] = readPdf(rawPayload).pages;
  for (const words of ['陈淋村基本情况', '陈淋村户花名册', '陈淋村人口花名册', '扶贫手册', '明白卡'])
    expect(contents?.text).toContain(words);
});

test('stopped before it begins, and in the middle: no file, no entry', async () => {
  const before = await printery.entry('paper.print');
  const waiting = await start({ paper: 'handbook' });
  await worker.call('POST', `/paper-jobs/${waiting.id}/cancel`);
  expect((await look(waiting.id)).state).toBe('cancelled');
  const going = await start({ paper: 'handbook' });
  await printery.owner.query(
    `update mingbai.paper_job set state = 'running', cancel_asked_at = now() where id = $1`,
    [going.id],
  );
  await processPaperJob(printery.context, going.id);
  expect((await look(going.id)).state).toBe('cancelled');
  expect(existsSync(pathOf(going.id))).toBe(false);
  expect(await printery.entry('paper.print')).toEqual(before);
  expect((await worker.call('POST', `/paper-jobs/${going.id}/cancel`)).statusCode).toBe(409);
});

test('what a killed server left is taken up by the next one', async () => {
  const { id } = await start({ paper: 'clear-account' });
  await printery.owner.query(
    `update mingbai.paper_job set state = 'running', started_at = now(), progress = '{"done":3,"total":7}' where id = $1`,
    [id],
  );
  const { database, folder } = printery.context;
  const errors: unknown[] = [];
  runner = startPaperRunner({
    database,
    appUrl: printery.server.database.appUrl,
    keyFile: join(folder, 'keys.json'),
    folder,
    onError: (error) => errors.push(error),
  });
  for (let tries = 0; (await look(id)).state !== 'done' && tries < 500; tries += 1) await setTimeout(100);
  expect([(await look(id)).state, errors]).toEqual(['done', []]);
}, 120_000);

test('a file goes after its day; a job of elsewhere is not there', async () => {
  const { id } = await start({ paper: 'roll-persons', format: 'xlsx' });
  await processPaperJob(printery.context, id);
  expect(existsSync(pathOf(id))).toBe(true);
  const neighbour = await printery.signIn('neighbour');
  expect((await neighbour.call('POST', `/paper-jobs/${id}/file`)).statusCode).toBe(404);
  expect((await neighbour.call('GET', '/paper-jobs')).json().rows).toEqual([]);
  await printery.owner.query(
    `update mingbai.paper_job set expires_at = now() - interval '1 second' where id = $1`,
    [id],
  );
  const over = await printery.context.database.keep({ region: COUNTRY, user: '' }, expirePaperFiles);
  expect(over).toEqual([`paper-${id}.sealed`]);
  expect((await worker.call('POST', `/paper-jobs/${id}/file`)).statusCode).toBe(404);
  expect(await look(id)).toMatchObject({ state: 'done', expiresAt: null });
});
