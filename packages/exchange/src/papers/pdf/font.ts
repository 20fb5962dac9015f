import { createHash } from 'node:crypto';
import type { Face } from '../font/face.ts';
import { subsetCff } from '../font/subset.ts';
import { type PdfObjects, type Ref, ref } from './objects.ts';

const ASCENT = 880;
const DESCENT = -120;

/** Embeds the glyphs used, with the characters they stand for, so that text can be searched and read aloud. */
export function embedFont(pdf: PdfObjects, face: Face, used: ReadonlyMap<number, number>): Ref {
  const glyphs = [...used.keys()].toSorted((a, b) => a - b);
  const name = `${tagOf(glyphs)}+${face.name}`;
  const file = pdf.stream('/Subtype /CIDFontType0C', subsetCff(face.cff, glyphs, name));
  const box = face.cff.boundingBox.join(' ');
  const descriptor = pdf.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 6 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${ASCENT}` +
      ` /Descent ${DESCENT} /CapHeight 730 /StemV 80 /FontFile3 ${ref(file)} >>`,
  );
  const widths = glyphs
    .filter((glyph) => face.widthOf(glyph) !== 1000)
    .map((glyph) => `${glyph} [${face.widthOf(glyph)}]`);
  const descendant = pdf.add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)` +
      ` /Supplement 0 >> /FontDescriptor ${ref(descriptor)} /DW 1000 /W [${widths.join(' ')}] >>`,
  );
  const toUnicode = pdf.stream('', unicodeMap(glyphs, used));
  return pdf.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${ref(descendant)}]` +
      ` /ToUnicode ${ref(toUnicode)} >>`,
  );
}

/** Six letters that tell this subset from others, the same for the same glyphs. */
function tagOf(glyphs: readonly number[]): string {
  const digest = createHash('sha256').update(glyphs.join()).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/** A section of a map may hold so many. */
const SECTION = 100;

function unicodeMap(glyphs: readonly number[], used: ReadonlyMap<number, number>): string {
  const lines = glyphs.map((glyph) => {
    const text = Buffer.from(String.fromCodePoint(used.get(glyph) ?? 0xfffd), 'utf16le').swap16();
    return `<${glyph.toString(16).padStart(4, '0')}> <${text.toString('hex')}>`;
  });
  const sections: string[] = [];
  for (let at = 0; at < lines.length; at += SECTION) {
    const part = lines.slice(at, at + SECTION);
    sections.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...sections,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n');
}
