import { zipOf, type Member } from './zip-writer.ts';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface RawBook {
  /** What stands inside `<sheetData>`, or a whole part when it begins with `<?xml` or has another root. */
  readonly sheet: string | Buffer;
  /** What stands inside `<sst>`. */
  readonly strings?: string;
  /** What stands inside `<styleSheet>`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  readonly extra?: readonly Member[];
}

/** A workbook of one sheet from raw XML, that other libraries open too. */
export function rawBook(book: RawBook): Buffer {
  const part = (root: string, inner: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${MAIN}">${inner}</${root}>`;
  const whole =
    typeof book.sheet !== 'string' || book.sheet.startsWith('<?xml') || book.sheet.startsWith('<!');
  return zipOf([
    {
      name: '[Content_Types].xml',
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PART}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${PART}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/></Types>`,
    },
    { name: '_rels/.rels', data: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${MAIN}" xmlns:r="${TYPES}"><workbookPr${book.date1904 === true ? ' date1904="1"' : ''}/><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', '/xl/sharedStrings.xml'],
        ['rId3', 'styles', 'styles.xml'],
      ]),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      data: whole ? book.sheet : part('worksheet', `<sheetData>${String(book.sheet)}</sheetData>`),
    },
    { name: 'xl/sharedStrings.xml', data: part('sst', book.strings ?? '') },
    { name: 'xl/styles.xml', data: part('styleSheet', book.styles ?? '') },
    ...(book.extra ?? []),
  ]);
}

export function relations(
  list: readonly (readonly [id: string, type: string, target: string])[],
  base = TYPES,
): string {
  const inner = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner.join('')}</Relationships>`;
}

/** Styles 0 … n, one per format code; codes are numbered from 164. */
export function stylesFor(codes: readonly string[]): string {
  const escape = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const formats = codes.map(
    (code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escape(code)}"/>`,
  );
  const xfs = codes.map(
    (_, index) =>
      `<xf numFmtId="${164 + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const plain =
    '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>';
  return `<numFmts count="${codes.length}">${formats.join('')}</numFmts>${plain}<cellXfs count="${codes.length}">${xfs.join('')}</cellXfs>`;
}
