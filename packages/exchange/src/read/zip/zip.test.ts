import { encode } from 'iconv-lite';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import { ReadSession } from '../session.ts';
import { bufferSource } from '../source.ts';
import { collect, outcome } from '../testing/collect.ts';
import { rawBook } from '../testing/workbook.ts';
import { zipOf } from '../testing/zip-writer.ts';
import { readDirectory } from './directory.ts';
import { memberSource } from './member.ts';

const BOOK = rawBook({ sheet: '<row><c><v>1</v></c></row>' });
const CSV = 'a,b\n1,2\n';

test('several files in one archive, in order, with folders, litter and what is no table', async () => {
  const bytes = zipOf([
    { name: '县/', data: '' },
    { name: '县/一.xlsx', data: BOOK },
    { name: '__MACOSX/县/._一.xlsx', data: 'x' },
    { name: '县/~$一.xlsx', data: 'x' },
    { name: '二.csv', data: CSV, stored: true },
    { name: '照片.jpg', data: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) },
  ]);
  const sheets = await collect(bytes, '月报.zip');
  expect(
    sheets.map(({ file, sheet, skipped, rows }) => [file, sheet, skipped ?? false, rows.length]),
  ).toEqual([
    ['月报.zip/县/一.xlsx', '表一', false, 1],
    ['月报.zip/二.csv', '二', false, 2],
    ['月报.zip/照片.jpg', '', true, 0],
  ]);
});

test('one that breaks off after its first rows keeps none of the others out, and none of its rows comes in', async () => {
  const rows = '1,2\n'.repeat(100_000);
  const broken = `a,b\n${rows}3,"4`;
  const sheets = await collect(
    zipOf([
      { name: '一.csv', data: CSV },
      { name: '断.csv', data: broken },
      {
        name: '坏.xlsx',
        data: rawBook({ sheet: `${'<row><c><v>1</v></c></row>'.repeat(20_000)}<row></c>` }),
      },
      { name: '二.csv', data: CSV },
    ]),
    '月报.zip',
  );
  expect(sheets.map(({ file, rows: read }) => [file, read.length])).toEqual([
    ['月报.zip/一.csv', 2],
    ['月报.zip/断.csv', 0],
    ['月报.zip/坏.xlsx', 0],
    ['月报.zip/二.csv', 2],
  ]);
  expect(sheets.map(({ refused }) => refused?.en)).toEqual([
    undefined,
    expect.stringContaining('row 100002'),
    expect.any(String),
    undefined,
  ]);
});

test('names in GBK without the UTF-8 flag', async () => {
  const [sheet] = await collect(zipOf([{ name: encode('脱贫户.csv', 'gbk'), data: CSV, flags: 0 }]), 'a.zip');
  expect(sheet?.file).toBe('a.zip/脱贫户.csv');
});

test.each(['../../x.csv', '/etc/x.csv', 'C:\\x.csv', 'c:x.csv', 'a\\b.csv', 'a/../../x.csv', 'a\u0000.csv'])(
  'the unsafe name %j is refused',
  async (name) => {
    expect(await outcome(zipOf([{ name, data: CSV }]))).toBe('zip-path');
  },
);

test('a large file inside an archive is read without holding it', async () => {
  const big = '411525199001011234,固始县\n'.repeat(1_500_000);
  expect(await outcome(zipOf([{ name: 'big.csv', data: big }]), { limits: { maxRatio: 1100 } })).toBe(
    'read 1500000 rows',
  );
});

test('any stretch of a large packed file can be read, forward and back', async () => {
  const data = Buffer.concat(
    Array.from({ length: 34 }, (_, n) => Buffer.alloc(1024 * 1024, `${n} 固始县\n`)),
  );
  const source = bufferSource(zipOf([{ name: 'a.bin', data }]));
  const session = new ReadSession({ ...DEFAULT_LIMITS, maxRatio: 1100 }, undefined);
  const [entry] = await readDirectory(source, 10);
  const member = await memberSource(source, entry!, session);
  for (const [at, length] of [
    [data.length - 50, 100],
    [0, 30],
    [1_000_000, 3_000_000],
    [4_000_000, 10],
    [data.length, 5],
  ] as const) {
    expect(Buffer.compare(Buffer.from(await member.read(at, length)), data.subarray(at, at + length))).toBe(
      0,
    );
  }
  await member.close?.();
});

test('a stored workbook of any size is read where it lies', async () => {
  expect(await outcome(zipOf([{ name: 'a.xlsx', data: BOOK, stored: true }]))).toBe('read 1 rows');
});

test.each([
  ['a password on an entry', zipOf([{ name: 'a.csv', data: CSV, flags: 0x801 }]), 'zip-encrypted'],
  ['another compression', zipOf([{ name: 'a.csv', data: CSV, method: 14 }]), 'zip-method'],
  [
    'an archive in an archive',
    zipOf([{ name: 'a.zip', data: zipOf([{ name: 'b.csv', data: CSV }]) }]),
    'zip-nested',
  ],
  ['only pictures', zipOf([{ name: 'a.png', data: Buffer.from('\x89PNG', 'latin1') }]), 'zip-nothing'],
  ['nothing', zipOf([]), 'zip-nothing'],
  ['a cut file', BOOK.subarray(0, BOOK.length - 40), 'zip-damaged'],
  ['a size that is not true', zipOf([{ name: 'a.csv', data: CSV, claimedSize: 4 }]), 'zip-damaged'],
  [
    'two entries in one place',
    zipOf([
      { name: 'a.csv', data: CSV },
      { name: 'b.csv', data: CSV, sameAs: 0 },
    ]),
    'zip-overlap',
  ],
  [
    'a letter',
    zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'word/document.xml', data: '<w/>' },
    ]),
    'not-a-table',
  ],
  [
    'OpenDocument',
    zipOf([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'content.xml', data: '<x/>' },
    ]),
    'format-unsupported',
  ],
  [
    'a workbook without sheets',
    zipOf([{ name: 'xl/workbook.xml', data: '<workbook/>' }]),
    'workbook-damaged',
  ],
])('%s is refused', async (_, bytes, reason) => {
  expect(await outcome(bytes)).toBe(reason);
});

test('a flipped bit is noticed', async () => {
  const bytes = zipOf([{ name: 'a.csv', data: 'a,b\n1,2\n'.repeat(50), stored: true }]);
  bytes[bytes.indexOf('1,2')] = 0x37;
  expect(await outcome(bytes)).toBe('zip-damaged');
});
