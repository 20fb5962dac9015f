import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { fillIdentitySigns } from './fill-signs.ts';

const vault = {
  open(sealed: Uint8Array, context: string): string {
    const [place, text = ''] = Buffer.from(sealed).toString('utf8').split(' ');
    if (place !== context) throw new Error(`sealed for ${place}, opened for ${context}`);
    return text;
  },
};

let own: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  own = await testDatabase();
  owner = new pg.Client(own.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await own.drop();
});

async function put(
  table: string,
  id: number,
  sealed: string | null,
  columns = '',
  values = '',
): Promise<void> {
  await owner.query(
    `insert into mingbai.${table} (county, id, region, identity_no_sealed, valid_from, known_from, entry${columns})
     values (411525, $1, 411525101201, $2, '2021-12-31', now(), 1${values})`,
    [id, sealed === null ? null : Buffer.from(sealed)],
  );
}

test('an older register gets what its numbers tell, the past as well, and once', async () => {
  await put('person', 1, 'person.identity_no 11010519491231002X');
  await put('person', 2, null);
  await put('person', 3, 'person.identity_no 9999990001');
  await put('person_past', 1, 'person.identity_no 11010519491231002X43', ', known_to', ', now()');
  await put('responsible', 4, 'responsible.identity_no 110105194912310038', ', household_id', ', 1');
  expect(await fillIdentitySigns(own.ownerUrl, vault)).toBe(4);
  const { rows } = await owner.query<{ said: string }>(
    `select concat_ws('|', id, identity_no_length, identity_no_valid, identity_no_birth, identity_no_sex, identity_no_disability,
       identity_no_placeholder) as said from mingbai.person_said order by id, identity_no_length`,
  );
  expect(rows.map(({ said }) => said)).toEqual([
    '1|18|t|1949-12-31|female|f',
    '1|20|t|1949-12-31|female|43|f',
    '2',
    '3|10|t',
  ]);
  await put('person', 5, 'person.identity_no 11010519491231002X');
  expect(await fillIdentitySigns(own.ownerUrl, vault)).toBe(0);
});
