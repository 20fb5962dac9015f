import * as XLSX from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../write/zip.ts';
import { SUMMARY_SHEET } from './summary.ts';
import { commentOf, faultAt, fillOf, mark, partsOf, readBook } from './testing.ts';

const CSV = iconv.encode('户主,证件号码\r\n王某,411525199001011234\r\n\r\n李某,007\r\n', 'gb18030');

describe('markWorkbook on files that cannot hold marks', () => {
  it('writes the cells of a CSV file as text, marked', async () => {
    const probe = await mark(CSV, [], { name: '乡镇.csv' });
    const [sheetName = ''] = readBook(probe.bytes).SheetNames;
    const faults = [faultAt(sheetName, 'B2'), faultAt(sheetName, '4'), faultAt(sheetName, 'C6', 'required')];
    const { bytes, name, form } = await mark(CSV, faults, { name: '乡镇.csv' });
    expect([name, form]).toEqual(['乡镇.xlsx', 'rebuilt']);
    const book = readBook(bytes);
    const sheet = book.Sheets[sheetName];
    expect(sheet?.B2).toMatchObject({ t: 's', v: '411525199001011234', z: '@' });
    expect(sheet?.B4).toMatchObject({ t: 's', v: '007' });
    expect(['B2', 'A4', 'B4', 'C6'].map((cell) => fillOf(sheet, cell))).toEqual([
      'error',
      'error',
      'none',
      'error',
    ]);
    expect(commentOf(sheet, 'A4')).toContain('错误');
    expect(book.SheetNames.at(-1)).toBe(SUMMARY_SHEET);
    expect(JSON.stringify(book.Sheets[SUMMARY_SHEET])).toContain("#'");
  });

  it('writes the cells of an old binary workbook, sheet by sheet', async () => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a'], ['b']]), '一');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['c', 1.5]]), '二');
    const xls = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    const { bytes, name } = await mark(xls, [faultAt('二', 'B1', 'members-differ'), faultAt('一', 'A2')], {
      name: 'old.xls',
    });
    expect(name).toBe('old.xlsx');
    const out = readBook(bytes);
    expect(out.SheetNames).toEqual(['一', '二', SUMMARY_SHEET]);
    expect(out.Sheets['二']?.B1).toMatchObject({ t: 's', v: '1.5' });
    expect([fillOf(out.Sheets['二'], 'B1'), fillOf(out.Sheets['一'], 'A2')]).toEqual(['warning', 'error']);
    expect(commentOf(out.Sheets['二'], 'B1')).toContain('提醒');
  });

  it('marks each file of an archive, and leaves those without faults alone', async () => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a', 'b']]), 'x');
    const xlsx = XLSX.write(book, { type: 'buffer', compression: true }) as Buffer;
    const chunks: Uint8Array[] = [];
    await writeZip(
      async (chunk) => void chunks.push(Uint8Array.from(chunk)),
      [
        { name: '甲/one.xlsx', content: xlsx },
        { name: 'two.xlsx', content: xlsx },
        { name: 'three.csv', content: CSV },
        { name: '说明.txt', content: 'x' },
      ],
    );
    const csvSheet = readBook((await mark(CSV, [], { name: 'three.csv' })).bytes).SheetNames[0] ?? '';
    const { bytes, form, name } = await mark(
      Buffer.concat(chunks),
      [
        faultAt('x', 'B1', 'not-a-date', { file: 'a.zip/甲/one.xlsx' }),
        faultAt(csvSheet, 'A2', 'not-a-date', { file: 'a.zip/three.csv' }),
      ],
      { name: 'a.zip', summary: (file) => [{ zh: '文件', en: 'As named', value: file }] },
    );
    expect([form, name]).toEqual(['archive', 'a.zip']);
    const parts = await partsOf(bytes);
    expect([...parts.keys()]).toEqual(['甲/one.xlsx', 'two.xlsx', 'three.xlsx', '说明.txt']);
    const one = readBook(parts.get('甲/one.xlsx')!);
    expect(fillOf(one.Sheets['x'], 'B1')).toBe('error');
    // Each has its own lines above the list.
    const said = XLSX.utils.sheet_to_json<string[]>(one.Sheets[SUMMARY_SHEET]!, { header: 1 });
    expect(said[2]).toEqual(['文件 As named', 'a.zip/甲/one.xlsx']);
    expect(parts.get('two.xlsx')?.equals(xlsx)).toBe(true);
    expect(fillOf(readBook(parts.get('three.xlsx')!).Sheets[csvSheet], 'A2')).toBe('error');
  });

  it('gives back a file of an archive that could not be read as it is, and marks the others', async () => {
    const chunks: Uint8Array[] = [];
    const broken = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(300)]);
    await writeZip(
      async (chunk) => void chunks.push(Uint8Array.from(chunk)),
      [
        { name: 'one.csv', content: CSV },
        { name: 'two.xlsx', content: broken },
      ],
    );
    const fault = { ...faultAt('', 'A1', 'file-refused'), file: 'a.zip/two.xlsx' };
    const cell = { ...faultAt('one', 'A2'), file: 'a.zip/one.csv' };
    const { bytes } = await mark(Buffer.concat(chunks), [fault, cell], { name: 'a.zip' });
    const parts = await partsOf(bytes);
    expect([...parts.keys()]).toEqual(['one.xlsx', 'two.xlsx']);
    expect(parts.get('two.xlsx')?.equals(broken)).toBe(true);
  });

  it('refuses what is no table, before it writes anything', async () => {
    let written = 0;
    const out = async () => void (written += 1);
    await expect(mark(Buffer.from('%PDF-1.4'), [], { out })).rejects.toMatchObject({ code: 'file-refused' });
    expect(written).toBe(0);
  });
});
