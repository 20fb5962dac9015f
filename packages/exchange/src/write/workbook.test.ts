import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateSerial } from './serial.ts';
import type { SheetData } from './sheet.ts';
import { writeWorkbook } from './workbook.ts';

async function write(sheets: Iterable<SheetData> | AsyncIterable<SheetData>): Promise<XLSX.WorkBook> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeWorkbook(out, sheets)]);
  return XLSX.read(bytes, { cellNF: true, cellStyles: true, cellText: true });
}

describe('writeWorkbook', () => {
  it('gives back every kind of cell as it was given', async () => {
    const book = await write([
      {
        name: '人员',
        headerRow: 1,
        filter: true,
        widths: [20, 0, 12],
        merges: ['A5:B5'],
        rows: [
          ['证件号码', '人数', '日期'],
          ['411525199001011234', 3, { date: '2019-03-01' }],
          ['=1+1', true, { date: '2019-03-01T08:30:00' }],
          [],
          [{ digits: '0.10' }, { formula: 'B2*2', value: 6 }, { error: '#N/A' }, '', 'E5'],
        ],
      },
    ]);
    const sheet = book.Sheets['人员']!;
    expect(sheet['!ref']).toBe('A1:E5');
    expect(sheet.A2).toMatchObject({ t: 's', v: '411525199001011234', z: '@' });
    expect(sheet.B2).toMatchObject({ t: 'n', v: 3 });
    expect(sheet.C2).toMatchObject({ t: 'n', v: 43525, w: '2019-03-01' });
    expect(sheet.A3).toMatchObject({ t: 's', v: '=1+1' });
    expect(sheet.A3.f).toBeUndefined();
    expect(sheet.B3).toMatchObject({ t: 'b', v: true });
    expect(sheet.C3.w).toBe('2019-03-01 08:30:00');
    expect(sheet.B5).toMatchObject({ t: 'n', v: 6, f: 'B2*2' });
    expect(sheet.C5).toMatchObject({ t: 'e', w: '#N/A' });
    expect(sheet.D5).toBeUndefined();
    expect(sheet['!cols']?.[0]?.width).toBe(20);
    expect(sheet['!merges']).toEqual([{ s: { r: 4, c: 0 }, e: { r: 4, c: 1 } }]);
    expect(sheet['!autofilter']).toEqual({ ref: 'A1:E5' });
  });

  it('keeps characters that XML cannot hold, and the blanks around a text', async () => {
    const texts = [
      'a & b < c > "d"',
      ' 两端 ',
      'two\nlines',
      'bell\u0007',
      '_x0041_ stays',
      '😀𠮷',
      'tab\tin',
    ];
    const book = await write([{ name: 'x', rows: [texts] }]);
    const [row] = XLSX.utils.sheet_to_json<string[]>(book.Sheets['x']!, { header: 1 });
    expect(row).toEqual(texts);
  });

  it('writes an unpaired surrogate and an over-long text without breaking the file', async () => {
    const book = await write([{ name: 'x', rows: [['\ud800', 'y'.repeat(40_000), 'end']] }]);
    const sheet = book.Sheets['x']!;
    expect(sheet.B1.v).toHaveLength(32_767);
    expect(sheet.C1.v).toBe('end');
  });

  it('takes sheets and rows that are made while it writes, and mends sheet names', async () => {
    async function* rows() {
      for (let n = 1; n <= 3000; n += 1) yield [`row ${n}`, n];
    }
    async function* sheets(): AsyncGenerator<SheetData> {
      yield { name: 'a/b:c*?[]', rows: rows() };
      yield { name: 'a b c', rows: [], hidden: true };
      yield { name: '很长的名字'.repeat(9), rows: [['x']] };
      yield { name: '很长的名字'.repeat(9), rows: [['y']] };
    }
    const book = await write(sheets());
    expect(book.SheetNames).toEqual([
      'a b c',
      'a b c (2)',
      '很长的名字'.repeat(6) + '很',
      `${'很长的名字'.repeat(5)}很长 (2)`,
    ]);
    expect(book.Workbook?.Sheets?.map((sheet) => sheet.Hidden)).toEqual([0, 1, 0, 0]);
    expect(book.Sheets['a b c']!.B3000.v).toBe(3000);
  });

  it('attaches comments and links to their cells', async () => {
    const comments = [
      { row: 2, column: 1, text: '不是数字\nnot a number' },
      { row: 9, column: 0, text: 'no cell here' },
    ];
    const book = await write([
      {
        name: 'x',
        rows: [
          ['a', 'b'],
          ['c', 'd'],
        ],
        comments: () => comments,
        links: [{ cell: 'A1', to: "'x'!B2" }],
      },
    ]);
    expect(book.Sheets['x']!.B2.c[0].t).toBe('不是数字\nnot a number');
    expect(book.Sheets['x']!.A1.l.Target).toBe("#'x'!B2");
  });

  it('refuses a row past the last a sheet can hold', async () => {
    function* rows() {
      for (let n = 0; n <= 1_048_576; n += 1) yield n === 1_048_576 ? ['x'] : [];
    }
    await expect(writeWorkbook(async () => undefined, [{ name: 'x', rows: rows() }])).rejects.toThrow(
      RangeError,
    );
  });
});

describe('writeWorkbook onto a disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-write-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes the same bytes every time', async () => {
    const sheets = (): SheetData[] => [{ name: 'x', rows: [['a']] }];
    await writeWorkbook(join(folder, 'one.xlsx'), sheets());
    await writeWorkbook(join(folder, 'two.xlsx'), sheets());
    expect(await readFile(join(folder, 'one.xlsx'))).toEqual(await readFile(join(folder, 'two.xlsx')));
  });

  it('fails when the file cannot be written', async () => {
    await expect(writeWorkbook(join(folder, 'no', 'x.xlsx'), [{ name: 'x', rows: [] }])).rejects.toThrow(
      'ENOENT',
    );
  });

  it('destroys the stream when the rows fail', async () => {
    const out = createWriteStream(join(folder, 'half.xlsx'));
    function* rows(): Generator<string[]> {
      yield ['a'];
      throw new Error('the database went away');
    }
    await expect(writeWorkbook(out, [{ name: 'x', rows: rows() }])).rejects.toThrow('the database went away');
    expect(out.destroyed).toBe(true);
  });
});

describe('dateSerial', () => {
  it('counts as Excel does, with the 29 February 1900 that never was', () => {
    expect(dateSerial('1900-01-01')).toBe(1);
    expect(dateSerial('1900-02-28')).toBe(59);
    expect(dateSerial('1900-03-01')).toBe(61);
    expect(dateSerial('2019-03-01T12:00')).toBe(43525.5);
    expect(dateSerial('1899-12-31')).toBeUndefined();
    expect(dateSerial('2019-02-29')).toBeUndefined();
    expect(dateSerial('2019-3-1')).toBeUndefined();
  });
});
