import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, countsOf, Desk, person, type Line } from './testing.ts';

/** What an empty cell says: "none" where the dictionary says so, nothing elsewhere. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const bring = async (line: Line) => desk.bring('人口.xlsx', await book('person-47', [line]));
const known = async () => {
  const rows = await desk.rows(
    'select education, enrolment, dropout_reason, labour_skill, health, ethnicity from mingbai.person',
  );
  return rows[0];
};

test('education ends enrolment, and the reverse; a row with neither says nothing of either', async () => {
  const child = person(1, { 文化程度: '', 在校生状况: '小学', 失学或辍学原因: '' });
  await bring(child);
  expect(await known()).toMatchObject({ education: null, enrolment: expect.any(String), ethnicity: 'han' });
  const job = await bring({
    ...child,
    文化程度: '初中',
    在校生状况: '',
    民族: '',
    健康状况: '',
    劳动技能: '',
  });
  expect(countsOf(job).fields.map(({ field }) => field)).toEqual(['education', 'enrolment']);
  const left = await known();
  expect(left).toMatchObject({ education: 'junior-middle', enrolment: null, ethnicity: 'han' });
  expect(left).toMatchObject({ labour_skill: 'ordinary', health: ['healthy'] });
  await bring({ ...child, 文化程度: '', 在校生状况: '' });
  expect(await known()).toMatchObject({ education: 'junior-middle', enrolment: null });
  await bring(child);
  expect(await known()).toMatchObject({ education: null, enrolment: expect.any(String) });
});

test('a reason for being out of school is gone when its cell is empty, and stays when there is no such column', async () => {
  const child = person(1, { 文化程度: '', 在校生状况: '小学', 失学或辍学原因: '因病休学' });
  await bring(child);
  const reason = (await known())?.['dropout_reason'];
  expect(reason).toEqual(expect.any(String));
  const { 失学或辍学原因: _, ...without } = child;
  await bring(without);
  expect((await known())?.['dropout_reason']).toBe(reason);
  await bring({ ...child, 失学或辍学原因: '' });
  expect((await known())?.['dropout_reason']).toBeNull();
});

test('a sheet without the partner column says nothing by a blank', async () => {
  const { 文化程度: _, ...row } = person(1, { 在校生状况: '' });
  await bring(row);
  expect((await known())?.['enrolment']).toEqual(expect.any(String));
});
