import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, join } from './bytes.ts';
import { EVIDENCE_KINDS, evidenceFileName } from './kind.ts';
import { HEAD, mediaTypeOf, TAIL } from './media-type.ts';
import { sayRefusal } from './refusal.ts';
import { filmFromPhone, jpegFromPhone, pngFromPhone, webpFromPhone } from './samples.ts';

function tell(bytes: Uint8Array): string {
  const verdict = mediaTypeOf(bytes.subarray(0, HEAD), bytes.subarray(Math.max(0, bytes.length - TAIL)));
  return 'type' in verdict ? verdict.type : verdict.refused;
}

const zip = (...names: string[]): Uint8Array =>
  bytesOf(`PK\x03\x04 … ${names.map((name) => `PK\x01\x02${name}`).join('')}PK\x05\x06`);

test.each([
  ['image/jpeg', jpegFromPhone()],
  ['image/png', pngFromPhone()],
  ['image/webp', webpFromPhone()],
  ['video/mp4', join([filmFromPhone(0).head, filmFromPhone(0).tail])],
  ['video/quicktime', bytesOf('\0\0\0\x14ftypqt  ')],
  ['video/webm', bytesOf('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm')],
  ['application/pdf', bytesOf('%PDF-1.7')],
  ['application/ofd', zip('OFD.xml')],
  [EVIDENCE_KINDS.document.types[1], zip('[Content_Types].xml', 'word/document.xml')],
  [EVIDENCE_KINDS.document.types[2], zip('[Content_Types].xml', 'xl/workbook.xml')],
  ['macros', zip('word/document.xml', 'word/vbaProject.bin')],
  ['heic', bytesOf('\0\0\0\x18ftypheic\0\0\0\0mif1')],
  ['empty', new Uint8Array()],
  ['type', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['type', bytesOf('<!doctype html><script src=x></script>')],
  ['type', bytesOf('MZ\x90\0')],
  ['type', bytesOf('GIF89a')],
  ['type', zip('evil.exe')],
])('%s is told by its bytes', (what, bytes) => {
  expect(tell(bytes)).toBe(what);
});

test('nothing that a browser would run is taken for evidence', () => {
  const active = fc.constantFrom('<html', '<svg', '<?xml', '<script', '#!/bin/sh', 'MZ', '\x7fELF', 'GIF89a');
  fc.assert(
    fc.property(active, fc.uint8Array({ maxLength: 500 }), (start, rest) => {
      expect(tell(join([bytesOf(start), rest]))).toBe('type');
    }),
  );
});

test('a refusal says in both languages what would do', () => {
  for (const why of ['empty', 'type', 'heic', 'macros', 'damaged', 'infected'] as const) {
    const said = sayRefusal(why, 'scan');
    expect(said.zh).not.toContain('{');
    expect(said.en).not.toContain('{');
  }
  expect(sayRefusal('type', 'signature').en).toContain('PNG, JPEG');
});

test('a file is saved under the ending of its content', () => {
  expect(evidenceFileName('现场.JPG', 'image/jpeg')).toBe('现场.JPG');
  expect(evidenceFileName('page.html', 'image/png')).toBe('page.png');
  expect(evidenceFileName('投票', 'video/mp4')).toBe('投票.mp4');
});
