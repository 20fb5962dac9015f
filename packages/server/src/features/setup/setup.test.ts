import { afterAll, beforeAll, expect, test } from 'vitest';
import { GUSHI, testServer, type TestServer } from '../../app/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const setup = (username: string, county = '411525000000') =>
  server.inject({
    method: 'POST',
    url: '/api/setup',
    payload: { county, username, name: '吴系统', password: 'the first of all 26' },
  });
const names = async (query = '') =>
  (await server.inject({ url: `/api/setup/regions${query}` }))
    .json()
    .map((region: { name: string }) => region.name);

test('the first run: pick the county, of two at once one wins, three administrators kept apart', async () => {
  expect((await server.inject({ url: '/api/setup' })).json()).toMatchObject({ needed: true });
  expect(await names()).toContain('河南省');
  expect(await names('?under=410000000000')).toContain('信阳市');
  expect(await names('?under=411500000000')).toContain('固始县');
  expect((await setup('root', '411599000000')).json().code).toBe('invalid-input');

  const answers = await Promise.all([setup('root'), setup('rival')]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
  const { accounts } = answers.find((answer) => answer.statusCode === 200)?.json() ?? {};
  expect(accounts.map((account: { role: string }) => account.role)).toEqual([
    'system_admin',
    'security_admin',
    'audit_admin',
  ]);
  expect(accounts[0].password).toBeNull();

  expect((await server.inject({ url: '/api/setup' })).json()).toMatchObject({ needed: false });
  expect((await server.inject({ url: '/api/setup/regions' })).json().code).toBe('already-set-up');
  await server.signIn(accounts[0].username, 'the first of all 26');
  const security = await server.signIn('security', accounts[1].password);
  expect((await security.call('GET', '/session')).json()).toMatchObject({
    user: { mustChangePassword: true },
    active: { role: 'security_admin', region: { name: '固始县' } },
    permissions: [],
  });
  const counted = await server.server.services.database.read({ region: GUSHI, user: '' }, (tx) =>
    tx.find(
      `select (count(*) filter (where level = 4))::int as townships, (count(*) filter (where level = 5 and parent % 1000 = 0))::int as villages from mingbai.region`,
    ),
  );
  expect(counted).toMatchObject({ townships: 33 });
});
