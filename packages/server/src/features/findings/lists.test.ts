import type { AnswersChecked } from '@mingbai/core/api';
import type { SheetEvent, SheetRow } from '@mingbai/core';
import { bufferSource, readTables, writeCsv, writeWorkbook, type CellValue } from '@mingbai/exchange';
import { read, write, type BookType } from '@e965/xlsx';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Signed } from '../../app/testing.ts';
import { Office, TOWN } from './testing.ts';

/** Lists that go out to be filled in, and come back as people fill them. */
let office: Office;
let clerk: Signed, town: Signed, worker: Signed;
beforeAll(async () => {
  office = await Office.open();
  clerk = await office.signIn('clerk');
  town = await office.signIn('town');
  worker = await office.signIn('worker');
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.clear();
  await office.run([1, 2, 3, 4, [1, 'house-01']]);
});

interface Sheet {
  readonly file: string;
  readonly sheet: string;
  readonly rows: SheetRow[];
}

async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  const take = (event: SheetEvent) => {
    if (event.type === 'sheet') sheets.push({ file: event.file, sheet: event.sheet, rows: [] });
    else sheets.at(-1)?.rows.push(event);
  };
  for await (const events of readTables('f', bufferSource(bytes))) events.forEach(take);
  return sheets;
}

async function download(who: Signed, query = ''): Promise<Sheet[]> {
  const reply = await who.call('GET', `/findings/workbook${query}`);
  expect(reply.statusCode).toBe(200);
  return sheetsOf(reply.rawPayload);
}

/** Rows below the header as records. */
function records({ rows }: Sheet): Record<string, string>[] {
  const at = rows.findIndex(({ cells }) => cells.includes('编号'));
  const header = rows[at]?.cells ?? [];
  return rows
    .slice(at + 1)
    .map(({ cells }) => Object.fromEntries(header.map((title, index) => [title, cells[index] ?? ''])));
}

async function book(
  rows: readonly Readonly<Record<string, CellValue>>[],
  headers: readonly string[],
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const lines = [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))];
  await writeWorkbook(
    async (chunk) => void chunks.push(Uint8Array.from(chunk)),
    [{ name: '村', rows: lines }],
  );
  return Buffer.concat(chunks);
}

const BACK = ['核实人', '编号', '核实结果', '说明', '整改日期', '我加的一列'];
const bring = async (who: Signed, file: Uint8Array, apply: boolean) => {
  const reply = await office.upload(who, file, apply);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<AnswersChecked>();
};
const keyOf = async (n: number, rule?: string) => `F${await office.idOf(n, rule)}-1`;

test('a township gets a workbook with a sheet a village, a county an archive of them', async () => {
  const sheets = await download(town);
  expect(sheets.map((sheet) => records(sheet).length)).toEqual([3, 1]);
  expect(records(sheets[1] as Sheet)).toMatchObject([
    {
      编号: await keyOf(3),
      户编号: 'H3',
      户主: '户主3',
      问题: '规则age-01',
      具体情况: '户主35岁',
      级别: '错误',
      帮扶责任人: '干部1',
      当前状态: '线索',
      核实结果: '',
    },
  ]);
  const county = await download(clerk);
  expect(county.map(({ file }) => file.slice(0, 6))).toEqual(['f/101-', 'f/101-', 'f/102-']);
  const [entry] = await office.rows<{ changes: { count: number } }>(
    `select changes from mingbai.journal where command = 'finding.export' order by id desc limit 1`,
  );
  expect(entry?.changes.count).toBe(5);
  expect(records((await download(clerk, `?region=${TOWN}&rule=house-01`))[0] as Sheet).length).toBe(1);
});

test('nothing to do: a list without rows, and an archive that says so', async () => {
  await office.clear();
  expect((await download(town)).map((sheet) => records(sheet))).toEqual([[]]);
  expect((await clerk.call('GET', '/findings/workbook')).rawPayload.includes('txt')).toBe(true);
});

test('filled in, columns moved and rows in another order: checked first, then taken, then known', async () => {
  const rows = [
    { 编号: await keyOf(3), 核实结果: '已整改', 整改日期: { date: '2026-01-05' }, 核实人: '李四' },
    { 编号: ` ${(await keyOf(1)).toLowerCase()} `, 核实结果: '不属实', 说明: '户口簿上是 15 岁' },
    { 编号: await keyOf(2), 核实结果: '属实 ', 我加的一列: '看过' },
    { 编号: await keyOf(1, 'house-01'), 核实结果: '' },
  ];
  const file = await book(rows, BACK);
  const checked = await bring(town, file, false);
  const expected = {
    rows: 4,
    blank: 1,
    unchanged: 0,
    confirm: 1,
    propose: 1,
    mend: 1,
    faults: 0,
    listed: [],
  };
  expect(checked).toMatchObject({ ...expected, entry: null });
  expect(await office.stateOf(1)).toBe('lead');
  const taken = await bring(town, file, true);
  expect(taken).toMatchObject({ ...expected, entry: expect.stringMatching(/^\d+$/) });
  expect([await office.stateOf(1), await office.stateOf(2), await office.stateOf(3)]).toEqual([
    'proposed',
    'confirmed',
    'mended',
  ]);
  const [line] = await office.rows(
    `select reason, done_on::text, checked_by from mingbai.finding_action where action = 'mend'`,
  );
  expect(line).toEqual({ reason: null, done_on: '2026-01-05', checked_by: '李四' });
  const [entry] = await office.rows<{ evidence: { name: string }[] }>(
    `select evidence from mingbai.journal where command = 'finding.answer' order by id desc limit 1`,
  );
  expect(entry?.evidence.map(({ name }) => name)).toEqual(['清单.xlsx']);
});

test('the same file twice changes nothing, also after somebody decided on its answers', async () => {
  const file = await book(
    [
      { 编号: await keyOf(1), 核实结果: '不属实', 说明: '户口簿上是 15 岁' },
      { 编号: await keyOf(2), 核实结果: '属实' },
    ],
    BACK,
  );
  await bring(town, file, true);
  const before = await office.rows('select f.*, xmin::text from mingbai.finding f order by id');
  expect(await bring(town, file, true)).toMatchObject({
    unchanged: 2,
    confirm: 0,
    propose: 0,
    faults: 0,
    entry: null,
  });
  expect(await office.rows('select f.*, xmin::text from mingbai.finding f order by id')).toEqual(before);
  const refuse = { ids: [await office.idOf(1)], action: 'refuse', reason: '请附户口簿照片' };
  expect((await town.call('POST', '/findings/decide', refuse)).statusCode).toBe(200);
  expect(await bring(town, file, true)).toMatchObject({ unchanged: 2, propose: 0, entry: null });
  expect(await office.stateOf(1)).toBe('lead');
});

test('what is wrong is said by sheet, row and column in both languages, and what is right is taken', async () => {
  const id4 = await keyOf(4);
  const rows = [
    { 编号: await keyOf(1), 核实结果: '不属实' },
    { 编号: await keyOf(2), 核实结果: '大概吧' },
    { 编号: '12E+3', 核实结果: '属实' },
    { 编号: '', 核实结果: '属实' },
    { 编号: await keyOf(3), 核实结果: '已整改', 整改日期: '2026-02-31' },
    { 编号: await keyOf(3), 核实结果: '已整改', 整改日期: '2999-01-01' },
    { 编号: id4, 核实结果: '属实' },
    { 编号: 'F999999999-1', 核实结果: '属实' },
    { 编号: await keyOf(1, 'house-01'), 核实结果: '属实' },
    { 编号: await keyOf(1, 'house-01'), 核实结果: '已整改' },
  ];
  const done = await bring(town, await book(rows, BACK), true);
  expect(done).toMatchObject({ rows: 10, confirm: 1, mend: 0, propose: 0, faults: 9 });
  const said = done.listed
    .map(({ sheet, row, column, message }) => [sheet, row, column, message.zh !== '' && message.en !== ''])
    .sort((a, b) => Number(a[1]) - Number(b[1]));
  expect(said).toEqual([
    ['村', 2, 'D', true],
    ['村', 3, 'C', true],
    ['村', 4, 'B', true],
    ['村', 5, 'B', true],
    ['村', 6, 'E', true],
    ['村', 7, 'E', true],
    ['村', 8, 'B', true],
    ['村', 9, 'B', true],
    ['村', 11, 'B', true],
  ]);
  // What lies outside the township is said as what is not there at all.
  const [foreign, none] = done.listed.filter(({ row }) => row === 8 || row === 9);
  expect(foreign?.message).toEqual(none?.message);
  expect([await office.stateOf(1, 'house-01'), await office.stateOf(4)]).toEqual(['confirmed', 'lead']);
});

test('a village worker brings the village’s own list, as CSV if that is what there is', async () => {
  const rows = [
    ['编号', '核实结果', '说明'],
    [await keyOf(1), '属实', ''],
    [await keyOf(3), '属实', ''],
  ];
  const chunks: Uint8Array[] = [];
  await writeCsv(async (chunk) => void chunks.push(Uint8Array.from(chunk)), rows, { encoding: 'gb18030' });
  const done = await bring(worker, Buffer.concat(chunks), true);
  expect([done.confirm, done.faults]).toEqual([1, 1]);
});

test('a sheet whose header was deleted is told, and the others are read', async () => {
  const key = await keyOf(1);
  const chunks: Uint8Array[] = [];
  await writeWorkbook(
    async (chunk) => void chunks.push(Uint8Array.from(chunk)),
    [
      {
        name: '无表头',
        rows: [
          [await keyOf(2), '属实'],
          [key, '属实'],
        ],
      },
      {
        name: '好',
        rows: [
          ['编号', '核实结果'],
          [key, '属实'],
        ],
      },
    ],
  );
  const done = await bring(town, Buffer.concat(chunks), true);
  expect([done.confirm, done.listed.map(({ sheet, row, column }) => [sheet, row, column])]).toEqual([
    1,
    [['无表头', 1, 'A']],
  ]);
});

test('a file that is no such list is refused with what it lacks', async () => {
  const other = await office.upload(town, await book([{ 姓名: '张三' }], ['姓名']), true);
  expect([other.statusCode, other.json<{ message: { zh: string } }>().message.zh]).toEqual([
    422,
    expect.stringContaining('编号'),
  ]);
  expect((await office.upload(town, Buffer.from([0, 1, 2]), true)).statusCode).toBe(422);
});

test.each<[BookType, string]>([
  ['xlsx', '清单.xlsx'],
  ['biff8', '清单.xls'],
])('filled in and saved by another program (%s)', async (bookType, name) => {
  const out = await town.call('GET', '/findings/workbook');
  const workbook = read(out.rawPayload, { type: 'buffer' });
  const [first = '', second = ''] = workbook.SheetNames;
  const fill = (sheet: string, cell: string, text: string) => {
    const table = workbook.Sheets[sheet];
    if (table === undefined) throw new Error(`no sheet ${sheet}`);
    table[cell] = { t: 's', v: text };
  };
  fill(first, 'L4', '属实');
  fill(second, 'L4', '不属实');
  fill(second, 'M4', '已满十六周岁');
  const file = Buffer.from(write(workbook, { type: 'buffer', bookType }) as Uint8Array);
  const reply = await office.upload(town, file, true, name);
  expect(reply.json<AnswersChecked>()).toMatchObject({
    rows: 4,
    blank: 2,
    confirm: 1,
    propose: 1,
    faults: 0,
  });
  expect(await office.stateOf(3)).toBe('proposed');
});
