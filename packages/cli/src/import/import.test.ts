import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource, readTables, writeZip } from '@mingbai/exchange';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, shellMade, startShell, type Ended } from '../testing.ts';

/** `mingbai import --check` over several files, as a person runs it. */
let dir: string;
beforeAll(shellMade);
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'mingbai-import-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function run(...args: string[]): Promise<Ended> {
  return ended(startShell(args, { env: { DATABASE_URL: '', MINGBAI_HOME: join(dir, 'home') } }));
}

const CSV = `县,乡,村,户编号,人口编号,姓名,证件号码,与户主关系,性别,出生日期,民族,健康状况,劳动技能
固始县,陈淋子镇,红花村,4115250000000001,P1,张三,123,户主,男,1970-01-01,汉族,健康,普通劳动力
`;
const BROKEN = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(300)]);

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

test('one file that cannot be read is named, and what the others say is not lost', async () => {
  const [good, bad, other] = [file('好.csv', CSV), file('坏.xlsx', BROKEN), file('又.csv', CSV)];
  const told = await run('import', '--check', good, bad, other, '--json');
  expect(told.code).toBe(3);
  const { rows, faults, files } = JSON.parse(told.out) as {
    rows: number;
    faults: { file: string; rule: string; message: object }[];
    files: { file: string; rows: number }[];
  };
  expect([rows, files.map((one) => [one.file, one.rows])]).toEqual([
    2,
    [
      ['好.csv', 1],
      ['坏.xlsx', 0],
      ['又.csv', 1],
    ],
  ]);
  expect(faults.filter((fault) => fault.file === '坏.xlsx')).toMatchObject([
    {
      rule: 'file-refused',
      message: { zh: expect.stringContaining('已损坏'), en: expect.stringContaining('damaged') },
    },
  ]);
  const ruled = await run('check', good, bad);
  expect([ruled.code, ruled.out]).toEqual([3, expect.stringMatching(/好\.csv: 1 行[^]*坏\.xlsx: 未能读取/)]);
});

test('a row of a neighbouring county is told in the cell of its county, with a register’s county and without', async () => {
  const line = CSV.split('\n')[1] ?? '';
  const neighbour = (n: number, change: (row: string) => string) =>
    change(line.replace(',P1,张三', `,P${n},李四`));
  const rows = [
    CSV + neighbour(2, (row) => row.replace('固始县', '商城县')),
    // This village is in that county.
    neighbour(3, (row) => row.replace('固始县,陈淋子镇,红花村', '商城县,赤城街道,东街社区')),
    neighbour(4, (row) => row),
  ];
  const path = file('邻.csv', `${rows.join('\n')}\n`);
  const told = async (...args: string[]) => {
    const { faults } = JSON.parse((await run('import', '--check', path, '--json', ...args)).out) as {
      faults: { rule: string; row: number; column: string; severity: string; message: { zh: string } }[];
    };
    return faults
      .filter(({ rule }) => rule.startsWith('place-'))
      .map(({ row, column, severity, message }) => [row, column, severity, message.zh]);
  };
  const said = (own: string) => [
    [3, 'A', 'error', `“商城县”是另一个县（411524），${own}固始县`],
    [4, 'A', 'error', `“商城县”是另一个县（411524），${own}固始县`],
  ];
  expect(await told('--region', '411525')).toEqual(said('本登记簿是'));
  expect(await told()).toEqual(said('其余各行是'));
});

test('a date that is none, or has not come yet, is refused with what was typed', async () => {
  const path = file('日.csv', CSV);
  const none = await run('import', '--date', '2021-13-45', path);
  expect([none.code, none.err]).toEqual([
    2,
    expect.stringContaining('--date：“2021-13-45”不是日期，例如 20'),
  ]);
  expect(none.err).toContain('--date: "2021-13-45" is not a date, e.g. 20');
  for (const how of [[], ['--check']]) {
    const ahead = await run('import', ...how, '--date', '2099-01-01', path);
    expect([ahead.code, ahead.out]).toEqual([2, '']);
    expect(ahead.err).toMatch(/--date：2099-01-01 还没有到，今天是 20\d\d-[^]*2099-01-01 has not come yet/);
  }
  expect((await run('decide', '县退出', '--on', '2021-02-30')).err).toContain('--on：“2021-02-30”不是日期');
});

test('marked files go into a folder, made where that is asked for, called what they are; what was read stays', async () => {
  const out = join(dir, 'new', 'folder');
  const [gbk, book] = [file('gbk.csv', CSV), file('gbk.tsv', CSV.replaceAll(',', '\t'))];
  const zip = join(dir, 'all.zip');
  await writeZip(zip, [
    { name: 'a.csv', content: CSV },
    { name: 'broken.xlsx', content: BROKEN },
    { name: 'letter.xlsx', content: 'no table\n' },
  ]);
  const done = await run('import', '--check', '--marked', out, '--force', gbk, book, zip);
  expect([done.code, done.out]).toEqual([1, expect.stringContaining('all.zip/letter.xlsx\t提醒')]);
  expect(done.out).toContain('all.zip/broken.xlsx\t错误');
  expect(readdirSync(out).toSorted()).toEqual(['all.zip', 'gbk.tsv.xlsx', 'gbk.xlsx']);
  expect(readFileSync(join(out, 'gbk.xlsx')).subarray(0, 2).toString()).toBe('PK');
  expect((await cells(join(out, 'gbk.xlsx'))).filter((text) => text === '文件 File')).toHaveLength(1);

  const inPlace = await run('import', '--check', '--marked', dir, gbk);
  expect([inPlace.code, readFileSync(gbk, 'utf8')]).toEqual([1, CSV]);
  expect(existsSync(join(dir, 'gbk.xlsx'))).toBe(true);
});

test('a marked file is written over, and a folder made, only by --force; who is marked to one name is kept apart', async () => {
  const [there, path] = [file('已标.xlsx', 'mine'), file('标.csv', CSV)];
  const refusal = async (...args: string[]) => {
    const { code, out, err } = await run('import', '--check', ...args);
    return [code, out, err];
  };
  const taken = [2, '', expect.stringContaining(`无法写入 ${there}：那里已有这个文件；加 --force 则覆盖`)];
  expect(await refusal('--marked', there, path)).toEqual(taken);
  // It would become a workbook of this name.
  expect(await refusal('--marked', there.replace('xlsx', 'xls'), path)).toEqual(taken);
  expect(readFileSync(there, 'utf8')).toBe('mine');
  const nowhere = join(dir, '没有', '里');
  for (const out of [join(nowhere, 'a.xlsx'), nowhere])
    expect(await refusal('--marked', out, path, ...(out === nowhere ? [there] : []))).toEqual([
      2,
      '',
      expect.stringContaining(`无法写入 ${nowhere}：没有这个文件夹；加 --force 则新建`),
    ]);
  expect(existsSync(join(dir, '没有'))).toBe(false);
  const [empty, fresh] = [file('空.xlsx', ''), join(dir, '新')];
  expect((await run('import', '--check', '--marked', empty, path)).code).toBe(1);
  expect(readFileSync(empty).subarray(0, 2).toString()).toBe('PK');
  expect((await run('import', '--check', '--marked', fresh, path, file('标.tsv', CSV))).code).toBe(1);
  expect(readdirSync(fresh)).toHaveLength(2);
  expect((await run('check', '--marked', there, path)).err).toContain('--force writes over it');
  expect((await run('import', '--check', '--marked', there, '--force', path)).code).toBe(1);
  expect(readFileSync(there).subarray(0, 2).toString()).toBe('PK');
  mkdirSync(join(dir, 'b'));
  const [out, same] = [join(dir, 'marks'), file(join('b', '标.csv'), CSV)];
  mkdirSync(out);
  const both = await run('import', '--check', '--marked', out, path, same);
  const names = readdirSync(out);
  expect([both.code, names.length]).toEqual([1, 2]);
  for (const [from, to] of [path, same].map((one, i) => [one, names.toSorted()[1 - i]]))
    expect(both.err).toContain(`${from} → ${join(out, to ?? '')}`);
  // The name of a second run is known before it begins.
  expect(await refusal('--marked', out, path, same)).toEqual([2, '', expect.stringContaining('--force')]);
});

test('where no folder can be, it is said before anything is checked', async () => {
  const taken = file('taken', 'a letter');
  const refused = await run('import', '--check', '--marked', taken, file('一.csv', CSV), file('二.csv', CSV));
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain(`无法写入 ${taken}：那里已有一个同名文件`);
  expect(refused.err).toContain(`Cannot write ${taken}: a file of that name is there`);
  expect(readFileSync(taken, 'utf8')).toBe('a letter');
});

async function cells(path: string): Promise<string[]> {
  const all: string[] = [];
  const source = await fileSource(path);
  for await (const events of readTables('a.xlsx', source))
    for (const event of events) if (event.type === 'row') all.push(...event.cells);
  await source.close?.();
  return all;
}
