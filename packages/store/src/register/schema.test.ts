import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf } from '@mingbai/core';
import { testDatabase, type TestDatabase } from '../testing/postgres.ts';
import { columnsOf } from './columns.ts';
import { NOUN_TABLES, tableColumns } from './nouns.ts';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test.each(NOUN_TABLES.map((table) => [table.noun, table] as const))(
  '%s has the columns of the dictionary',
  async (noun, table) => {
    const { rows } = await owner.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [`mingbai.${noun}`],
    );
    const have = new Map(rows.map((row) => [row.name, row.type]));
    const wanted = table.shape === 'long' ? [] : fieldsOf(noun).flatMap(columnsOf);
    for (const column of wanted)
      expect([column.name, have.get(column.name)]).toEqual([column.name, column.type]);
    for (const key of table.key) expect(have.has(key)).toBe(true);
  },
);

test.each(NOUN_TABLES.map((table) => [table.noun, table] as const))(
  'the past of %s and the view of both have the same columns',
  async (noun, table) => {
    const columns = async (name: string) => {
      const { rows } = await owner.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [`mingbai.${name}`],
      );
      return rows.map((row) => row.name).sort();
    };
    const wanted = tableColumns(table).map((column) => column.slice(0, column.indexOf(' ')));
    expect(await columns(noun)).toEqual(wanted.toSorted());
    expect(await columns(`${noun}_said`)).toEqual(wanted.toSorted());
    expect(await columns(`${noun}_past`)).toEqual([...wanted, 'known_to'].sort());
  },
);

/**
 * Of each view as it was when seals began to cover statements: how many columns, and the hash of their names. Statements
 * are hashed as the text of their row, so that a later column may only be added at the end, and none be taken away.
 */
const SEALED_COLUMNS: Readonly<Record<string, readonly [number, string]>> = {
  household: [29, 'de448605fd92f83e'],
  person: [50, '9cc96af075cce63f'],
  membership: [12, '1b45e0aa87e2c4d7'],
  condition: [35, 'd901bf721ecb8bdb'],
  guarantee: [17, '0a9e14f285192450'],
  risk: [30, '41273c9394c12fc5'],
  income: [10, 'bced29a7fcaa45c9'],
  measure: [9, '04ebe79fb9884837'],
  responsible: [32, 'cf45eb1563552068'],
  work: [29, 'c768d4587fac5b7a'],
  village: [65, 'bdd40a5e95d2c6da'],
};

test.each(Object.entries(SEALED_COLUMNS))(
  'the columns of %s that seals cover stand as they stood',
  async (noun, [count, hash]) => {
    const { rows } = await owner.query<{ names: string[] }>(
      `select array_agg(attname::text order by attnum) as names from pg_attribute where attrelid = $1::regclass and attnum > 0`,
      [`mingbai.${noun}_said`],
    );
    const names = rows[0]?.names.slice(0, count) ?? [];
    expect([names.length, createHash('sha256').update(names.join()).digest('hex').slice(0, 16)]).toEqual([
      count,
      hash,
    ]);
  },
);

test('every noun is covered by seals', () => {
  expect(Object.keys(SEALED_COLUMNS).sort()).toEqual(NOUN_TABLES.map(({ noun }) => noun as string).sort());
});

test('every table of the register is held to the scope, and the server cannot pass by it', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'mingbai' and c.relkind = 'r' and not c.relrowsecurity order by 1`,
  );
  // What these hold is no person's: which hat a session wears, which county this is, where headers go, words of rules
  // and procedures, texts of decisions.
  expect(rows.map((row) => row.name)).toEqual([
    'access',
    'column_mapping',
    'finding_rule',
    'installation',
    'policy_text',
    'procedure_edition',
    'session_grant',
  ]);
  const role = await owner.query(
    `select rolsuper or rolbypassrls as strong from pg_roles where rolname = 'mingbai_app'`,
  );
  expect(role.rows).toEqual([{ strong: false }]);
});
