import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CopyBytes } from './copy-bytes.ts';

/** What PostgreSQL reads from a field in COPY's text format. */
function readBack(field: string): string {
  const letters: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
  return field.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter);
}

test('any text comes through as it is, however it begins a buffer that is too small', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })),
      fc.integer({ min: 1, max: 40 }),
      (texts, size) => {
        const lines = new CopyBytes(size);
        for (const text of texts) {
          lines.text(text);
          lines.tab();
        }
        const fields = Buffer.from(lines.bytes.subarray(0, lines.length)).toString('utf8').split('\t');
        expect(fields.slice(0, -1).map(readBack)).toEqual(texts);
      },
    ),
  );
  const signs = new CopyBytes(1);
  signs.text('a\\b\tc\nd\re\u0080߿ࠀ一\ud83d\ude00\ud83d.\ude00');
  expect(Buffer.from(signs.bytes.subarray(0, signs.length)).toString('utf8')).toBe(
    'a\\\\b\\tc\\nd\\re\u0080߿ࠀ一😀\ufffd.\ufffd',
  );
});

test('numbers, bytes, sets, yes and no, nothing', () => {
  const lines = new CopyBytes(1);
  for (const number of [0, 9, 10, -3, 123_456_789_012_345]) {
    lines.integer(number);
    lines.tab();
  }
  lines.hex(Uint8Array.of(0, 15, 255));
  lines.tab();
  lines.list(['a', 'b"c', 'd\\e']);
  lines.tab();
  lines.boolean(true);
  lines.boolean(false);
  lines.none();
  lines.line();
  expect(Buffer.from(lines.bytes.subarray(0, lines.length)).toString('latin1')).toBe(
    '0\t9\t10\t-3\t123456789012345\t\\\\x000fff\t{"a","b\\\\"c","d\\\\\\\\e"}\ttf\\N\n',
  );
});
