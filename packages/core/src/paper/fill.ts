import { fillText, namesOf } from './check.ts';
import type { PaperBlock, PaperCell, PaperPart } from './model.ts';
import type { PaperName, PaperNames } from './name.ts';
import type { GridCell, PaperPiece, PaperTemplate } from './template.ts';
import { dayText } from './text.ts';

/** A row of a list, by the names of its columns. */
export type PaperRow = Readonly<Record<string, string>>;
/** What a template's names stand for, as words. A name without a value leaves a blank. */
export type PaperFacts = Readonly<Record<string, string | readonly PaperRow[]>>;

/** Ruled, for a hand to write in. */
const BLANK = '＿＿＿＿＿＿＿＿';

/** Throws a RangeError for a template that its check refuses. */
export function fillPaper(
  template: PaperTemplate,
  facts: PaperFacts,
  size: 'A4' | 'A3' = template.size,
): PaperPart {
  const names = namesOf(template);
  const valueOf = (name: string): string => {
    const value = facts[name] ?? template.facts[name]?.default;
    return typeof value === 'string' ? value : '';
  };
  const words = (text: string, blank = BLANK): string => fillText(text, (name) => valueOf(name) || blank);
  const filler: Filler = { names, facts, valueOf, words };
  return {
    title: words(template.zh, ''),
    level: 1,
    size,
    landscape: template.landscape,
    onePage: template.onePage,
    note: words(template.note, ''),
    blocks: template.content.flatMap((piece) => blocksOf(piece, filler)),
  };
}

interface Filler {
  readonly names: PaperNames;
  readonly facts: PaperFacts;
  valueOf(name: string): string;
  words(text: string, blank?: string): string;
}

function blocksOf(piece: PaperPiece, filler: Filler): PaperBlock[] {
  const { words } = filler;
  if ('title' in piece) return [{ kind: 'title', text: words(piece.title, '') }];
  if ('subtitle' in piece) return [{ kind: 'subtitle', text: words(piece.subtitle, '') }];
  if ('heading' in piece) return [{ kind: 'heading', text: words(piece.heading, '') }];
  if ('paragraph' in piece) {
    const { paragraph, ...rest } = piece;
    return [{ kind: 'paragraph', text: words(paragraph), ...rest }];
  }
  if ('grid' in piece) return [gridOf(piece.grid.cells, piece.grid.columns, filler)];
  if ('table' in piece) return tableOf(piece.table, filler);
  if ('signatures' in piece)
    return [
      { kind: 'signatures', labels: piece.signatures.map((label) => words(label)), dated: piece.dated },
    ];
  if ('code' in piece) {
    const text = words(piece.code, '');
    return text === '' ? [] : [{ kind: 'code', text, caption: words(piece.caption, '') }];
  }
  if ('pictures' in piece) {
    const rows = filler.facts[piece.pictures];
    if (typeof rows !== 'object' || rows.length === 0) return [];
    const items = rows.map((row) => ({
      jpeg: row['图'] ?? '',
      width: Number(row['宽'] ?? 1),
      height: Number(row['高'] ?? 1),
      caption: row['说明'] ?? '',
    }));
    return [{ kind: 'pictures', items }];
  }
  if ('space' in piece) return [{ kind: 'space', lines: piece.space }];
  return [{ kind: 'break' }];
}

/** Labels have the same width in every form. */
const LABEL = 2;
const WHOLE = 10;

function gridOf(cells: readonly GridCell[], columns: number, filler: Filler): PaperBlock {
  const rows: PaperCell[][] = [];
  let row: PaperCell[] = [];
  const full = columns * 2;
  const put = (): void => {
    if (row.length === 0) return;
    const used = row.reduce((sum, { span = 1 }) => sum + span, 0);
    const last = row.at(-1);
    if (last !== undefined && used < full)
      row[row.length - 1] = { ...last, span: (last.span ?? 1) + full - used };
    rows.push(row);
    row = [];
  };
  for (const cell of cells) {
    const { label, value, wide } = pairOf(cell, filler);
    if (wide) {
      put();
      row = [label, { ...value, span: full - 1 }];
      put();
      continue;
    }
    row.push(label, value);
    if (row.length === full) put();
  }
  put();
  return {
    kind: 'grid',
    widths: Array.from({ length: full }, (_, at) => (at % 2 === 0 ? LABEL : WHOLE / columns - LABEL)),
    rows,
  };
}

function pairOf(cell: GridCell, filler: Filler): { label: PaperCell; value: PaperCell; wide: boolean } {
  const own = typeof cell === 'string' ? { name: cell, wide: false } : cell;
  const name = own.name === undefined ? undefined : filler.names.get(own.name);
  if (own.name !== undefined && name === undefined) throw new RangeError(own.name);
  const text =
    'text' in own && own.text !== undefined ? filler.words(own.text, '') : filler.valueOf(own.name ?? '');
  const label = 'label' in own && own.label !== undefined ? filler.words(own.label, '') : labelOf(name);
  return {
    label: { text: label, label: true },
    value: {
      text,
      ...('lines' in own && own.lines !== undefined ? { lines: own.lines } : {}),
      ...('foot' in own && own.foot !== undefined ? { foot: filler.words(own.foot) } : {}),
    },
    wide: own.wide,
  };
}

type TableColumn = Extract<PaperBlock, { kind: 'table' }>['columns'][number];
type TablePiece = Extract<PaperPiece, { table: unknown }>['table'];

function tableOf(piece: TablePiece, filler: Filler): PaperBlock[] {
  const { of, columns, rows, most, size, empty, dropEmpty } = piece;
  const inner = filler.names.get(of)?.columns;
  if (inner === undefined) throw new RangeError(of);
  const found = filler.facts[of];
  const list = (typeof found === 'object' ? found : []).slice(0, most);
  if (list.length === 0 && empty !== undefined && rows === 0)
    return [{ kind: 'paragraph', text: empty, indent: true, align: 'left', size: 'normal', bold: false }];
  const all = columns.map((column): { name: string; column: TableColumn } => {
    if (typeof column === 'object' && 'blank' in column)
      return { name: '', column: { title: column.blank, width: column.width, align: 'left' } };
    const own = typeof column === 'string' ? { name: column } : column;
    const name = inner.get(own.name);
    if (name === undefined) throw new RangeError(`${of}.${own.name}`);
    return {
      name: own.name,
      column: {
        title: own.title ?? labelOf(name),
        width: own.width ?? widthOf(name),
        align: own.align ?? alignOf(name),
      },
    };
  });
  const set =
    dropEmpty && list.length > 0
      ? all.filter(({ name }) => name === '序号' || list.some((row) => (row[name] ?? '') !== ''))
      : all;
  const blank = Array.from({ length: Math.max(rows - list.length, 0) }, () => set.map(() => ''));
  return [
    {
      kind: 'table',
      size,
      columns: set.map(({ column }) => column),
      rows: [
        ...list.map((row, at) => set.map(({ name }) => row[name] ?? (name === '序号' ? String(at + 1) : ''))),
        ...blank,
      ],
    },
  ];
}

function labelOf(name: PaperName | undefined): string {
  if (name === undefined) return '';
  const { unit } = name;
  const zh = name.label ?? name.zh;
  return unit === undefined || unit === '个' || zh.endsWith('）') ? zh : `${zh}（${unit}）`;
}

function widthOf({ zh, field }: PaperName): number {
  if (zh === '序号') return 1;
  if (field?.type === 'identity') return 4;
  return field?.type === 'text' ? 3 : 2;
}

function alignOf({ zh, unit, field }: PaperName): 'left' | 'center' | 'right' {
  if (field?.type === 'money' || (unit === '元' && field === undefined)) return 'right';
  return zh === '序号' || field?.type === 'code' || field?.type === 'boolean' ? 'center' : 'left';
}

/** Facts told as JSON, as the template asks for them; what it does not ask for is a problem. */
export function readFacts(
  template: Pick<PaperTemplate, 'facts'>,
  told: Readonly<Record<string, unknown>>,
): { readonly facts: PaperFacts; readonly unknown: readonly string[] } {
  const facts: Record<string, string | PaperRow[]> = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(told)) {
    const asked = template.facts[name];
    if (asked === undefined || Array.isArray(value) !== (asked.kind === 'list')) {
      unknown.push(name);
      continue;
    }
    if (!Array.isArray(value)) {
      facts[name] = wordsOf(value);
      continue;
    }
    facts[name] = value.map((row: unknown) => {
      const cells = Object.entries((row ?? {}) as Record<string, unknown>);
      unknown.push(
        ...cells.flatMap(([key]) => (asked.columns?.[key] === undefined ? [`${name}.${key}`] : [])),
      );
      return Object.fromEntries(cells.map(([key, cell]) => [key, wordsOf(cell)]));
    });
  }
  return { facts, unknown: [...new Set(unknown)] };
}

function wordsOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? dayText(value) : '';
}
