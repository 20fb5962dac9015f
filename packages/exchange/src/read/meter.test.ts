import { expect, test } from 'vitest';
import { bufferSource } from './source.ts';
import { readTables } from './tables.ts';
import { rawBook } from './testing/workbook.ts';
import { zipOf } from './testing/zip-writer.ts';

const ROWS = 20_000;
const numbers = Array.from({ length: ROWS }, (_, index) => index + 1);
/** As long as rows of a register are, and of no two the same. */
const words = (row: number) => [
  `户${row}`,
  `${row * 7919}`,
  `张${row % 977}`,
  '固始县',
  '一般脱贫户',
  `${row % 13}`,
];

function workbook(): Buffer {
  const rows = numbers.map(
    (row) =>
      `<row r="${row}">${words(row)
        .map(
          (word, column) =>
            `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t>${word}</t></is></c>`,
        )
        .join('')}</row>`,
  );
  // With merged cells behind the rows, for which the sheet is unpacked once before.
  return rawBook({
    sheet: `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`,
  });
}

function text(): Buffer {
  return Buffer.from(numbers.map((row) => `${words(row).join(',')}\n`).join(''));
}

/** The total that each batch lets one expect, once a tenth of the rows is read. */
async function totals(bytes: Buffer, whole: number): Promise<number[]> {
  const expected: number[] = [];
  let share = 0;
  let done = 0;
  const tables = readTables('f', bufferSource(bytes), { onShare: (told) => (share = told) });
  for await (const batch of tables) {
    done += batch.filter((event) => event.type !== 'sheet').length;
    if (done >= whole / 10) expected.push(done / share);
  }
  expect(done).toBe(whole);
  return expected;
}

test.each([
  ['a workbook', workbook, ROWS],
  ['a text', text, ROWS],
  [
    'an archive of both',
    () =>
      zipOf([
        { name: 'a.csv', data: text() },
        { name: 'b.csv', data: text() },
      ]),
    2 * ROWS,
  ],
])('the share of %s that is read lets one expect its rows', async (_, make, whole) => {
  const expected = await totals(make(), whole);
  expect(expected.length).toBeGreaterThan(5);
  for (const total of expected) {
    expect(total).toBeGreaterThan(whole * 0.75);
    expect(total).toBeLessThan(whole * 1.25);
  }
  expect(expected.at(-1)).toBeCloseTo(whole, -1);
});
