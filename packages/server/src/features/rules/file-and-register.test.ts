import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  CODE_LISTS,
  createIntake,
  createPlaceResolver,
  findField,
  formOf,
  FORMS,
  regionCode,
  type TypedRow,
} from '@mingbai/core';
import { fileSource, readTables } from '@mingbai/exchange';
import { openCatalogue, writeCounty } from '@mingbai/fixtures';
import {
  type Facts,
  FileRows,
  HouseholdCheck,
  type RuleAtWork,
  rulesAtWork,
  type RulesAtWork,
  runRules,
} from '@mingbai/policy';
import { createStagedHits } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk } from '../imports/testing.ts';
import { ruleSet } from './rule-set.ts';

/** The same rows asked in a file, by interpretation, and in the register, by SQL. */
const DAY = '2021-12-31';
const COUNTY = regionCode('411525');
const SCOPE = { region: COUNTY, user: '' };
const dir = mkdtempSync(join(tmpdir(), 'mingbai-file-register-'));
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
}, 60_000);
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

const write = (faults: number, seed: number) =>
  writeCounty({ dir, seed, scale: 0.006, year: 2021, today: DAY, faults, repairs: faults });

/** What SQL says of the register: `rule household`, or `rule village`. */
async function bySql(work: RulesAtWork): Promise<string[]> {
  const { database } = desk.context;
  const { parameters } = await ruleSet();
  const view = { county: '411525', region: COUNTY, on: DAY, parameters };
  const into = await database.keep(SCOPE, (tx) => createStagedHits(tx, 'fileandregister'));
  const ran = await runRules(database, SCOPE, view, work, into);
  expect(ran.leftOut).toEqual([]);
  const rows = await desk.rows<{ hit: string }>(
    `select t.rule || ' ' || coalesce(h.household_no, t.region::text) as hit from ${into} t left join mingbai.household h on h.id = t.household_id`,
  );
  return rows.map(({ hit }) => hit).toSorted();
}

test('a county without faults: SQL is quiet over the register', async () => {
  const { files } = await write(0, 5);
  for (const path of new Set(files.map((file) => file.path)))
    await desk.bring(basename(path), createReadStream(path), { dataDate: DAY });
  const set = await ruleSet();
  expect(await bySql(rulesAtWork(set, { on: DAY, region: COUNTY }))).toEqual([]);
}, 400_000);

test('a county with faults: each rule that the file can be asked hits the same households in the file and in the register', async () => {
  await desk.rows(
    `truncate ${['household', 'person', 'membership', 'condition', 'guarantee', 'risk', 'income', 'measure', 'responsible', 'work', 'village'].map((noun) => `mingbai.${noun}`).join(', ')}`,
  );
  const { files } = await write(0.03, 9);
  const path = files.find((file) => file.path.includes('户籍人口信息表'))?.path ?? '';
  await desk.bring(basename(path), createReadStream(path), { dataDate: DAY });
  const set = await ruleSet();
  const { parameters } = set;
  const all = rulesAtWork(set, { on: DAY, region: COUNTY });
  const { rows, columns, even } = await read(path);
  const asked = { ...all, rules: all.rules.filter((one) => isAsked(one, all, columns)) };
  expect(asked.rules.length).toBeGreaterThan(40);

  const check = new HouseholdCheck(asked, { on: DAY, region: COUNTY, parameters });
  const here = await desk.rows<{ no: string; n: number }>(
    `select h.household_no as no, count(*)::integer as n from mingbai.household h join mingbai.membership m on m.household_id = h.id group by 1`,
  );
  const whole = new Map(here.map(({ no, n }) => [no, n]));
  const compared = new Set<string>();
  const inFile: string[] = [];
  for (const { no, rows: household } of rows.households()) {
    // A row that the import refused, or rows that do not agree, are not the same data.
    if (!even.has(no) || whole.get(no) !== household.members.length) continue;
    compared.add(no);
    for (const hit of check.household(household)) inFile.push(`${hit.rule.rule.id} ${no}`);
  }
  expect(compared.size).toBeGreaterThan(100);
  const inRegister = (await bySql(asked)).filter((hit) => compared.has(hit.split(' ')[1] ?? ''));
  expect(new Set(inFile.map((hit) => hit.split(' ')[0])).size).toBeGreaterThan(5);
  expect(inFile.toSorted()).toEqual(inRegister);
}, 400_000);

/** The file's good rows; `even`: households whose rows say the same of them. */
async function read(path: string) {
  const catalogue = openCatalogue();
  const above = catalogue.upper.filter(({ code }) => COUNTY.startsWith(code.replace(/0+$/, '')));
  const list = (id: string) => CODE_LISTS.find((one) => one.id === id);
  const intake = createIntake({
    forms: FORMS,
    dictionary: { field: findField, list, year: 2021 },
    places: createPlaceResolver([...above, ...catalogue.county('411525')], COUNTY),
    scope: COUNTY,
    today: DAY,
  });
  const typed: TypedRow[] = [];
  const source = await fileSource(path);
  for await (const events of readTables(basename(path), source)) typed.push(...intake.push(events).rows);
  await source.close?.();
  const { rest, sheets } = intake.finish();
  typed.push(...rest.rows);
  const columns = new Set(
    sheets.flatMap((sheet) =>
      sheet.columns.flatMap(({ to, ignored }) => (to === null || ignored ? [] : [to])),
    ),
  );
  const rows = new FileRows();
  const said = new Map<string, string>();
  const uneven = new Set<string>();
  for (const { row, form, values, region, bad, sheetIndex } of typed) {
    const { columns: of } = formOf(form);
    const at = (key: string) => values[of.findIndex(({ to }) => to === key)];
    const no = String(at('household.household_no'));
    const household = JSON.stringify(
      of.map(({ to }, index) =>
        /^(household|condition|guarantee|risk|measure|income)\./.test(to) ? values[index] : 0,
      ),
    );
    if (bad || (said.get(no) ?? household) !== household) uneven.add(no);
    said.set(no, household);
    const { file = '', sheet = '' } = sheets[sheetIndex] ?? {};
    rows.add({
      file,
      sheet,
      row,
      form,
      values,
      region,
      columns: new Map([...columns].map((to) => [to, 'A'])),
    });
  }
  return { rows, columns, even: new Set([...said.keys()].filter((no) => !uneven.has(no))) };
}

/** Whether the file has a column for all that a rule reads, and needs nothing else for it. */
function isAsked({ rule, names }: RuleAtWork, work: RulesAtWork, columns: ReadonlySet<string>): boolean {
  const visit = (facts: Facts, said: RuleAtWork['names']): boolean =>
    [...said].every(([name, inner]) => {
      const source = facts.get(name)?.source;
      if (source?.kind === 'nested')
        return ['household', 'members'].includes(source.of) && visit(source.facts, inner ?? new Map());
      if (source?.kind === 'field') return columns.has(source.key);
      if (source?.kind === 'derived')
        return source.key === undefined ? source.id === 'check-day' : columns.has(source.key);
      return source?.kind === 'parameter';
    });
  return rule.subject !== 'village' && visit(work.facts[rule.subject], names);
}
