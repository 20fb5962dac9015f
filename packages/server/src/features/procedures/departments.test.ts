import { regionCode } from '@mingbai/core';
import type { CaseRow, ProcedureView } from '@mingbai/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { ago, AGREED, Hall, MET, TOWN } from './testing.ts';

/** Department officers act where a procedure gives them a step: by role, by region and by department. */
const OTHER_TOWN = regionCode('411525102');
const OFFICERS = {
  school: { department: '教育体育局' },
  'school-here': { department: '教育体育局', region: TOWN },
  'school-elsewhere': { department: '教育体育局', region: OTHER_TOWN },
  homes: { department: '住房和城乡建设局' },
  insurance: { department: '医疗保障局' },
  civil: { department: '民政局' },
} as const;
type Officer = keyof typeof OFFICERS;
let hall: Hall;
let worker: Signed;
let next = 100;
const officers = new Map<string, Signed>();
beforeAll(async () => {
  hall = await Hall.open();
  await hall.server.add(
    Object.entries(OFFICERS).map(([username, more]) => ({ username, role: 'department_officer', ...more })),
  );
  worker = await hall.signIn('worker');
  for (const name of Object.keys(OFFICERS)) officers.set(name, await hall.signIn(name));
}, 120_000);
afterAll(() => hall.close());

const officer = (name: Officer): Signed => {
  const signed = officers.get(name);
  if (signed === undefined) throw new RangeError(name);
  return signed;
};

/** An exit that the village has verified. */
async function verified(household: number): Promise<string> {
  await hall.household(household, { exit_state: `'poor'` });
  const opened = await hall.post(worker, '/cases/open', {
    procedure: 'household-exit',
    on: ago(9),
    votes: AGREED,
    evidence: [{ need: 'minutes', id: await hall.file('document') }],
    subjects: [{ household: String(household) }],
  });
  const id = opened.accepted[0]?.case ?? '';
  await hall.post(worker, '/cases/act', {
    action: 'verify',
    on: ago(8),
    cases: [{ id, base: 1 }],
    given: MET,
    evidence: [{ need: 'income-account', id: await hall.file('scan') }],
  });
  return id;
}

describe('who checks which guarantee of an exit', () => {
  test.each<[Officer | 'worker' | 'town', string, string]>([
    ['school', 'check-schooling', 'taken'],
    ['school-here', 'check-schooling', 'taken'],
    ['school-elsewhere', 'check-schooling', 'not-found'],
    ['homes', 'check-schooling', 'department'],
    ['homes', 'check-housing', 'taken'],
    ['insurance', 'check-medical-care', 'taken'],
    ['insurance', 'check-water', 'department'],
    ['civil', 'check-schooling', 'department'],
    ['civil', 'household-agrees', 'role'],
    ['worker', 'check-schooling', 'role'],
    ['town', 'check-schooling', 'role'],
  ])('%s: %s → %s', async (name, action, expected) => {
    const id = await verified((next += 1));
    const who = name === 'worker' || name === 'town' ? await hall.signIn(name) : officer(name);
    const item = { 'check-schooling': 'schooling', 'check-housing': 'housing', 'check-water': 'water' };
    const key = item[action as keyof typeof item] ?? 'medical-care';
    const given = action === 'household-agrees' ? { signed: true } : { [key]: true };
    const done = await hall.post(who, '/cases/act', { action, cases: [{ id, base: 2 }], given });
    expect(done.refused[0]?.code ?? 'taken').toBe(expected);
    const rows = await hall.rows<{ role: string }>(
      `select role from mingbai.procedure_action where "case" = $1 and action = $2`,
      [id, action],
    );
    expect(rows).toEqual(expected === 'taken' ? [{ role: 'department_officer' }] : []);
  });
});

test('what the department finds goes before what the village said: the decision is asked by it', async () => {
  const id = await verified(11);
  const said = { schooling: false, 'department-note': '长子初二辍学在外务工' };
  await hall.post(officer('school'), '/cases/act', {
    action: 'check-schooling',
    on: ago(7),
    cases: [{ id, base: 2 }],
    given: said,
  });
  const signature = [{ need: 'household-signature', id: await hall.file('signature') }];
  const agree = { action: 'household-agrees', given: { signed: true }, evidence: signature };
  const refused = await hall.post(worker, '/cases/act', { ...agree, cases: [{ id, base: 3 }] });
  expect(refused.refused).toMatchObject([{ code: 'judgement' }]);
  await hall.post(officer('school'), '/cases/act', {
    action: 'check-schooling',
    cases: [{ id, base: 3 }],
    given: { schooling: true },
  });
  const done = await hall.post(worker, '/cases/act', { ...agree, cases: [{ id, base: 4 }] });
  expect(done.accepted).toMatchObject([{ state: 'village-notice' }]);
});

test('the queue of an officer has what waits for its department, and says of the rest whose it is', async () => {
  const id = await verified(12);
  const { rows } = await hall.queue(officer('homes'), '?mine=true');
  const row = rows.find((one: CaseRow) => one.id === id);
  const open = new Map(row?.open.map(({ action, refusal }) => [action, refusal]));
  expect(open.get('check-housing')).toBeNull();
  expect(open.get('check-schooling')?.what.zh).toContain('教育');
  expect(open.get('check-schooling')?.code).toBe('department');
  expect(open.has('household-agrees')).toBe(false);
});

test('a department’s warning opens a lead, of its own area only', async () => {
  await hall.household(21);
  const warn = {
    procedure: 'monitoring',
    action: 'department-warns',
    subjects: [{ household: '21' }],
    given: { risks: ['schooling'], situation: '学籍比对发现疑似辍学', department: '教育体育局' },
  };
  const { procedures } = (await officer('school').call('GET', '/procedures')).json<{
    procedures: (ProcedureView & { begins: string[] })[];
  }>();
  expect(procedures.find(({ procedure }) => procedure.id === 'monitoring')?.begins).toEqual([
    'department-warns',
  ]);
  const elsewhere = await hall.post(officer('school-elsewhere'), '/cases/open', warn);
  expect(elsewhere.refused).toMatchObject([{ code: 'not-found' }]);
  const applied = await hall.post(officer('school'), '/cases/open', { ...warn, action: 'official-finds' });
  expect(applied.refused).toMatchObject([{ code: 'role' }]);
  const opened = await hall.post(officer('school'), '/cases/open', warn);
  expect(opened.accepted).toMatchObject([{ title: '村民21A', state: 'lead' }]);
  const mine = await hall.queue(worker, '?mine=true&procedure=monitoring');
  expect(mine.rows.map(({ title }) => title)).toEqual(['村民21A']);
});

test('what belongs to others stays theirs: notices, objections, evidence, papers', async () => {
  const asked = await Promise.all([
    officer('school').call('POST', '/notices/1/withdraw', { reason: '名单有误，重新公示' }),
    officer('school').call('POST', '/objections/1/open'),
    officer('school').call('GET', '/papers'),
  ]);
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
});
