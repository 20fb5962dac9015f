import type { ImportJob } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { book, csv, Desk, person, until, type Line } from './testing.ts';

/** Two imports of one county at a time, and work that somebody stops. */
let desk: Desk;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
});
afterAll(() => desk.close());

const check = async (lines: Line[]) => (await desk.check('人口.xlsx', await book('person-47', lines))).id;
const view = async (id: string) => (await clerk.call('GET', `/imports/${id}`)).json<ImportJob>();
const is = (id: string, state: string) => async () => (await desk.job(id)).state === state;

/** Commits the first, held up in the middle; then the second beside it, until it says that it waits. */
async function bothAtOnce(first: string, second: string): Promise<ImportJob> {
  const release = await desk.hold('membership');
  await desk.ask(first);
  await desk.ask(second);
  const one = desk.work(first);
  await until('the first is held up', () => desk.isHeldUp());
  const two = desk.work(second);
  const seen = await until('the second waits', async () => {
    const job = await view(second);
    return job.waitingFor !== null && job;
  });
  await release();
  await Promise.all([one, two]);
  return seen;
}

test('the second waits, says for whom, and is committed when its outcome is still the same', async () => {
  const first = await check([person(1), person(2)]);
  const second = await check([person(3), person(4)]);
  const seen = await bothAtOnce(first, second);
  expect([seen.state, seen.waitingFor]).toEqual(['waiting', { id: first, createdBy: 'clerk' }]);
  expect(await view(first)).toMatchObject({ state: 'committed' });
  expect(await view(second)).toMatchObject({ state: 'committed', waitingFor: null, problem: null });
  expect((await desk.sizes())['person']).toBe(4);
});

test('when the first has changed what the second would do, it is shown once more before anything is written', async () => {
  const first = await check([person(1, { 劳动技能: '丧失劳动力' })]);
  const second = await check([person(1, { 劳动技能: '丧失劳动力' }), person(5)]);
  await bothAtOnce(first, second);
  const shown = await view(second);
  expect(shown.state).toBe('checked');
  expect(shown.problem).toEqual({
    zh: expect.stringContaining('已重新检查'),
    en: expect.stringContaining('changed after the check'),
  });
  expect(shown.counts?.nouns.find(({ noun }) => noun === 'person')).toMatchObject({
    new: 1,
    changed: 0,
    same: 1,
  });
  expect((await desk.sizes())['person']).toBe(4);
  expect((await desk.commit(second)).state).toBe('committed');
  expect((await desk.sizes())['person']).toBe(5);
});

const press = async (id: string, seen?: string | null) =>
  (await clerk.call('POST', `/imports/${id}/commit`, { seen: seen ?? undefined })).json<ImportJob>();
const persons = async () => (await desk.sizes())['person'];

test('one that waits for a press is checked again by itself when another is written, and then written at once', async () => {
  const first = await check([person(30), person(31)]);
  const second = await check([person(31), person(32)]);
  const other = await check([person(33)]);
  const before = (await view(second)).outcome;
  expect((await desk.commit(first)).state).toBe('committed');
  expect(await view(second)).toMatchObject({ state: 'reading', progress: { phase: 'rechecking' } });
  await Promise.all([desk.work(second), desk.work(other)]);
  const shown = await view(second);
  expect(shown).toMatchObject({ state: 'checked', problem: null });
  expect(shown.remarks?.map(({ zh }) => zh)).toEqual([expect.stringContaining('自动重新检查')]);
  expect(shown.counts?.nouns.find(({ noun }) => noun === 'person')).toMatchObject({ new: 1, same: 1 });
  // What the first wrote is nothing to this one: there is nothing to tell.
  expect((await view(other)).remarks).toEqual([]);

  // A page that still shows what it was: asked once more, and nothing is written.
  const sizes = await desk.sizes();
  expect(shown.outcome).not.toBe(before);
  expect(await press(second, before)).toMatchObject({
    state: 'checked',
    outcome: shown.outcome,
    problem: { zh: expect.stringContaining('已重新检查') },
  });
  expect(await desk.sizes()).toEqual(sizes);
  await cancel(other);
  expect((await press(second, shown.outcome)).state).toBe('waiting');
  expect((await desk.work(second)).state).toBe('committed');
});

test('pressed before it has been checked again: written when its outcome is the same, asked when it is not', async () => {
  const first = await check([person(40), person(41)]);
  const same = await check([person(42)]);
  const changed = await check([person(41), person(43)]);
  const seen = await Promise.all([same, changed].map(async (id) => (await view(id)).outcome));
  await desk.commit(first);
  const before = (await persons()) ?? 0;
  expect((await press(same, seen[0])).state).toBe('waiting');
  expect((await press(changed, seen[1])).state).toBe('waiting');
  expect((await desk.work(same)).state).toBe('committed');
  expect(await desk.work(changed)).toMatchObject({
    state: 'checked',
    problem: { zh: expect.stringContaining('已重新检查') },
  });
  expect(await persons()).toBe(before + 1);
  await cancel(changed);
});

test('pressed while it is being checked again', async () => {
  const first = await check([person(50), person(51)]);
  const second = await check([person(51), person(52)]);
  const { outcome } = await view(second);
  await desk.commit(first);
  const release = await desk.hold('import_fault');
  const work = desk.work(second);
  await until('it is held up', () => desk.isHeldUp());
  const pressed = press(second, outcome);
  expect((await pressed).state).toBe('waiting');
  await release();
  expect((await work).state).toBe('checked');
  expect((await view(second)).problem?.zh).toContain('已重新检查');
  await cancel(second);
});

test('what only the register shows is counted whole by each check, however much of it is listed', async () => {
  await desk.commit(await check([person(60), person(61)]));
  const 证件号码 = person(60)['证件号码'];
  const wrong = [
    person(62),
    { ...person(63), 证件号码 },
    { ...person(64), 证件号码: person(61)['证件号码'] },
  ];
  const id = await check(wrong);
  const counts = { good: 1, bad: 2, errors: 2, rules: [{ rule: 'identity-in-register', count: 2 }] };
  expect((await view(id)).counts).toMatchObject(counts);
  // As if there were more than are listed.
  await desk.rows('delete from mingbai.import_fault where import = $1 and by_register', [id]);
  await desk.commit(await check([person(65)]));
  await desk.work(id);
  expect((await view(id)).counts).toMatchObject(counts);
  await cancel(id);
});

async function cancel(id: string): Promise<void> {
  expect((await clerk.call('POST', `/imports/${id}/cancel`)).statusCode).toBe(200);
}
const staged = () => desk.rows(`select tablename from pg_tables where schemaname = 'staging'`);

test('stopped while it is written: nothing is written', async () => {
  const id = await check([person(10), person(11)]);
  const before = await desk.sizes();
  const release = await desk.hold('membership');
  await desk.ask(id);
  const work = desk.work(id);
  await until('it is held up', () => desk.isHeldUp());
  expect((await desk.job(id)).state).toBe('committing');
  const { progress } = await until('it says what it writes', async () => {
    const job = await view(id);
    return job.progress.phase === 'writing:membership' && job;
  });
  // Households and persons are written, their memberships are not: 2 and 2 of 6.
  expect(progress).toMatchObject({ done: 4, total: 6 });
  expect((await clerk.call('POST', `/imports/${id}/cancel`)).json()).toMatchObject({
    state: 'committing',
    stopping: true,
  });
  expect((await work).state).toBe('cancelled');
  expect(await view(id)).toMatchObject({ state: 'cancelled', stopping: false });
  await release();
  expect(await desk.sizes()).toEqual(before);
  expect(await staged()).toEqual([]);
  expect(await desk.rows(`select from mingbai.journal where subject = $1`, [`import:${id}`])).toEqual([]);
});

test('stopped while it waits for another one', async () => {
  const first = await check([person(12)]);
  const second = await check([person(13)]);
  const release = await desk.hold('membership');
  await desk.ask(first);
  await desk.ask(second);
  const one = desk.work(first);
  await until('the first is held up', () => desk.isHeldUp());
  const two = desk.work(second);
  await until('the second waits', async () => (await view(second)).waitingFor !== null);
  await cancel(second);
  expect((await two).state).toBe('cancelled');
  await release();
  expect((await one).state).toBe('committed');
});

test('stopped while it is read, and before and after', async () => {
  const before = await desk.sizes();
  const many = csv(Array.from({ length: 20_000 }, (_, n) => person(100 + n)));
  const id = await desk.receive('很多.csv', many);
  const work = desk.work(id);
  await until('it is read', async () => (await desk.job(id)).progress.phase === 'reading');
  await cancel(id);
  expect((await work).state).toBe('cancelled');
  const queued = await desk.receive('一.csv', csv([person(20)]));
  await cancel(queued);
  expect((await desk.work(queued)).state).toBe('cancelled');
  const checked = await check([person(21)]);
  await cancel(checked);
  expect(await is(checked, 'cancelled')()).toBe(true);
  expect((await clerk.call('POST', `/imports/${checked}/commit`, {})).statusCode).toBe(409);
  expect(await desk.sizes()).toEqual(before);
  expect(await staged()).toEqual([]);
  // Once more is no fault; of one that is written it is too late, and it says so.
  await cancel(checked);
  const written = await check([person(22)]);
  await desk.commit(written);
  const late = await clerk.call('POST', `/imports/${written}/cancel`);
  expect([late.statusCode, late.json()]).toMatchObject([409, { code: 'import-written' }]);
});

test('a server and a shell beside it take the same job: one works, the other waits for the same result', async () => {
  const lines = Array.from({ length: 400 }, (_, index) => person(1000 + index));
  const before = (await desk.sizes())['person'] ?? 0;
  const id = await desk.receive('同一份.csv', csv(lines));
  const waits: string[] = [];
  const both = () => Promise.all(['one', 'two', 'three'].map((who) => desk.work(id, () => waits.push(who))));
  for (const job of await both()) {
    expect([job.state, job.problem]).toEqual(['checked', null]);
    expect(job.counts).toMatchObject({ rows: 400, good: 400, bad: 0 });
  }
  expect(waits.length).toBe(2);
  await desk.ask(id);
  for (const job of await both()) expect(job.state).toBe('committed');
  expect((await desk.sizes())['person']).toBe(before + 400);
  const entries = await desk.rows(
    `select from mingbai.journal where command = 'import.commit' and subject = 'import:${id}'`,
  );
  expect(entries).toHaveLength(1);
});
