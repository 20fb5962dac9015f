import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorkbook } from '../write/workbook.ts';
import { SUMMARY_SHEET } from './summary.ts';
import { commentOf, faultAt, fillOf, mark, partsOf, readBook } from './testing.ts';

const present = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('LibreOffice (soffice) is not installed: files are not opened with it in this run');
    return false;
  }
})();

describe.skipIf(!present)('with LibreOffice', { timeout: 120_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingbai-office-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Lets LibreOffice read a file and write it as `to`, under a profile of its own. */
  function convert(file: string, to: string, ...options: string[]): void {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      [profile, '--headless', ...options, '--convert-to', to, '--outdir', folder, join(folder, file)],
      {
        stdio: 'ignore',
      },
    );
  }

  it('marks a workbook that LibreOffice wrote, and LibreOffice opens the result', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, n) => `${n},王某${n},4115251990010${10_000 + n},2019-03-0${(n % 9) + 1},`,
    );
    await writeFile(join(folder, 'list.csv'), ['序号,姓名,证件号码,日期,备注', ...rows].join('\n'));
    convert('list.csv', 'xlsx', '--infilter=CSV:44,34,76,1,3/2');
    const before = await readFile(join(folder, 'list.xlsx'));
    const { bytes, form } = await mark(before, [
      faultAt('list', 'C3', 'identity-check-digit'),
      faultAt('list', 'D4', 'birth-differs'),
      faultAt('list', 'E5', 'required'),
      faultAt('list', 'H60', 'required'),
      faultAt('list', '6', 'household-unknown'),
    ]);
    expect(form).toBe('same');
    const [old, now] = [await partsOf(before), await partsOf(bytes)];
    expect(now.get('xl/sharedStrings.xml')).toEqual(old.get('xl/sharedStrings.xml'));

    await writeFile(join(folder, 'marked.xlsx'), bytes);
    convert('marked.xlsx', 'ods');
    convert('marked.ods', 'xlsx:Calc MS Excel 2007 XML');
    const book = readBook(await readFile(join(folder, 'marked.xlsx')));
    const sheet = book.Sheets['list'];
    expect(book.SheetNames).toEqual(['list', SUMMARY_SHEET]);
    expect(sheet?.C3).toMatchObject({ t: 's', v: '411525199001010001' });
    expect(sheet?.D4.w).toBe('2019-03-03');
    expect(['C3', 'D4', 'E5', 'H60', 'A6', 'C4'].map((cell) => fillOf(sheet, cell))).toEqual(
      'error warning error error error none'.split(' '),
    );
    expect(commentOf(sheet, 'C3')).toContain('错误：');
    expect(commentOf(sheet, 'A6')).toContain('Error: ');
    expect(commentOf(sheet, 'H60')).toContain('错误：');
  });

  it('opens what the writer writes', async () => {
    await writeWorkbook(join(folder, 'own.xlsx'), [
      {
        name: '一',
        headerRow: 1,
        widths: [30],
        rows: [
          ['a', '标题'],
          ['=1+1', { date: '2019-03-01' }],
          [true, { formula: '1+1', value: 2 }],
        ],
      },
    ]);
    // Text is quoted, so that `=1+1` is seen to be text.
    convert('own.xlsx', 'csv:Text - txt - csv (StarCalc):44,34,76,1');
    expect(await readFile(join(folder, 'own.csv'), 'utf8')).toBe('"a","标题"\n"=1+1",2019-03-01\nTRUE,2\n');
  });
});
