import { FINDING_STATE_NAMES, type FindingState } from '@mingbai/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../journal/command.ts';
import { createHits, createStagedHits, dropHits, writeHits } from './hits.ts';
import { recordRun } from './run.ts';
import type { RunScope } from './run-sql.ts';
import { COUNTY, hitOf, Ledger, RULE, ruleOf, VILLAGE } from './testing.ts';

/** The table of ADR 0116, cell by cell, on real PostgreSQL. */
let ledger: Ledger;
beforeAll(async () => {
  ledger = await Ledger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

/** What the person's actions are that lead to a state, from `found`. */
const WAY: Readonly<Record<FindingState, readonly Parameters<Ledger['take']>[1][]>> = {
  lead: [],
  assigned: ['assign'],
  confirmed: ['confirm'],
  proposed: ['propose'],
  mended: ['mend'],
  dismissed: ['dismiss'],
  closed: ['gone'],
};

const NOTHING = { action: undefined };
/** [same facts, other facts, no longer hit]: the action of the run and the state after it. */
const CELLS: Readonly<Record<FindingState, readonly [object, object, object]>> = {
  lead: [NOTHING, { action: 'noted', state: 'lead' }, { action: 'gone', state: 'closed' }],
  assigned: [NOTHING, { action: 'noted', state: 'assigned' }, { action: 'gone', state: 'closed' }],
  confirmed: [NOTHING, { action: 'noted', state: 'confirmed' }, { action: 'gone', state: 'closed' }],
  proposed: [NOTHING, { action: 'noted', state: 'proposed' }, { action: 'gone', state: 'closed' }],
  mended: [
    { action: 'still', state: 'lead' },
    { action: 'still', state: 'lead' },
    { action: 'gone', state: 'closed' },
  ],
  dismissed: [NOTHING, { action: 'changed', state: 'lead' }, { action: 'gone', state: 'closed' }],
  closed: [{ action: 'back', state: 'lead' }, { action: 'back', state: 'lead' }, NOTHING],
};

/** Few go by one statement, many by tables: the table holds for both. */
const SCOPES = [
  ['the county', 'county'],
  ['one household', { households: ['1'] }],
] as const;

async function cell(
  state: FindingState,
  hits: Parameters<Ledger['run']>[0],
  scope: RunScope,
): Promise<object> {
  await ledger.run([hitOf(1)]);
  for (const action of WAY[state]) await ledger.take(1, action);
  const before = await ledger.lines();
  await ledger.run(hits, { scope });
  const after = await ledger.lines();
  const [line] = after.slice(before.length);
  return line === undefined ? NOTHING : { action: line.action, state: line.state };
}

describe.each(SCOPES)('a run over %s', (_name, scope) => {
  test.each(FINDING_STATE_NAMES)('%s, hit again with the same facts', async (state) => {
    expect(await cell(state, [hitOf(1)], scope)).toEqual(CELLS[state][0]);
  });
  test.each(FINDING_STATE_NAMES)('%s, hit again with other facts', async (state) => {
    expect(await cell(state, [hitOf(1, { facts: { 年龄: 7 } })], scope)).toEqual(CELLS[state][1]);
  });
  test.each(FINDING_STATE_NAMES)('%s, no longer hit', async (state) => {
    expect(await cell(state, [], scope)).toEqual(CELLS[state][2]);
  });
  test('nothing known, and the same hits again', async () => {
    expect(await ledger.run([hitOf(1)], { scope })).toMatchObject({ found: 1, same: 0 });
    expect(await ledger.run([hitOf(1)], { scope })).toMatchObject({ found: 0, same: 1 });
    expect((await ledger.lines()).length).toBe(1);
  });
});

test('nothing known: found, with a day by severity, in the words of its rule', async () => {
  const warning = hitOf(2, { severity: 'warning', rule: 'age-02' });
  const notice = hitOf(3, { severity: 'notice', rule: 'age-03' });
  const counts = await ledger.run([hitOf(1), warning, notice], {
    rules: [RULE, ruleOf('age-02', { severity: 'warning' }), ruleOf('age-03', { severity: 'notice' })],
  });
  expect(counts).toMatchObject({ found: 3, gone: 0, same: 0 });
  const rows = await ledger.rows(
    `select f.rule, state, due - (now() at time zone 'Asia/Shanghai')::date as days from mingbai.finding f where due < 'infinity' order by rule`,
  );
  expect(rows).toEqual([
    { rule: 'age-01', state: 'lead', days: 15 },
    { rule: 'age-02', state: 'lead', days: 30 },
  ]);
  expect(await ledger.rows('select rule, title_zh from mingbai.finding_rule order by rule limit 1')).toEqual([
    { rule: 'age-01', title_zh: 'age-01' },
  ]);
});

test('a dismissal past its end is a lead again, whether the facts changed or not', async () => {
  for (const [n, facts] of [
    [1, { 年龄: 5 }],
    [2, { 年龄: 6 }],
  ] as const) {
    await ledger.clear();
    await ledger.run([hitOf(n)]);
    await ledger.take(n, 'dismiss');
    await ledger.owner.query(`update mingbai.finding set until = '2020-01-01'`);
    expect(await ledger.run([hitOf(n, { facts })])).toMatchObject({ expired: 1, changed: 0 });
    expect(await ledger.rows('select state, until::text, assignee from mingbai.finding')).toEqual([
      { state: 'lead', until: 'infinity', assignee: null },
    ]);
  }
});

test('a new version of a rule that finds the same gives its words to what is open, without a line in its past', async () => {
  await ledger.run([hitOf(1)]);
  const before = await ledger.lines();
  const newer = ruleOf(RULE.id, { version: '2', title: { zh: '新', en: 'new' } });
  expect(await ledger.run([hitOf(1)], { rules: [newer] })).toMatchObject({ moved: 1, noted: 0, same: 0 });
  const words = `select w.title_zh, f.state from mingbai.finding f join mingbai.finding_rule w on w.rule = f.rule and w.version = f.rule_version`;
  expect(await ledger.rows(words)).toEqual([{ title_zh: '新', state: 'lead' }]);
  expect(await ledger.lines()).toEqual(before);
});

test('the same hits again write nothing', async () => {
  const hits = Array.from({ length: 50 }, (_, n) => hitOf(n + 1));
  await ledger.run(hits);
  const before = await ledger.rows('select f.*, xmin::text from mingbai.finding f order by id');
  expect(await ledger.run(hits)).toMatchObject({ same: 50, found: 0, noted: 0, moved: 0 });
  expect(await ledger.rows('select f.*, xmin::text from mingbai.finding f order by id')).toEqual(before);
  expect((await ledger.lines()).length).toBe(50);
});

test('a run speaks for the rules it ran and the things it looked at, and for no others', async () => {
  const other = ruleOf('age-02');
  const both = { rules: [RULE, other] };
  await ledger.run(
    [hitOf(1), hitOf(2), hitOf(2, { rule: 'age-02' }), hitOf(3, { region: '411525102201' })],
    both,
  );
  expect(await ledger.run([], { scope: { households: ['1'] } })).toMatchObject({ gone: 1 });
  expect(await ledger.run([], { scope: { subjects: [{ noun: 'person', id: '2' }] } })).toMatchObject({
    gone: 0,
  });
  expect(await ledger.run([], { scope: { subjects: [{ noun: 'household', id: '2' }] } })).toMatchObject({
    gone: 1,
  });
  // age-02 did not run (it is quarantined, say): what it found stays.
  expect(await ledger.run([], { source: 'comparison' })).toMatchObject({ gone: 0 });
  expect(await ledger.run([], { scope: { region: '411525101000' as typeof COUNTY } })).toMatchObject({
    gone: 0,
  });
  expect(await ledger.run([])).toMatchObject({ gone: 1 });
  expect(await ledger.rows(`select rule, state from mingbai.finding where state <> 'closed'`)).toEqual([
    { rule: 'age-02', state: 'lead' },
  ]);
});

test('what a retired rule found is closed, and says so', async () => {
  await ledger.run([hitOf(1), hitOf(2)]);
  await ledger.take(2, 'dismiss');
  expect(await ledger.run([], { rules: [], retired: [RULE.id] })).toMatchObject({ retired: 2, gone: 0 });
  expect((await ledger.lines()).slice(-2).map(({ action, state }) => [action, state])).toEqual([
    ['retired', 'closed'],
    ['retired', 'closed'],
  ]);
  expect(await ledger.run([], { rules: [], retired: [RULE.id] })).toMatchObject({ retired: 0 });
});

test('what is gone says which entry changed the data', async () => {
  await ledger.run([hitOf(1), hitOf(2)]);
  await ledger.owner.query(
    `insert into mingbai.condition (county, id, region, household_id, valid_from, known_from, entry)
     values (411525, nextval('mingbai.thing_id'), ${VILLAGE}, 1, '2026-01-01', now(), 900000001)`,
  );
  await ledger.run([]);
  const gone = await ledger.rows(
    `select f.household_id::text as household, a.cause::text from mingbai.finding_action a join mingbai.finding f on f.id = a.finding
     where action = 'gone' order by 1`,
  );
  expect(gone).toEqual([
    { household: '1', cause: '900000001' },
    { household: '2', cause: null },
  ]);
  await ledger.owner.query('truncate mingbai.condition');
});

test('a household that moved takes its findings along, without a line in their past', async () => {
  await ledger.run([hitOf(1)]);
  expect(await ledger.run([hitOf(1, { region: '411525101206' })])).toMatchObject({ moved: 1, same: 0 });
  expect(await ledger.rows('select region::text, actions from mingbai.finding')).toEqual([
    { region: '411525101206', actions: 1 },
  ]);
});

test('a run that fails in the middle leaves nothing', async () => {
  await ledger.run([hitOf(1)]);
  const before = await ledger.rows('select f.*, xmin::text from mingbai.finding f');
  await ledger.owner.query(
    `alter table mingbai.finding_action add constraint never check (action <> 'gone') not valid`,
  );
  await expect(ledger.run([hitOf(2)])).rejects.toThrow(/never/);
  await ledger.owner.query('alter table mingbai.finding_action drop constraint never');
  expect(await ledger.rows('select f.*, xmin::text from mingbai.finding f')).toEqual(before);
  expect((await ledger.lines()).length).toBe(1);
  expect((await ledger.rows('select from mingbai.journal')).length).toBe(1);
});

test('runs of one county at the same time stand one after the other: each contradiction is found once', async () => {
  const hits = Array.from({ length: 300 }, (_, n) => hitOf(n + 1));
  const counts = await Promise.all([ledger.run(hits), ledger.run(hits), ledger.run(hits)]);
  expect(counts.map(({ found }) => found).sort((a, b) => a - b)).toEqual([0, 0, 300]);
  expect(counts.reduce((sum, { same }) => sum + same, 0)).toBe(600);
});

test('hits of a rule that did not run, and a run by somebody who does not see the county, are refused', async () => {
  await expect(ledger.run([hitOf(1, { rule: 'stray-01' })])).rejects.toThrow(/stray-01/);
  const narrow = { ...ledger.actor, region: '411525101000' as typeof COUNTY };
  await expect(
    runCommand(ledger.database, narrow, { name: 'finding.run', region: narrow.region }, async (tx) => ({
      result: await recordRun(tx, {
        county: '411525',
        source: 'rule',
        actor: narrow,
        rules: [RULE],
        scope: 'county',
        hits: [hitOf(1)],
      }),
      changes: {},
    })),
  ).rejects.toThrow(/sees all of 411525/);
});

test('twenty thousand hits, recorded from a table that SQL filled, and recorded again', async () => {
  const record = () =>
    runCommand(ledger.database, ledger.actor, { name: 'finding.run', region: COUNTY }, async (tx) => {
      const hits = await createHits(tx);
      await tx.run(
        `insert into ${hits} (rule, severity, noun, subject_id, household_id, region, facts)
         select 'age-01', 'error', 'household', n, n, ${VILLAGE} + n % 5, jsonb_build_object('年龄', n % 20) from generate_series(1, 20000) n`,
      );
      const result = await recordRun(tx, {
        county: '411525',
        source: 'rule',
        actor: ledger.actor,
        rules: [RULE],
        scope: 'county',
        hits,
      });
      return { result, changes: { ...result } };
    });
  expect(await record()).toMatchObject({ result: { found: 20_000, same: 0 } });
  expect(await record()).toMatchObject({ result: { found: 0, same: 20_000, noted: 0 } });
  expect(await ledger.rows('select count(*)::int as n from mingbai.finding_action')).toEqual([{ n: 20_000 }]);
});

test('hits staged before the command, with every kind of sign in their facts, and taken away afterwards', async () => {
  const { database } = ledger;
  const scope = { region: COUNTY, user: '' };
  const odd = { 姓名: '张\t三\\"\n{,}', 空: null, 表: ['甲', { 乙: 1.5 }] };
  const staged = await database.keep(scope, async (tx) => {
    const table = await createStagedHits(tx, 'run_7');
    await writeHits(tx, table, [hitOf(1, { facts: odd }), hitOf(2, { noun: 'village', householdId: null })]);
    return table;
  });
  expect(await ledger.run(staged)).toMatchObject({ found: 2 });
  expect(await ledger.rows('select facts from mingbai.finding where household_id = 1')).toEqual([
    { facts: odd },
  ]);
  await database.keep(scope, (tx) => dropHits(tx, staged));
  expect(await ledger.rows(`select from pg_tables where tablename like 'hit_%'`)).toEqual([]);
  await expect(ledger.run('mingbai.household')).rejects.toThrow(/not a table of hits/);
});

test('the county’s pulse does not beat for findings, so that no checked import goes stale', async () => {
  await ledger.run([hitOf(1)]);
  await ledger.take(1, 'confirm');
  expect(await ledger.rows('select from mingbai.pulse where county = 411525')).toEqual([]);
});
