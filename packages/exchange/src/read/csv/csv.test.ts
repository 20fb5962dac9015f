import { encode } from 'iconv-lite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, collect, outcome } from '../testing/collect.ts';
import { bufferSource, type ByteSource } from '../source.ts';
import { readTables } from '../tables.ts';

const TEXT = '户编号,姓名,备注\r\n0012,张三,"逗号,""引号""\r\n第二行"\r\n\r\n0013,李四,\r\n';
const ROWS = [
  { type: 'row', row: 1, cells: ['户编号', '姓名', '备注'], kinds: 'ttt' },
  { type: 'row', row: 2, cells: ['0012', '张三', '逗号,"引号"\r\n第二行'], kinds: 'ttt' },
  { type: 'row', row: 4, cells: ['0013', '李四'], kinds: 'tt' },
];

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const [sheet] = await collect(bytes);
  return (sheet?.rows ?? []).map((row) => [...row.cells]);
}

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16LE', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
  ['UTF-16LE without its mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16BE without its mark', Buffer.from(TEXT, 'utf16le').swap16()],
  ['GBK', encode(TEXT, 'gbk')],
])('%s is found by content', async (_, bytes) => {
  const [sheet] = await collect(bytes, 'a.zip/县/脱贫户.2023.csv');
  expect(sheet?.sheet).toBe('脱贫户.2023');
  expect(sheet?.rows).toEqual(ROWS);
});

test('GB18030 with characters of four bytes, the first Chinese far down', async () => {
  const text = `${'1,a\n'.repeat(200_000)}2,㐀𠮷镕\n`;
  expect((await rowsOf(encode(text, 'gb18030'))).at(-1)).toEqual(['2', '㐀𠮷镕']);
});

test('bytes that are neither UTF-8 nor GBK are refused with the line', async () => {
  await expect(
    collect(Buffer.concat([encode('甲,乙\n', 'gbk'), Buffer.from([0xff, 0x20, 0x0a])])),
  ).rejects.toMatchObject({
    code: 'file-refused',
    details: { reason: 'text-encoding', file: 'f' },
  });
});

test.each([
  [',', 'a,b\n1;2,3'],
  [';', 'a;b\n1,5;2'],
  ['\t', 'a\tb\n1,5\t2;3'],
])('the delimiter %j is found', async (_, text) => {
  expect((await rowsOf(Buffer.from(text))).map((row) => row.length)).toEqual([2, 2]);
});

test('a title and notes around the table do not hide the delimiter; sep= states it', async () => {
  expect((await rowsOf(Buffer.from('固始县，2023年，月报;\na\tb\tc\n1\t2\t3\n')))[1]).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(await rowsOf(Buffer.from('sep=;\r\na,b;c\r\n'))).toEqual([['a,b', 'c']]);
});

test('line ends of all systems, text kept from being a number, loose quotes', async () => {
  expect(await rowsOf(Buffer.from('a,b\rc,d\r'))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(await rowsOf(Buffer.from('="0123",="4115",x'))).toEqual([['0123', '4115', 'x']]);
  expect(await rowsOf(Buffer.from('"=""0123""",5" pipe,"a"b'))).toEqual([['0123', '5" pipe', 'ab']]);
});

test('a quote without its partner is refused with its row', async () => {
  await expect(collect(Buffer.from(`a,b\n1,"x${'y,z\n'.repeat(2_000_000)}`))).rejects.toMatchObject({
    details: { reason: 'csv-quote', row: 2 },
  });
  expect(await outcome(Buffer.from('a,"b'))).toBe('csv-quote');
  expect(await outcome(Buffer.alloc(6_000_000, 'x'))).toBe('cell-too-long');
  expect(await outcome(Buffer.from(`${','.repeat(2000)}x`))).toBe('too-many-columns');
});

test('random tables come back as written, however the bytes are cut', async () => {
  const field = fc.oneof(
    fc.constantFrom('', '村', '"', ',', 'a"b', '\n', '\r\n', '411525199001011234', '=x'),
    fc.string({ maxLength: 8 }).map((s) => s.replace(/^[="]/, '')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(field, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, step) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const bytes = Buffer.from(`sep=,\n${quoted.join('\r\n')}`);
        // A source that hands out a few bytes at a time past the sample cuts quotes, line ends and characters.
        const source: ByteSource = {
          ...bufferSource(bytes),
          read: (at, length) =>
            Promise.resolve(bytes.subarray(at, at + (at < 6 ? Math.max(6, length) : Math.min(step, length)))),
        };
        const slow: ByteSource = {
          size: bytes.length,
          read: (at, length) =>
            length === 4096
              ? source.read(0, 4096)
              : Promise.resolve(bytes.subarray(at, at + Math.min(length, at === 0 ? 6 : step))),
        };
        const found: string[][] = [];
        for await (const batch of readTables('f.csv', slow)) {
          for (const event of batch) if (event.type === 'row') found[event.row - 1] = [...event.cells];
        }
        const expected = rows.map((row) => row.slice(0, row.findLastIndex((text) => text !== '') + 1));
        for (const [index, row] of expected.entries()) expect(found[index] ?? []).toEqual(row);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  ['sep=|\na|b\n1|2', { A1: 't:a', B1: 't:b', A2: 't:1', B2: 't:2' }],
  ['a|b|c\n1|2|3', { A1: 't:a', B1: 't:b', C1: 't:c', A2: 't:1', B2: 't:2', C2: 't:3' }],
  ['a,b\n1|2|3,4', { A1: 't:a', B1: 't:b', A2: 't:1|2|3', B2: 't:4' }],
])('%j: a bar between cells, or within one', async (text, cells) => {
  expect(await cellsOf(Buffer.from(text))).toEqual(cells);
});

test('the end mark of DOS is no row, and a zero byte is no text', async () => {
  expect(await cellsOf(Buffer.from('a,b\r\n1,2\r\n\x1a'))).toEqual({
    A1: 't:a',
    B1: 't:b',
    A2: 't:1',
    B2: 't:2',
  });
  expect(await outcome(Buffer.from('a,b\n' + '1,2\n'.repeat(2000) + '张\x00三,3\n'))).toBe('text-encoding');
});

test('long rows are handed on a few at a time, and one without end is refused', async () => {
  const row = `${'x'.repeat(50_000)},`.repeat(18);
  let most = 0;
  for await (const batch of readTables('f.csv', bufferSource(Buffer.from(`${row}\n`.repeat(40)))))
    most = Math.max(most, batch.length);
  expect(most).toBeLessThan(12);
  expect(await outcome(Buffer.from(`${row}${row}\n`))).toBe('row-too-long');
});

test('an abort between batches ends the reading', async () => {
  const stop = new AbortController();
  const reading = (async () => {
    for await (const batch of readTables('f.csv', bufferSource(Buffer.from('a,b\n'.repeat(500_000))), {
      signal: stop.signal,
    })) {
      if (batch.length > 1) stop.abort();
    }
  })();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['a,b,c\n1,2,3\n4,5', true],
  ['a,b,c\n1,2,3\n4,5\n', undefined],
  ['a,b,c\n1,2,3\n4,5,6', undefined],
  ['a,b,c\n1,2\n4,5', undefined],
])('%j ends within a row: %s', async (text, cut) => {
  const [sheet] = await collect(Buffer.from(text));
  expect(sheet?.rows.map((row) => row.cut)).toEqual([undefined, undefined, cut]);
});
