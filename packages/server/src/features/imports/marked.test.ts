import { read, type WorkBook } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUMMARY_SHEET } from '@mingbai/exchange';
import type { Signed } from '../../app/testing.ts';
import { book, countsOf, csv, Desk, identity, person, tableOf, workbook, type Line } from './testing.ts';

/** The file back over HTTP, each fault in its own cell; and that file brought in once more. */
let desk: Desk;
let clerk: Signed;
beforeAll(async () => {
  desk = await Desk.open();
  clerk = await desk.signIn();
});
afterAll(() => desk.close());

const LINES: Line[] = [
  person(1),
  person(2, { 证件号码: `${identity(2).slice(0, 17)}${identity(2).endsWith('1') ? '2' : '1'}` }),
  person(3, { 出生日期: '昨天', 性别: '女' }),
];

async function marked(id: string): Promise<{ name: string; bytes: Buffer; book: WorkBook }> {
  const response = await clerk.call('GET', `/imports/${id}/marked`);
  expect(response.statusCode).toBe(200);
  const disposition = String(response.headers['content-disposition']);
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
  const bytes = response.rawPayload;
  return { name, bytes, book: read(bytes, { cellStyles: true }) };
}

/** Cells of the sheet that bear a comment, with what it says and their colour. */
function comments(book: WorkBook, sheet: string): Record<string, { text: string; colour: string }> {
  const cells = Object.entries(book.Sheets[sheet] ?? {}) as [
    string,
    { c?: { t: string }[]; s?: { fgColor?: { rgb?: string } } },
  ][];
  return Object.fromEntries(
    cells
      .filter(([, cell]) => (cell.c?.length ?? 0) > 0)
      .map(([at, cell]) => [
        at,
        { text: (cell.c ?? []).map(({ t }) => t).join('\n'), colour: cell.s?.fgColor?.rgb ?? '' },
      ]),
  );
}

test.each<[string, string, () => Promise<Uint8Array> | Uint8Array]>([
  ['人口.xlsx', '人口信息表（47 列）', () => book('person-47', LINES)],
  ['人口.csv', '人口', () => csv(LINES)],
])('%s: the faults stand in their own cells, coloured and explained', async (file, sheet, make) => {
  const job = await desk.check(file, await make());
  const { name, book: back } = await marked(job.id);
  expect(name).toBe('人口-检查结果.xlsx');
  expect(back.SheetNames).toEqual([sheet, SUMMARY_SHEET]);
  const found = comments(back, sheet);
  const faults = await desk.faults(job.id);
  const columns = Object.keys(person(1));
  const letter = (header: string) => String.fromCodePoint(65 + columns.indexOf(header));
  expect(faults.map(({ col, row }) => `${col}${row}`).toSorted()).toEqual(
    [`${letter('证件号码')}3`, `${letter('性别')}4`, `${letter('出生日期')}4`].toSorted(),
  );
  expect(Object.keys(found).toSorted()).toEqual(faults.map(({ col, row }) => `${col}${row}`).toSorted());
  for (const { text, colour } of Object.values(found)) {
    expect(text).toMatch(/[\u4e00-\u9fff]/);
    expect(text).toMatch(/[a-z]{3}/);
    expect(colour).toMatch(/^[0-9A-F]{6,8}$/);
  }
  expect(back.Sheets[sheet]?.[`${letter('姓名')}2`]?.v).toBe(person(1)['姓名']);
  const said = Object.values((back.Sheets[SUMMARY_SHEET] ?? {}) as Record<string, { v?: unknown }>);
  expect(said.filter(({ v }) => v === '文件 File')).toHaveLength(1);
});

test('a marked workbook that is mended and brought back is read as if it had never been marked', async () => {
  const first = await desk.check('人口.xlsx', await book('person-47', LINES));
  const { name, bytes } = await marked(first.id);
  const again = await desk.check(name, bytes);
  const sheets = again.sheets as { sheet: string; state: string; notes: { text: string }[] }[];
  expect(again.state).toBe('checked');
  expect(sheets.map(({ sheet, state }) => [sheet, state])).toEqual([
    ['人口信息表（47 列）', 'imported'],
    [SUMMARY_SHEET, 'no-table'],
  ]);
  expect(sheets[1]?.notes).toHaveLength(1);
  const { rows, good, bad, rules } = countsOf(again);
  const before = countsOf(first);
  expect({ rows, good, bad, rules }).toEqual({
    rows: before.rows,
    good: before.good,
    bad: before.bad,
    rules: before.rules,
  });
});

test('other sheets come back as they were', async () => {
  const other = { name: '说明', rows: [['请勿修改'], [1, 2, 3]] };
  const job = await desk.check('人口.xlsx', await workbook([tableOf(LINES, '人口'), other]));
  const { book: back } = await marked(job.id);
  expect(back.SheetNames).toEqual(['人口', '说明', SUMMARY_SHEET]);
  expect(back.Sheets['说明']?.['C2']?.v).toBe(3);
});

test('households that have no head because its row is wrong are told above the list', async () => {
  const broken = `${identity(5).slice(0, 17)}Q`;
  const lines = [
    person(5, { 证件号码: broken, 与户主关系: '户主' }),
    person(6, { 户编号: person(5)['户编号'] ?? '', 与户主关系: '配偶' }),
  ];
  const job = await desk.check('户主.xlsx', await book('person-47', lines));
  const { book: back } = await marked(job.id);
  const said = Object.values((back.Sheets[SUMMARY_SHEET] ?? {}) as Record<string, { v?: unknown }>);
  expect(said.map(({ v }) => v)).toContain('1（第 2 行 rows）');
});
