import { mkdtemp, rm } from 'node:fs/promises';
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
import { FAULT_KINDS, openCatalogue, writeCounty } from '@mingbai/fixtures';
import { type Context, Decimal, evaluate, parse, type Value } from '@mingbai/policy-engine';
import { beforeAll, expect, test } from 'vitest';
import { householdFacts, personFacts, villageFacts } from '../check/facts-of-rows.ts';
import { mentionedIn, type Mentioned, together } from '../check/mentioned.ts';
import type { HouseholdRows, Row, VillageRows } from '../check/rows.ts';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import type { Rule } from '../load/rule.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import type { Facts, Subject } from '../vocabulary/fact.ts';
import { VILLAGE_SUMS } from '../vocabulary/village-sums.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import { World } from './testing/world.ts';

const COUNTY = regionCode('411525');
const catalogue = openCatalogue();
const YEAR = 2021;
const TODAY = '2021-12-31';
const BASE = { seed: 7, scale: 0.05, year: YEAR, today: TODAY, catalogue } as const;

/** Which rule finds each fault that the fixtures leave to the rules. */
const FOUND_BY: Readonly<Record<string, string>> = {
  'phone-of-another-household': '1-017',
  'blank-ethnicity': '3-001',
  'blank-health': '3-002',
  'blank-labour-skill': '3-003',
  'blank-major-illness-insurance': '3-004',
  'blank-resident-pension': '3-006',
  'blank-cultivated-land': '3-008',
  'blank-road-type': '3-014',
  'blank-house-area': '3-015',
  'blank-dangerous-house': '3-016',
  'blank-toilet': '3-017',
  'blank-water-safe': '3-018',
  'child-with-labour': '4-001',
  'healthy-adult-without-labour': '4-002',
  'aged-with-full-labour': '4-003',
  'primary-school-at-wrong-age': '4-004',
  'out-of-school-without-reason': '4-010',
  'public-post-at-wrong-age': '4-017',
  'pupil-at-work': '4-019',
  'both-medical-insurances': '5-001',
  'no-medical-insurance': '5-002',
  'both-pensions': '5-003',
  'exited-with-dangerous-house': '6-001',
  'exited-with-unsafe-water': '6-002',
  'exited-without-major-illness-insurance': '6-003',
  'exited-below-the-line': '6-005',
  'disability-risk-without-disabled': '7-001',
  'illness-risk-without-payment': '7-002',
  'work-risk-without-labour': '7-004',
  'risk-without-measure': '8-002',
  'allowance-nobody-holds': '8-014',
  'rain-dew-without-pupil': '8-020',
  'removed-without-values': '9-001',
  'removed-below-the-line': '9-006',
  'removed-with-damaged-house': '9-007',
  'removed-too-soon': '9-012',
  'land-outlier': '10-001',
  'forest-outlier': '10-002',
  'road-outlier': '10-007',
  'wage-outlier': '10-012',
  'monthly-income-outlier': '10-010|10-011',
  'income-against-parts': '10-015',
  'monitored-with-high-income': '10-013',
  'village-without-people': '11-001',
  'village-without-collective-income': '11-003',
  'more-unsafe-households-than-households': '11-004',
  'village-land-below-its-households': '11-009',
  'two-spouses': '2-003',
  'relation-against-sex': '2-005|2-006',
};

interface Reading {
  readonly rows: readonly TypedRow[];
  /** Index in `rows` by form and row number. */
  readonly at: ReadonlyMap<string, TypedRow>;
}

async function readCounty(
  faults: number,
): Promise<{ reading: Reading; truth: Awaited<ReturnType<typeof writeCounty>>['truth'] }> {
  const dir = await mkdtemp(join(tmpdir(), 'rules-'));
  try {
    const { files, truth } = await writeCounty({ ...BASE, dir, format: 'xlsx', faults, repairs: 0 });
    const above = catalogue.upper.filter(({ code }) => COUNTY.startsWith(code.replace(/0+$/, '')));
    const places = createPlaceResolver([...above, ...catalogue.county('411525')], COUNTY);
    const rows: TypedRow[] = [];
    for (const { path } of files) {
      const list = (id: string) => CODE_LISTS.find((one) => one.id === id);
      const intake = createIntake({
        forms: FORMS,
        dictionary: { field: findField, list, year: YEAR },
        places,
        scope: COUNTY,
        today: TODAY,
      });
      const source = await fileSource(path);
      for await (const events of readTables(basename(path), source)) rows.push(...intake.push(events).rows);
      await source.close?.();
      rows.push(...intake.finish().rest.rows);
    }
    return { reading: { rows, at: new Map(rows.map((row) => [`${row.form} ${row.row}`, row])) }, truth };
  } finally {
    await rm(dir, { recursive: true });
  }
}

const set = loadRules(await readBundle());
const view = { on: TODAY, region: COUNTY, parameters: set.parameters };
const words = Object.fromEntries(
  (['person', 'household', 'village'] as const).map((subject) => [subject, factsOf(subject, set.parameters)]),
) as Record<Subject, Facts>;
const asked = set.rules.filter(
  ({ files, from, to }) => !files && (from ?? '') <= TODAY && TODAY <= (to ?? '9999'),
);

/** The rules of a subject, and every name that one of them says. */
function askedOf(subject: Subject): { rules: Rule[]; facts: Facts; names: Mentioned } {
  const rules = asked.filter((rule) => rule.subject === subject);
  const facts = words[subject];
  return { rules, facts, names: together(rules.map(({ expression }) => mentionedIn(expression, facts))) };
}
const PERSON = askedOf('person');
const HOUSEHOLD = askedOf('household');
const VILLAGE = askedOf('village');

function hits({ rules }: { rules: readonly Rule[] }, facts: Context): Rule[] {
  return rules.filter(({ expression }) => evaluate(expression, facts) === true);
}

function hitsOfHousehold(household: HouseholdRows): Rule[] {
  const { members } = household;
  return [
    ...hits(HOUSEHOLD, householdFacts(household, HOUSEHOLD.facts, HOUSEHOLD.names, view)),
    ...members.flatMap((one) => hits(PERSON, personFacts(one, household, PERSON.facts, PERSON.names, view))),
  ];
}

function hitsOfVillage(region: string, row: Row | undefined, households: readonly HouseholdRows[]): Rule[] {
  const village: VillageRows = { region, row, sums: sumsOf(households) };
  return hits(VILLAGE, villageFacts(village, VILLAGE.facts, VILLAGE.names, view));
}

/** The sums' conditions are FEEL as the rules are. */
const SUMS = [...VILLAGE_SUMS.values()].flatMap(({ source }) => {
  if (source.kind !== 'sum') return [];
  const { id, over, where = 'true', sum = '1' } = source.sum;
  const facts = words[over];
  const parsed = parse(`if ${where} then ${sum} else 0`, vocabularyOf(facts));
  if (!parsed.ok) throw new Error(parsed.problems[0]?.en);
  return [{ id, over, expression: parsed.expression, names: mentionedIn(parsed.expression, facts) }];
});

function sumsOf(own: readonly HouseholdRows[]): Map<string, number> {
  const members = own.flatMap((household) => household.members.map((one) => ({ household, one })));
  const total = (values: readonly Value[]): number =>
    values.reduce<number>((sum, value) => sum + (value instanceof Decimal ? value.toNumber() : 0), 0);
  return new Map(
    SUMS.map(({ id, over, expression, names }) => [
      id,
      over === 'household'
        ? total(own.map((one) => evaluate(expression, householdFacts(one, words.household, names, view))))
        : total(
            members.map(({ household, one }) =>
              evaluate(expression, personFacts(one, household, words.person, names, view)),
            ),
          ),
    ]),
  );
}

let clean: Reading;
let planted: Awaited<ReturnType<typeof readCounty>>;

beforeAll(async () => {
  clean = (await readCounty(0)).reading;
  planted = await readCounty(0.015);
}, 240_000);

test('every fault left to the rules is mapped to one', () => {
  const left = FAULT_KINDS.filter(({ caughtBy }) => caughtBy === 'rules').map(({ kind }) => kind);
  expect(left.filter((kind) => !(kind in FOUND_BY))).toEqual([]);
});

test('rules are quiet on a county without faults', () => {
  const world = new World(YEAR);
  for (const row of clean.rows) world.take(row, false);
  const households = world.rows();
  const told = new Map<string, number>();
  const note = ({ id }: Rule): void => void told.set(id, (told.get(id) ?? 0) + 1);
  for (const household of households.values()) for (const rule of hitsOfHousehold(household)) note(rule);
  const byVillage = new Map<string | null, HouseholdRows[]>();
  for (const household of households.values())
    byVillage.set(household.region, [...(byVillage.get(household.region) ?? []), household]);
  for (const [region, row] of world.villages)
    for (const rule of hitsOfVillage(region, row, byVillage.get(region) ?? [])) note(rule);
  expect(households.size).toBeGreaterThan(1_000);
  expect(Object.fromEntries(told)).toEqual({});
}, 120_000);

test('every planted fault is hit by its rule', () => {
  const lost: string[] = [];
  const seen = new Set<string>();
  for (const { id: form } of FORMS) {
    const faults = planted.truth.faults.filter((fault) => fault.form === form && fault.caughtBy === 'rules');
    if (faults.length === 0) continue;
    // What the other files say is right; this one is the only to say what its columns do.
    const world = new World(YEAR);
    for (const row of clean.rows) if (row.form !== form) world.take(row, false);
    for (const row of planted.reading.rows) if (row.form === form && !row.bad) world.take(row, true);
    const households = world.rows();
    for (const { kind, field, row, household } of faults) {
      const typed = planted.reading.at.get(`${form} ${row}`);
      if (typed === undefined || typed.bad) continue;
      // What is said of the household stands on each member's row: one blank of several is none.
      if (kind.startsWith('blank-') && field.startsWith('condition.') && formOf(form).rowOf === 'person')
        continue;
      const found = households.get(household);
      const ofVillage = [...households.values()].filter(({ region }) => region === household);
      const rules =
        formOf(form).rowOf === 'village'
          ? hitsOfVillage(household, world.villages.get(household), ofVillage)
          : found === undefined
            ? []
            : hitsOfHousehold(found);
      seen.add(kind);
      if (!rules.some(({ id }) => (FOUND_BY[kind] ?? '').split('|').includes(id)))
        lost.push(`${form} ${row} ${kind} (${household}): ${rules.map(({ id }) => id).join(' ')}`);
    }
  }
  expect(lost).toEqual([]);
  expect(Object.keys(FOUND_BY).filter((kind) => !seen.has(kind))).toEqual([]);
}, 240_000);
