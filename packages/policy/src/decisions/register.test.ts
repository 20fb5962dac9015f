import { regionCode } from '@mingbai/core';
import { openDatabase, type Database, type ReadTx } from '@mingbai/store';
import { testDatabase, type TestDatabase } from '@mingbai/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterView } from '../bind/register.ts';
import { readBundle } from '../load/bundle.ts';
import { loadParameters } from '../load/load-parameters.ts';
import { tryParameters } from '../parameters/parameters.ts';
import { FACTS } from '../vocabulary/facts.ts';
import { findDecision } from './find.ts';
import { type DecisionLibrary, loadDecisions, type PolicyDecision } from './library.ts';
import { decideOfHousehold, registerDecisions } from './of-household.ts';
import { plain } from './plain.ts';
import { keepOver, type TrialProgress } from './keep-trial.ts';
import { sideSql, type TrialChange, type TrialCount, tryOver } from './trial.ts';

const HOUSEHOLDS = 300;
const COUNTY = regionCode('411525');
let own: TestDatabase;
let database: Database;
let library: DecisionLibrary;
let view: RegisterView;

/** One of these by the row's number, blank now and then. */
const pick = (of: readonly (string | number | null)[], by: string): string =>
  `(array[${of.map((each) => (each === null ? 'null' : typeof each === 'number' ? each : `'${each}'`)).join(', ')}])[1 + (('x' || substr(md5(n || '${by}'), 1, 7))::bit(28)::int % ${of.length})]`;

/** Labels as the register keeps them. */
function codes(
  subject: 'household' | 'person',
  name: string,
  labels: readonly (string | null)[],
): (string | null)[] {
  const type = FACTS[subject].get(name)?.type;
  const list = type?.kind === 'list' ? type.of : type;
  if (list?.kind !== 'code') throw new Error(name);
  return labels.map((label) => {
    const member = list.list.members.find(({ zh }) => zh === label);
    if (label !== null && !member) throw new Error(`${name}: ${label}`);
    return member?.code ?? null;
  });
}

const TRUTH = (by: string): string => `${pick([1, 0, null], by)} = 1`;

beforeAll(async () => {
  own = await testDatabase();
  const owner = new pg.Client({ connectionString: own.ownerUrl });
  await owner.connect();
  const rest = `valid_from, known_from, entry`;
  const now = `date '2022-01-01', now(), 1`;
  const village = `411525100200 + n % 7`;
  await owner.query(`
    insert into mingbai.household (county, id, region, household_no, exit_state, monitor_class, main_cause, other_causes, per_capita_net, ${rest})
    select 411525, n, ${village}, n::text, ${pick(codes('household', '脱贫属性', ['已脱贫', '未脱贫', null]), 'e')}, ${pick(codes('household', '监测对象类别', ['脱贫不稳定户', null, null]), 'm')}, ${pick(codes('household', '主要致贫原因', ['因病', '缺资金', '因学', null]), 'c')},
      case n % 3 when 0 then array[${pick(codes('household', '其他致贫原因', ['缺技术', '因灾']), 'o')}] when 1 then array[]::text[] end, ${pick([199900, 299500, 400000, 600000, 730000, null], 'i')}, ${now} from generate_series(1, ${HOUSEHOLDS}) n;
    insert into mingbai.condition (county, id, region, household_id, dangerous_house, water_safe, ${rest})
    select 411525, n, ${village}, n, ${TRUTH('d')}, ${TRUTH('w')}, ${now} from generate_series(1, ${HOUSEHOLDS}) n where n % 11 > 0;
    insert into mingbai.guarantee (county, id, region, household_id, food, clothing, dropout, unsafe_house, water_safe, ${rest})
    select 411525, n, ${village}, n, ${TRUTH('f')}, ${TRUTH('g')}, ${TRUTH('h')}, ${TRUTH('u')}, ${TRUTH('v')}, ${now} from generate_series(1, ${HOUSEHOLDS}) n where n % 4 = 0;
    insert into mingbai.risk (county, id, region, household_id, own_payment, ${rest})
    select 411525, n, ${village}, n, ${pick([0, 500000, 900000, null], 'p')}, ${now} from generate_series(1, ${HOUSEHOLDS}) n where n % 5 = 0;
    insert into mingbai.person (county, id, region, person_no, birth_date, labour_skill, health, enrolment, dropout_reason, disability_grade, resident_medical, employee_medical, ${rest})
    select 411525, 1000 + n, 411525100200 + (n / 3 + 1) % 7, n::text, date '1930-01-01' + (('x' || substr(md5(n || 'b'), 1, 6))::bit(24)::int % 33000),
      ${pick(codes('person', '劳动技能', ['普通劳动力', '弱劳动力或半劳动力', '无劳动力', '丧失劳动力', null]), 'l')}, array[${pick(codes('person', '健康状况', ['健康', '患有大病', '残疾']), 'a')}], ${pick(codes('person', '在校生状况', ['小学', null, null]), 's')}, ${pick(codes('person', '失学或辍学原因', ['厌学', null, null, null]), 'r')}, ${pick(codes('person', '残疾等级', ['一级', '二级', '三级', null, null]), 'y')}, ${TRUTH('x')}, ${TRUTH('z')}, ${now} from generate_series(0, ${HOUSEHOLDS * 3 - 1}) n;
    insert into mingbai.membership (county, id, region, household_id, person_id, ${rest})
    select 411525, n, 411525100200 + (n / 3 + 1) % 7, n / 3 + 1, 1000 + n, ${now} from generate_series(0, ${HOUSEHOLDS * 3 - 1}) n where n % 13 > 0;
  `);
  await owner.end();
  database = openDatabase(own.appUrl);
  const { parameters } = loadParameters(await readBundle());
  library = await loadDecisions(parameters);
  view = { county: '411525', region: COUNTY, on: '2023-06-30', parameters };
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

function read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return database.read({ region: COUNTY, user: '' }, work);
}

function decisionNamed(name: string): PolicyDecision {
  const found = findDecision(library, name, COUNTY, view.on);
  if (typeof found === 'string') throw new Error(`${name}: ${found}`);
  return found;
}

test('a judgement of the register says the same of every household by SQL and one by one', async () => {
  const compared = await read(async (tx) => {
    const bySql = new Map<string, Map<string, string | null>>();
    const names = registerDecisions(library, 'household', COUNTY, view.on).map(({ node }) => node.name);
    expect(names.length).toBeGreaterThanOrEqual(5);
    for (const name of names) {
      const sql = sideSql({ decision: decisionNamed(name), view }, name === '两不愁三保障' ? '结论' : null);
      const rows = await tx.rows<{ id: string; value: string | null }>(
        `select id::text, value from (${sql}) x`,
      );
      bySql.set(name, new Map(rows.map(({ id, value }) => [id, value])));
    }
    let count = 0;
    for (let id = 1; id <= HOUSEHOLDS; id += 1) {
      const all = (await decideOfHousehold(tx, library, view, String(id))) ?? [];
      for (const { decided, person } of all) {
        if (person !== null) continue;
        const { name, item } = decided.decision.node;
        const value = plain(decided.value, item.type);
        const said = typeof value === 'object' && value !== null ? Object.values(value).at(-1) : value;
        expect(bySql.get(name)?.get(String(id)) ?? null, `${name} of ${id}`).toBe(said ?? null);
        count += 1;
      }
    }
    return count;
  });
  expect(compared).toBeGreaterThan(HOUSEHOLDS * 4);
});

test('a trial counts who goes where, and lists them', async () => {
  const decision = decisionNamed('低于监测线');
  const line = library.parameters.get('monitoring-line');
  const [known] = line?.values ?? [];
  if (!line || !known) throw new Error('no line');
  const raised = {
    ...line,
    values: [...line.values, { ...known, value: 7500, region: COUNTY, from: '2023-01-01' }],
  };
  const before = { decision, view };
  const after = { decision, view: { ...view, parameters: new Map(view.parameters).set(line.id, raised) } };
  const { counts, list } = await read((tx) => tryOver(tx, before, after, null, 1000));
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(HOUSEHOLDS);
  const moved = counts.filter((each) => each.before !== each.after);
  expect(new Set(moved.map((each) => `${each.before} → ${each.after}`))).toEqual(
    new Set(['高于监测线 → 低于监测线']),
  );
  expect(moved.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
  expect(list.length).toBeGreaterThan(0);
  const kept = await database.keep({ region: COUNTY, user: '' }, async (tx) => {
    const { counts: again } = await keepOver(tx, before, after, null, '77');
    const rows = await tx.rows<TrialChange & { [column: string]: unknown }>(
      `select id::text, household_id::text as household, region::text as village, before, after
       from mingbai.policy_trial_row r where trial = 77 order by r.region, r.id`,
    );
    return { counts: again, rows };
  });
  expect(kept.counts).toEqual(counts);
  expect(kept.rows).toEqual(list);
});

test('in parts it counts and keeps what one pass does, of one moment, whatever is committed between them', async () => {
  const names = (['household', 'person'] as const).flatMap((subject) =>
    registerDecisions(library, subject, COUNTY, view.on).map(({ node }) => node.name),
  );
  expect(names.length).toBeGreaterThanOrEqual(7);
  const parameters = tryParameters(library.parameters, { 监测线: 7500, 农村低保标准: 7500 }, COUNTY);
  let trial = 100;
  for (const name of names) {
    const decision = decisionNamed(name);
    const sides = [
      { decision, view },
      { decision, view: { ...view, parameters } },
    ] as const;
    const whole = await read((tx) => tryOver(tx, ...sides, null, 10_000));
    const steps: TrialProgress[] = [];
    trial += 1;
    const kept = await database.keepAtOnce({ region: COUNTY, user: '' }, async (tx) => {
      const { counts } = await keepOver(tx, ...sides, null, String(trial), {
        part: 40,
        // After the first part everybody becomes rich, or poor again, in another transaction.
        onProgress: async (progress) => {
          steps.push(progress);
          if (steps.length !== 2) return;
          const other = new pg.Client({ connectionString: own.ownerUrl });
          await other.connect();
          await other.query(
            `update mingbai.household set main_cause = null, per_capita_net = 1000000 - per_capita_net`,
          );
          await other.end();
        },
      });
      const rows = await tx.rows<TrialChange & { [column: string]: unknown }>(
        `select id::text, household_id::text as household, region::text as village, before, after
         from mingbai.policy_trial_row r where trial = $1 order by r.region, r.id`,
        [trial],
      );
      return { counts, list: rows };
    });
    expect(kept.counts, name).toEqual(whole.counts);
    expect(kept.list, name).toEqual(whole.list);
    const total = whole.counts.reduce((sum, { count }) => sum + count, 0);
    expect([steps[0], steps.at(-1)], name).toEqual([
      { done: 0, total },
      { done: total, total },
    ]);
    expect(steps.length, name).toBeGreaterThan(5);
  }
});

test('both sides of a trial in one relation say what each says alone', async () => {
  const line = library.parameters.get('monitoring-line');
  const [known] = line?.values ?? [];
  if (!line || !known) throw new Error('no line');
  const values = [...line.values, { ...known, value: 7500, region: COUNTY, from: '2023-01-01' }];
  const raised = { ...view, parameters: new Map(view.parameters).set(line.id, { ...line, values }) };
  for (const name of ['低于监测线', '区间', '退出线索']) {
    const decision = findDecision(library, name, COUNTY, view.on);
    if (typeof decision === 'string') continue;
    const sides = [
      { decision, view },
      { decision, view: raised },
    ] as const;
    const apart = `select lpad(x.region::text, 12, '0') as village, x.value as before, y.value as after, count(*)::int as count
      from (${sideSql(sides[0], null)}) x join (${sideSql(sides[1], null)}) y on y.id = x.id group by 1, 2, 3`;
    const [alone, together] = await read(async (tx) => [
      await tx.rows<Tally & { [column: string]: unknown }>(apart),
      (await tryOver(tx, ...sides, null, 0)).counts,
    ]);
    expect(tally(together), name).toEqual(tally(alone));
  }
});

type Tally = Pick<TrialCount, 'village' | 'before' | 'after' | 'count'>;

function tally(rows: readonly Tally[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { village, before, after, count } of rows) {
    const key = `${village}: ${before} → ${after}`;
    all[key] = (all[key] ?? 0) + Number(count);
  }
  return all;
}

test('who has no right to a household hears nothing of it', async () => {
  const other = regionCode('411526');
  const found = await database.read({ region: other, user: '' }, (tx) =>
    decideOfHousehold(tx, library, { ...view, region: other }, '1'),
  );
  expect(found).toBeUndefined();
});
