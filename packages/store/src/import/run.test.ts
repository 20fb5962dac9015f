import { regionCode } from '@mingbai/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { runCommand } from '../journal/command.ts';
import { applyEffects } from '../procedure/effects.ts';
import { findArea } from '../register/read-area.ts';
import { lookUp } from '../register/read-search.ts';
import { differencePage } from './differences.ts';
import { dropStages, type CheckedNoun } from './run.ts';
import { COUNTY, Rows, sealer, tallyOf, VILLAGE, type Cells } from './testing.ts';

const scope = { region: COUNTY, user: 'test' };
let rows: Rows;
let database: Database;
beforeAll(async () => {
  rows = await Rows.open();
  ({ database } = rows);
});
afterAll(() => rows.close());

const stage: Rows['stage'] = (...said) => rows.stage(...said);
const check: Rows['check'] = (layout) => rows.check(layout);
const commit: Rows['commit'] = (layout) => rows.commit(layout);
const of = (nouns: readonly CheckedNoun[], noun: string) => {
  const found = nouns.find((one) => one.noun === noun);
  return found === undefined ? undefined : tallyOf(found);
};
const persons = () =>
  rows.read(`select name, person_no from mingbai.person where name like '甲%' order by name`);

const PERSON: Cells = {
  'household.household_no': 'H1',
  'person.person_no': null,
  'person.name': '甲一',
  'person.identity_no': '11010519491231002X',
  'membership.relation': 'head',
  'person.phone': '13812345678',
};

test('a person known by the identity number alone is the same one when the file brings a person number', async () => {
  await commit(await stage('monitor-object', [PERSON]));
  expect(await persons()).toEqual([{ name: '甲一', person_no: null }]);
  const again = await check(await stage('monitor-object', [PERSON]));
  expect([of(again.nouns, 'person'), again.rules]).toEqual([[0, 0, 1, 0], []]);
  const numbered = await stage('person-47', [{ ...PERSON, 'person.person_no': 'P1' }]);
  const checked = await check(numbered);
  expect([of(checked.nouns, 'person'), checked.rules]).toEqual([[0, 1, 0, 0], []]);
  await commit(numbered);
  expect(await persons()).toEqual([{ name: '甲一', person_no: 'P1' }]);
  const thief = await check(await stage('person-47', [{ ...PERSON, 'person.person_no': 'P2' }]));
  expect(thief.rules).toEqual(['2 identity-in-register']);
});

test('a sealed value that is sealed anew is the same value', async () => {
  const numbered = { ...PERSON, 'person.person_no': 'P1' };
  const same = await check(await stage('person-47', [numbered]));
  expect(of(same.nouns, 'person')).toEqual([0, 0, 1, 0]);
  const other = await check(await stage('person-47', [{ ...numbered, 'person.phone': '13912345678' }]));
  expect(other.nouns.find(({ noun }) => noun === 'person')?.fields).toEqual([{ field: 'phone', changed: 1 }]);
});

test('a sheet of the watched does not miss those who are not', async () => {
  const watched = {
    ...PERSON,
    'household.household_no': 'H2',
    'person.person_no': 'P5',
    'person.name': '乙一',
  };
  const row = {
    ...watched,
    'person.identity_no': '110105194912310038',
    'household.monitor_class': 'marginal',
  };
  await commit(await stage('monitor-object', [row]));
  const other = {
    ...row,
    'household.household_no': 'H3',
    'person.person_no': 'P6',
    'person.identity_no': null,
  };
  const { nouns } = await check(await stage('monitor-object', [other]));
  expect(of(nouns, 'household')?.[3]).toBe(1);
  const whole = await check(await stage('person-47', [{ ...other, 'household.monitor_class': null }]));
  expect(of(whole.nouns, 'household')?.[3]).toBe(2);
});

test('rows of work speak of persons who are there', async () => {
  const work: Cells = {
    'household.household_no': 'H1',
    'person.name': '甲一',
    'person.identity_no': '11010519491231002X',
    'work.months': '6',
  };
  const unknown = { ...work, 'person.identity_no': '110105194912310046' };
  const nowhere = { ...unknown, 'household.household_no': 'H9' };
  const { rules, nouns } = await check(await stage('work-away', [work, unknown, nowhere]));
  expect(rules.toSorted()).toEqual(['3 person-unknown', '4 household-unknown']);
  expect(of(nouns, 'work')).toEqual([1, 0, 0, 0]);
});

test('everything that an import staged can be dropped, and nothing of another one', async () => {
  const one = await stage('person-47', [PERSON]);
  await check(one);
  await database.keep(scope, (tx) => dropStages(tx, one.importId));
  const left = await database.read(scope, (tx) =>
    tx.rows<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'staging'`),
  );
  expect(left.filter(({ name }) => name.startsWith(`i${one.importId}_`))).toEqual([]);
  expect(left.length).toBeGreaterThan(0);
});

test('a household that the file shows in another village has moved there, with all that is said of it', async () => {
  const row = {
    'household.household_no': 'moves-1',
    'household.exit_state': 'exited',
    'condition.cultivated_land': '1.5',
  };
  await commit(await stage('household', [row], '2021-12-31'));
  const layout = await stage('household', [row], '2022-06-30', '411525101202');
  const { nouns } = await check(layout);
  expect(of(nouns, 'household')).toEqual([0, 1, 0, 0]);
  expect(nouns.find(({ noun }) => noun === 'household')?.fields).toEqual([{ field: 'region', changed: 1 }]);
  await commit(layout);
  const rows = await database.read(scope, (tx) =>
    tx.rows(
      `select h.region::text as now, p.region::text as before, c.region::text as land from mingbai.household h
       join mingbai.household_past p on p.county = h.county and p.id = h.id
       join mingbai.condition c on c.county = h.county and c.household_id = h.id where h.household_no = 'moves-1'`,
    ),
  );
  expect(rows).toEqual([{ now: '411525101202', before: VILLAGE, land: '411525101202' }]);
  expect(
    (await check(await stage('household', [row], '2022-06-30', '411525101202'))).nouns.every(
      (one) => one.changed === 0,
    ),
  ).toBe(true);
});

test('what a file does not speak of moves along with its household, members and all', async () => {
  const person = {
    'household.household_no': 'moves-2',
    'person.person_no': 'moves-2-1',
    'person.name': '王一',
    'membership.relation': 'head',
  };
  await commit(await stage('person-47', [person], '2021-12-31'));
  await commit(
    await stage(
      'household',
      [{ 'household.household_no': 'moves-2', 'condition.cultivated_land': '2', 'income.wage': 100 }],
      '2021-12-31',
    ),
  );
  await commit(
    await stage(
      'household',
      [{ 'household.household_no': 'moves-2', 'household.exit_state': 'exited' }],
      '2022-06-30',
      '411525101202',
    ),
  );
  const rows = await database.read(scope, (tx) =>
    tx.rows<{ what: string; region: string }>(
      `with h as (select * from mingbai.household where household_no = 'moves-2')
       select 'condition' as what, c.region::text from mingbai.condition c, h where c.household_id = h.id
       union all select 'income', i.region::text from mingbai.income i, h where i.household_id = h.id
       union all select 'membership', m.region::text from mingbai.membership m, h where m.household_id = h.id
       union all select 'person', p.region::text from mingbai.person p where p.person_no = 'moves-2-1'
       union all select 'before', q.region::text from mingbai.person_past q where q.person_no = 'moves-2-1'`,
    ),
  );
  expect(Object.fromEntries(rows.map((row) => [row.what, row.region]))).toEqual({
    condition: '411525101202',
    income: '411525101202',
    membership: '411525101202',
    person: '411525101202',
    before: VILLAGE,
  });
});

test('what an identity number tells stands beside it, and changes with it alone', async () => {
  const row = {
    ...PERSON,
    'household.household_no': 'signs',
    'person.person_no': 'signs-1',
    'person.name': '丙一',
  };
  const signs = () =>
    database.read(scope, (tx) =>
      tx.rows(
        `select identity_no_length as length, identity_no_valid as valid, identity_no_birth::text as birth, identity_no_sex as sex,
           identity_no_disability as disability, identity_no_placeholder as placeholder
         from mingbai.person_said where person_no = 'signs-1' order by valid_from`,
      ),
    );
  const certificate = '11010519491231006343';
  const first = {
    length: 20,
    valid: false,
    birth: '1949-12-31',
    sex: 'female',
    disability: '43',
    placeholder: false,
  };
  await commit(await stage('person-47', [{ ...row, 'person.identity_no': certificate }], '2021-12-31'));
  expect(await signs()).toEqual([first]);
  await commit(
    await stage('person-47', [{ ...row, 'person.identity_no': null, 'person.phone': null }], '2022-06-30'),
  );
  expect(await signs()).toEqual([first]);
  await commit(await stage('person-47', [{ ...row, 'person.identity_no': '9999990001' }], '2022-12-31'));
  const second = { length: 10, valid: null, birth: null, sex: null, disability: null, placeholder: true };
  expect(await signs()).toEqual([first, second]);
});

test('a household that a procedure made takes the number of the national export over and stays one household', async () => {
  const [first, second, third] = ['110105197001010013', '110105197102020029', '110105199903030035'];
  const desk = {
    county: '411525',
    vault: {
      seal: (text: string) => sealer.sealMany([text])[0] ?? Buffer.alloc(0),
      find: sealer.find,
    },
    initialsOf: (name: string) => name.slice(0, 1),
  };
  const member = (relation: string, name: string, identity: string | undefined) => ({
    'membership.relation': relation,
    'person.name': name,
    ...(identity === undefined ? {} : { 'person.identity_no': identity }),
  });
  const members = [
    member('head', '丁一', first),
    member('spouse', '丁二', second),
    member('son', '丁小', undefined),
  ];
  const actor = { id: 'test', role: 'county_clerk', region: COUNTY };
  const made = await runCommand(database, actor, { name: 'procedure.act', region: COUNTY }, async (tx) => {
    const effected = {
      case: '1',
      noun: 'household' as const,
      subject: null as string | null,
      region: regionCode(VILLAGE),
      on: '2022-01-10',
      given: { members },
      written: [],
    };
    await applyEffects(tx, desk, [{ do: 'household.open', fields: {}, members: 'members' }], [effected]);
    return { result: effected.subject, changes: {} };
  });
  const id = made.repeated ? '' : (made.result ?? '');
  const [before] = await database.read(scope, (tx) =>
    tx.rows<{ number: string }>(`select household_no as number from mingbai.household where id = $1`, [id]),
  );
  expect(before?.number).toMatch(/^9411525\d{8}$/);

  const row = (identity: string | undefined, person: string, name: string, relation: string): Cells => ({
    'household.household_no': 'N1',
    'person.person_no': person,
    'person.name': name,
    'person.identity_no': identity ?? null,
    'membership.relation': relation,
  });
  // A neighbour who bears none of their numbers stays a household of its own.
  const other = { ...row(third, 'N2-1', '戊一', 'head'), 'household.household_no': 'N2' };
  const said = [row(first, 'N1-1', '丁一', 'head'), row(second, 'N1-2', '丁二', 'spouse'), other];
  const day = '2022-06-30';
  const layout = await stage('person-47', said, day);
  const { nouns, rules } = await check(layout);
  expect(rules).toEqual([]);
  expect([of(nouns, 'household')?.slice(0, 2), of(nouns, 'person')?.slice(0, 2)]).toEqual([
    [1, 1],
    [1, 2],
  ]);
  const { rows: differences } = await database.read(scope, (tx) =>
    differencePage(tx, layout, 'household', 'changed', '411525', 0, 10),
  );
  expect(differences).toMatchObject([
    { fields: ['household_no'], old: { household_no: before?.number }, new: { household_no: 'N1' } },
  ]);
  await commit(layout);
  const now = await database.read(scope, (tx) =>
    tx.rows(
      `select h.id::text, h.household_no, p.person_no, p.name from mingbai.household h
       join mingbai.membership m on m.household_id = h.id and m."to" is null join mingbai.person p on p.id = m.person_id
       where h.household_no in ('N1', $1) order by p.name`,
      [before?.number],
    ),
  );
  expect(now).toMatchObject([
    { id, household_no: 'N1', person_no: 'N1-1', name: '丁一' },
    { id, household_no: 'N1', person_no: 'N1-2', name: '丁二' },
    { id, household_no: 'N1', person_no: expect.stringMatching(/^9411525/), name: '丁小' },
  ]);
  const area = findArea(COUNTY, undefined);
  if (area === undefined) throw new Error('the county is an area');
  const found = await database.read(scope, (tx) => lookUp(tx, before?.number, area, sealer, 'household'));
  expect(found).toEqual({ kind: 'few', ids: `{${id}}` });
  const again = await check(await stage('person-47', said, day));
  expect([of(again.nouns, 'household')?.slice(0, 3), of(again.nouns, 'person')?.slice(0, 3)]).toEqual([
    [0, 0, 2],
    [0, 0, 3],
  ]);
});
