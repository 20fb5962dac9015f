import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTRY, regionCode } from '@mingbai/core';
import { sealJournal } from '@mingbai/store';
import { testServer, type Signed, type TestServer } from '../../app/testing.ts';

const TOWNSHIP = '411525101000';
let server: TestServer;
let system: Signed;
let security: Signed;
let audit: Signed;
beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'system', role: 'system_admin' },
    { username: 'security', role: 'security_admin' },
    { username: 'audit', role: 'audit_admin' },
  ]);
  [system, security, audit] = [
    await server.signIn('system'),
    await server.signIn('security'),
    await server.signIn('audit'),
  ];
});
afterAll(() => server.close());

async function create(username: string): Promise<{ id: string; password: string }> {
  const { user, password } = (await system.call('POST', '/users', { username, name: '新人' })).json();
  return { id: user.id, password };
}

const grant = (id: string, role: string, region: string, department?: string) =>
  security.call('POST', `/users/${id}/grants`, {
    role,
    region,
    ...(department === undefined ? {} : { department }),
  });

test('one makes the account, another gives the role, a third reads what both did', async () => {
  const { id, password } = await create('chen');
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  const chen = await server.signIn('chen', password);
  expect((await chen.call('GET', '/regions')).json().code).toBe('password-must-change');
  await chen.call('POST', '/session/password', { current: password, next: 'my own words 2026' });
  expect((await chen.call('GET', '/imports')).json().code).toBe('no-role');

  expect(
    (await system.call('POST', `/users/${id}/grants`, { role: 'leader', region: TOWNSHIP })).statusCode,
  ).toBe(403);
  expect((await security.call('POST', '/users', { username: 'x1', name: 'x' })).statusCode).toBe(403);
  const granted = (await grant(id, 'township_reviewer', TOWNSHIP)).json();
  expect(granted.grants).toMatchObject([
    { role: 'township_reviewer', region: { code: TOWNSHIP, name: '陈淋子镇', level: 'township' } },
  ]);
  // The role counts at the next request, without signing in again.
  expect((await chen.call('GET', '/imports')).statusCode).toBe(200);

  const { rows } = (await audit.call('GET', '/journal?limit=100')).json();
  const commands = rows.map((row: { command: string; actor: string }) => `${row.command} ${row.actor}`);
  expect(commands).toEqual(
    expect.arrayContaining(['account.create system', 'grant.add security', 'account.change_password chen']),
  );
  expect(JSON.stringify(rows)).not.toContain(password);
});

test('hats: several grants, one worn at a time, one taken away gives way', async () => {
  const { id, password } = await create('duo');
  await grant(id, 'township_reviewer', TOWNSHIP);
  const both = (await grant(id, 'leader', '411525000000')).json().grants;
  const duo = await server.signIn('duo', password);
  await duo.call('POST', '/session/password', { current: password, next: 'my own words 2026' });
  expect((await duo.call('GET', '/session')).json().active.role).toBe('township_reviewer');
  expect((await duo.call('POST', '/session/grant', { grantId: both[1].id })).json().active.role).toBe(
    'leader',
  );
  expect((await duo.call('GET', '/imports')).statusCode).toBe(403);
  await security.call('DELETE', `/users/${id}/grants/${both[1].id}`);
  expect((await duo.call('GET', '/session')).json().active.role).toBe('township_reviewer');
});

test('roles stay apart, at their level, inside the area, and never one’s own', async () => {
  const { id } = await create('apart');
  const code = async (...args: Parameters<typeof grant>) => (await grant(...args)).json().code;
  expect(await code(id, 'village_worker', TOWNSHIP)).toBe('role-level');
  expect(await code(id, 'leader', '410000000000')).toBe('not-found');
  expect(await code(id, 'leader', '411525999000')).toBe('not-found');
  expect(await code(id, 'department_officer', TOWNSHIP)).toBe('invalid-input');
  expect(await code(id, 'department_officer', TOWNSHIP, '教育局')).toBeUndefined();
  expect(await code(id, 'audit_admin', '411525000000')).toBe('roles-apart');
  const [me] = (await system.call('GET', '/users?q=security')).json().rows;
  expect(await code(me.id, 'auditor', '411525000000')).toBe('own-grant');
});

test('an account disabled, or reset, is out at once', async () => {
  const { id, password } = await create('gone');
  const gone = await server.signIn('gone', password);
  expect((await system.call('PATCH', `/users/${id}`, { disabled: true })).json()).toMatchObject({
    disabled: true,
    sessions: 0,
  });
  expect((await gone.call('GET', '/session')).statusCode).toBe(401);
  await expect(server.signIn('gone', password)).rejects.toThrow('account-disabled');
  await system.call('PATCH', `/users/${id}`, { disabled: false });
  const again = await server.signIn('gone', password);
  const fresh = (await system.call('POST', `/users/${id}/password`)).json().password;
  expect((await again.call('GET', '/session')).statusCode).toBe(401);
  await expect(server.signIn('gone', password)).rejects.toThrow('wrong-password');
  await server.signIn('gone', fresh);
});

test('whoever has a role beyond the area cannot be reset from inside it', async () => {
  const { id } = await create('upward');
  const { database } = server.server.services;
  await database.keep({ region: COUNTRY, user: '' }, (tx) =>
    tx.run(`insert into mingbai.role_grant (user_id, role, region) values ($1, 'leader', $2)`, [
      id,
      regionCode('41'),
    ]),
  );
  expect((await system.call('POST', `/users/${id}/password`)).json().code).toBe('not-allowed');
});

test('sessions are listed and ended one by one', async () => {
  const { id, password } = await create('twice');
  const [one, two] = [await server.signIn('twice', password), await server.signIn('twice', password)];
  const sessions = (await security.call('GET', `/users/${id}/sessions`)).json();
  expect(sessions).toHaveLength(2);
  expect((await security.call('DELETE', `/users/${id}/sessions/${sessions[0].id}`)).json()).toEqual({
    ended: 1,
  });
  const alive = [
    (await one.call('GET', '/session')).statusCode,
    (await two.call('GET', '/session')).statusCode,
  ];
  expect(alive.sort()).toEqual([200, 401]);
  expect((await security.call('DELETE', `/users/${id}/sessions/all`)).json()).toEqual({ ended: 1 });
  expect(
    (await one.call('GET', '/session')).statusCode + (await two.call('GET', '/session')).statusCode,
  ).toBe(802);
});

test('of two who make the same name at once one is told that it is taken', async () => {
  const made = await Promise.all(
    [0, 1].map(() => system.call('POST', '/users', { username: 'same', name: '同名' })),
  );
  expect(made.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
  expect((await system.call('GET', '/users?q=same')).json().total).toBe(1);
});

test('the journal is sealed and its chain verifies', async () => {
  await sealJournal(server.server.services.database);
  const { counties } = (await audit.call('POST', '/journal/verify')).json();
  expect(counties).toMatchObject([{ county: '411525', intact: true, unsealed: 0 }]);
  expect((await audit.call('GET', '/journal/seals')).json().rows[0]).toMatchObject({
    county: '411525',
    number: 1,
  });
});
