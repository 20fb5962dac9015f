import { COUNTRY, ROLE_NAMES, may, type Role } from '@mingbai/core';
import type { Endpoint } from '@mingbai/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../features/index.ts';
import { MATRIX, type Aim } from './matrix-table.ts';
import { makeWorld, type World } from './matrix-world.ts';
import { contract } from './openapi.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.test.close());

const implemented = new Set(allRoutes().map(({ endpoint }) => endpoint));
const endpoints = contract();

test('every endpoint of the contract has its line in the table, and the table no other', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(endpoints.map(({ name }) => name).sort());
});

test('every endpoint of the contract is served', () => {
  expect(endpoints.filter(({ endpoint }) => !implemented.has(endpoint)).map(({ name }) => name)).toEqual([]);
});

function allowed(role: Role, access: Endpoint['access']): boolean {
  return access === 'anyone' || access === 'signed-in' || may(role, access);
}

async function send(endpoint: Endpoint, aim: Aim, cookie: string | undefined) {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(aim.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(aim.query).toString();
  return world.test.inject({
    method: endpoint.method,
    url: `/api${path}${query === '' ? '' : `?${query}`}`,
    headers: cookie === undefined ? {} : { cookie },
    ...(aim.body === undefined ? {} : { payload: aim.body }),
  });
}

for (const { name, endpoint } of endpoints.filter((one) => implemented.has(one.endpoint))) {
  describe(`${name} (${endpoint.method} ${endpoint.path}, ${endpoint.access})`, () => {
    const aimAt = MATRIX[name];
    if (aimAt === undefined) return;

    test.runIf(endpoint.access !== 'anyone')('without a session: 401 and not a word more', async () => {
      const answer = await send(endpoint, aimAt(world.foreignTo('county_clerk')), undefined);
      expect(answer.statusCode).toBe(401);
      expect(answer.json().code).toBe('not-signed-in');
    });

    test.each(ROLE_NAMES)('%s, aimed outside the area', async (role) => {
      const aim = aimAt(world.foreignTo(role));
      const signed =
        aim.endsSession === true ? await world.test.signIn(role.replace('_', '-')) : world.signed.get(role);
      const answer = await send(endpoint, aim, signed?.cookie);
      if (!allowed(role, endpoint.access)) {
        expect(answer.statusCode).toBe(403);
        expect(answer.json().code).toBe('not-allowed');
      } else expect(aim.answers, answer.body.slice(0, 300)).toContain(answer.statusCode);
      const given = JSON.stringify([aim.params, aim.query, aim.body]);
      for (const secret of world.secrets(role).filter((word) => !given.includes(word)))
        expect(answer.body).not.toContain(secret);
      // What was asked for may be said back in a problem, but never as data.
      if (answer.statusCode === 200 && aim.own !== true) {
        for (const secret of world.secrets(role)) expect(answer.body).not.toContain(secret);
      }
    });
  });
}

/** What a schema lets through because it looks right, and what no text holds. */
const ODD = ['2021-02-30', '9223372036854775808', '-1', 'a\u0000b'];

describe('whatever stands in an address is refused or answered, and no error of ours', () => {
  const read = endpoints.filter(
    ({ name, endpoint }) => endpoint.method === 'GET' && MATRIX[name] !== undefined,
  );
  test.each(read)('$name', async ({ name, endpoint }) => {
    const role = ROLE_NAMES.find((one) => allowed(one, endpoint.access));
    if (role === undefined) throw new Error(`nobody may ask for ${name}`);
    const aim = MATRIX[name]?.(world.foreignTo(role)) ?? { answers: [] };
    const keys = Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {});
    const tries = ODD.flatMap((odd): Aim[] => [
      ...Object.keys(aim.params ?? {}).map((key) => ({ ...aim, params: { ...aim.params, [key]: odd } })),
      ...keys.map((key) => ({ ...aim, query: { ...aim.query, [key]: odd } })),
    ]);
    for (const one of tries) {
      const answer = await send(endpoint, one, world.signed.get(role)?.cookie);
      expect(
        answer.statusCode,
        JSON.stringify([one.params, one.query, answer.body.slice(0, 200)]),
      ).toBeLessThan(500);
    }
  });
});

test('nothing outside was changed by all this', async () => {
  for (const role of ROLE_NAMES) {
    const { user, session, household, finding, case: procedureCase } = world.foreignTo(role);
    const found = await world.test.server.services.database.read({ region: COUNTRY, user: '' }, (tx) =>
      tx.find(
        `select a.disabled, a.must_change_password, exists (select from mingbai.session_grant where session_id = $2) as signed_in,
           (select count(*)::int from mingbai.role_grant where user_id = $1 and ended_at is null) as grants,
           (select exit_state from mingbai.household where id = $3) as exit_state,
           (select state from mingbai.import where created_by = $1) as import,
           (select state from mingbai.finding where id = $4) as finding,
           (select state from mingbai.procedure_case where id = $5) as case_state
         from mingbai.account a where user_id = $1`,
        [user, session, household, finding, procedureCase],
      ),
    );
    expect(found).toEqual({
      disabled: false,
      must_change_password: false,
      signed_in: true,
      grants: 1,
      exit_state: 'not_exited',
      import: 'checked',
      finding: 'lead',
      case_state: 'proposed',
    });
  }
});
