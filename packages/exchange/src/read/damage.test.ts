import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REFUSALS } from './refusal.ts';
import { outcome } from './testing/collect.ts';
import { rawBook, stylesFor } from './testing/workbook.ts';

const ENDS = new RegExp(`^(read \\d+ rows|${Object.keys(REFUSALS).join('|')})$`);

const SHEET =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>43525</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲&amp;</t></is></c><c t="d"><v>2019-03-01T00:00:00</v></c></row>';
const STRINGS = '<si><t>固始县</t></si><si><r><t>x</t></r></si>';
const STYLES = stylesFor(['yyyy-mm-dd']);

const edit = fc.record({
  at: fc.nat(5000),
  cut: fc.nat(6),
  put: fc.constantFrom(
    '',
    '<',
    '>',
    '/',
    '"',
    '&',
    '&#99999999;',
    '&#xD800;',
    '<!',
    '<![CDATA[',
    '-1',
    '1e999',
    '99999999999999999999',
    'NaN',
    '<row>',
    '</row>',
    ' r="ZZZZZZZ1"',
    ' s="-4"',
    '\u0000',
    '<?',
    '_xD800_',
  ),
});
type Edit = { at: number; cut: number; put: string };

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce(
    (now, { at, cut, put }) =>
      now.slice(0, at % now.length) + put + now.slice((at % now.length) + cut) || ' ',
    text,
  );
}

test('a workbook with damaged parts is read or refused, and never fails otherwise', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('sheet', 'strings', 'styles'),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      async (part, edits) => {
        const parts = { sheet: SHEET, strings: STRINGS, styles: STYLES };
        expect(await outcome(rawBook({ ...parts, [part]: edited(parts[part], edits) }))).toMatch(ENDS);
      },
    ),
    { numRuns: 500 },
  );
});

const bytesEdit = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });

function flipped(bytes: Buffer, edits: readonly (readonly [number, number])[], until: number): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of edits) copy[at % copy.length] = value;
  return copy.subarray(0, until % 5 === 0 ? until % copy.length : copy.length);
}

test('so is one with damaged bytes, whatever they are', async () => {
  const bytes = rawBook({ sheet: SHEET, strings: STRINGS, styles: STYLES });
  await fc.assert(
    fc.asyncProperty(bytesEdit, fc.nat(), async (edits, until) => {
      expect(await outcome(flipped(bytes, edits, until))).toMatch(ENDS);
    }),
    { numRuns: 400 },
  );
});

test('so is an old workbook', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['固始县', 1, true],
      ['甲', 2.5],
    ]),
    'S',
  );
  const bytes = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  await fc.assert(
    fc.asyncProperty(bytesEdit, fc.nat(), async (edits, until) => {
      expect(await outcome(flipped(bytes, edits, until), { limits: { oldFormatSeconds: 5 } })).toMatch(ENDS);
    }),
    { numRuns: 8 },
  );
}, 120_000);
