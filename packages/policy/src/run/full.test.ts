import { regionCode } from '@mingbai/core';
import { createStagedHits, openDatabase, type Database } from '@mingbai/store';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import type { RegisterView } from '../bind/register.ts';
import { rulesAtWork } from './at-work.ts';
import { HouseholdRules } from './check-households.ts';
import { runRules, type RanRules } from './full.ts';
import { runRulesFor } from './ledger.ts';

/** Sixty households, of whom two are large; rules of which some are wrong themselves. */
const COUNTY = regionCode('411525');
const scope = { region: COUNTY, user: 'test' };
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  files = await readBundle();
  own = await testDatabase();
  database = openDatabase(own.appUrl);
  const owner = new pg.Client({ connectionString: own.ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into mingbai.household (county, id, region, household_no, size_declared, identified_on, valid_from, known_from, entry)
     select 411525, n, 411525101201, n::text, case when n <= 2 then 9 else 3 end, '2020-01-01', '2021-12-31', now(), 1 from generate_series(1, 60) n`,
  );
  await owner.end();
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const rule = (id: string, when: string, hits: object, misses: object): string => `  - id: ${id}
    zh: 规则
    en: Rule
    severity: warning
    fields: [household.size_declared]
    when: '${when}'
    message: { zh: "{家庭人口数}", en: "{家庭人口数}" }
    fix: { zh: 改, en: mend }
    cases: { hits: [${JSON.stringify(hits)}], misses: [${JSON.stringify(misses)}] }
`;

let files: ReadonlyMap<string, string>;

function rules(texts: string[], tables: RegisterView['tables'] = {}) {
  const bundle = new Map(files);
  for (const name of bundle.keys()) if (name.startsWith('data-rules/')) bundle.delete(name);
  bundle.set(
    'data-rules/90-test.yaml',
    `family: { id: 90, zh: 试, en: Test }\nsubject: household\nsource: county-rules-2023\nrules:\n${texts.join('')}`,
  );
  const set = loadRules(bundle);
  expect(set.quarantined).toEqual([]);
  const view = { county: '411525', region: COUNTY, on: '2021-12-31', parameters: set.parameters, tables };
  return { set, view };
}

async function run(
  texts: string[],
  tables: RegisterView['tables'] = {},
): Promise<RanRules & { facts: unknown[] }> {
  const { set, view } = rules(texts, tables);
  const into = await database.keep(scope, (tx) => createStagedHits(tx, 'test'));
  const ran = await runRules(database, scope, view, rulesAtWork(set, view), into);
  const kept = await database.keep(scope, (tx) =>
    tx.rows<{ facts: unknown }>(`select facts from ${into} order by rule, subject_id`),
  );
  return { ...ran, facts: kept.map(({ facts }) => facts) };
}

const LARGE = rule('90-001', '家庭人口数 > 8', { 家庭人口数: 9 }, { 家庭人口数: 3 });

test('a hit keeps the facts that its rule speaks of', async () => {
  const ran = await run([LARGE]);
  expect(ran.subjects.household).toBe(60);
  expect(ran.hits).toEqual([{ rule: '90-001', subject: 'household', hits: 2 }]);
  expect(ran.facts).toEqual([{ 家庭人口数: 9 }, { 家庭人口数: 9 }]);
});

test('a rule that hits everyone is left out with a message, and the others run on', async () => {
  const ran = await run([LARGE, rule('90-002', '家庭人口数 > 0', { 家庭人口数: 1 }, { 家庭人口数: 0 })]);
  expect(ran.leftOut).toMatchObject([{ rule: '90-002', reason: 'hits-everyone' }]);
  expect(ran.leftOut[0]?.message.zh).toContain('60/60');
  expect(ran.hits.map((one) => one.rule)).toEqual(['90-001']);
  expect(ran.facts).toHaveLength(2);
});

const NINE = rule('90-004', '家庭人口数 = 9', { 家庭人口数: 9 }, { 家庭人口数: 3 });

test('a rule that SQL cannot say is left out by name, and the others run on', async () => {
  const power = rule('90-003', '家庭人口数 ** 200000 > 0', { 家庭人口数: 1 }, { 家庭人口数: 0 });
  const ran = await run([LARGE, power, NINE]);
  expect(ran.leftOut.map((one) => [one.rule, one.reason])).toEqual([['90-003', 'not-in-sql']]);
  expect(ran.hits.map((one) => [one.rule, one.hits])).toEqual([
    ['90-001', 2],
    ['90-004', 2],
  ]);
});

test('a rule that fails when it runs is found out among the others, which run on', async () => {
  const land = rule('90-005', '耕地面积 > 1000', { 耕地面积: 1001 }, { 耕地面积: 3 });
  const ran = await run([LARGE, land, NINE], { condition: 'mingbai.nothing_of_this_name' });
  expect(ran.leftOut.map((one) => [one.rule, one.reason])).toEqual([['90-005', 'failed']]);
  expect(ran.hits.map((one) => [one.rule, one.hits])).toEqual([
    ['90-001', 2],
    ['90-004', 2],
  ]);
});

const DIVIDING = rule('90-006', '100 / (家庭人口数 - 9) > 5', { 家庭人口数: 10 }, { 家庭人口数: 3 });
const GUARDED = rule(
  '90-007',
  '家庭人口数 != 9 and 100 / (家庭人口数 - 9) < -5',
  { 家庭人口数: 3 },
  { 家庭人口数: 10 },
);

test('a rule that divides by zero for somebody is left out with a message; one that guards its division is not', async () => {
  const ran = await run([LARGE, DIVIDING, GUARDED]);
  expect(ran.leftOut).toMatchObject([
    { rule: '90-006', reason: 'divides-by-zero' },
    { rule: '90-007', reason: 'hits-everyone' },
  ]);
  expect(ran.leftOut[0]?.message.en).toContain('for 2');
  expect(ran.hits.map((one) => one.rule)).toEqual(['90-001']);
});

test('asked of single households it is left out too, and what it found before stays', async () => {
  const { set, view } = rules([LARGE, DIVIDING]);
  const households = new HouseholdRules(rulesAtWork(set, view), view);
  const actor = { id: 'test', role: 'county_clerk', region: COUNTY };
  const outcome = await runRulesFor(database, actor, households, { households: ['1', '2', '3'] });
  expect(outcome.leftOut).toMatchObject([{ rule: '90-006', reason: 'divides-by-zero' }]);
  expect([outcome.hits, outcome.recorded?.found]).toEqual([2, 2]);
});
