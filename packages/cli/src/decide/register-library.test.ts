import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { regionCode } from '@mingbai/core';
import { stamped } from '@mingbai/policy';
import { shellActor } from '@mingbai/server';
import { type Database, insertEdition, type NewEdition, openDatabase, runCommand } from '@mingbai/store';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHome } from '../place/home.ts';
import { ended, shellMade, startShell, type Ended } from '../testing.ts';

/** What an office published counts for the shell as it does for the console, where a register is at hand. */
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const MODEL = join(ROOT, 'policy/decisions/below-line.dmn');
const COUNTY = regionCode('411525');
const home = mkdtempSync(join(tmpdir(), 'mingbai-editions-'));

let own: TestDatabase;
let database: Database;

beforeAll(shellMade);
beforeAll(async () => {
  openHome(home);
  own = await testDatabase();
  const owner = new pg.Client({ connectionString: own.ownerUrl });
  await owner.connect();
  await owner.query(`insert into mingbai.installation (county) values ($1)`, [COUNTY]);
  await owner.end();
  database = openDatabase(own.appUrl);
  const source = { zh: '固县发〔2026〕3 号', en: 'Document 3 of 2026' };
  const text = readFileSync(MODEL, 'utf8').replace(
    '<text>"高于监测线"</text>\n        </outputEntry>',
    '<text>"待核实"</text>\n        </outputEntry>',
  );
  const content = { kind: 'decision', text, cases: [], from: '2025-01-01', source } as const;
  await publish('低于监测线', stamped({ region: COUNTY, content }));
  await publish('monitoring-line', { kind: 'parameter', value: 9_000, from: '2025-01-01', source });
}, 120_000);
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(home, { recursive: true, force: true });
});

async function publish(name: string, content: ReturnType<typeof stamped>): Promise<void> {
  const command = { name: 'policy.approve', region: COUNTY, subject: 'policy_draft:1', reason: '测试' };
  const edition: NewEdition = {
    county: '411525',
    region: COUNTY,
    kind: content.kind,
    name,
    from: content.from,
    content,
    version: '0123456789ab',
    source: content.source,
    reason: '测试',
    draft: '1',
    trial: null,
    proposer: { by: 'a', name: '甲' },
    approver: { by: 'b', name: '乙' },
  };
  await runCommand(database, shellActor(), command, async (tx) => {
    await insertEdition(tx, edition);
    return { result: undefined, changes: {} };
  });
}

/** With the register, unless told otherwise. */
function decide(args: readonly string[], facts: object, env: Record<string, string> = {}): Promise<Ended> {
  const register = {
    MINGBAI_HOME: home,
    DATABASE_URL: own.ownerUrl,
    MINGBAI_APP_PASSWORD: new URL(own.appUrl).password,
  };
  const input = JSON.stringify(facts);
  return ended(startShell(['decide', ...args, '--facts', '-'], { env: { ...register, ...env }, input }));
}

const FACTS = { 人均纯收入: 8_900 };
const THERE = ['低于监测线', '--region', '411525', '--json'];

interface Answer {
  readonly result: unknown;
  readonly explanation: {
    readonly edition: { readonly kind: string; readonly number: number | null; readonly file: string };
    readonly parameters: { readonly name: string; readonly value: number; readonly edition: number | null }[];
  };
}
const read = ({ out }: Ended) => JSON.parse(out) as Answer;

test('an edition decides in its county from its day on, and the answer names it and the figures published', async () => {
  const [now, before, elsewhere, files] = await Promise.all([
    decide([...THERE, '--on', '2026-06-30'], FACTS),
    decide([...THERE, '--on', '2024-12-31'], FACTS),
    decide(['低于监测线', '--region', '411526', '--on', '2026-06-30', '--json'], FACTS),
    decide([...THERE, '--on', '2026-06-30', '--no-editions'], FACTS),
  ]);
  expect(now.err).toBe('');
  expect(read(now).result).toBe('低于监测线');
  expect(read(now).explanation.edition).toMatchObject({ kind: 'published', number: 1 });
  expect(read(now).explanation.parameters.find(({ name }) => name === '监测线')).toMatchObject({
    value: 9_000,
    edition: 1,
  });
  for (const said of [before, elsewhere, files]) {
    expect(said.code).toBe(0);
    expect(read(said).explanation.edition).toEqual({
      kind: 'file',
      file: 'decisions/below-line.dmn',
      number: null,
    });
    expect(read(said).explanation.parameters.every(({ edition }) => edition === null)).toBe(true);
  }
}, 120_000);

test('without a region the files decide and the county with an edition is named; without a register they go on', async () => {
  const [nowhere, lost, asked, none] = await Promise.all([
    decide(['低于监测线', '--on', '2026-06-30'], FACTS),
    decide([...THERE, '--on', '2026-06-30'], FACTS, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
    decide([...THERE, '--editions'], FACTS, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
    decide(THERE, FACTS, { DATABASE_URL: '' }),
  ]);
  expect(nowhere.out).toContain('文件 file decisions/below-line.dmn');
  expect(nowhere.err).toContain('--region 411525000000');
  expect(read(lost).explanation.edition.kind).toBe('file');
  expect(lost.err).toContain('登记簿没有应答');
  expect(asked.code).toBe(4);
  expect(none.err).toBe('');
  expect(read(none).explanation.edition.kind).toBe('file');
}, 120_000);
