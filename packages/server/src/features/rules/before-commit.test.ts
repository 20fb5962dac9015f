import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTRY } from '@mingbai/core';
import { SUMMARY_SHEET } from '@mingbai/exchange';
import { readyRuleRuns, waitingRuleRuns } from '@mingbai/policy';
import { person, PLACE, tableOf, workbook, Desk, type Counts, type Line } from '../imports/testing.ts';
import { processRuleRun } from './process.ts';

/** Rules that need more than one row of a file, asked before it is committed. */
const DAY = '2021-12-31';
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** What the rules say of a workbook of these tables: `sheet!cell rule`. */
async function told(file: string, tables: Readonly<Record<string, readonly Line[]>>): Promise<string[]> {
  const sheets = Object.entries(tables).map(([name, lines]) => tableOf(lines, name));
  const { id, state } = await desk.check(file, await workbook(sheets), { dataDate: DAY });
  expect(state).toBe('checked');
  await askRules(id);
  const faults = await desk.faults(id);
  return faults.map(({ sheet, col, row, rule }) => `${sheet}!${col}${row} ${rule}`);
}

async function askRules(id: string, most?: number): Promise<void> {
  const { database } = desk.context;
  const waiting = await database.read({ region: COUNTRY, user: '' }, waitingRuleRuns);
  for (const run of waiting) if (run.import === id) await processRuleRun(database, run.id, DAY, most);
}

const of = (hits: readonly string[], rule: string) =>
  hits.filter((hit) => hit.endsWith(` ${rule}`)).map((hit) => hit.split(' ')[0]);

/** As a household's sheet asks for it, with the head's telephone. */
const household = (n: number, change: Line = {}): Line => ({
  ...PLACE,
  户编号: `41152${1_000_000 + n}`,
  户联系电话: '',
  ...change,
});

test('a telephone of two households of the file', async () => {
  const hits = await told('电话.xlsx', {
    人口: [person(1), person(2), person(3)],
    户: [
      household(1, { 户联系电话: '13900000001' }),
      household(2, { 户联系电话: '13900000001' }),
      household(3, { 户联系电话: '13900000003' }),
    ],
  });
  expect(of(hits, '1-017')).toEqual(['户!E2', '户!E3']);
});

test('what is wrong with a household stands in the row of its head, and names the others', async () => {
  const no = { 户编号: '411521000051' };
  const { id } = await desk.check(
    '户主.xlsx',
    await workbook([
      tableOf([person(51, { ...no, 与户主关系: '之子' }), person(52, no), person(53, no)], '人口'),
    ]),
    { dataDate: DAY },
  );
  await askRules(id);
  const [two] = (await desk.faults(id)).filter(({ rule }) => rule === '2-002');
  expect(two).toMatchObject({ sheet: '人口', col: 'H', row: 3 });
  const [said] = await desk.rows<{ zh: string }>(
    `select zh from mingbai.import_fault where import = $1 and rule = '2-002'`,
    [id],
  );
  expect(said?.zh).toContain('（本户：第 2、3、4 行）');
  // The page of the import counts what is listed, and names each rule.
  const clerk = await desk.signIn();
  const job = async () =>
    (await clerk.call('GET', `/imports/${id}`)).json<{
      doubts: {
        asking: boolean;
        rules: { rule: string; count: number; title: { zh: string; en: string } }[];
      };
    }>();
  const { doubts } = await job();
  expect(doubts.asking).toBe(false);
  expect(doubts.rules.find(({ rule }) => rule === '2-002')).toMatchObject({
    count: (await desk.faults(id)).filter(({ rule }) => rule === '2-002').length,
    title: { zh: '户主多于一人', en: 'More than one head' },
  });
  expect(doubts.rules.reduce((sum, { count }) => sum + count, 0)).toBe(
    (await desk.faults(id)).filter(({ rule }) => /^\d+-\d+$/.test(rule)).length,
  );
});

test('the marked workbook counts as the page does: what is written all the same is no error', async () => {
  const lines = [
    person(71, { 证件号码: '7' }),
    person(72, { 劳动技能: '' }),
    person(73, { 出生日期: '1990-01-01', 劳动技能: '' }),
  ];
  const { id } = await desk.check('同数.xlsx', await workbook([tableOf(lines, '人口')]), { dataDate: DAY });
  await askRules(id);
  const clerk = await desk.signIn();
  const { counts, doubts } = (await clerk.call('GET', `/imports/${id}`)).json<{
    counts: Counts;
    doubts: { rules: { count: number }[] };
  }>();
  const hits = doubts.rules.reduce((sum, { count }) => sum + count, 0);
  expect([counts.errors, counts.warnings > 0, hits > 1]).toEqual([1, true, true]);
  const { rawPayload } = await clerk.call('GET', `/imports/${id}/marked`);
  const back = read(rawPayload, { cellStyles: true });
  const summary = utils.sheet_to_json<(string | number)[]>(back.Sheets[SUMMARY_SHEET]!, { header: 1 });
  const head = summary.slice(
    0,
    summary.findIndex(([first]) => first === '单元格 Cell'),
  );
  const value = (word: string) => head.filter(([first]) => String(first).includes(word)).map((row) => row[1]);
  expect(
    ['Rows right', 'Rows wrong', 'Errors', 'Warnings', 'Data rule hits'].map((word) => value(word)),
  ).toEqual([[counts.good], [counts.bad], [counts.errors], [counts.warnings], [hits]]);
  const red = Object.entries(back.Sheets['人口']!).filter(([, cell]) => cell?.s?.fgColor?.rgb === 'FFB3AD');
  expect(red.map(([cell]) => cell.replace(/\D/g, ''))).toEqual(['2']);
});

test('what is not listed any more is counted all the same, and it is said that the list is cut', async () => {
  const lines = [81, 82, 83].map((n) => person(n, { 劳动技能: '' }));
  const file = async () => workbook([tableOf(lines, '人口')]);
  const clerk = await desk.signIn();
  const seen = async (name: string, most?: number) => {
    const { id } = await desk.check(name, await file(), { dataDate: DAY });
    await askRules(id, most);
    const job = (await clerk.call('GET', `/imports/${id}`)).json<{
      doubts: { rules: { rule: string; count: number }[] };
      remarks: { zh: string }[];
    }>();
    return { ...job, id };
  };
  const whole = await seen('全列.xlsx');
  const hits = whole.doubts.rules.reduce((sum, { count }) => sum + count, 0);
  expect(hits).toBeGreaterThan(2);
  expect(whole.remarks).toEqual([]);
  const cut = await seen('只列两条.xlsx', 2);
  expect(await desk.faults(cut.id)).toHaveLength(2);
  expect(cut.doubts).toEqual(whole.doubts);
  expect(cut.remarks.map(({ zh }) => zh)).toEqual([
    `数据规则提示共 ${hits} 条，只列出前 2 条；各项计数是全部`,
  ]);
  const { rawPayload } = await clerk.call('GET', `/imports/${cut.id}/marked`);
  const summary = utils.sheet_to_json<(string | number)[]>(read(rawPayload).Sheets[SUMMARY_SHEET]!, {
    header: 1,
  });
  expect(summary.find(([first]) => first === '数据规则提示 Data rule hits')?.[1]).toBe(hits);
  expect(summary.map(([first]) => first)).toContain(
    `问题共 ${hits} 条，以下只列其中 2 条 · ${hits} faults in all, 2 of them are listed`,
  );
});

test('an import with no right row has no run; one that was not written after all is asked about', async () => {
  const wrong = person(61, { 证件号码: '7' });
  const none = await desk.check('全错.xlsx', await workbook([tableOf([wrong], '人口')]), { dataDate: DAY });
  expect(await runsOf(none.id)).toEqual([]);
  const one = await desk.check('一错.xlsx', await workbook([tableOf([person(62), wrong], '人口')]), {
    dataDate: DAY,
  });
  await desk.rows(`update mingbai.rule_run set created_at = now() - interval '1 minute'`);
  await desk.ask(one.id, true);
  expect(await ready(one.id)).toBe(false);
  expect((await desk.work(one.id)).state).toBe('checked');
  expect(await ready(one.id)).toBe(true);
  await askRules(one.id);
  expect(await runsOf(one.id)).toEqual([{ state: 'done' }]);
});

const runsOf = (id: string) => desk.rows('select state from mingbai.rule_run where import = $1', [id]);

async function ready(id: string): Promise<boolean> {
  const runs = await desk.context.database.read({ region: COUNTRY, user: '' }, readyRuleRuns);
  return runs.some((run) => run.import === id);
}

test('a village that counts fewer than its households in the same file, and one that does not', async () => {
  const village = (households: number): Line => ({ ...PLACE, 年度: 2021, 总户数: households, 总人口数: 90 });
  const people = [person(21), person(22), person(23)];
  expect(of(await told('村一.xlsx', { 人口: people, 村: [village(2)] }), '11-012')).toContain('村!E2');
  expect(of(await told('村二.xlsx', { 人口: people, 村: [village(3)] }), '11-012')).toEqual([]);
  // The register has them now: a file of the village alone is held against it.
  await desk.bring('人口.xlsx', await workbook([tableOf(people, '人口')]), { dataDate: DAY });
  expect(of(await told('村三.xlsx', { 村: [village(2)] }), '11-012')).toContain('村!E2');
  // The same households again, with one more: counted once.
  const more = { 人口: [...people, person(24)], 村: [village(4)] };
  expect(of(await told('村四.xlsx', more), '11-012')).toEqual([]);
});

test('who is responsible, from before he began', async () => {
  const pair = (from: string, to: string): Line => ({
    ...PLACE,
    户编号: `41152${1_000_000 + 31}`,
    帮扶责任人姓名: '李四',
    帮扶开始时间: from,
    帮扶结束时间: to,
  });
  const own = (from: string, to: string) => ({ 人口: [person(31)], 帮扶责任人: [pair(from, to)] });
  expect(of(await told('帮扶.xlsx', own('2022-05-01', '2022-03-01')), '8-030')).toEqual([
    '帮扶责任人!F2',
    '帮扶责任人!G2',
  ]);
  expect(of(await told('帮扶二.xlsx', own('2022-01-01', '2022-03-01')), '8-030')).toEqual([]);
});

test('nobody sees an import checked whose rules are not asked: both are one transaction', async () => {
  const together = (id: string) =>
    desk.rows(
      `select i.state, r.xmin::text = i.xmin::text as together from mingbai.import i join mingbai.rule_run r on r.import = i.id
       where i.id = $1 and r.state = 'queued'`,
      [id],
    );
  const check = async (n: number) =>
    (await desk.check(`一户${n}.xlsx`, await workbook([tableOf([person(n)], '人口')]), { dataDate: DAY })).id;
  const [one, other] = [await check(63), await check(64)];
  expect(await together(one)).toEqual([{ state: 'checked', together: true }]);
  await desk.commit(other);
  expect((await desk.work(one)).state).toBe('checked');
  expect(await together(one)).toEqual([{ state: 'checked', together: true }]);
});
