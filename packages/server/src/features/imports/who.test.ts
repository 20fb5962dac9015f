import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, Desk, person } from './testing.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

const faults = async (id: string) => {
  const clerk = await desk.signIn();
  const { rows } = (await clerk.call('GET', `/imports/${id}/faults`)).json<{
    rows: { rule: string; who: string | null }[];
  }>();
  return rows;
};

test('a fault says whose row it is, unless the row lies outside; also when it is written', async () => {
  const wrong = person(1, { 民族: '火星族' });
  const outside = person(2, { 村: '没有这个村' });
  const { id } = await desk.check('人口.xlsx', await book('person-47', [wrong, outside, person(3)]));
  const seen = await faults(id);
  expect(seen.find(({ rule }) => rule.startsWith('not-in'))?.who).toBe(wrong['姓名']);
  expect(seen.find(({ rule }) => rule === 'place-unknown')?.who).toBeNull();
  await desk.commit(id);
  expect((await faults(id)).map(({ who }) => who)).toEqual(seen.map(({ who }) => who));
});
