import { addDays, foldCase, type ActionTaken } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActOutcome } from './act.ts';
import { EXIT } from './testing-procedures.ts';
import { AGREED, Chamber, VILLAGE } from './testing.ts';

let chamber: Chamber;
beforeAll(async () => {
  chamber = await Chamber.open();
}, 60_000);
afterAll(() => chamber.close());
beforeEach(() => chamber.populate());

const ago = (days: number) => addDays(chamber.today, -days);
const codes = (outcome: ActOutcome | 'repeated') =>
  outcome === 'repeated' ? ['repeated'] : outcome.refused.map(({ refusal }) => refusal.code);

/** To the end, as a village and its county do it. */
async function toTheEnd(id: string): Promise<void> {
  await chamber.act('agree', { [id]: { base: 1, on: ago(10), votes: AGREED, given: { income: 512_345 } } });
  await chamber.act('review', { [id]: { base: 2, on: ago(4) } });
  const done = await chamber.act('decide', { [id]: { base: 3, on: ago(1), reason: '稳定达标' } });
  expect(done).toMatchObject({ accepted: [{ state: 'out', ended: 'done' }], written: { set: 2 } });
}
const begunAgo = async (n: number, days: number): Promise<string> => {
  const opening = { subject: String(n), brought: chamber.brought({ on: ago(days) }) };
  const done = await chamber.begin(EXIT, 'begin', [opening]);
  return done.accepted[0]?.case ?? '';
};

test('a household goes out of poverty by four actions; the register says so from the day of the last', async () => {
  const id = await begunAgo(1, 12);
  await toTheEnd(id);
  const [household] = await chamber.rows(
    `select h.exit_state, h.exited_on::text, h.per_capita_net::int, h.valid_from::text, g.food from mingbai.household h
     join mingbai.guarantee g on g.household_id = h.id where h.id = 1`,
  );
  expect(household).toEqual({
    exit_state: 'exited',
    exited_on: ago(1),
    per_capita_net: 512_345,
    valid_from: ago(1),
    food: true,
  });
  expect(await chamber.rows('select exit_state from mingbai.household_past where id = 1')).toEqual([
    { exit_state: 'poor' },
  ]);
  const [entry] = await chamber.rows<{ same: boolean }>(
    `select h.entry = a.entry and a.written <> '[]' as same from mingbai.household h
     join mingbai.procedure_action a on a."case" = $1 and a.action = 'decide' where h.id = 1`,
    [id],
  );
  expect(entry).toEqual({ same: true });
});

test.each([
  ['what one saw is older', 'agree', { base: 0, votes: AGREED, given: { income: 1 } }, 'out-of-date'],
  ['another step is next', 'decide', { base: 1, reason: 'x' }, 'state'],
  ['a day to come', 'agree', { base: 1, on: '2099-01-01', votes: AGREED, given: { income: 1 } }, 'day-ahead'],
  [
    'a day before the last',
    'agree',
    { base: 1, on: '2020-01-01', votes: AGREED, given: { income: 1 } },
    'day-order',
  ],
  ['no vote', 'agree', { base: 1, given: { income: 1 } }, 'vote-missing'],
  [
    'a vote that was lost',
    'agree',
    { base: 1, votes: { ...AGREED, for: 5, against: 20 }, given: { income: 1 } },
    'vote-lost',
  ],
  ['a form left open', 'agree', { base: 1, votes: AGREED }, 'form'],
] as const)('refused, and nothing is written: %s', async (_why, action, change, code) => {
  const id = await begunAgo(1, 3);
  expect(codes(await chamber.act(action, { [id]: { ...change } }))).toEqual([code]);
  expect(await chamber.stateOf(id)).toEqual({ state: 'begun', actions: 1, ended: null });
});

test('a step waits for the notice to have run', async () => {
  const id = await begunAgo(1, 12);
  await chamber.act('agree', { [id]: { base: 1, on: ago(5), votes: AGREED, given: { income: 1 } } });
  const early = await chamber.act('review', { [id]: { base: 2 } });
  expect(early).toMatchObject({
    refused: [
      {
        refusal: {
          code: 'notice-running',
          details: { until: chamber.today, from: addDays(chamber.today, 1) },
        },
      },
    ],
  });
  const [row] = await chamber.rows(
    `select due::text, escalated, roles from mingbai.procedure_case where id = $1`,
    [id],
  );
  expect(row).toEqual({
    due: addDays(chamber.today, 10),
    escalated: ['county_clerk'],
    // The village can only take it back now: it is not waited for.
    roles: ['township_reviewer', 'county_clerk'],
  });
});

test('somebody of one village begins nothing in another, and does not learn that it is there', async () => {
  const openings = ['1', '40', '999'].map((subject) => ({ subject, brought: chamber.brought() }));
  const done = await chamber.begin(EXIT, 'begin', openings, {}, chamber.worker);
  expect([done.accepted.length, codes(done)]).toEqual([1, ['not-found', 'not-found']]);
  const far = await chamber.exits([40]);
  expect(codes(await chamber.act('withdraw', { [far[0] ?? '']: { base: 1 } }, chamber.worker))).toEqual([
    'not-found',
  ]);
});

test('a second case for the same thing is refused as long as the first is open', async () => {
  const [first = ''] = await chamber.exits([1]);
  const again = [{ subject: '1', brought: chamber.brought() }];
  expect(codes(await chamber.begin(EXIT, 'begin', again))).toEqual(['open-already']);
  await chamber.act('withdraw', { [first]: { base: 1 } });
  expect((await chamber.begin(EXIT, 'begin', again)).accepted.length).toBe(1);
});

test('two who begin the same at the same time: one does, the other is told', async () => {
  const opening = [{ subject: '1', brought: chamber.brought() }];
  const both = await Promise.all([
    chamber.begin(EXIT, 'begin', opening),
    chamber.begin(EXIT, 'begin', opening),
  ]);
  expect(both.map(({ accepted }) => accepted.length).sort((a, b) => a - b)).toEqual([0, 1]);
  expect(both.flatMap(codes)).toEqual(['open-already']);
});

test('two who decide at the same time: one wins, the other is told that it saw an older state', async () => {
  const ids = await chamber.exits([1, 2, 3]);
  const chosen = (list: readonly string[]) =>
    Object.fromEntries(list.map((id) => [id, { base: 1, votes: AGREED, given: { income: 1 } }]));
  const both = await Promise.all([
    chamber.act('agree', chosen(ids)),
    chamber.act('agree', chosen(ids.toReversed()), chamber.as('county_clerk', 'second')),
  ]);
  expect(both.flatMap(codes)).toEqual(['out-of-date', 'out-of-date', 'out-of-date']);
  const [count] = await chamber.rows(
    `select count(*)::int as n from mingbai.procedure_action where action = 'agree'`,
  );
  expect(count).toEqual({ n: 3 });
});

test('the same key again does nothing; the same action with another key is out of date', async () => {
  const [id = ''] = await chamber.exits([1]);
  const change = { [id]: { base: 1, votes: AGREED, given: { income: 1 } } };
  expect(codes(await chamber.act('agree', change, chamber.clerk, 'key-0001'))).toEqual([]);
  expect(await chamber.act('agree', change, chamber.clerk, 'key-0001')).toBe('repeated');
  expect(codes(await chamber.act('agree', change, chamber.clerk, 'key-0002'))).toEqual(['out-of-date']);
  expect(await chamber.stateOf(id)).toEqual({ state: 'noticed', actions: 2, ended: null });
});

test('a clock that went back is refused', async () => {
  const [id = ''] = await chamber.exits([1]);
  await chamber.owner.query(
    `update mingbai.procedure_action set at = now() + interval '5 minutes' where "case" = $1`,
    [id],
  );
  expect(codes(await chamber.act('withdraw', { [id]: { base: 1 } }))).toEqual(['clock-back']);
});

test('a list goes through a step together; one is held back, one lacks its answer, and both say why', async () => {
  const households = Array.from({ length: 30 }, (_, n) => n + 1);
  const ids = await chamber.exits(households, chamber.clerk, '2026年第一批退出');
  const [list] = await chamber.rows('select name, region::text from mingbai.procedure_list');
  expect(list).toEqual({ name: '2026年第一批退出', region: VILLAGE });
  const chosen = Object.fromEntries(
    ids
      .slice(1)
      .map((id, at) => [id, { base: 1, votes: AGREED, given: at === 0 ? {} : { income: 500_000 + at } }]),
  );
  const done = await chamber.act('agree', chosen);
  expect(done).toMatchObject({ refused: [{ case: ids[1], refusal: { code: 'form' } }] });
  expect(done === 'repeated' ? 0 : done.accepted.length).toBe(28);
  expect((await chamber.stateOf(ids[0] ?? '')).state).toBe('begun');
  const own = await chamber.rows<{ income: string }>(
    `select given ->> 'income' as income from mingbai.procedure_action where action = 'agree' order by "case"`,
  );
  expect(own[5]?.income).toBe('500006');
});

test('steps that write nothing leave the county’s pulse alone; one that writes raises it', async () => {
  const pulse = async () =>
    (await chamber.rows<{ pulse: string }>('select pulse::text from mingbai.pulse'))[0]?.pulse ?? '0';
  const id = await begunAgo(1, 12);
  await chamber.act('agree', { [id]: { base: 1, on: ago(10), votes: AGREED, given: { income: 1 } } });
  expect(await pulse()).toBe('0');
  await chamber.act('review', { [id]: { base: 2, on: ago(4) } });
  await chamber.act('decide', { [id]: { base: 3, reason: '稳定达标' } });
  expect(await pulse()).toBe('1');
});

test('the row of every case is the fold of its actions', async () => {
  await toTheEnd(await begunAgo(1, 12));
  const [second = '', third = ''] = await chamber.exits([2, 3]);
  await chamber.act('withdraw', { [second]: { base: 1 } });
  await chamber.act('agree', { [third]: { base: 1, votes: AGREED, given: { income: 1 } } });
  const cases = await chamber.rows<{
    state: string;
    ended: string | null;
    since: string;
    actions: number;
    taken: ActionTaken[];
  }>(
    `select c.state, c.ended, c.since::text, c.actions, (select json_agg(to_json(a) order by a.n) from mingbai.procedure_action a
       where a.county = c.county and a."case" = c.id) as taken from mingbai.procedure_case c`,
  );
  expect(cases.length).toBe(3);
  for (const { taken, actions, ...row } of cases) {
    const { state, ended, since, n } = foldCase(EXIT, taken);
    expect({ state, ended, since, actions: n }).toEqual({ ...row, actions });
  }
});
