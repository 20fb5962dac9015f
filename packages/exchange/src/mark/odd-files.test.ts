import { describe, expect, it } from 'vitest';
import { columnLetters } from '@mingbai/core';
import { writeWorkbook } from '../write/workbook.ts';
import { writeZip } from '../write/zip.ts';
import { mergeShapes } from './comments.ts';
import { markSheet } from './sheet.ts';
import { commentOf, faultAt, fillOf, mark, partsOf, partText, readBook } from './testing.ts';

/** A workbook of one sheet `x`, with some of its parts replaced. */
async function workbook(replace: (parts: Map<string, Buffer | string>) => void): Promise<Buffer> {
  const plain: Uint8Array[] = [];
  await writeWorkbook(
    async (chunk) => void plain.push(Uint8Array.from(chunk)),
    [{ name: 'x', rows: [['a', 'b']] }],
  );
  const parts = new Map<string, Buffer | string>(await partsOf(Buffer.concat(plain)));
  replace(parts);
  const chunks: Uint8Array[] = [];
  const entries = [...parts].map(([name, content]) => ({ name, content }));
  await writeZip(async (chunk) => void chunks.push(Uint8Array.from(chunk)), entries);
  return Buffer.concat(chunks);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHEET = 'xl/worksheets/sheet1.xml';

function sheetOf(rows: string, behind = '', before = ''): string {
  return `<?xml version="1.0"?><worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

async function markedXml(sheet: string, cells: string[]): Promise<string> {
  const bytes = await workbook((parts) => parts.set(SHEET, sheet));
  const { bytes: out, form } = await mark(
    bytes,
    cells.map((cell) => faultAt('x', cell)),
  );
  expect(form).toBe('same');
  return partText(out, SHEET);
}

describe('a sheet that another program wrote', () => {
  it('may have a namespace prefix in every part', async () => {
    const bytes = await workbook((parts) => {
      for (const name of [SHEET, 'xl/styles.xml', 'xl/workbook.xml']) {
        const text = String(parts.get(name));
        parts.set(
          name,
          text.replace(/<(\/?)(?=\w)/g, '<$1x:').replace(` xmlns="${MAIN}"`, ` xmlns:x="${MAIN}"`),
        );
      }
    });
    const { bytes: out, form } = await mark(bytes, [
      faultAt('x', 'A1'),
      faultAt('x', 'C1'),
      faultAt('x', 'A3'),
    ]);
    expect(form).toBe('same');
    const xml = await partText(out, SHEET);
    expect(xml).toMatch(
      /<x:c r="C1" s="\d+"\/><\/x:row><x:row r="3"><x:c r="A3" s="\d+"\/><\/x:row><\/x:sheetData>/,
    );
    expect(xml).toMatch(/<x:legacyDrawing [^>]*\/><\/x:worksheet>/);
    const sheet = readBook(out).Sheets['x'];
    expect(sheet?.A1.v).toBe('a');
    expect(commentOf(sheet, 'A1')).toContain('错误');
  });

  it('may leave out references, use other quotes, and hide markup in comments and CDATA', async () => {
    const xml = await markedXml(
      sheetOf(
        `<!-- <row r="9"> --><row><c t="inlineStr"><is><t><![CDATA[<c r="B1"></row>]]></t></is></c><c><v>2</v></c></row>` +
          `<row r='3' spans='1:2' ><c r='A3' s='0'><v>1</v></c></row><row/>`,
      ),
      ['B1', 'A3', 'C3', 'A4'],
    );
    expect(xml).toMatch(/<\/c><c s="\d+"><v>2<\/v><\/c><\/row>/);
    expect(xml).toContain('<![CDATA[<c r="B1"></row>]]>');
    expect(xml).toMatch(
      /<row r='3'\s*><c r='A3' s="[1-9]\d*"><v>1<\/v><\/c><c r="C3" s="\d+"\/><\/row><row><c r="A4" s="\d+"\/><\/row>/,
    );
  });

  it('may have no rows, an end of row breaks, and extensions that come last', async () => {
    const behind =
      '<conditionalFormatting sqref="A1"><cfRule type="dataBar" priority="1"><extLst><ext uri="u"/></extLst></cfRule></conditionalFormatting>' +
      '<rowBreaks count="1"><brk id="3"/></rowBreaks><tableParts count="0"/><extLst><ext uri="v"/></extLst>';
    const empty = sheetOf('', behind, '<dimension ref="A1"/>').replace(
      '<sheetData></sheetData>',
      '<sheetData/>',
    );
    const xml = await markedXml(empty, ['B2']);
    expect(xml).toContain('<dimension ref="A1:B2"/>');
    expect(xml).toMatch(
      /<sheetData><row r="2"><c r="B2" s="\d+"\/><\/row><\/sheetData><conditionalFormatting/,
    );
    expect(xml).toMatch(/<\/rowBreaks><legacyDrawing [^>]*\/><tableParts/);
  });

  it('gives a new cell the look of its row or column', async () => {
    const before = '<cols><col min="2" max="3" width="9" style="4"/></cols>';
    const bytes = await workbook((parts) =>
      parts.set(SHEET, sheetOf('<row r="1"/><row r="2" s="2" customFormat="1"/>', '', before)),
    );
    const { bytes: out } = await mark(
      bytes,
      ['C1', 'C2', 'A1'].map((cell) => faultAt('x', cell)),
    );
    const xml = await partText(out, SHEET);
    const formats =
      (await partText(out, 'xl/styles.xml')).match(/<cellXfs[^]*<\/cellXfs>/)?.[0].match(/<xf [^>]*>/g) ?? [];
    const formatOf = (cell: string) => formats[Number(new RegExp(`r="${cell}" s="(\\d+)"`).exec(xml)?.[1])];
    // Style 4 is the header, 2 a date, 0 plain.
    expect(formatOf('C1')).toContain('fontId="1"');
    expect(formatOf('C2')).toContain('numFmtId="164"');
    expect(formatOf('A1')).toContain('numFmtId="0"');
  });

  it('is the same however it is cut into pieces', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, n) => `<row r="${n + 1}"><c r="A${n + 1}"><v>${n}</v></c><!--<row--></row>`,
    );
    const whole = Buffer.from(sheetOf(rows.join(''), '<rowBreaks/>'));
    const job = {
      marks: new Map([7, 8, 30, 31].map((row) => [row, [{ column: 1, kind: 'error' as const, says: [] }]])),
      style: () => 5,
      drawing: 'r1',
    };
    const run = async (size: number) => {
      async function* pieces() {
        for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
      }
      const out: Buffer[] = [];
      for await (const chunk of markSheet(pieces(), job)) out.push(chunk);
      return Buffer.concat(out).toString();
    };
    const expected = await run(whole.length);
    expect(expected).toContain(
      `<row r="7"><c r="A7"><v>6</v></c><!--<row--><c r="${columnLetters(1)}7" s="5"/></row>`,
    );
    for (const size of [1, 2, 7, 64, 1000]) expect(await run(size)).toBe(expected);
  });
});

describe('a workbook that cannot hold marks', () => {
  it.each([
    [
      'strict',
      (parts: Map<string, Buffer | string>) => {
        const text = String(parts.get('xl/workbook.xml'));
        parts.set('xl/workbook.xml', text.replace(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main'));
      },
    ],
    [
      'without fills',
      (parts: Map<string, Buffer | string>) => {
        parts.set('xl/styles.xml', String(parts.get('xl/styles.xml')).replace(/<fills.*<\/fills>/, ''));
      },
    ],
    [
      'in UTF-16',
      (parts: Map<string, Buffer | string>) => {
        parts.set(
          SHEET,
          Buffer.from('\ufeff' + String(parts.get(SHEET)).replace('UTF-8', 'UTF-16'), 'utf16le'),
        );
      },
    ],
  ])('%s: is written anew with its cells', async (_, change) => {
    const { bytes, form, name } = await mark(await workbook(change), [
      faultAt('x', 'B1'),
      faultAt('x', 'D3'),
    ]);
    expect([form, name]).toEqual(['rebuilt', 'a.xlsx']);
    const sheet = readBook(bytes).Sheets['x'];
    expect(['A1', 'B1'].map((cell) => sheet?.[cell].v)).toEqual(['a', 'b']);
    expect(['A1', 'B1', 'D3'].map((cell) => fillOf(sheet, cell))).toEqual(['none', 'error', 'error']);
    expect(commentOf(sheet, 'B1')).toContain('错误');
  });
});

describe('mergeShapes', () => {
  it('takes numbers that the drawing has not used', () => {
    const vml =
      '<xml><o:shapelayout><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shape id="_x0000_s3000"/></xml>';
    const out = mergeShapes(vml, [{ row: 1, column: 0, text: 'x' }], 2);
    expect(out).toContain('data="1,3"');
    expect(out).toContain('id="_x0000_s3073"');
    expect(out.endsWith('</v:shape></xml>')).toBe(true);
  });
});
