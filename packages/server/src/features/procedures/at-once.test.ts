import { afterAll, beforeAll, expect, test } from 'vitest';
import { ago, AGREED, Hall } from './testing.ts';

/** Several people act at the same moment: their steps share a transaction, and each is answered for itself. */
let hall: Hall;
beforeAll(async () => {
  hall = await Hall.open();
  for (let n = 1; n <= 12; n += 1) await hall.household(n, { exit_state: `'poor'` });
}, 60_000);
afterAll(() => hall.close());

test('each is taken once with an entry of its own; who may not, who is late and who comes second are told', async () => {
  const [worker, neighbour, town] = [
    await hall.signIn('worker'),
    await hall.signIn('neighbour'),
    await hall.signIn('town'),
  ];
  const begun = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(3),
    votes: AGREED,
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: Array.from({ length: 12 }, (_, n) => ({ household: String(n + 1) })),
  });
  const ids = begun.accepted.map((one) => one.case);
  expect(ids).toHaveLength(12);
  const withdraw = (id: string | undefined, base: number, key: string) => ({
    action: 'withdraw',
    on: ago(1),
    reason: '农户要求暂缓',
    cases: [{ id, base }],
    key,
  });
  const answers = await Promise.all([
    ...ids.slice(0, 8).map((id) => hall.post(worker, '/cases/act', withdraw(id, 1, `withdraw/${id}`))),
    // The eighth again by the same press, the first by somebody else, a stale page, and a village that is not theirs.
    hall.post(worker, '/cases/act', withdraw(ids[7], 1, `withdraw/${ids[7]}`)),
    hall.post(town, '/cases/act', withdraw(ids[0], 1, 'second-person')),
    hall.post(worker, '/cases/act', withdraw(ids[8], 0, 'stale-page')),
    hall.post(neighbour, '/cases/act', withdraw(ids[9], 1, 'foreign-village')),
  ]);
  const took = answers.filter(({ accepted }) => accepted.length === 1);
  const refused = answers.flatMap((one) => one.refused);
  // Eight cases, of which the eighth is answered to both presses.
  expect(took).toHaveLength(9);
  expect(refused).toHaveLength(3);
  expect(refused.map(({ code }) => code)).toContain('not-found');
  const pressed = answers.filter(({ accepted }) => accepted[0]?.case === ids[7]);
  expect(new Set(pressed.map(({ entry }) => entry)).size).toBe(1);
  const written = await hall.rows<{ case: string; n: number; entry: string; actor: string }>(
    `select a."case"::text as case, a.n, a.entry::text, j.changes ->> 'accepted' as accepted from mingbai.procedure_action a
     join mingbai.journal j on j.county = a.county and j.id = a.entry and j.actor = a.actor where a.action = 'withdraw'`,
  );
  expect(written.map((one) => one.case).toSorted()).toEqual(ids.slice(0, 8).toSorted());
  expect(new Set(written.map(({ entry }) => entry)).size).toBe(8);
  const entries = await hall.rows(`select from mingbai.journal where command = 'procedure.act'`);
  expect(entries).toHaveLength(8);
});
