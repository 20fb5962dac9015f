import { commentsXml, shapeBlocks, shapesXml } from './comments.ts';
import { type Output, withSink } from './sink.ts';
import { type CellComment, type SheetData, sheetXml } from './sheet.ts';
import { sheetName } from './sheet-name.ts';
import { styleTable, stylesXml } from './styles.ts';
import { xmlText } from './xml.ts';
import { ZipWriter } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes an XLSX workbook front to back: rows are asked for as they are written, memory does not grow with
 * them. The one truth about a sheet is `SheetData`; sheets too are asked for one after the other.
 */
export async function writeWorkbook(
  out: Output,
  sheets: Iterable<SheetData> | AsyncIterable<SheetData>,
  options: { readonly level?: number } = {},
): Promise<void> {
  await withSink(out, async (sink) => {
    const zip = new ZipWriter(sink, options.level);
    const written: WrittenSheet[] = [];
    const names = new Set<string>();
    let block = 1;
    await zip.add('_rels/.rels', relsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]));
    await zip.add('xl/styles.xml', stylesXml());
    for await (const sheet of sheets) {
      const name = sheetName(sheet.name, names);
      const one = await writeSheet(zip, { ...sheet, name }, written.length + 1, block);
      block += shapeBlocks(one.comments, block).length;
      written.push(one);
    }
    if (written.length === 0) throw new Error('A workbook needs at least one sheet');
    await zip.add('xl/workbook.xml', workbookXml(written));
    await zip.add('xl/_rels/workbook.xml.rels', workbookRels(written.length));
    await zip.add('[Content_Types].xml', contentTypes(written));
    await zip.end();
  });
}

interface WrittenSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly comments: number;
}

async function writeSheet(
  zip: ZipWriter,
  sheet: SheetData,
  number: number,
  block: number,
): Promise<WrittenSheet> {
  let comments: readonly CellComment[] = [];
  const drawing = () => {
    comments = [...(sheet.comments?.() ?? [])];
    return comments.length > 0 ? 'rId2' : undefined;
  };
  await zip.add(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, styleTable(0), drawing));
  if (comments.length > 0) {
    await zip.add(`xl/comments${number}.xml`, commentsXml(comments));
    await zip.add(`xl/drawings/vmlDrawing${number}.vml`, shapesXml(comments, block));
    await zip.add(
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relsXml([
        ['rId1', 'comments', `../comments${number}.xml`],
        ['rId2', 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
      ]),
    );
  }
  return { name: sheet.name, hidden: sheet.hidden ?? false, comments: comments.length };
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  // A spreadsheet program will not open on a hidden sheet.
  const first = Math.max(
    sheets.findIndex((sheet) => !sheet.hidden),
    0,
  );
  const each = sheets.map(({ name, hidden }, index) => {
    const state = hidden && index !== first ? ' state="hidden"' : '';
    return `<sheet name="${xmlText(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}">` +
    `<bookViews><workbookView activeTab="${first}"/></bookViews><sheets>${each.join('')}</sheets></workbook>`
  );
}

function workbookRels(count: number): string {
  const sheets = Array.from({ length: count }, (_, index): [string, string, string] => [
    `rId${index + 1}`,
    'worksheet',
    `worksheets/sheet${index + 1}.xml`,
  ]);
  return relsXml([...sheets, [`rId${count + 1}`, 'styles', 'styles.xml']]);
}

/** Id, last part of the type, target. */
export function relsXml(rels: readonly (readonly [string, string, string])[]): string {
  const each = rels.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${REL}/${type}" Target="${xmlText(target)}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE_REL}">${each.join('')}</Relationships>`;
}

function contentTypes(sheets: readonly WrittenSheet[]): string {
  const parts = sheets.flatMap(({ comments }, index) => [
    part(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet'),
    ...(comments > 0 ? [part(`/xl/comments${index + 1}.xml`, 'comments')] : []),
  ]);
  return (
    `${XML}<Types xmlns="${TYPES}">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${part('/xl/workbook.xml', 'sheet.main')}${part('/xl/styles.xml', 'styles')}${parts.join('')}</Types>`
  );
}

function part(name: string, type: string): string {
  return `<Override PartName="${name}" ContentType="${SHEET_ML}.${type}+xml"/>`;
}
