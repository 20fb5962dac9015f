import { columnLetters } from '@mingbai/core';
import { expect, test } from 'vitest';
import { collect, outcome } from '../testing/collect.ts';
import { convert, findLibreOffice } from '../testing/libreoffice.ts';
import { rawBook } from '../testing/workbook.ts';
import { Merges } from './merges.ts';

const office = await findLibreOffice();
if (office === undefined)
  console.log('NOTICE: LibreOffice (soffice) is not installed: merged cells of its making are skipped.');

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Three rows of three: 1 to 9. */
const ROWS = [1, 2, 3]
  .map(
    (row) =>
      `<row r="${row}">${[0, 1, 2].map((column) => `<c r="${'ABC'[column]}${row}"><v>${row * 3 + column - 2}</v></c>`).join('')}</row>`,
  )
  .join('');

function book(ranges: readonly string[], prefix = ''): Buffer {
  const p = prefix === '' ? '' : `${prefix}:`;
  const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  const rows = ROWS.replaceAll(/<(\/?)(row|c|v)\b/g, `<$1${p}$2`);
  const merges = ranges.map((ref) => `<${p}mergeCell ref="${ref}"/>`).join('');
  return rawBook({
    sheet: `${HEAD}<${p}worksheet ${xmlns}="${MAIN}"><${p}sheetData>${rows}</${p}sheetData><${p}mergeCells count="${ranges.length}">${merges}</${p}mergeCells></${p}worksheet>`,
  });
}

test.each(['', 'x'])(
  'what stands under merged cells is apart from what is seen (prefix "%s")',
  async (prefix) => {
    const [sheet] = await collect(book(['B2:C3', 'A1:C1'], prefix));
    expect(sheet?.rows).toEqual([
      { type: 'row', row: 1, cells: ['1', '', ''], kinds: 'n  ', covered: [under(1, '2'), under(2, '3')] },
      { type: 'row', row: 2, cells: ['4', '5', ''], kinds: 'nn ', covered: [under(2, '6')] },
      { type: 'row', row: 3, cells: ['7', '', ''], kinds: 'n  ', covered: [under(1, '8'), under(2, '9')] },
    ]);
  },
);

test('merged cells that are empty below, or of one cell, change nothing', async () => {
  const [plain] = await collect(rawBook({ sheet: ROWS }));
  const [merged] = await collect(book(['A1:A1', 'D1:F9', 'A4:C8', 'nonsense']));
  expect(merged?.rows).toEqual(plain?.rows);
});

test('a text that looks like the end of the rows is a text', async () => {
  const sheet = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c t="inlineStr"><is><t><![CDATA[</sheetData>]]></t></is></c><c><v>2</v></c></row></sheetData></worksheet>`;
  const [read] = await collect(rawBook({ sheet }));
  expect(read?.rows[0]?.cells).toEqual(['</sheetData>', '2']);
});

test('ranges in any order are found by row', () => {
  const merges = new Merges(100);
  for (const ref of ['C5:D9', 'A1:B2', 'A3:A7', 'F6:F6']) merges.add(ref);
  expect([1, 2, 4, 5, 9, 10].map((row) => merges.inRow(row))).toEqual([
    [{ left: 1, right: 1 }],
    [{ left: 0, right: 1 }],
    [{ left: 0, right: 0, from: 3 }],
    [
      { left: 0, right: 0, from: 3 },
      { left: 3, right: 3 },
    ],
    [{ left: 2, right: 3 }],
    [],
  ]);
});

test('merged cells that would be gone through without end are refused', () => {
  const merges = new Merges(16_384);
  for (let column = 0; column < 16_384; column++) {
    const letters = columnLetters(column);
    merges.add(`${letters}1:${letters}1048576`);
  }
  const all = (): void => {
    for (let row = 1; row <= 1_048_576; row++) merges.inRow(row);
  };
  expect(all).toThrow('mergeCells');
});

test('more merged cells than a sheet can have are refused', async () => {
  const ranges = Array.from({ length: 30 }, (_, i) => `A${i * 2 + 10}:A${i * 2 + 11}`);
  expect(await outcome(book(ranges), { limits: { maxMerges: 29 } })).toBe('workbook-damaged');
  expect(await outcome(book(ranges), { limits: { maxMerges: 30 } })).toBe('read 3 rows');
});

/** A flat OpenDocument sheet: the covered cells hold texts of their own. */
const FLAT = `${HEAD}<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="表一">
<table:table-row>${seen('户编号')}${seen('姓名')}${seen('备注')}</table:table-row>
<table:table-row>${seen('甲', ' table:number-rows-spanned="2" table:number-columns-spanned="1"')}${seen('张三')}${seen('一')}</table:table-row>
<table:table-row>${hidden('乙')}${seen('李四', ' table:number-columns-spanned="2" table:number-rows-spanned="1"')}${hidden('藏')}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document>`;

function seen(text: string, span = ''): string {
  return `<table:table-cell office:value-type="string"${span}><text:p>${text}</text:p></table:table-cell>`;
}

function hidden(text: string): string {
  return `<table:covered-table-cell office:value-type="string"><text:p>${text}</text:p></table:covered-table-cell>`;
}

test.skipIf(office === undefined).each(['xlsx', 'xls'])(
  'a workbook that LibreOffice writes as %s gives what it shows, and the hidden apart',
  async (kind) => {
    const [sheet] = await collect(await convert(Buffer.from(FLAT), 'fods', kind));
    const shown = sheet?.rows.map(({ cells, covered, merged }) => [cells.join('|'), covered, merged]);
    expect(shown).toEqual([
      ['户编号|姓名|备注', undefined, undefined],
      ['甲|张三|一', undefined, undefined],
      ['|李四|', [under(0, '乙'), under(2, '藏')], [{ column: 0, from: 2 }]],
    ]);
  },
  120_000,
);

function under(column: number, text: string): { column: number; text: string } {
  return { column, text };
}
