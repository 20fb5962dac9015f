import { fieldOf } from '@mingbai/core';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { SheetData } from '../write/sheet.ts';
import { writeWorkbook } from '../write/workbook.ts';
import { besideToo } from './beside.ts';
import { SUMMARY_SHEET } from './summary.ts';
import { commentOf, faultAt, fillOf, mark, partsOf, partText, readBook } from './testing.ts';

async function written(...sheets: SheetData[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await writeWorkbook(async (chunk) => void chunks.push(Uint8Array.from(chunk)), sheets);
  return Buffer.concat(chunks);
}

/** Two sheets as another program writes them: shared strings, a formula, widths, a merge, an old comment. */
function foreign(): Buffer {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['姓名', '出生日期', '人数', '两倍'],
    ['王某', '2019-13-01', 3, null],
    ['李某', null, 4, null],
    [],
    ['张某', '2018-01-01', 5, null],
  ]);
  sheet.D2 = { t: 'n', f: 'C2*2', v: 6 };
  sheet['!cols'] = [{ wch: 20 }, { wch: 12 }, {}, {}];
  sheet['!merges'] = [XLSX.utils.decode_range('A6:D6')];
  XLSX.utils.cell_add_comment(sheet.A2, '请核对此人', '乡镇干部');
  XLSX.utils.cell_add_comment(sheet.A5, '已核对', '乡镇干部');
  const other = XLSX.utils.aoa_to_sheet([['备注'], ['不动']]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '人员');
  XLSX.utils.book_append_sheet(book, other, 'R&D <说明>');
  return XLSX.write(book, { type: 'buffer', bookSST: true, compression: true }) as Buffer;
}

describe('markWorkbook on a workbook', () => {
  it('colours and comments the cells and leaves every other part as it was', async () => {
    const before = foreign();
    const { bytes, form, name } = await mark(before, [
      faultAt('人员', 'B2'),
      faultAt('人员', 'B3', 'required'),
      faultAt('人员', 'C5', 'members-differ'),
      faultAt('人员', 'C5', 'out-of-range'),
    ]);
    expect([form, name]).toEqual(['same', 'a.xlsx']);
    const sheet = readBook(bytes).Sheets['人员'];
    expect(['B2', 'B3', 'C5', 'A2', 'C2'].map((cell) => fillOf(sheet, cell))).toEqual([
      'error',
      'error',
      'error',
      'none',
      'none',
    ]);
    expect(commentOf(sheet, 'B2')).toContain('不是日期');
    expect(commentOf(sheet, 'B2')).toContain('is not a date');
    expect(commentOf(sheet, 'C5')).toMatch(/提醒：[^]*Warning: [^]*错误：[^]*Error: /);
    const [old, now] = [await partsOf(before), await partsOf(bytes)];
    const changed = [...old]
      .filter(([part, content]) => !now.get(part)?.equals(content))
      .map(([part]) => part);
    expect(changed.sort()).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/comments1.xml',
      'xl/drawings/vmlDrawing1.vml',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect([...now.keys()].filter((part) => !old.has(part))).toEqual(['xl/worksheets/sheet3.xml']);
  });

  it('tells what is wrong with a household in each of its rows, and lists them', async () => {
    const place = { file: 'a.xlsx', sheet: '人员' };
    const household = {
      ...faultAt('人员', 'B2', 'no-head', { field: 'membership.relation', severity: 'error' }),
      beside: [
        { ...place, row: 3, column: 'B' },
        { ...place, row: 5, column: '' },
      ],
    };
    const { bytes } = await mark(foreign(), [household, faultAt('人员', 'C5')].flatMap(besideToo));
    const { Sheets } = readBook(bytes);
    const sheet = Sheets['人员'];
    expect(['B2', 'B3', 'A5', 'C5', 'A2'].map((cell) => fillOf(sheet, cell))).toEqual([
      'error',
      'warning',
      'warning',
      'error',
      'none',
    ]);
    expect(commentOf(sheet, 'B2')).toMatch(/^错误：该户没有户主/);
    for (const cell of ['B3', 'A5'])
      expect(sheet?.[cell]?.c.map(({ t }: { t: string }) => t).join('\n')).toMatch(
        /提示：与第 2 行同户：该户没有户主[^]*Notice: Of one household with row 2: /,
      );
    const listed = XLSX.utils.sheet_to_json<string[]>(Sheets[SUMMARY_SHEET] ?? {}, { header: 1 });
    expect(listed.flatMap(([cell, , , , , , , zh]) => (zh?.includes('户主') ? [cell] : []))).toEqual([
      'B2',
      'B3',
      'A5',
    ]);
  });

  it('says the row and the sheet where the household began elsewhere', () => {
    const beside = [{ file: 'a.xlsx', sheet: '二', row: 7, column: 'C' }];
    expect(besideToo({ ...faultAt('一', 'B2', 'no-head'), beside })[1]).toMatchObject({
      sheet: '二',
      row: 7,
      column: 'C',
      message: { zh: '与“一”第 2 行同户：该户没有户主' },
    });
  });

  it('keeps values, formulas, widths, merges and the comments that were there', async () => {
    const before = foreign();
    const { bytes } = await mark(before, [faultAt('人员', 'A2'), faultAt('人员', 'D2')]);
    const [old, now] = [readBook(before).Sheets['人员']!, readBook(bytes).Sheets['人员']!];
    const plain = (sheet: XLSX.WorkSheet) =>
      Object.entries(sheet)
        .filter(([cell]) => !cell.startsWith('!'))
        .map(([cell, { t, v, f }]) => [cell, t, v, f]);
    expect(plain(now)).toEqual(plain(old));
    expect(now.D2.f).toBe('C2*2');
    expect(now['!cols']).toEqual(old['!cols']);
    expect(now['!merges']).toEqual(old['!merges']);
    expect(commentOf(now, 'A5')).toBe('已核对');
    expect(commentOf(now, 'A2')).toMatch(/^请核对此人\n—— 明白账 Mingbai ——\n错误：/);
    const vml = await partText(bytes, 'xl/drawings/vmlDrawing1.vml');
    // A2 and A5 have their boxes; only D2 is new.
    expect(vml.match(/<v:shape /g)).toHaveLength(3);
    expect(new Set(vml.match(/_x0000_s\d+/g)).size).toBe(3);
  });

  it('puts cells and rows that are not there at their place', async () => {
    const before = await written({ name: 'x', rows: [['a', '', 'c'], [], [], ['', '', 'c4']] });
    const { bytes } = await mark(before, [
      faultAt('x', 'E4'),
      faultAt('x', 'B1'),
      faultAt('x', 'D1'),
      faultAt('x', '3', 'household-unknown'),
      faultAt('x', 'A4'),
      faultAt('x', 'B9'),
    ]);
    const xml = await partText(bytes, 'xl/worksheets/sheet1.xml');
    expect([...xml.matchAll(/<(?:row|c) r="(\w+)"/g)].map(([, place]) => place)).toEqual(
      '1 A1 B1 C1 D1 3 A3 4 A4 C4 E4 9 B9'.split(' '),
    );
    const sheet = readBook(bytes).Sheets['x'];
    expect(fillOf(sheet, 'A3')).toBe('error');
    expect(commentOf(sheet, 'E4')).toContain('错误');
    expect(sheet?.C4.v).toBe('c4');
  });

  it('keeps number format, font and border of a coloured cell', async () => {
    const before = await written({ name: 'x', headerRow: 1, rows: [['h'], [{ date: '2019-03-01' }]] });
    const { bytes } = await mark(before, [faultAt('x', 'A2'), faultAt('x', 'A1', 'column-unknown')]);
    const sheet = readBook(bytes).Sheets['x'];
    expect(sheet?.A2).toMatchObject({ t: 'n', v: 43525, w: '2019-03-01' });
    expect([fillOf(sheet, 'A2'), fillOf(sheet, 'A1')]).toEqual(['error', 'warning']);
    const styles = await partText(bytes, 'xl/styles.xml');
    const formats = /<cellXfs count="(\d+)">([^]*)<\/cellXfs>/.exec(styles);
    expect(formats?.[2]?.match(/<xf /g)).toHaveLength(Number(formats?.[1]));
    // The header's twin is still bold.
    const twin = formats?.[2]?.match(/<xf .*?(?:\/>|<\/xf>)/g)?.at(-2);
    expect(twin).toContain('fontId="1"');
  });

  it('lists everything in the summary, with links, numbers masked', async () => {
    const { bytes } = await mark(
      foreign(),
      [
        faultAt('人员', 'B2', 'identity-check-digit', {
          field: 'person.identity_no',
          value: '411525199001011234',
        }),
        faultAt('人员', 'C2', 'not-a-number', {
          value: '13800001111',
          message: { zh: '“13800001111”不是数字', en: '"13800001111" is not a number' },
        }),
        faultAt('人员', '0', 'column-missing', { value: '' }),
        faultAt('R&D <说明>', 'A2', 'required'),
      ],
      {
        summary: () => [{ zh: '行数', en: 'Rows', value: 4 }],
        fieldName: (key) => (key === 'x' ? '人数' : undefined),
      },
    );
    const book = readBook(bytes);
    expect(book.SheetNames).toEqual(['人员', 'R&D <说明>', SUMMARY_SHEET]);
    const rows = XLSX.utils.sheet_to_json<string[]>(book.Sheets[SUMMARY_SHEET]!, { header: 1, defval: '' });
    const text = JSON.stringify(rows);
    expect(text).toContain('4115**********1234');
    expect(text).not.toContain('411525199001011234');
    expect(text).not.toContain('13800001111');
    expect(rows).toContainEqual(['行数 Rows', 4, ...Array.from({ length: 8 }, () => '')]);
    const identity = fieldOf('person.identity_no');
    const listed = rows.slice(rows.findIndex(([first]) => first === '单元格 Cell') + 1);
    expect(listed.map((row) => row.slice(0, 5))).toEqual([
      ['B2', '人员', 2, 'B', `${identity.zh} ${identity.en}`],
      ['C2', '人员', 2, 'C', '人数'],
      ['', '人员', '', '', '人数'],
      ['A2', 'R&D <说明>', 2, 'A', '人数'],
    ]);
    const links = Object.values(book.Sheets[SUMMARY_SHEET]!).flatMap((cell) =>
      cell.l ? [cell.l.Target] : [],
    );
    expect(links).toEqual(["#'人员'!B2", "#'人员'!C2", "#'R&D <说明>'!A2"]);
  });

  it('comments in one language when asked', async () => {
    const { bytes } = await mark(foreign(), [faultAt('人员', 'B2')], { language: 'zh' });
    expect(commentOf(readBook(bytes).Sheets['人员'], 'B2')).toMatch(/^错误：[^\n]*$/);
  });

  it('marks a mended workbook anew: old colours, comments and list are gone', async () => {
    const once = await mark(foreign(), [faultAt('人员', 'B2'), faultAt('人员', 'A2'), faultAt('人员', 'C3')]);
    const { bytes } = await mark(once.bytes, [faultAt('人员', 'B2', 'birth-differs'), faultAt('人员', 'C2')]);
    const book = readBook(bytes);
    const sheet = book.Sheets['人员'];
    expect(book.SheetNames).toEqual(['人员', 'R&D <说明>', SUMMARY_SHEET]);
    expect(['A2', 'B2', 'C2', 'C3'].map((cell) => fillOf(sheet, cell))).toEqual([
      'none',
      'warning',
      'error',
      'none',
    ]);
    expect(commentOf(sheet, 'A2')?.trim()).toBe('请核对此人');
    expect(commentOf(sheet, 'A5')).toBe('已核对');
    expect(commentOf(sheet, 'B2')).toMatch(/^提醒：[^\n]*\nWarning: [^\n]*$/);
    expect(commentOf(sheet, 'C3')).toBeUndefined();
    const vml = await partText(bytes, 'xl/drawings/vmlDrawing1.vml');
    expect(vml.match(/<v:shape /g)).toHaveLength(4);
    expect((await partText(bytes, 'xl/worksheets/sheet3.xml')).match(/<hyperlink /g)).toHaveLength(2);
  });

  it('takes all marks out when nothing is wrong any more', async () => {
    const once = await mark(foreign(), [faultAt('人员', 'B2')]);
    const sheet = readBook((await mark(once.bytes, [])).bytes).Sheets['人员'];
    expect(fillOf(sheet, 'B2')).toBe('none');
    expect(commentOf(sheet, 'B2')).toBeUndefined();
    expect(commentOf(sheet, 'A2')).toBe('请核对此人');
  });

  it('gives what a data rule asks of a written row its own colour, word and line', async () => {
    const doubt = { doubt: true, rule: '1-005', severity: 'error' as const };
    const { bytes } = await mark(foreign(), [
      { ...faultAt('人员', 'B2'), ...doubt },
      { ...faultAt('人员', 'C2', 'birth-differs') },
      { ...faultAt('人员', 'C2'), ...doubt },
      faultAt('人员', 'C3'),
    ]);
    const book = readBook(bytes);
    const sheet = book.Sheets['人员'];
    expect(['B2', 'C2', 'C3'].map((cell) => fillOf(sheet, cell))).toEqual(['doubt', 'warning', 'error']);
    expect(commentOf(sheet, 'B2')).toMatch(/^疑点，照写：[^\n]*\nWritten, please check: [^\n]*$/);
    const rows = XLSX.utils.sheet_to_json<string[]>(book.Sheets[SUMMARY_SHEET]!, { header: 1, defval: '' });
    const of = (word: string) => rows.filter(([first]) => first?.includes(word)).map((row) => row[1]);
    expect([of('Errors'), of('Warnings'), of('Data rule hits')]).toEqual([[1], [1], [2]]);
    expect(rows.at(-4)?.[6]).toBe('疑点，照写 Written, please check');
    // Marked anew: the colour of a doubt is taken for a mark, too.
    const again = readBook((await mark(bytes, [])).bytes).Sheets['人员'];
    expect(fillOf(again, 'B2')).toBe('none');
  });

  it('says how many there are where only the first are given', async () => {
    const totals = { error: 7, warning: 2, doubt: 130_000 };
    const { bytes } = await mark(foreign(), [faultAt('人员', 'C3')], { totals });
    const list = XLSX.utils.sheet_to_json<string[]>(readBook(bytes).Sheets[SUMMARY_SHEET]!, { header: 1 });
    expect(list).toContainEqual([
      '问题共 130009 条，以下只列其中 1 条 · 130009 faults in all, 1 of them are listed',
    ]);
    expect(list).toContainEqual([
      '其中 130008 条只计数，单元格未着色 · 130008 of them are only counted, their cells not coloured',
    ]);
    expect(list.find(([first]) => first === '数据规则提示 Data rule hits')?.[1]).toBe(130_000);
  });

  it('writes a workbook without faults with an empty list', async () => {
    const { bytes, form } = await mark(foreign(), []);
    expect(form).toBe('same');
    expect(readBook(bytes).SheetNames).toContain(SUMMARY_SHEET);
  });
});
