import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type Signed, type TestServer } from '../app/testing.ts';

let world: TestServer;
let elsewhere: pg.Client;
beforeAll(async () => {
  world = await testServer();
  await world.install([
    { username: 'first', role: 'leader' },
    { username: 'second', role: 'leader' },
    { username: 'third', role: 'leader' },
  ]);
  // Another process, of which the server is told nothing.
  elsewhere = new pg.Client(world.database.ownerUrl);
  await elsewhere.connect();
}, 60_000);
afterAll(async () => {
  await elsewhere.end();
  await world.close();
});

async function lookOf(signed: Signed): Promise<string> {
  const response = await signed.call('GET', '/households');
  return response.statusCode === 200 ? 'seen' : response.json<{ code: string }>().code;
}

/** Somebody whom the server remembers: the second look is by memory. */
async function remembered(username: string): Promise<Signed> {
  const signed = await world.signIn(username);
  for (let look = 0; look < 3; look += 1) expect(await lookOf(signed)).toBe('seen');
  return signed;
}

const OF = '(select user_id from mingbai.account where username = $1)';

test('a session ended by another process is refused at the next look', async () => {
  const signed = await remembered('first');
  await elsewhere.query(`delete from mingbai.session_grant where user_id = ${OF}`, ['first']);
  expect(await lookOf(signed)).toBe('not-signed-in');
});

test('a role taken away, and given again, counts at the next look', async () => {
  const signed = await remembered('second');
  await elsewhere.query(`update mingbai.role_grant set ended_at = now() where user_id = ${OF}`, ['second']);
  expect(await lookOf(signed)).toBe('no-role');
  await elsewhere.query(`update mingbai.role_grant set ended_at = null where user_id = ${OF}`, ['second']);
  expect(await lookOf(signed)).toBe('seen');
});

test('a disabled account is refused at the next look; what is undone counts for nothing', async () => {
  const signed = await remembered('third');
  await elsewhere.query('begin');
  await elsewhere.query(`update mingbai.account set disabled = true where username = $1`, ['third']);
  expect(await lookOf(signed)).toBe('seen');
  await elsewhere.query('rollback');
  expect(await lookOf(signed)).toBe('seen');
  await elsewhere.query(`update mingbai.account set disabled = true where username = $1`, ['third']);
  expect(await lookOf(signed)).toBe('account-disabled');
});
