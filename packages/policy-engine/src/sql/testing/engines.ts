import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { CalendarDate } from '../../value/date.ts';
import { Decimal } from '../../value/number.ts';
import { isContext, isList, type Context, type Value } from '../../value/value.ts';
import type { SqlDialect } from '../binding.ts';
import { HOUSEHOLD_COLUMNS, MEMBER_COLUMNS } from './world.ts';

/** A database with the households in it; answers rows of texts in the order of the households. */
export interface Engine {
  readonly dialect: SqlDialect;
  query(sql: string): Promise<(string | null)[][]>;
  close(): Promise<void>;
}

export async function openEngines(households: readonly Context[]): Promise<Engine[]> {
  const engines = await Promise.all([openPostgres(), openDuckdb()]);
  for (const engine of engines) for (const sql of tables(households)) await engine.query(sql);
  return engines;
}

/** Temporary tables on the server that the test run started: nothing stays. */
async function openPostgres(): Promise<Engine> {
  const client = new pg.Client({ connectionString: process.env['MINGBAI_TEST_SERVER'] });
  await client.connect();
  return {
    dialect: 'postgres',
    query: async (sql) => {
      const { rows } = await client.query<(string | null)[]>({ text: sql, rowMode: 'array' });
      return rows;
    },
    close: () => client.end(),
  };
}

async function openDuckdb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  return {
    dialect: 'duckdb',
    query: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJson() as (string | null)[][];
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function tables(households: readonly Context[]): string[] {
  const villages: string[] = [];
  const members: string[] = [];
  const rows = households.map((household, id) => {
    const village = household.get('村') ?? null;
    if (isContext(village))
      villages.push(`(${id}, ${literal(village.get('村名'))}, ${literal(village.get('人口'))})`);
    const list = household.get('成员') ?? null;
    for (const [place, member] of (isList(list) ? list : []).entries()) {
      const columns = Object.keys(MEMBER_COLUMNS).map((name) =>
        literal(isContext(member) ? member.get(name) : null, name === '工资'),
      );
      members.push(`(${id}, ${place}, ${columns.join(', ')})`);
    }
    const columns = Object.keys(HOUSEHOLD_COLUMNS).map((name) =>
      literal(household.get(name), name === '收入' || name === '支出'),
    );
    return `(${id}, ${isContext(village) ? id : 'null'}, ${columns.join(', ')})`;
  });
  return [
    'create temporary table village (id integer, name varchar, people integer)',
    `create temporary table household (id integer, village integer, ${Object.values(HOUSEHOLD_COLUMNS).join(', ')})`,
    `create temporary table member (household integer, place integer, ${Object.values(MEMBER_COLUMNS).join(', ')})`,
    ...[
      ['village', villages],
      ['household', rows],
      ['member', members],
    ].flatMap(([table, values]) =>
      values && values.length > 0
        ? [`insert into ${String(table)} values ${(values as string[]).join(', ')}`]
        : [],
    ),
  ];
}

function literal(value: Value | undefined, fen = false): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Decimal) return fen ? value.times(100).toFixed(0) : value.toFixed();
  if (value instanceof CalendarDate) return `date '${value.toString()}'`;
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `cast(array[${value.map((each) => literal(each)).join(', ')}] as varchar[])`;
  return `'${String(value).replaceAll("'", "''")}'`;
}
