import { KeptTrial, type KeptTrialResult, listPolicyTrialRows } from '@mingbai/core/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Office, PLACES } from '../findings/testing.ts';

/** What a trial of an entitlement would cost, to the fen: by household, village, cause and through whom. */
let office: Office;
let clerk: Signed;

beforeAll(async () => {
  office = await Office.open();
  clerk = await office.signIn('clerk');
  const { owner } = office;
  await owner.query(`
    insert into mingbai.person (county, id, region, person_no, name, valid_from, known_from, entry)
      values (411525, 11, ${PLACES.here}, 'H1-2', '成员', '2026-01-01', now(), 1);
    insert into mingbai.membership (county, id, region, household_id, person_id, valid_from, known_from, entry)
      values (411525, 111, ${PLACES.here}, 1, 11, '2026-01-01', now(), 1);
    update mingbai.person set low_income_allowance = true where id in (1, 11, 3, 4);
    update mingbai.person set enrolment = 'vocational-1' where id = 2;
    update mingbai.household set exit_state = 'lifted', main_cause = case when id < 3 then 'illness' end,
      per_capita_net = case id when 1 then 400010 when 2 then 900000 when 3 then 700050 else 698500 end;
  `);
});
afterAll(() => office.close());

async function tryIt(body: object): Promise<KeptTrialResult> {
  const answer = await clerk.call('POST', '/policy/kept-trials', {
    decision: '户应享补助',
    on: '2026-06-30',
    ...body,
  });
  let trial = KeptTrial.parse(answer.json());
  while (trial.state === 'running')
    trial = KeptTrial.parse((await clerk.call('GET', `/policy/kept-trials/${trial.id}`)).json());
  if (trial.result === null) throw new Error(trial.problem?.en);
  const { rows } = listPolicyTrialRows.reply!.parse(
    (await clerk.call('GET', `/policy/kept-trials/${trial.id}/rows`)).json(),
  );
  shown = rows.map(({ household, amountBefore, amountAfter }) => [household, amountBefore, amountAfter]);
  return trial.result;
}
let shown: unknown[];

test('a higher standard: every fen of those who have more and those who come to have it', async () => {
  const { cost, places, causes, changed, total } = await tryIt({ set: { 农村低保标准: 7500 } });
  // 2 × (6985 − 4000.10) and 3000 before; 2 × (7500 − 4000.10), 3000, 7500 − 7000.50 and 7500 − 6985 after.
  expect(cost).toEqual({
    name: '年金额',
    nameEn: 'Yuan a year',
    before: 8969.8,
    after: 11014.3,
    entered: { count: 2, yuan: 1014.5 },
    left: { count: 0, yuan: 0 },
    otherwise: { count: 1, yuan: 1030 },
  });
  expect([total, changed]).toEqual([4, 3]);
  expect(shown).toEqual([
    ['1', 5969.8, 6999.8],
    ['3', 0, 499.5],
    ['4', 0, 515],
  ]);
  expect(places.map(({ code, before, after }) => [code, before, after])).toEqual([
    [PLACES.here, 8969.8, 9999.8],
    [PLACES.far, 0, 515],
    [PLACES.beside, 0, 499.5],
  ]);
  expect(causes.map(({ label, before, after }) => [label?.zh ?? null, before, after])).toEqual([
    [null, 0, 1014.5],
    ['因病', 8969.8, 9999.8],
  ]);
});

test('a lower one: who loses it; one entry alone is tried by its name', async () => {
  const { cost } = await tryIt({ set: { 农村低保标准: 4000 } });
  expect(cost).toMatchObject({ before: 8969.8, after: 3000, left: { count: 1, yuan: -5969.8 } });
  const grant = await tryIt({ set: { 雨露计划补助标准: 3600 }, entry: '雨露计划' });
  expect(grant.cost).toMatchObject({
    name: '雨露计划',
    before: 3000,
    after: 3600,
    otherwise: { count: 1, yuan: 600 },
  });
  expect(grant.outcomes).toContainEqual({ before: '3000', after: '3600', count: 1 });
});

test('a trial that takes long is seen running, can be stopped, and says who stopped it', async () => {
  // What it would write to is held by somebody else.
  const { owner } = office;
  await owner.query('begin; lock table mingbai.policy_trial_row in access exclusive mode');
  const asked = { decision: '户应享补助', on: '2026-06-30', set: { 农村低保标准: 7500 } };
  const running = KeptTrial.parse((await clerk.call('POST', '/policy/kept-trials', asked)).json());
  expect([running.state, running.result]).toEqual(['running', null]);
  const stopped = KeptTrial.parse(
    (await clerk.call('POST', `/policy/kept-trials/${running.id}/cancel`)).json(),
  );
  expect([stopped.state, stopped.problem]).toEqual([
    'failed',
    { zh: 'clerk 已停止试算', en: 'Stopped by clerk' },
  ]);
  // Its worker is gone although the lock is still there; what was said stays.
  const working = () =>
    office.rows<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where application_name = 'mingbai-trial-${running.id}'`,
    );
  let [left] = await working();
  for (let tries = 0; tries < 50 && left?.n !== 0; tries += 1) {
    await new Promise((done) => setTimeout(done, 100));
    [left] = await working();
  }
  await owner.query('commit');
  expect(left?.n).toBe(0);
  const after = KeptTrial.parse((await clerk.call('GET', `/policy/kept-trials/${running.id}`)).json());
  expect(after.problem?.en).toBe('Stopped by clerk');
  const ended = await tryIt({ set: { 农村低保标准: 7500 } });
  expect(ended.changed).toBe(3);
});

test('a trial over many says how far it is while it works, and ends when its part is let go', async () => {
  const { owner } = office;
  await owner.query(`insert into mingbai.household (county, id, region, household_no, per_capita_net, valid_from, known_from, entry)
    select 411525, 100000 + n, ${PLACES.far}, 'M' || n, 700000, '2026-01-01', now(), 1 from generate_series(1, 60000) n`);
  // A row of the third part is somebody else's for now: whoever keeps it there waits.
  await owner.query('begin');
  await owner.query(`insert into mingbai.policy_trial_row (county, trial, id, household_id, region)
    select 411525, last_value + 1, 150000, 150000, ${PLACES.far} from mingbai.policy_id`);
  const asked = { decision: '低于监测线', on: '2026-06-30', set: { 监测线: 7500 } };
  const at = async (id: string) =>
    KeptTrial.parse((await clerk.call('GET', `/policy/kept-trials/${id}`)).json());
  let trial = KeptTrial.parse((await clerk.call('POST', '/policy/kept-trials', asked)).json());
  for (let tries = 0; tries < 100 && trial.progress.done < 40_000; tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
    trial = await at(trial.id);
  }
  expect([trial.state, trial.result]).toEqual(['running', null]);
  expect(trial.progress.total).toBe(60_004);
  expect(trial.progress.done).toBeGreaterThan(0);
  expect(trial.progress.done).toBeLessThan(60_004);
  await owner.query('rollback');
  for (let tries = 0; tries < 200 && trial.state === 'running'; tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
    trial = await at(trial.id);
  }
  expect(trial.progress).toEqual({ done: 60_004, total: 60_004 });
  expect([trial.result?.total, trial.result?.changed]).toEqual([60_004, 60_002]);
});
