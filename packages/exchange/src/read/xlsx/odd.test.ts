import { expect, test } from 'vitest';
import { cellsOf, collect, outcome } from '../testing/collect.ts';
import { rawBook, relations, stylesFor } from '../testing/workbook.ts';
import { zipOf } from '../testing/zip-writer.ts';

test('shared strings: rich text joined, phonetic runs left out, escapes and entities resolved', async () => {
  const strings =
    '<si><t>固始县</t></si><si><r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh><phoneticPr fontId="1"/></si>' +
    '<si><t>a_x000D_b_x005F_x0041_</t></si><si><t>&lt;&amp;&gt;&#x56FA;&#22987;</t></si><si/><si><t><![CDATA[<x> & &lt;]]>&amp;</t></si>';
  const cells = [0, 1, 2, 3, 4, 5].map((n) => `<c t="s"><v>${n}</v></c>`).join('');
  expect(await cellsOf(rawBook({ strings, sheet: `<row r="1">${cells}</row>` }))).toEqual({
    A1: 't:固始县',
    B1: 't:张 三',
    C1: 't:a\rb_x0041_',
    D1: 't:<&>固始',
    F1: 't:<x> & &lt;&',
  });
});

test('characters that no text can hold are left out or refused', async () => {
  const sheet = (text: string): Buffer =>
    rawBook({ sheet: `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>` });
  expect(await cellsOf(sheet('a_x0000_b_xD83D__xDE00_'))).toEqual({ A1: 't:ab😀' });
  expect(await cellsOf(sheet('a_xD83D_b'))).toEqual({ A1: 't:a\ufffdb' });
  for (const text of ['a&#0;b', 'a&#xD800;b', 'a\0b'])
    expect(await outcome(sheet(text))).toBe('xml-malformed');
});

test('a first shared string that is empty', async () => {
  const strings = '<si><r><t></t></r></si><si><t/></si><si><t>乙</t></si>';
  const cells = [0, 1, 2].map((n) => `<c t="s"><v>${n}</v></c>`).join('');
  expect(await cellsOf(rawBook({ strings, sheet: `<row>${cells}</row>` }))).toEqual({ C1: 't:乙' });
});

test('cells of every type, with and without cached value', async () => {
  const sheet =
    '<row r="2"><c r="A2" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r><rPh sb="0" eb="1"><t>nei</t></rPh></is></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="b"><v>0</v></c>' +
    '<c r="D2" t="e"><v>#N/A</v></c><c r="E2"><f>1+1</f><v>2</v></c><c r="F2"><f>1+1</f></c><c r="G2" t="str"><f>"x"</f><v>x</v></c>' +
    '<c r="H2" t="str"><f>""</f><v></v></c><c r="I2"><f>1/3</f><v/></c><c r="J2" t="d"><v>2019-03-01T00:00:00Z</v></c><c r="K2" s="3"/><c r="L2"><f>WEBSERVICE("http://127.0.0.1/x")</f><v>7</v></c></row>';
  expect(await cellsOf(rawBook({ sheet }))).toEqual({
    A2: 't:内联',
    B2: 'b:TRUE',
    C2: 'b:FALSE',
    D2: 'e:#N/A',
    E2: 'n:2',
    F2: 'f:',
    G2: 't:x',
    I2: 'f:',
    J2: 'd:2019-03-01',
    L2: 'n:7',
  });
});

test('gaps: no references, jumps, cells out of order, rows without number, blank rows', async () => {
  const sheet =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c><c r="A5"><v>0</v></c></row><row r="6"/><row r="7"><c r="B7" s="1"/></row><row><c><v>8</v></c></row>';
  const [read] = await collect(rawBook({ sheet }));
  expect(read?.rows).toEqual([
    { type: 'row', row: 1, cells: ['1', '2'], kinds: 'nn' },
    { type: 'row', row: 5, cells: ['0', '', '3', '4'], kinds: 'n nn' },
    { type: 'row', row: 8, cells: ['8'], kinds: 'n' },
  ]);
});

test('rows that go back are refused, since a fault could not say where it stands', async () => {
  expect(await outcome(rawBook({ sheet: '<row r="2"/><row r="2"><c><v>1</v></c></row>' }))).toBe(
    'rows-out-of-order',
  );
});

test('numbers keep the digits of the file; noise past 15 digits goes', async () => {
  const stored = [
    '411525199001011234',
    '4.11525199001011E+17',
    '0.30000000000000004',
    '1E-3',
    '1.5E+5',
    '-12.50',
    '1.0000000000000001E-2',
    '2.9999999999999999E-8',
  ];
  const sheet = `<row>${stored.map((v) => `<c><v>${v}</v></c>`).join('')}</row>`;
  expect(Object.values(await cellsOf(rawBook({ sheet })))).toEqual(
    [
      '411525199001011234',
      '4.11525199001011E+17',
      '0.3',
      '0.001',
      '150000',
      '-12.50',
      '0.01',
      '0.00000003',
    ].map((v) => `n:${v}`),
  );
});

test('dates by format, in both systems, with the leap day that never was', async () => {
  const styles = stylesFor([
    'yyyy"年"m"月"',
    'yyyy\\-mm\\-dd\\ hh:mm',
    '[h]:mm',
    'h:mm',
    '0000000000',
    '[$-804]yyyy"年"m"月"d"日";@',
    '#,##0.00_ ;[Red]\\-#,##0.00\\ ',
  ]);
  const row = [
    [0, 43525],
    [1, '43525.354166666664'],
    [2, 1.5],
    [3, 0.5],
    [4, 411525],
    [5, 60],
    [0, 61],
    [6, 12.5],
    [0, 0],
    [0, -3],
  ]
    .map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`)
    .join('');
  expect(Object.values(await cellsOf(rawBook({ styles, sheet: `<row>${row}</row>` })))).toEqual([
    'd:2019-03-01',
    'd:2019-03-01T08:30:00',
    'n:1.5',
    'd:12:00:00',
    'n:0000411525',
    'd:1900-02-29',
    'd:1900-03-01',
    'n:12.5',
    'n:0',
    'n:-3',
  ]);
  const later = await cellsOf(
    rawBook({ styles, date1904: true, sheet: '<row><c s="0"><v>42063</v></c><c s="0"><v>0</v></c></row>' }),
  );
  expect(Object.values(later)).toEqual(['d:2019-03-01', 'd:1904-01-01']);
});

test('namespace prefixes, UTF-16 and a byte order mark', async () => {
  const xml =
    '<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>村</x:t></x:is></x:c><x:c r="B1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const expected = { A1: 't:村', B1: 'n:7' };
  expect(await cellsOf(rawBook({ sheet: Buffer.from(`\ufeff${xml}`, 'utf16le') }))).toEqual(expected);
  expect(
    await cellsOf(rawBook({ sheet: Buffer.from(`\ufeff${xml.replace('UTF-16', 'UTF-8')}`, 'utf8') })),
  ).toEqual(expected);
});

test('strict OOXML, targets relative and absolute, hidden sheets, chart sheets, macros', async () => {
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
  const sheetOf = (text: string) =>
    `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData></worksheet>`;
  const bytes = zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: relations([['a', 'officeDocument', '/book/main.xml']], strict) },
    {
      name: 'book/main.xml',
      data: `<workbook xmlns:q="${strict}"><sheets><sheet name="图" sheetId="9" q:id="c"/><sheet name="一" sheetId="1" q:id="1"/><sheet name="二" sheetId="2" state="hidden" q:id="2"/><sheet name="三" sheetId="3" state="veryHidden" q:id="3"/></sheets></workbook>`,
    },
    {
      name: 'book/_rels/main.xml.rels',
      data: relations(
        [
          ['1', 'worksheet', 's/one.xml'],
          ['2', 'worksheet', '/book/s/TWO.xml'],
          ['3', 'worksheet', '../three.xml'],
          ['c', 'chartsheet', 'chart.xml'],
          ['v', 'vbaProject', 'vbaProject.bin'],
        ],
        strict,
      ),
    },
    { name: 'book/s/one.xml', data: sheetOf('甲') },
    { name: 'book\\s\\two.xml', data: sheetOf('乙') },
    { name: 'three.xml', data: sheetOf('丙') },
    { name: 'book/vbaProject.bin', data: Buffer.alloc(64, 0xd0), flags: 0x801 },
  ]);
  const sheets = await collect(bytes);
  expect(sheets.map(({ sheet, hidden, rows }) => [sheet, hidden, rows[0]?.cells[0]])).toEqual([
    ['一', false, '甲'],
    ['二', true, '乙'],
    ['三', true, '丙'],
  ]);
});

test('a zip64 workbook', async () => {
  const bytes = zipOf(
    [
      {
        name: 'xl/workbook.xml',
        data: '<workbook><sheets><sheet name="s" sheetId="1" id="1"/></sheets></workbook>',
        zip64: true,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: relations([['1', 'worksheet', 'a.xml']]),
        zip64: true,
        stored: true,
      },
      {
        name: 'xl/a.xml',
        data: '<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>',
        zip64: true,
      },
    ],
    { zip64End: true },
  );
  expect(await cellsOf(bytes)).toEqual({ A1: 'n:5' });
});
