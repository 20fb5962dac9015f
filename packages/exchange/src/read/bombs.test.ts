import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { outcome } from './testing/collect.ts';
import { rawBook } from './testing/workbook.ts';
import { zipOf } from './testing/zip-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingbai-bombs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const CHILD = fileURLToPath(new URL('./testing/read-child.ts', import.meta.url));
const HUNDRED_MB = 100 * 1024 * 1024;

/** Reads the file in a process that may hold 128 MB of objects; its whole memory must stay under the bound too. */
async function inSmallProcess(
  bytes: Uint8Array,
): Promise<{ rows: number; reason: string; peakMegabytes: number }> {
  const path = join(folder, randomBytes(6).toString('hex'));
  writeFileSync(path, bytes);
  const args = ['--max-old-space-size=128', '--import', 'tsx', CHILD, path];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  return JSON.parse(stdout) as { rows: number; reason: string; peakMegabytes: number };
}

const repeated = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length));
const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

test.each<[string, () => Buffer, string]>([
  ['zeros in a zip', () => zipOf([{ name: 'a.csv', data: Buffer.alloc(HUNDRED_MB) }]), 'zip-bomb'],
  [
    'zeros that claim to be few',
    () => zipOf([{ name: 'a.csv', data: Buffer.alloc(HUNDRED_MB), claimedSize: 5000 }]),
    'zip-damaged',
  ],
  ['a sheet of empty rows', () => rawBook({ sheet: repeated('<row/>', HUNDRED_MB) }), 'zip-bomb'],
  [
    'shared strings without end',
    () => rawBook({ sheet: '<row/>', strings: repeated('<si><t>固始县</t></si>', HUNDRED_MB) }),
    'zip-bomb',
  ],
  [
    'a text without end',
    () => rawBook({ sheet: `<row><c t="inlineStr"><is><t>${randomBytes(8_000_000).toString('hex')}` }),
    'xml-malformed',
  ],
  [
    'a tag without end',
    () => rawBook({ sheet: `<row a="${randomBytes(8_000_000).toString('hex')}` }),
    'xml-malformed',
  ],
  [
    'a million attributes',
    () => rawBook({ sheet: `<row ${repeated('a="1" ', 6_000_000)}/>` }),
    'xml-malformed',
  ],
  [
    '16,384 columns',
    () =>
      rawBook({
        sheet: `<row>${Array.from(randomBytes(16_384), (n) => `<c><v>${n}</v></c>`).join('')}</row>`.repeat(
          200,
        ),
      }),
    'too-many-columns',
  ],
  [
    'styles without end',
    () => rawBook({ sheet: '<row/>', styles: `<cellXfs>${'<xf numFmtId="1"/>'.repeat(70_000)}</cellXfs>` }),
    'too-many-styles',
  ],
  ['tags within tags', () => rawBook({ sheet: '<a>'.repeat(1_000_000) }), 'xml-too-deep'],
  [
    'billion laughs in the strings',
    () => rawBook({ sheet: '<row/>', extra: [], strings: `</sst>${laughs}<sst>` }),
    'xml-doctype',
  ],
  [
    'billion laughs in the sheet',
    () =>
      rawBook({
        sheet: `${laughs}<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`,
      }),
    'xml-doctype',
  ],
  [
    'an entity nobody defined',
    () => rawBook({ sheet: '<row><c t="inlineStr"><is><t>&b;</t></is></c></row>' }),
    'xml-malformed',
  ],
  ['an open quote in a csv', () => Buffer.from(`a,b\n"${repeated('x,y\n', HUNDRED_MB)}`), 'csv-quote'],
  ['one line of 100 MB', () => Buffer.alloc(HUNDRED_MB, 'x'), 'cell-too-long'],
  [
    'an old workbook named xls that is XML with a DOCTYPE',
    () =>
      Buffer.from(
        `<?xml version="1.0"?>${laughs}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`,
      ),
    'xml-doctype',
  ],
])(
  '%s: refused, memory bounded',
  async (_, make, reason) => {
    const child = await inSmallProcess(make());
    expect(child.reason).toBe(reason);
    expect(child.peakMegabytes).toBeLessThan(250);
  },
  90_000,
);

test('a quine of overlapping entries is refused before anything is unpacked', async () => {
  const members = Array.from({ length: 500 }, (_, index) =>
    index === 0
      ? { name: '0.csv', data: Buffer.alloc(1_000_000) }
      : { name: `${index}.csv`, data: Buffer.alloc(1_000_000), sameAs: 0 },
  );
  expect(await outcome(zipOf(members))).toBe('zip-overlap');
});

test('limits of one upload hold over all its files together', async () => {
  const csv = 'a,b\n'.repeat(1000);
  const bytes = zipOf([1, 2, 3].map((n) => ({ name: `${n}.csv`, data: csv })));
  expect(await outcome(bytes, { limits: { maxRows: 2500 } })).toBe('too-many-rows');
  expect(await outcome(bytes, { limits: { maxSheets: 2 } })).toBe('too-many-sheets');
  expect(await outcome(bytes, { limits: { maxUnzippedBytes: 9000 } })).toBe('too-large');
  expect(await outcome(bytes, { limits: { maxArchiveEntries: 2 } })).toBe('too-many-entries');
  expect(
    await outcome(rawBook({ sheet: '<row/>', strings: '<si><t>固始县固始县</t></si>'.repeat(100) }), {
      limits: { maxSharedStringBytes: 2000 },
    }),
  ).toBe('too-many-strings');
});

test('memory does not grow with the rows of a sheet', async () => {
  const row =
    '<row><c t="inlineStr"><is><t>固始县</t></is></c><c><v>411525199001011234</v></c><c><v>1</v></c></row>';
  // Compressing is made poor by a comment between the blocks, so that this is no bomb.
  const blocks = Array.from(
    { length: 400 },
    () => `${row.repeat(500)}<!--${randomBytes(1500).toString('hex')}-->`,
  );
  const child = await inSmallProcess(rawBook({ sheet: blocks.join('') }));
  expect(child).toMatchObject({ rows: 200_000, reason: 'none' });
  expect(child.peakMegabytes).toBeLessThan(200);
}, 90_000);
