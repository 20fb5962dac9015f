import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, testServer, type Signed, type TestServer } from '../../app/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.install([
    { username: 'clerk', role: 'county_clerk' },
    { username: 'leader', role: 'leader' },
  ]);
});
afterAll(() => server.close());

/** RFC 6238 with its defaults, written here so that the library is not checked against itself. */
function codeOf(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const bits = [...secret.replace(/=+$/, '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function addFactor(signed: Signed): Promise<{ uri: string; backupCodes: string[] }> {
  const started = await signed.call('POST', '/session/totp', { password: PASSWORD });
  const { uri, backupCodes } = started.json();
  expect((await signed.call('POST', '/session/totp/confirm', { code: codeOf(uri) })).statusCode).toBe(200);
  return { uri, backupCodes };
}

const attempt = (username: string, totp?: string) =>
  server.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username, password: PASSWORD, ...(totp === undefined ? {} : { totp }) },
  });

test('a second factor: begun with the password, confirmed, asked for, removed', async () => {
  const clerk = await server.signIn('clerk');
  expect((await clerk.call('POST', '/session/totp', { password: 'not this one' })).json().code).toBe(
    'wrong-password',
  );
  const { uri, backupCodes } = await addFactor(clerk);
  expect(decodeURIComponent(uri)).toMatch(/^otpauth:\/\/totp\/明白账:clerk\?/);
  expect(backupCodes).toHaveLength(10);
  // The session goes on under its new cookie.
  expect((await clerk.call('GET', '/session')).json().user.totp).toBe(true);

  const asked = await attempt('clerk');
  expect(asked.json()).toEqual({ signedIn: false, needsTotp: true });
  expect(asked.cookies).toEqual([]);
  expect((await attempt('clerk', '000000')).json().code).toBe('wrong-code');
  expect((await attempt('clerk', codeOf(uri))).json()).toEqual({ signedIn: true, needsTotp: false });

  const [backup = ''] = backupCodes;
  expect((await attempt('clerk', backup)).json().signedIn).toBe(true);
  expect((await attempt('clerk', backup)).json().code).toBe('wrong-code');

  expect((await clerk.call('DELETE', '/session/totp', { password: PASSWORD })).statusCode).toBe(200);
  expect((await clerk.call('GET', '/session')).json().user.totp).toBe(false);
  expect((await attempt('clerk')).json()).toEqual({ signedIn: true, needsTotp: false });
});

test('whoever knows the password cannot try codes without end', async () => {
  const leader = await server.signIn('leader');
  await addFactor(leader);
  const answers: string[] = [];
  for (let i = 0; i < 6; i += 1) {
    // Asking with the password alone in between must not take the count back.
    await attempt('leader');
    answers.push((await attempt('leader', '000000')).json().code);
  }
  expect(answers).toEqual([
    'wrong-code',
    'wrong-code',
    'wrong-code',
    'wrong-code',
    'too-many-attempts',
    'too-many-attempts',
  ]);
});

test('changing the password ends the other sessions and keeps this one', async () => {
  await server.add([{ username: 'mover', role: 'auditor' }]);
  const [here, there] = [await server.signIn('mover'), await server.signIn('mover')];
  const change = (current: string, next: string) => here.call('POST', '/session/password', { current, next });
  expect((await change('not this one', 'another password 77')).json().code).toBe('wrong-password');
  expect((await change(PASSWORD, PASSWORD)).json().code).toBe('password-unfit');
  expect((await change(PASSWORD, 'mover password 77')).json().code).toBe('password-unfit');
  expect((await change(PASSWORD, 'short')).statusCode).toBe(400);
  expect((await change(PASSWORD, 'another password 77')).statusCode).toBe(200);
  expect((await here.call('GET', '/session')).statusCode).toBe(200);
  expect((await there.call('GET', '/session')).statusCode).toBe(401);
  await expect(server.signIn('mover')).rejects.toThrow('wrong-password');
  await server.signIn('mover', 'another password 77');
});
