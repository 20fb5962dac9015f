/** The looks a written cell can have; each is one entry of cellXfs. */
const STYLE_NAMES = [
  'general',
  'text',
  'date',
  'time',
  'header',
  'error',
  'warning',
  'link',
  'wrapped',
  'title',
  'doubt',
] as const;

export type StyleName = (typeof STYLE_NAMES)[number];

/** Style → index in cellXfs of the workbook it is written into. */
export type StyleTable = Readonly<Record<StyleName, number>>;

/** Fills (ARGB) of a marked cell: light enough for black text, apart also in a grey print. */
export const MARK_COLOURS = { error: 'FFFFB3AD', warning: 'FFFFE08A', doubt: 'FFB9DCF5' } as const;

/** The fonts and fills the looks need, in the order their numbers below count. */
export const FONTS = [
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font>',
] as const;

export const FILLS = ['FFE7EBF0', MARK_COLOURS.error, MARK_COLOURS.warning, MARK_COLOURS.doubt].map(
  solidFill,
);

/** First free number of each list in the workbook the looks are added to. */
interface StyleBase {
  readonly font: number;
  readonly fill: number;
  /** The number format for `yyyy-mm-dd`; the next is date and time. */
  readonly format: number;
}

function numberFormats(base: StyleBase): string[] {
  return [
    `<numFmt numFmtId="${base.format}" formatCode="yyyy\\-mm\\-dd"/>`,
    `<numFmt numFmtId="${base.format + 1}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>`,
  ];
}

/** One `<xf>` for each of `STYLE_NAMES`, in that order. Number format 49 is `@`. */
export function cellFormats(base: StyleBase): string[] {
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const looks: Record<StyleName, string> = {
    general: xf(0, 0, 0),
    text: xf(49, 0, 0),
    date: xf(base.format, 0, 0),
    time: xf(base.format + 1, 0, 0),
    header: xf(49, base.font, base.fill, '<alignment vertical="center" wrapText="1"/>'),
    error: xf(49, 0, base.fill + 1),
    warning: xf(49, 0, base.fill + 2),
    link: xf(49, base.font + 1, 0, '<alignment vertical="top"/>'),
    wrapped: xf(49, 0, 0, wrap),
    title: xf(49, base.font + 2, 0),
    doubt: xf(49, 0, base.fill + 3),
  };
  return STYLE_NAMES.map((name) => looks[name]);
}

/** The styles part of a new workbook: `general` is 0, so `STYLE_NAMES` are their own indices. */
export function stylesXml(): string {
  const base = { font: 1, fill: 2, format: 164 };
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ];
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    counted('numFmts', numberFormats(base)) +
    counted('fonts', ['<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>', ...FONTS]) +
    counted('fills', [...fills, ...FILLS]) +
    counted('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']) +
    counted('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
    counted('cellXfs', cellFormats(base)) +
    counted('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    '</styleSheet>'
  );
}

export function styleTable(first: number): StyleTable {
  return Object.fromEntries(STYLE_NAMES.map((name, index) => [name, first + index])) as Record<
    StyleName,
    number
  >;
}

function solidFill(argb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function counted(name: string, items: readonly string[]): string {
  return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}

function xf(format: number, font: number, fill: number, alignment = ''): string {
  const applied =
    (format ? ' applyNumberFormat="1"' : '') +
    (font ? ' applyFont="1"' : '') +
    (fill ? ' applyFill="1"' : '') +
    (alignment ? ' applyAlignment="1"' : '');
  const start = `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0"${applied}`;
  return alignment ? `${start}>${alignment}</xf>` : `${start}/>`;
}
