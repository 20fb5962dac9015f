import { codeListOf, type Field, fieldsOf, type Noun } from '@mingbai/core';
import { isSealed, stemOf } from '@mingbai/store';
import pg from 'pg';

/** Rows of a noun: their keys by SQL over a running number `n`, and which numbers there are. */
interface Rows {
  readonly noun: Noun;
  readonly keys: Readonly<Record<string, string>>;
  readonly from: string;
}

const MEMBERS = 3;

/**
 * A county of so many households whose every open field holds anything its type allows, blanks among it; the same
 * for the same county. Past the commands: for comparing readers of the register with each other.
 */
export async function fillCounty(ownerUrl: string, county: string, households: number): Promise<void> {
  const first = Number(county) * 100_000;
  const people = `generate_series(0, ${households * MEMBERS - 1}) n`;
  const ofPerson = `${first} + n / ${MEMBERS} + 1`;
  const each = `generate_series(1, ${households}) n`;
  const id = `${first} + n`;
  const own = { id, household_id: id };
  const rows: Rows[] = [
    { noun: 'household', keys: { id, household_no: `n::text` }, from: each },
    { noun: 'condition', keys: own, from: `${each} where n % 11 > 0` },
    { noun: 'guarantee', keys: own, from: `${each} where n % 3 = 0` },
    { noun: 'risk', keys: own, from: `${each} where n % 5 = 0` },
    { noun: 'person', keys: { id: `${id}`, person_no: 'n::text' }, from: people },
    {
      noun: 'membership',
      keys: { id, household_id: ofPerson, person_id: id },
      from: `${people} where n % 13 > 0`,
    },
    {
      noun: 'work',
      keys: { id, person_id: id, period: `date '2023-01-01' - (n % 5) * 100` },
      from: `${people} where n % 4 = 0`,
    },
    {
      noun: 'responsible',
      keys: { id, household_id: id, name: `'帮' || n` },
      from: `${each} where n % 2 = 0`,
    },
    {
      noun: 'village',
      keys: { id: `${first} + n`, year: '2020 + n % 4', region: `${county}100200 + n % 7` },
      from: 'generate_series(1, 28) n',
    },
  ];
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select setseed(0.5)');
    for (const each of rows) await client.query(insertSql(county, each));
    await client.query(longSql(county, 'income', first, households));
    await client.query(longSql(county, 'measure', first, households));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const REST = { valid_from: `date '2022-01-01'`, known_from: 'now()', entry: '1' };

function insertSql(county: string, { noun, keys, from }: Rows): string {
  const values: Record<string, string> = {
    county,
    region: `${county}100200 + n % 7`,
    ...Object.fromEntries(
      fieldsOf(noun)
        .filter((field) => !isSealed(field))
        .map((field) => [stemOf(field), anyOf(field)]),
    ),
    ...keys,
    ...REST,
  };
  const columns = Object.keys(values).map((name) => `"${name}"`);
  return `insert into mingbai.${noun} (${columns.join(', ')}) select ${Object.values(values).join(', ')} from ${from}`;
}

/** Nouns with a row an item: some items of some households, of two years. */
function longSql(county: string, noun: 'income' | 'measure', first: number, households: number): string {
  const fields = fieldsOf(noun);
  const arms = (value: (field: Field) => string): string =>
    `case k ${fields.map((field, at) => `when ${at} then ${value(field)}`).join(' ')} end`;
  const [own, chosen] =
    noun === 'income'
      ? ['year, fen', '2021 + n % 2, (random() * 1000000)::bigint']
      : ['chosen', `coalesce(${arms(anyOf)}, array[]::text[])`];
  return `insert into mingbai.${noun} (county, id, region, household_id, item, ${own}, valid_from, known_from, entry)
    select ${county}, ${first} + n * 100 + k, ${county}100200 + n % 7, ${first} + n, ${arms((field) => `'${stemOf(field)}'`)}, ${chosen}, ${Object.values(REST).join(', ')}
    from generate_series(1, ${households}) n, generate_series(0, ${fields.length - 1}) k where (n + k) % 3 = 0`;
}

function anyOf(field: Field): string {
  const value = valueOf(field);
  return `case when random() < 0.8 then ${value} end`;
}

function valueOf({ type, codes, key }: Field): string {
  const list = (): string =>
    `array[${(codes === undefined ? [] : codeListOf(codes).codes).map(({ code }) => `'${code}'`).join(', ')}]`;
  const one = (): string => `(${list()})[1 + floor(random() * cardinality(${list()}))::int]`;
  switch (type) {
    case 'code':
      return one();
    case 'codes':
      return `array[${one()}, ${one()}]`;
    case 'integer':
      return 'floor(random() * 9)::int';
    case 'year':
      return '2010 + floor(random() * 15)::int';
    case 'decimal':
      return 'round((random() * 20)::numeric, 2)';
    case 'money':
      return '(floor(random() * 12000) * 100)::bigint';
    case 'date':
    case 'month':
      return key === 'membership.to'
        ? `date '2023-01-01' + floor(random() * 700)::int`
        : `date '1940-01-01' + floor(random() * 30000)::int`;
    case 'boolean':
      return 'random() < 0.5';
    default:
      return `'字, "' || floor(random() * 50)::int || E'\\n'`;
  }
}
