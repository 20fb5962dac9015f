import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type RegionCode, regionCode } from '@mingbai/core';
import { writeCounty, type Truth } from '@mingbai/fixtures';
import {
  findRuleRun,
  HouseholdRules,
  queueRuleRun,
  rulesAtWork,
  runRulesFor,
  type RuleRun,
  waitingRuleRuns,
} from '@mingbai/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk } from '../imports/testing.ts';
import { processRuleRun } from './process.ts';
import { ruleSet } from './rule-set.ts';

/** The demo county with its planted contradictions, through the import that people have, then the rules over it. */
const dir = mkdtempSync(join(tmpdir(), 'mingbai-rules-test-'));
const TODAY = '2021-12-31';
const COUNTY = regionCode('411525');
const SYSTEM = { region: COUNTY, user: '' };
let desk: Desk;
let truth: Truth;
let run: RuleRun;
const lost: string[] = [];
const cells = new Set<string>();

beforeAll(async () => {
  desk = await Desk.open();
  const written = await writeCounty({ dir, seed: 20, scale: 0.01, year: 2021, today: TODAY });
  truth = written.truth;
  for (const path of new Set(written.files.map((file) => file.path))) {
    const { id } = await desk.check(basename(path), createReadStream(path), { dataDate: TODAY });
    await askBeforeCommit(id);
    await desk.commit(id);
    // Now, before the next form says of the same household what is right.
    run = await fullRun();
    await noteLost(new Set(written.files.filter((file) => file.path === path).map(({ form }) => form)));
  }
}, 300_000);
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

async function fullRun(): Promise<RuleRun> {
  const { database } = desk.context;
  const id = await database.keep(SYSTEM, (tx) =>
    queueRuleRun(tx, {
      county: '411525',
      region: COUNTY,
      kind: 'full',
      day: TODAY,
      createdBy: 'clerk',
      creatorName: 'clerk',
      role: 'county_clerk',
    }),
  );
  return worked(id);
}

/** The run over the file's rows, which waits beside the checked import. */
async function askBeforeCommit(id: string): Promise<void> {
  const waiting = await desk.context.database.read(SYSTEM, waitingRuleRuns);
  const own = waiting.find((one) => one.import === id);
  if (own === undefined) throw new Error(`import ${id} is not asked`);
  const asked = await worked(own.id);
  if (asked.state !== 'done') throw new Error(`${asked.state} ${JSON.stringify(asked.problem)}`);
  const rows = await desk.rows<{ place: string }>(
    `select concat_ws('|', file, sheet, row, col) as place from mingbai.import_fault where import = $1`,
    [id],
  );
  for (const { place } of rows) cells.add(place);
}

async function worked(id: string): Promise<RuleRun> {
  const { database } = desk.context;
  await processRuleRun(database, id, TODAY);
  const done = await database.read(SYSTEM, (tx) => findRuleRun(tx, id));
  if (done === undefined) throw new Error(`no run ${id}`);
  return done;
}

interface Found {
  readonly rule: string;
  readonly noun: string;
  readonly subject_id: string;
  readonly household_no: string | null;
  readonly fields: string[];
  readonly state: string;
  readonly facts: unknown;
  readonly digest: string;
}

function findings(): Promise<(Found & { [column: string]: unknown })[]> {
  return desk.rows(
    `select f.rule, f.noun, f.subject_id::text, h.household_no, w.fields, f.state, f.facts, f.digest from mingbai.finding f
     join mingbai.finding_rule w on w.rule = f.rule and w.version = f.rule_version
     left join mingbai.household h on h.county = f.county and h.id = f.household_id order by f.noun, f.subject_id, f.rule`,
  );
}

test('a full run ends, with every rule of the register run', () => {
  expect([run.state, run.problem, run.quarantined]).toEqual(['done', null, []]);
  expect(run.hits.length).toBeGreaterThan(30);
});

/** Contradictions planted in these forms that stand in the register and are in no finding. */
async function noteLost(forms: ReadonlySet<string>): Promise<void> {
  const found = new Set(
    (await findings()).flatMap((one) =>
      one.state === 'closed'
        ? []
        : one.fields.map((field) => `${one.household_no ?? one.subject_id}|${field}`),
    ),
  );
  for (const { form, kind, household, field, planted, caughtBy } of truth.faults) {
    if (caughtBy !== 'rules' || !forms.has(form) || found.has(`${household}|${field}`)) continue;
    if (planted === '' && (await isKnown(household, field))) continue;
    lost.push([kind, form, household, field, planted].join(' '));
  }
}

/** An empty cell leaves what an earlier form said. */
async function isKnown(household: string, field: string): Promise<boolean> {
  const [noun = '', stem = ''] = field.split('.');
  const row =
    noun === 'person'
      ? `mingbai.membership m on m.household_id = h.id join mingbai.person t on t.id = m.person_id`
      : noun === 'household'
        ? `mingbai.household t on t.id = h.id`
        : `mingbai.${noun} t on t.household_id = h.id`;
  const blank = await desk.rows(
    `select from mingbai.household h join ${row} where h.household_no = $1 and t."${stem}" is null`,
    [household],
  );
  return blank.length === 0;
}

test('every planted contradiction that stands in the register is found at its household or village', () => {
  const planted = truth.faults.filter(({ caughtBy }) => caughtBy === 'rules');
  expect(planted.length).toBeGreaterThan(50);
  expect(lost).toEqual([]);
});

test('what the rules say of rows stands in its cell before the file is committed', () => {
  const planted = truth.faults.filter(
    ({ caughtBy, field, planted: value }) =>
      caughtBy === 'rules' && field.startsWith('person.') && value !== '',
  );
  const missing = planted
    .filter(({ file, sheet, row, column }) => !cells.has([file, sheet, row, column].join('|')))
    .map(({ kind, form, row }) => `${kind} ${form} ${row}`);
  expect(planted.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test('the same run again writes nothing', async () => {
  const before = await findings();
  const again = await fullRun();
  const { same, ...written } = again.recorded ?? { same: 0 };
  expect(Object.values(written).every((n) => n === 0)).toBe(true);
  expect(same).toBe(before.filter(({ state }) => state !== 'closed').length);
  expect(await findings()).toEqual(before);
});

test('households and villages asked one by one say what the full run says', async () => {
  const set = await ruleSet();
  const view = { county: '411525', region: COUNTY, on: TODAY, parameters: set.parameters };
  const rules = new HouseholdRules(rulesAtWork(set, view), view);
  const { database } = desk.context;
  const ids = (await desk.rows<{ id: string }>('select id::text from mingbai.household')).map(({ id }) => id);
  const places = await desk.rows<{ region: RegionCode }>(
    `select distinct lpad(region::text, 12, '0') as region from (select region from mingbai.household union select region from mingbai.village) r`,
  );
  const villages = places.map(({ region }) => region);
  const outcome = await runRulesFor(database, { id: 'clerk', role: 'county_clerk', region: COUNTY }, rules, {
    households: ids,
    villages,
  });
  expect(outcome.recorded).toBeNull();
  expect(outcome.hits).toBe((await findings()).filter(({ state }) => state !== 'closed').length);
});

test('what an import left behind is asked by itself, and what is mended closes with its cause', async () => {
  const waiting = await desk.context.database.read(SYSTEM, waitingRuleRuns);
  expect(waiting.every(({ kind, cause }) => kind === 'entry' && cause !== null)).toBe(true);
  const [land] = await desk.rows<{ id: string; household: string; entry: string }>(
    `select f.id::text, f.household_id::text as household, c.entry::text from mingbai.finding f
     join mingbai.condition c on c.county = f.county and c.household_id = f.household_id where f.rule = '10-001' limit 1`,
  );
  if (land === undefined) throw new Error('no land is out of bounds');
  await desk.rows(
    `update mingbai.condition set cultivated_land = 3, entry = entry + 1000 where household_id = $1`,
    [land.household],
  );
  const { database } = desk.context;
  const id = await database.keep(SYSTEM, (tx) =>
    queueRuleRun(tx, {
      county: '411525',
      region: COUNTY,
      kind: 'entry',
      cause: String(Number(land.entry) + 1000),
      day: TODAY,
      createdBy: 'clerk',
      creatorName: 'clerk',
      role: 'county_clerk',
    }),
  );
  const done = await worked(id);
  expect([done.state, done.recorded?.gone]).toEqual(['done', 1]);
  const [closed] = await desk.rows<{ state: string; cause: string }>(
    `select f.state, a.cause::text from mingbai.finding f join mingbai.finding_action a on a.finding = f.id and a.n = f.actions where f.id = $1`,
    [land.id],
  );
  expect(closed).toEqual({ state: 'closed', cause: String(Number(land.entry) + 1000) });
});
