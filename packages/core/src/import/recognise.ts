import type { Form, FormColumn } from '../form/form.ts';
import { type HeaderHit, HeaderIndex, type HeaderText, readHeader } from './header.ts';
import { distance } from './nearest.ts';
import { columnLetters, type SheetRow } from './sheet.ts';
import type { ImportDictionary } from './value.ts';

/** One column of the sheet, and where it goes. */
export interface ColumnMapping {
  /** 0 is column A. */
  readonly index: number;
  readonly letter: string;
  /** As it stands, lines joined. */
  readonly header: string;
  /** What `remembered` is keyed by. */
  readonly key: string;
  /** What stands in brackets in the header: 元, 万元, 月. */
  readonly unit: string;
  /** Position in `form.columns`; undefined: unknown, ignored, or a second column for the same thing. */
  readonly position: number | undefined;
  readonly state: 'mapped' | 'ignored' | 'unknown' | 'twice';
  readonly remembered: boolean;
  /** Nearest targets (`FormColumn.to`), best first, for the mapping screen. */
  readonly suggestions: readonly string[];
}

export interface Recognised {
  readonly form: Form;
  readonly headerRow: number;
  readonly columns: readonly ColumnMapping[];
  readonly missing: readonly FormColumn[];
  /** 0 to 1; below `THRESHOLD` the form is a guess. */
  readonly score: number;
}

/** A header as `normaliseHeader` gives it → a `FormColumn.to`, or 'ignore'. */
export type RememberedMappings = Readonly<Record<string, string>>;

export interface RecogniseOptions {
  readonly dictionary: ImportDictionary;
  readonly remembered?: RememberedMappings;
  /** Targets that need no column because the scope says them: `place.county`. */
  readonly given?: ReadonlySet<string>;
}

export const THRESHOLD = 0.5;
const QUALITY: Readonly<Record<number, number>> = { 3: 1, 2: 0.85, 1: 0.75 };
/** Columns that count the lines of the sheet: nearly every one has such, and nobody misses what stands in it. */
const COUNTERS: ReadonlySet<string> = new Set(['序号', '行号', '顺序号', '项次', 'no']);
/** Who a row is about and where: columns of nearly every sheet, by which no form is known. */
const WHO =
  /^(?:place\.|echo\.|household\.household_no$|person\.(?:person_no|name|identity_no|identity_kind)$)/;
/** A header stands within the first so many rows. */
export const HEADER_ROWS = 30;

interface HeaderCell extends HeaderText {
  readonly index: number;
  readonly text: string;
  /** The group header above it, joined with its own text. */
  readonly grouped: HeaderText | undefined;
}

/** Indexes the forms once; `recognise` is then called per sheet with its first rows. */
export class Recogniser {
  private readonly indexes: HeaderIndex[];

  constructor(
    forms: readonly Form[],
    private readonly options: RecogniseOptions,
  ) {
    this.indexes = forms.map((form) => new HeaderIndex(form, options.dictionary));
  }

  /** The best form and header row, however weak; undefined when no header cell is known to any form. */
  recognise(rows: readonly SheetRow[], only?: string): Recognised | undefined {
    let best: Recognised | undefined;
    const candidates = rows
      .slice(0, HEADER_ROWS)
      .map((row, i) => ({ row, cells: headerCells(row, linesAbove(rows, i)) }));
    for (const index of this.indexes) {
      if (only !== undefined && index.form.id !== only) continue;
      for (const { row, cells } of candidates) {
        const found = this.tryRow(index, row.row, cells);
        if (found !== undefined && found.score > (best?.score ?? 0)) best = found;
      }
    }
    return best === undefined ? undefined : { ...best, columns: this.withSuggestions(best) };
  }

  private tryRow(
    index: HeaderIndex,
    headerRow: number,
    cells: readonly HeaderCell[],
  ): Recognised | undefined {
    const { form } = index;
    const taken = new Map<number, { at: number; quality: number }>();
    const columns: ColumnMapping[] = [];
    for (const cell of cells) {
      const { hit, ignored, remembered } = this.lookUp(index, cell, taken);
      const mapping = {
        index: cell.index,
        letter: columnLetters(cell.index),
        header: cell.text,
        key: cell.key,
        unit: cell.unit,
        remembered,
        suggestions: [],
      };
      const before = hit === undefined ? undefined : taken.get(hit.position);
      if (hit === undefined) {
        columns.push({ ...mapping, position: undefined, state: ignored ? 'ignored' : 'unknown' });
      } else if (before === undefined) {
        taken.set(hit.position, { at: columns.length, quality: hit.quality });
        columns.push({ ...mapping, position: hit.position, state: 'mapped' });
      } else if (hit.quality > before.quality && before.quality === 1) {
        const loser = columns[before.at];
        if (loser !== undefined) columns[before.at] = { ...loser, position: undefined, state: 'unknown' };
        taken.set(hit.position, { at: columns.length, quality: hit.quality });
        columns.push({ ...mapping, position: hit.position, state: 'mapped' });
      } else {
        columns.push({ ...mapping, position: undefined, state: hit.quality === 1 ? 'unknown' : 'twice' });
      }
    }
    if (taken.size === 0) return undefined;
    const required = form.columns.filter(
      ({ required: must, to }) => must === true && this.options.given?.has(to) !== true,
    );
    const missing = required.filter((column) => !taken.has(form.columns.indexOf(column)));
    const header = columns.filter(({ state }) => state !== 'ignored').length;
    const covered = required.length === 0 ? 1 : 1 - missing.length / required.length;
    // Two forms may share a narrow sheet's columns: the one that prints these very headers is meant.
    const matched = [...taken.values()].reduce((sum, { quality }) => sum + (QUALITY[quality] ?? 0), 0);
    const score = 0.4 * covered + 0.3 * (matched / header) + 0.3 * (matched / form.columns.length);
    const few = taken.size < Math.min(3, form.columns.length);
    // A list of names and places may be of anything; the shortest form would always be it.
    const anybodys = [...taken.keys()].every((position) => WHO.test(form.columns[position]?.to ?? ''));
    return { form, headerRow, columns, missing, score: few || anybodys ? score / 4 : score };
  }

  private lookUp(
    index: HeaderIndex,
    cell: HeaderCell,
    taken: ReadonlyMap<number, unknown>,
  ): { hit: HeaderHit | undefined; ignored: boolean; remembered: boolean } {
    const { remembered = {} } = this.options;
    const to =
      (cell.grouped === undefined ? undefined : remembered[cell.grouped.key]) ?? remembered[cell.key];
    if (to === 'ignore') return { hit: undefined, ignored: true, remembered: true };
    const positions = to === undefined ? [] : index.positionsOf(to);
    const position = positions.find((one) => !taken.has(one)) ?? positions[0];
    if (position !== undefined) return { hit: { position, quality: 3 }, ignored: false, remembered: true };
    const grouped = cell.grouped === undefined ? undefined : index.find(cell.grouped);
    const hit = grouped ?? index.find(cell);
    return { hit, ignored: hit === undefined && COUNTERS.has(cell.key), remembered: false };
  }

  private withSuggestions({ form, columns }: Recognised): ColumnMapping[] {
    const index = this.indexes.find((one) => one.form === form);
    const mapped = new Set(columns.map(({ position }) => position));
    const free =
      index === undefined ? [] : [...index.names()].filter(([, { position }]) => !mapped.has(position));
    return columns.map((column) =>
      column.state === 'unknown' ? { ...column, suggestions: nearMisses(form, column.key, free) } : column,
    );
  }
}

/** One call for one sheet. `score` below `THRESHOLD`: show the mapping screen. */
export function recognise(
  rows: readonly SheetRow[],
  forms: readonly Form[],
  options: RecogniseOptions,
): Recognised | undefined {
  return new Recogniser(forms, options).recognise(rows);
}

function nearMisses(form: Form, key: string, names: readonly [string, HeaderHit][]): string[] {
  const limit = Math.max(1, Math.floor(key.length / 2));
  const near = names
    .map(([name, { position }]) => ({
      to: form.columns[position]?.to ?? '',
      score: name.includes(key) || key.includes(name) ? 1 : distance(key, name, limit),
    }))
    .filter(({ score }) => score <= limit)
    .toSorted((a, b) => a.score - b.score);
  return [...new Set(near.map(({ to }) => to))].slice(0, 3);
}

/** A header has three lines at most. The nearest first; a title of one cell is none of them. */
function linesAbove(rows: readonly SheetRow[], at: number): (readonly string[])[] {
  const lines: (readonly string[])[] = [];
  for (let i = at - 1; i >= Math.max(0, at - 2); i--) {
    const { row, cells = [] } = rows[i] ?? {};
    if (row !== rows[i + 1]!.row - 1 || cells.filter((text) => text.trim() !== '').length < 2) break;
    lines.push(cells);
  }
  return lines;
}

/**
 * The header cells of a row as one line, with the lines above it as group headers: a group spreads to the
 * right until the next one (a merged cell holds its text on the left), and an empty cell below a filled
 * one is a header merged downwards.
 */
function headerCells(row: SheetRow, above: readonly (readonly string[])[]): HeaderCell[] {
  const cells: HeaderCell[] = [];
  let group = '';
  const width = Math.max(row.cells.length, ...above.map(({ length }) => length));
  for (let index = 0; index < width; index++) {
    const own = tidy(row.cells[index] ?? '');
    const over = above.map((line) => tidy(line[index] ?? '')).find((text) => text !== '') ?? '';
    if (over !== '') group = over;
    const text = own === '' ? over : own;
    if (text === '') continue;
    const grouped = own !== '' && group !== '' ? readHeader(group + own) : undefined;
    cells.push({ index, text, grouped, ...readHeader(text) });
  }
  return cells;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
