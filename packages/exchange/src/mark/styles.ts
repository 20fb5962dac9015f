import { cellFormats, FILLS, FONTS, MARK_COLOURS, type StyleTable, styleTable } from '../write/styles.ts';
import { prefixed } from '../write/xml.ts';
import { CannotMarkInPlace } from './cannot.ts';
import type { MarkKind } from './marks.ts';
import { append, attributeOf, findElement, setAttribute } from './xml-edit.ts';

/** Excel holds 65,490 cell formats; past this many a mark gives up the cell's own look instead. */
const MOST_FORMATS = 65_000;
/** Places among the fills added. */
const FILL_OF: Readonly<Record<MarkKind, number>> = { error: 1, warning: 2, doubt: 3 };
/** A built-in date format: the summary has no dates, so no format of its own is added. */
const BUILT_IN_DATE = 14;

/** The styles part of a marked workbook: the looks of the summary, and a coloured twin of each format in use. */
export class MarkedStyles {
  /** Looks of the summary sheet. */
  readonly table: StyleTable;
  private readonly formats: readonly string[];
  private readonly added: string[];
  private readonly twins = new Map<string, number>();
  /** Fills of an earlier marking. */
  private readonly markFills: ReadonlySet<number>;
  private readonly fonts: number;
  private readonly fills: number;

  /** Throws `CannotMarkInPlace` when the part lacks fonts, fills or formats. */
  constructor(private readonly xml: string) {
    this.formats = children(xml, 'cellXfs', 'xf');
    this.fonts = children(xml, 'fonts', 'font').length;
    const fills = children(xml, 'fills', 'fill');
    this.fills = fills.length;
    this.markFills = new Set(fills.flatMap((fill, index) => (isMark(fill) ? [index] : [])));
    this.table = styleTable(this.formats.length);
    this.added = cellFormats({ font: this.fonts, fill: this.fills, format: BUILT_IN_DATE });
  }

  /** The format for a marked cell: as `format` in all but the fill. */
  mark(format: number, kind: MarkKind): number {
    const own = this.formats[format] ?? this.added[format - this.formats.length];
    const full = this.formats.length + this.added.length >= MOST_FORMATS;
    if (own === undefined || full) return this.table[kind];
    return this.twin(`${kind}${format}`, own, this.fills + FILL_OF[kind]);
  }

  /** The format without the colour of an earlier marking; undefined for a format that has none. */
  unmark(format: number): number | undefined {
    const own = this.formats[format];
    if (own === undefined || !this.markFills.has(Number(attributeOf(own, 'fillId')))) return undefined;
    return this.twin(`plain${format}`, own, 0);
  }

  private twin(key: string, format: string, fill: number): number {
    const known = this.twins.get(key);
    if (known !== undefined) return known;
    const tag = format.slice(0, format.indexOf('>') + 1);
    const coloured = setAttribute(setAttribute(tag, 'fillId', fill), 'applyFill', 1);
    const number = this.formats.length + this.added.push(coloured + format.slice(tag.length)) - 1;
    this.twins.set(key, number);
    return number;
  }

  toXml(): string {
    const formats = this.formats.length + this.added.length;
    // Twins are copies and have their prefix; the looks of the summary do not.
    const looks = Object.keys(this.table).length;
    const add = (xml: string, list: string, items: string[], plain: number, count: number): string => {
      const text = (prefix: string) =>
        prefixed(items.slice(0, plain).join(''), prefix) + items.slice(plain).join('');
      return append(xml, list, text, count) ?? xml;
    };
    let xml = add(this.xml, 'fonts', [...FONTS], FONTS.length, this.fonts + FONTS.length);
    xml = add(xml, 'fills', FILLS, FILLS.length, this.fills + FILLS.length);
    return add(xml, 'cellXfs', this.added, looks, formats);
  }
}

/** After other programs have saved it, the colour is all that is left to know a mark by. */
function isMark(fill: string): boolean {
  return Object.values(MARK_COLOURS).some((colour) => fill.includes(`rgb="${colour}"`));
}

function children(xml: string, list: string, item: string): string[] {
  const element = findElement(xml, list);
  const each = new RegExp(
    `<([\\w.-]+:)?${item}(?=[\\s/>])(?:[^>"']|"[^"]*"|'[^']*')*?(?:/>|>[\\s\\S]*?</(?:[\\w.-]+:)?${item}\\s*>)`,
    'g',
  );
  const found = element?.inner.match(each);
  if (!found) throw new CannotMarkInPlace(`The styles part has no ${list}`);
  return found;
}
