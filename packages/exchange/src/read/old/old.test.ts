import { utils, write } from '@e965/xlsx';
import { encode } from 'iconv-lite';
import { expect, test } from 'vitest';
import { cellsOf, collect, outcome } from '../testing/collect.ts';

function biff(rows: unknown[][]): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '脱贫户');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['藏']]), '码表');
  book.Workbook = {
    Sheets: [
      { name: '脱贫户', Hidden: 0 },
      { name: '码表', Hidden: 1 },
    ],
  };
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

test('an old binary workbook, whatever its name says', async () => {
  const rows = [
    ['户编号', null, '收入'],
    [],
    ['0012', '411525199001011234', 3218.5, true, { t: 'n', v: 43525, z: 'yyyy"年"m"月"' }],
  ];
  const [first, second] = await collect(biff(rows), 'a.csv');
  expect(first).toEqual({
    type: 'sheet',
    file: 'a.csv',
    sheet: '脱贫户',
    hidden: false,
    rows: [
      { type: 'row', row: 1, cells: ['户编号', '', '收入'], kinds: 't t' },
      {
        type: 'row',
        row: 3,
        cells: ['0012', '411525199001011234', '3218.5', 'TRUE', '2019-03-01'],
        kinds: 'ttnbd',
      },
    ],
  });
  expect(second).toMatchObject({ sheet: '码表', hidden: true });
});

test('a web page named .xls keeps long numbers, in UTF-8 and in GBK', async () => {
  const page =
    '<html><head><meta charset="gb2312"></head><body><table><tr><th colspan="2">脱贫户</th></tr><tr><td>411525199001011234</td><td>0012</td></tr></table></body></html>';
  const expected = { A1: 't:脱贫户', A2: 't:411525199001011234', B2: 't:0012' };
  expect(await cellsOf(Buffer.from(page))).toEqual(expected);
  expect(await cellsOf(encode(page, 'gbk'))).toEqual(expected);
});

test('XML Spreadsheet 2003', async () => {
  const xml =
    '<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="户"><Table>' +
    '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="Number">411525199001011234</Data></Cell></Row>' +
    '<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="DateTime">2019-03-01T00:00:00.000</Data></Cell><Cell ss:Formula="=1"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet></Workbook>';
  expect(await cellsOf(encode(xml, 'gbk'))).toEqual({
    A1: 't:甲',
    C1: 'n:411525199001011234',
    B4: 'd:2019-03-01',
    C4: 'f:',
    D4: 'b:TRUE',
  });
});

/** A compound file whose directory names one stream. */
function compound(stream: string): Buffer {
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  file.writeUInt32LE(0, 76);
  file.fill(0xff, 512, 1024);
  file.writeUInt32LE(0xfffffffe, 516);
  file.write(stream, 1024, 'utf16le');
  file.writeUInt16LE(stream.length * 2 + 2, 1024 + 64);
  return file;
}

test.each([
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'not-a-table'],
  ['Workbook', 'old-format-damaged'],
])('a compound file with a stream %s', async (stream, reason) => {
  expect(await outcome(compound(stream))).toBe(reason);
});

test('an old workbook is held to its size, memory and time', async () => {
  const bytes = biff(
    Array.from({ length: 15_000 }, (_, n) => Array.from({ length: 12 }, (__, c) => n * 12 + c)),
  );
  expect(await outcome(bytes, { limits: { maxOldFormatBytes: 1000 } })).toBe('too-large');
  expect(await outcome(bytes, { limits: { oldFormatHeapMegabytes: 32 } })).toBe('old-format-memory');
  expect(await outcome(bytes, { limits: { oldFormatSeconds: 0.05 } })).toBe('old-format-time');
});

test.each([['%PDF-1.7'], ['Rar!\x1a'], ['\x1f\x8b\x08'], ['{\\rtf1'], ['<?xml version="1.0"?><a/>']])(
  '%j is no table',
  async (head) => {
    expect(await outcome(Buffer.from(`${head} …`, 'latin1'))).toBe('not-a-table');
  },
);

test('an empty file says so', async () => {
  expect(await outcome(Buffer.alloc(0))).toBe('empty');
});

const SS = 'urn:schemas-microsoft-com:office:spreadsheet';
const spreadsheetMl = (rows: string, behind = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><Workbook xmlns="${SS}" xmlns:ss="${SS}"><Worksheet ss:Name="一"><Table>${rows}</Table>${behind}</Worksheet><Worksheet ss:Name="二"><Table/></Worksheet></Workbook>`,
  );
const cell = (text: string, attributes = ''): string =>
  `<Cell${attributes}><Data ss:Type="String">${text}</Data></Cell>`;

test('XML Spreadsheet 2003: a remark on a cell is not in the cell, and CDATA holds no entities', async () => {
  const remark =
    '<Comment ss:Author="a"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>批</B>注</ss:Data></Comment>';
  const rows = `<Row>${cell('张三').replace('</Cell>', `${remark}</Cell>`)}${cell('<![CDATA[a & b &amp;]]>')}</Row>`;
  expect(await cellsOf(spreadsheetMl(rows))).toEqual({ A1: 't:张三', B1: 't:a & b &amp;' });
});

test('XML Spreadsheet 2003: a cell merged downwards is said of the rows below', async () => {
  const [sheet] = await collect(
    spreadsheetMl(
      `<Row>${cell('户1', ' ss:MergeDown="2"')}${cell('甲')}</Row><Row>${cell('乙', ' ss:Index="2"')}</Row>` +
        `<Row>${cell('丙', ' ss:Index="2"')}</Row><Row>${cell('户2')}</Row>`,
    ),
  );
  const merged = [{ column: 0, from: 1 }];
  expect(sheet?.rows.map((row) => [row.row, row.cells, row.merged])).toEqual([
    [1, ['户1', '甲'], undefined],
    [2, ['', '乙'], merged],
    [3, ['', '丙'], merged],
    [4, ['户2'], undefined],
  ]);
});

test('XML Spreadsheet 2003: a sheet is hidden by what stands behind its rows', async () => {
  const options =
    '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>';
  const sheets = await collect(spreadsheetMl(`<Row>${cell('旧')}</Row>`, options));
  expect(sheets.map(({ sheet, hidden }) => [sheet, hidden])).toEqual([
    ['一', true],
    ['二', false],
  ]);
});
