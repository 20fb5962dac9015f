import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import { ReadSession } from '../session.ts';
import { cellsOf } from '../testing/collect.ts';
import { sheetJsCells } from '../testing/sheetjs.ts';
import { rawBook } from '../testing/workbook.ts';
import { TextCache } from '../text-cache.ts';
import { XmlScanner } from '../xml/scanner.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetHandler } from './sheet.ts';

// That library writes a literal _x000D_ without escaping it, so it stays out of the grids.
const text = fc.oneof(
  fc.constantFrom('是', '固始县', '411525199001011234', ' 空 格 ', 'a\nb', '"q"', '<&>', '０１', '𠮷'),
  fc.string({ unit: 'binary', maxLength: 12 }).map((s) => s.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')),
);
const cell = fc.oneof(
  fc.constant(null),
  text,
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
    .map((n) => Math.round(n * 100) / 100),
  fc.boolean(),
);
const grid = fc.array(fc.array(cell, { maxLength: 20 }), { minLength: 1, maxLength: 25 });

test.each(['xlsx', 'xlsm'] as const)(
  'random grids written as %s by another library are read cell by cell',
  async (bookType) => {
    await fc.assert(
      fc.asyncProperty(grid, fc.boolean(), async (rows, bookSST) => {
        const book = utils.book_new();
        utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'S');
        const bytes = write(book, { type: 'buffer', bookType, bookSST }) as Buffer;
        const found = await cellsOf(bytes);
        const ours = Object.fromEntries(
          Object.entries(found).map(([address, value]) => [address, value.slice(2)]),
        );
        expect(ours).toEqual(expectedOf(rows));
        expect(ours).toEqual(sheetJsCells(bytes));
      }),
      { numRuns: 60 },
    );
  },
);

function expectedOf(
  rows: readonly (readonly (string | number | boolean | null)[])[],
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [row, cells] of rows.entries()) {
    for (const [column, value] of cells.entries()) {
      const shown =
        typeof value === 'boolean'
          ? String(value).toUpperCase()
          : Object.is(value, -0)
            ? '0'
            : String(value ?? '');
      if (shown !== '') found[`${String.fromCharCode(65 + column)}${row + 1}`] = shown;
    }
  }
  return found;
}

const xmlCell = fc.tuple(
  fc.constantFrom(
    '',
    ' r="B1"',
    " r='D1'",
    ' s="1"',
    '\n t="n"',
    ' t="s"',
    ' r="C1" s="0" t="s"',
    ' t="str"',
    ' r="E1" cm="1"',
    ' t="inlineStr"',
    ' r="F1" s="1" t="inlineStr"',
  ),
  fc.constantFrom(
    '<v>1</v>',
    '<v>0</v>',
    '<v>12.5</v>',
    '<v> 3 </v>',
    '<f>A1</f><v>1</v>',
    '<v>1&#48;</v>',
    '<v/>',
    '<v></v>',
    '<!-- x --><v>2</v>',
    '<is><t>村&amp;</t></is>',
    '<is><t>村</t></is>',
    '<is><t>a > b_x0041_</t></is>',
    '<is><t>村\r\n</t><t>二</t></is>',
    '',
  ),
  fc.boolean(),
);

test('a part cut anywhere, even inside a character, reads the same; so does the short cut for plain cells', () => {
  const parse = (bytes: Buffer, cuts: readonly number[]): unknown => {
    const strings = new SharedStrings(1000);
    for (const word of ['甲', '乙', '丙', '丁']) strings.add(word);
    const session = new ReadSession(DEFAULT_LIMITS, undefined);
    const book = {
      sheets: [],
      date1904: false,
      styles: [{ as: 'number' }, { as: 'date', date: true, time: false }] as const,
      strings,
    };
    const handler = new SheetHandler(book, session, new TextCache());
    const scanner = new XmlScanner(handler, 'p', 32);
    let from = 0;
    try {
      for (const cut of [...cuts, bytes.length]) {
        scanner.push(bytes.subarray(from, cut));
        from = cut;
      }
      scanner.end();
      return handler.take();
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(
      fc.array(fc.array(xmlCell, { maxLength: 5 }), { maxLength: 5 }),
      fc.array(fc.nat(800), { maxLength: 6 }),
      (rows, at) => {
        const inner = rows.map(
          (cells) =>
            `<row>${cells.map(([a, v, closed]) => (closed && v === '' ? `<c${a}/>` : `<c${a}>${v}</c>`)).join('')}</row>`,
        );
        const bytes = Buffer.from(
          `<?xml version="1.0"?><worksheet><sheetData>${inner.join('\n')}</sheetData></worksheet>`,
        );
        const whole = parse(bytes, []);
        const everyByte = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
        expect(parse(bytes, everyByte)).toEqual(whole);
        expect(
          parse(
            bytes,
            [...new Set(at)].filter((n) => n < bytes.length).sort((a, b) => a - b),
          ),
        ).toEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
});

test('the second library reads the odd file the same way', async () => {
  const strings =
    '<si><t>固始县</t></si><si><r><t>张</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>';
  const sheet =
    '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>内&amp;联</t></is></c><c r="D1"><f>1+1</f><v>2</v></c></row><row r="9"><c r="B9" t="b"><v>1</v></c><c r="Z9" t="e"><v>#REF!</v></c><c r="AA9" t="s"><v>0</v></c></row>';
  const bytes = rawBook({ strings, sheet });
  const { A1, C1, D1, B9, Z9 } = await cellsOf(bytes);
  expect({ A1, C1, D1, B9, Z9 }).toEqual({
    A1: 't:张 三',
    C1: 't:内&联',
    D1: 'n:2',
    B9: 'b:TRUE',
    Z9: 'e:#REF!',
  });
  expect(sheetJsCells(bytes)).toMatchObject({
    A1: '张 三',
    C1: '内&联',
    D1: '2',
    B9: 'TRUE',
    Z9: '#REF!',
    AA9: '固始县',
  });
});
