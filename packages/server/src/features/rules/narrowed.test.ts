import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { regionCode } from '@mingbai/core';
import { writeCounty } from '@mingbai/fixtures';
import { findRuleRun, queueRuleRun, rulesAtWork, runRules } from '@mingbai/policy';
import { createStagedHits, dropHits, runCommand } from '@mingbai/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk } from '../imports/testing.ts';
import { processRuleRun } from './process.ts';
import { ruleSet } from './rule-set.ts';
import { RandomEdits } from './testing-edits.ts';

/** A few villages with planted contradictions, which somebody changes at random. */
const DAY = '2021-12-31';
const COUNTY = regionCode('411525');
const SYSTEM = { region: COUNTY, user: '' };
const ASKED = { createdBy: 'clerk', creatorName: 'clerk', role: 'county_clerk' };
const ROUNDS = Number(process.env['ROUNDS'] ?? 14);
const dir = mkdtempSync(join(tmpdir(), 'mingbai-narrowed-'));
let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open();
  const { files } = await writeCounty({ dir, seed: 7, scale: 0.003, year: 2021, today: DAY, faults: 0.03 });
  for (const path of new Set(files.map((file) => file.path)))
    await desk.bring(basename(path), createReadStream(path), { dataDate: DAY });
  await run({ kind: 'full' });
}, 120_000);
afterAll(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

async function run(how: { kind: 'full' } | { kind: 'entry'; cause: string }) {
  const { database } = desk.context;
  const id = await database.keep(SYSTEM, (tx) =>
    queueRuleRun(tx, { county: '411525', region: COUNTY, day: DAY, ...ASKED, ...how }),
  );
  await processRuleRun(database, id, DAY);
  const done = await database.read(SYSTEM, (tx) => findRuleRun(tx, id));
  expect([done?.state, done?.problem]).toEqual(['done', null]);
  return done;
}

const COLUMNS = `rule, noun, subject_id::text, household_id::text, region::text, digest`;

/** What all rules say of everything now. */
async function whole(): Promise<unknown[]> {
  const { database } = desk.context;
  const set = await ruleSet();
  const view = { county: '411525', region: COUNTY, on: DAY, parameters: set.parameters };
  const into = await database.keep(SYSTEM, (tx) => createStagedHits(tx, 'narrowed'));
  await runRules(database, SYSTEM, view, rulesAtWork(set, view), into);
  const hits = await desk.rows(`select distinct ${COLUMNS} from ${into} order by ${COLUMNS}`);
  await database.keep(SYSTEM, (tx) => dropHits(tx, into));
  return hits;
}

const open = () =>
  desk.rows(`select ${COLUMNS} from mingbai.finding where state <> 'closed' order by ${COLUMNS}`);

test('asking only what a change can affect leaves the ledger as asking everything would', async () => {
  expect(await open()).toEqual(await whole());
  const edits = new RandomEdits(Number(process.env['SEED'] ?? 3));
  let few = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const told: string[] = [];
    const { database } = desk.context;
    const command = { name: 'register.edit', region: COUNTY };
    const { entry } = await runCommand(
      database,
      { id: 'clerk', role: 'county_clerk', region: COUNTY },
      command,
      async (tx) => {
        for (let n = 0; n <= round % 3; n += 1) told.push(await edits.one(tx));
        return { result: null, changes: {} };
      },
    );
    const done = await run({ kind: 'entry', cause: entry });
    few += (done?.progress.total ?? 0) < 40 ? 1 : 0;
    expect({ told, ledger: await open() }).toEqual({ told, ledger: await whole() });
  }
  // Were every rule asked each time, this would prove nothing.
  expect(few).toBeGreaterThan(ROUNDS / 4);
}, 240_000);
