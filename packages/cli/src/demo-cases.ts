import { addDays, regionCode, type RegionCode } from '@mingbai/core';
import { openFromShell } from '@mingbai/server';
import { openDatabase, openVault, type Database, type Opening } from '@mingbai/store';
import { AGREED, Desk } from './demo-desk.ts';
import { bringDemoPaper, keepDemoPaper } from './demo-paper.ts';
import { stillPoor } from './demo-poor.ts';
import { say } from './output.ts';

export interface DemoCases {
  readonly county: RegionCode;
  readonly appUrl: string;
  readonly keyFile: string;
  readonly files: string;
  readonly seed: number;
}

const VILLAGES = 4;

/**
 * Cases in different states, some of them late, opened and acted on by the commands that people use, so that queues and
 * boards of the demo have something on them. By the seed alone, but for the days, which are counted back from today.
 */
export async function openDemoCases(options: DemoCases): Promise<void> {
  const begun = Date.now();
  const database = openDatabase(options.appUrl, { connections: 4, name: 'mingbai-demo' });
  try {
    const vault = openVault(options.keyFile);
    const paper = await keepDemoPaper({ database, vault, files: options.files });
    let opened = 0;
    const before = await registered(database, options.county);
    for (const [number, village] of (await villagesOf(database, options.county)).entries()) {
      const desk = await Desk.open(database, vault, options, village, number);
      const file = await bringDemoPaper({ database, vault, files: options.files }, desk.worker, paper);
      opened += await fill(desk, file);
    }
    const after = await registered(database, options.county);
    say(`  办理中的事项 cases: ${opened} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    say(
      `  其中新登记（不在样例文件中）registered by them, in no file: ${after.households - before.households} 户 households, ${after.persons - before.persons} 人 persons`,
    );
  } finally {
    await database.close();
  }
}

/** How many the register has: what cases add to it is said, or the picture seems to count more than the files bring. */
async function registered(
  database: Database,
  county: RegionCode,
): Promise<{ readonly households: number; readonly persons: number }> {
  const row = await database.read({ region: county, user: '' }, (tx) =>
    tx.find<{ households: number; persons: number }>(
      `select (select count(*) from mingbai.household)::integer as households,
         (select count(*) from mingbai.person)::integer as persons`,
    ),
  );
  return row ?? { households: 0, persons: 0 };
}

/** The village of the demo's worker, and those with most households in the two towns. */
async function villagesOf(database: Database, county: RegionCode): Promise<RegionCode[]> {
  const rows = await database.read({ region: county, user: '' }, (tx) =>
    tx.rows<{ code: string }>(
      `select lpad(region::text, 12, '0') as code from mingbai.household
       where region between 411525101000 and 411525102999 group by region
       order by region <> 411525101219, count(*) desc, region limit ${VILLAGES}`,
    ),
  );
  return rows.map(({ code }) => regionCode(code));
}

/** Cases of one village; answers how many. */
async function fill(desk: Desk, file: string): Promise<number> {
  const watched = await watch(desk, file);
  const born = await births(desk, file);
  const applied = await applications(desk, file);
  // The village of the demo's worker has households that are still poor.
  const poor = desk.number === 0 ? await stillPoor(desk, file) : 0;
  return watched + born + applied + poor;
}

/** Leads of one list, each left a step further on. */
async function watch(desk: Desk, file: string): Promise<number> {
  const given = { risks: ['illness'], situation: '家庭成员大病住院，自付费用较高，收入下降。' };
  const minutes = [{ need: 'minutes', id: file }];
  const leads = await desk.begin('monitoring', 'official-finds', 14, desk.households.slice(0, 7), given);
  const late = await desk.begin('monitoring', 'official-finds', 24, desk.households.slice(7, 9), given);
  const visited = await desk.take(desk.worker, 'visit', 1, 12, leads.slice(1), {
    given: {
      'monitor-class': 'sudden',
      risks: ['illness'],
      'per-capita-income': 6200,
      'visit-finding': '入户核实：住院自付 3.2 万元，家庭收入主要靠一人务工。',
    },
    evidence: [{ need: 'authorisation', id: file }],
  });
  // One of them hangs out today.
  await desk.take(desk.worker, 'village-agree', 2, 2, visited.slice(1, 2), {
    votes: AGREED,
    evidence: minutes,
  });
  const agreed = await desk.take(desk.worker, 'village-agree', 2, 11, visited.slice(2), {
    votes: AGREED,
    evidence: minutes,
  });
  const over = await desk.take(desk.worker, 'notice-over', 3, 4, agreed.slice(1));
  const passed = await desk.take(desk.town, 'township-agree', 4, 3, over.slice(1), {
    given: { 'township-opinion': '情况属实，同意上报。' },
  });
  await desk.take(desk.clerk, 'county-confirm', 5, 1, passed.slice(1), {
    given: { 'county-opinion': '同意纳入监测。' },
  });
  return leads.length + late.length;
}

async function births(desk: Desk, file: string): Promise<number> {
  const evidence = [{ need: 'birth-certificate', id: file }];
  const child = (days: number) => ({
    name: desk.nameOf(days),
    sex: days % 2 === 0 ? 'male' : 'female',
    'birth-date': addDays(desk.today, -days),
    relation: days % 2 === 0 ? 'grandson' : 'granddaughter',
  });
  const [first = '', second = '', third = ''] = desk.households;
  const some = [
    ...(await desk.begin('change-birth', 'report', 30, [first], child(52), evidence)),
    ...(await desk.begin('change-birth', 'report', 2, [second], child(15), evidence)),
  ];
  const done = await desk.begin('change-birth', 'report', 9, [third], child(33), evidence);
  await desk.take(desk.town, 'confirm', 1, 5, done);
  return some.length + done.length;
}

/** Families that nobody knows yet apply, as one list; the notice of one has run, one hangs out today, the first waits for the group. */
async function applications(desk: Desk, file: string): Promise<number> {
  const openings = [0, 1, 2].map((n): Opening => ({
    subject: null,
    region: desk.worker.region,
    brought: desk.brought(12, 0, {
      given: {
        'poverty-class': 'general',
        'main-cause': 'illness',
        members: family(desk, n),
        request: '因病支出大，生活困难，申请纳入。',
      },
      evidence: [{ need: 'application', id: file }],
    }),
  }));
  const list = { name: `${desk.today.slice(0, 4)}年识别申请第一批`, region: desk.worker.region };
  const opened = await openFromShell(desk.place, desk.worker, 'identification', 'apply', openings, list);
  const ids = opened.accepted.map((one) => one.case);
  const agreed = { votes: AGREED, evidence: [{ need: 'minutes', id: file }] };
  await desk.take(desk.worker, 'group-agree', 1, 8, ids.slice(1, 2), agreed);
  await desk.take(desk.worker, 'group-agree', 1, 2, ids.slice(2), agreed);
  return ids.length;
}

function family(desk: Desk, n: number): Record<string, string>[] {
  const [head, spouse] = [desk.number * 20 + n * 2 + desk.seed, desk.number * 20 + n * 2 + 1 + desk.seed];
  return [desk.member('head', 'male', 1970 + n, head), desk.member('spouse', 'female', 1972 + n, spouse)];
}
