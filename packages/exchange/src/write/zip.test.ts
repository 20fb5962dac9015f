import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorkbook } from './workbook.ts';
import { writeZip } from './zip.ts';
import { centralHeader, endRecords } from './zip-record.ts';

describe('writeZip', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-zip-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const python = (code: string): string =>
    execFileSync('python3', ['-c', code], { cwd: folder, encoding: 'utf8' });

  it('makes an archive of files, one of them a workbook written on the way, that another program reads', async () => {
    await writeZip(join(folder, 'a.zip'), [
      { name: '说明.txt', content: '你好' },
      { name: '深/bytes.bin', content: [Buffer.alloc(300_000, 7), Buffer.from('end')] },
      { name: 'book.xlsx', content: (sink) => writeWorkbook(sink, [{ name: 'x', rows: [['a']] }]) },
      { name: 'empty', content: '' },
    ]);
    const report = python(
      'import zipfile; z=zipfile.ZipFile("a.zip"); assert z.testzip() is None; ' +
        'print([(i.filename, i.file_size) for i in z.infolist() if i.filename != "book.xlsx"]); ' +
        'print(zipfile.ZipFile(z.open("book.xlsx")).namelist())',
    );
    expect(report).toContain("[('说明.txt', 6), ('深/bytes.bin', 300003), ('empty', 0)]");
    expect(report).toContain('xl/worksheets/sheet1.xml');
  });

  it('holds more entries than 16 bits count', async () => {
    function* many() {
      for (let n = 0; n < 66_000; n += 1) yield { name: `${n}`, content: '' };
    }
    await writeZip(join(folder, 'many.zip'), many());
    expect(python('import zipfile; print(len(zipfile.ZipFile("many.zip").namelist()))').trim()).toBe('66000');
  });

  it('says sizes and places past 4 GiB in the zip64 field', () => {
    const five = 5 * 2 ** 30;
    const head = Buffer.from(
      centralHeader({
        name: Buffer.from('n'),
        flags: 8,
        method: 8,
        modified: 0,
        crc: 1,
        compressed: 9,
        size: five,
        offset: five,
      }),
    );
    expect(head.readUInt32LE(24)).toBe(0xffff_ffff);
    expect(head.readUInt32LE(42)).toBe(0xffff_ffff);
    expect([0, 8, 16].map((at) => Number(head.readBigUInt64LE(46 + 1 + 4 + at)))).toEqual([five, 9, five]);
    const end = Buffer.from(endRecords(1, 50, five));
    expect(Number(end.readBigUInt64LE(48))).toBe(five);
    expect(end.readUInt32LE(56 + 20 + 16)).toBe(0xffff_ffff);
  });
});
