import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, testServer, type TestServer } from '../../app/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'system', role: 'system_admin' },
    { username: 'clerk', role: 'county_clerk' },
    { username: 'victim', role: 'leader' },
  ]);
});
afterAll(() => server.close());

describe('signing in', () => {
  test('gives a strict, http-only cookie, the roles and the permissions', async () => {
    const response = await server.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'Clerk', password: PASSWORD },
    });
    expect(response.json()).toEqual({ signedIn: true, needsTotp: false });
    expect(response.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/api' }]);
    const clerk = await server.signIn('clerk');
    const session = (await clerk.call('GET', '/session')).json();
    expect(session).toMatchObject({
      user: { username: 'clerk', totp: false, mustChangePassword: false },
      active: { role: 'county_clerk', region: { code: '411525000000', name: '固始县', level: 'county' } },
    });
    expect(session.permissions).toContain('import.run');
    expect(session.grants).toHaveLength(1);
  });

  test('refuses without a session, with a forged one, and after signing out', async () => {
    expect((await server.inject({ url: '/api/session' })).statusCode).toBe(401);
    const clerk = await server.signIn('clerk');
    const forged = clerk.cookie.replace(/.{8}$/, 'AAAAAAA%3D');
    expect((await server.inject({ url: '/api/session', headers: { cookie: forged } })).statusCode).toBe(401);
    const { cookie } = clerk;
    expect((await clerk.call('DELETE', '/session')).statusCode).toBe(200);
    const after = await server.inject({ url: '/api/session', headers: { cookie } });
    expect(after.statusCode).toBe(401);
    expect(after.json().code).toBe('not-signed-in');
  });

  test('locks a name after five wrong passwords, known or not, and says for how long', async () => {
    for (const username of ['victim', 'nobody-has-this']) {
      const answers = [];
      for (let i = 0; i < 7; i += 1) {
        const response = await server.inject({
          method: 'POST',
          url: '/api/session',
          payload: { username, password: 'wrong wrong wrong' },
        });
        answers.push([response.statusCode, response.json().code, response.json().details.minutes]);
      }
      const wrong = [401, 'wrong-password', undefined];
      const locked = [429, 'too-many-attempts', 15];
      expect(answers).toEqual([wrong, wrong, wrong, wrong, locked, locked, locked]);
    }
    await expect(server.signIn('victim')).rejects.toThrow('too-many-attempts');
  });

  test('a page of another site can neither sign in nor write', async () => {
    const send = (headers: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/api/session',
        headers,
        payload: { username: 'clerk', password: PASSWORD },
      });
    expect((await send({ origin: 'https://evil.example' })).json().code).toBe('foreign-origin');
    expect((await send({ origin: 'null' })).json().code).toBe('foreign-origin');
    expect((await send({ 'sec-fetch-site': 'cross-site' })).json().code).toBe('foreign-origin');
    expect((await send({ origin: 'http://localhost:80', host: 'localhost:80' })).statusCode).toBe(200);
  });
});
