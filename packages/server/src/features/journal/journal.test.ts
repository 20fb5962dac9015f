import { regionCode } from '@mingbai/core';
import type { JournalEntry } from '@mingbai/core/api';
import { runCommand } from '@mingbai/store';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GUSHI, testServer, type Signed, type TestServer } from '../../app/testing.ts';

const VILLAGE = regionCode('411525101201');

let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'clerk', role: 'county_clerk' },
    { username: 'auditor', role: 'auditor' },
    { username: 'audit', role: 'audit_admin' },
  ]);
  owner = new pg.Client(server.database.ownerUrl);
  await owner.connect();
  const said = `'2021-12-31', '2022-01-05', 1`;
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, valid_from, known_from, entry)
      values (411525, 1, ${VILLAGE}, 'H1', ${said});
    insert into mingbai.person (county, id, region, person_no, name, valid_from, known_from, entry)
      values (411525, 11, ${VILLAGE}, 'P1', '欧阳修', ${said});
    insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
      values (411525, 21, ${VILLAGE}, 1, 11, 'head', ${said})`);
  const clerk = await server.signIn('clerk');
  for (const [noun, id, field] of [
    ['household', '1', 'phone'],
    ['person', '11', 'identity_no'],
  ])
    await clerk.call('POST', '/reveal', { noun, id, field, reason: '入户核实' });
  await clerk.call('POST', `/regions/${VILLAGE}/change`, {
    kind: 'rename',
    name: '新名村',
    on: '2023-01-01',
    reason: '县政府批复',
  });
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

async function entries(as: Signed): Promise<Map<string, JournalEntry>> {
  const { rows } = (await as.call('GET', '/journal?limit=100')).json<{ rows: JournalEntry[] }>();
  return new Map(rows.map((row) => [row.subject ?? '', row]));
}

test('an entry names what it is about and where', async () => {
  const seen = await entries(await server.signIn('auditor'));
  expect(seen.get('household:1')).toMatchObject({
    about: { name: 'H1', more: '欧阳修' },
    regionName: '新名村',
  });
  expect(seen.get('person:11')?.about).toEqual({ name: '欧阳修', more: 'H1' });
  expect(seen.get(`region:${VILLAGE}`)?.about?.name).toBe('新名村');
  const accounts = [...seen].filter(([subject]) => subject.startsWith('account:'));
  expect(accounts.map(([, { about }]) => about?.more)).toContain('clerk');
});

test('who does not see the register sees no name of its people whole', async () => {
  const seen = await entries(await server.signIn('audit'));
  expect(seen.get('household:1')?.about).toEqual({ name: 'H1', more: '欧**' });
  expect(seen.get('person:11')?.about).toEqual({ name: '欧**', more: 'H1' });
});

test('a chain is told by the name of its county', async () => {
  const audit = await server.signIn('audit');
  expect((await audit.call('POST', '/journal/verify')).json().counties[0]).toMatchObject({
    county: '411525',
    countyName: '固始县',
  });
});

test('an entry about several things says how many and names the first of them', async () => {
  await owner.query(`
    insert into mingbai.procedure_edition (procedure, version, body) values ('monitor', '1', '{"zh": "监测对象识别"}');
    insert into mingbai.procedure_case (county, id, region, procedure, version, noun, subject_id, title, state, since, roles, actions, opened_at, changed_at, entry)
      select 411525, n, ${VILLAGE}, 'monitor', '1', 'household', n, (array['张三', '李四', '王小五', '赵六'])[n - 900], 'begun', '2023-01-01', '{}', 1, now(), now(), 1
      from generate_series(901, 904) n`);
  const { database } = server.server.services;
  const system = { id: 'system:rules', role: 'system', region: GUSHI };
  const written = (command: string, changes: Record<string, unknown>) =>
    runCommand(database, system, { name: command, region: GUSHI }, () =>
      Promise.resolve({ result: undefined, changes }),
    );
  await written('procedure.open', {
    action: 'begin',
    accepted: 12,
    cases: ['901', '902', '903', '904', '999'],
  });
  await written('finding.assign', { accepted: 7, filter: {} });
  await written('procedure.act', { accepted: 2, cases: ['998', 7] });
  await written('procedure.overdue', { found: 3 });

  const of = async (user: string) => {
    const signed = await server.signIn(user);
    const { rows } = (await signed.call('GET', '/journal?actor=system:rules')).json<{
      rows: JournalEntry[];
    }>();
    return new Map(rows.map(({ command, several, actor }) => [command, { several, actor }]));
  };
  const seen = await of('auditor');
  expect(seen.get('procedure.open')).toEqual({
    actor: 'system:rules',
    several: {
      noun: 'household',
      count: 12,
      first: [
        { case: '901', name: '张三' },
        { case: '902', name: '李四' },
        { case: '903', name: '王小五' },
      ],
    },
  });
  expect(seen.get('finding.assign')?.several).toEqual({ noun: 'finding', count: 7, first: [] });
  expect(seen.get('procedure.act')?.several).toEqual({ noun: 'case', count: 2, first: [] });
  expect(seen.get('procedure.overdue')?.several).toBeNull();
  // Who does not see the register is told no name whole.
  expect((await of('audit')).get('procedure.open')?.several?.first.map(({ name }) => name)).toEqual([
    '张*',
    '李*',
    '王**',
  ]);
});
