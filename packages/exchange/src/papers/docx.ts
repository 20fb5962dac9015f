import type { PaperModel } from '@mingbai/core';
import { type Output, withSink } from '../write/sink.ts';
import { relsXml } from '../write/workbook.ts';
import { xmlText } from '../write/xml.ts';
import { ZipWriter } from '../write/zip.ts';
import { blockXml } from './docx/blocks.ts';
import { coreXml, RELATION, ROOT_RELS, stylesXml, TYPES, WORD, XML } from './docx/parts.ts';
import { fitOf } from './layout/fit.ts';
import { type Theme, themeOf } from './layout/theme.ts';

/**
 * A paper as a document that an office edits: the blocks of the PDF, set by the faces of whoever opens it. Pages are
 * counted by the program that shows them.
 */
export async function writePaperDocx(out: Output, paper: PaperModel): Promise<void> {
  const parts = paper.parts.filter(({ blocks }) => blocks.length > 0);
  const [first] = parts;
  if (first === undefined) throw new RangeError('a paper without parts');
  const theme = themeOf(first, fitOf(first));
  const pictures: { readonly bytes: Buffer; readonly ending: string }[] = [];
  const add = (bytes: Buffer, ending = 'png'): string =>
    `rId${FIRST_PICTURE + pictures.push({ bytes, ending }) - 1}`;
  const sections = parts.map((part, at) => {
    const own = themeOf(part, fitOf(part));
    const body = part.blocks.map((block) => blockXml(block, own, add)).join('');
    const section = sectionXml(own, part.landscape);
    // All sections but the last end in a paragraph that carries how they are set.
    return at === parts.length - 1 ? body + section : `${body}<w:p><w:pPr>${section}</w:pPr></w:p>`;
  });
  await withSink(out, async (sink) => {
    const zip = new ZipWriter(sink, 6);
    await zip.add('[Content_Types].xml', TYPES);
    await zip.add('_rels/.rels', ROOT_RELS);
    await zip.add('docProps/core.xml', coreXml(xmlText(paper.title)));
    await zip.add('word/styles.xml', stylesXml(theme));
    await zip.add('word/footer1.xml', footerXml(first.note, theme));
    await zip.add(
      'word/_rels/document.xml.rels',
      relsXml([
        ['rId1', 'styles', 'styles.xml'],
        ['rId2', 'footer', 'footer1.xml'],
        ...pictures.map(({ ending }, at): [string, string, string] => [
          `rId${FIRST_PICTURE + at}`,
          'image',
          `media/image${at + 1}.${ending}`,
        ]),
      ]),
    );
    await zip.add(
      'word/document.xml',
      `${XML}<w:document xmlns:w="${WORD}" xmlns:r="${RELATION}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body>${sections.join('')}</w:body></w:document>`,
    );
    for (const [at, { bytes, ending }] of pictures.entries())
      await zip.add(`word/media/image${at + 1}.${ending}`, bytes);
    await zip.end();
  });
}

/** Relationships before it are the styles and the foot. */
const FIRST_PICTURE = 3;

const twips = (points: number): number => Math.round(points * 20);

function sectionXml(theme: Theme, landscape: boolean): string {
  const margins = {
    top: theme.top,
    right: theme.width - theme.right,
    bottom: theme.height - theme.bottom,
    left: theme.left,
  };
  const sides = Object.entries(margins).map(([side, points]) => `w:${side}="${twips(points)}"`);
  return (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>' +
    `<w:pgSz w:w="${twips(theme.width)}" w:h="${twips(theme.height)}"${landscape ? ' w:orient="landscape"' : ''}/>` +
    `<w:pgMar ${sides.join(' ')} w:header="600" w:footer="700" w:gutter="0"/></w:sectPr>`
  );
}

function footerXml(note: string, theme: Theme): string {
  const size = `<w:rPr><w:sz w:val="${Math.round(theme.small * 2)}"/></w:rPr>`;
  const text = (words: string): string =>
    `<w:r>${size}<w:t xml:space="preserve">${xmlText(words)}</w:t></w:r>`;
  const field = (name: string): string =>
    `<w:fldSimple w:instr=" ${name} "><w:r>${size}<w:t>1</w:t></w:r></w:fldSimple>`;
  const number = text('第 ') + field('PAGE') + text(' 页 共 ') + field('NUMPAGES') + text(' 页');
  const before = note === '' ? '' : text(`${note}　　`);
  return `${XML}<w:ftr xmlns:w="${WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${before}${number}</w:p></w:ftr>`;
}
