import { nearest } from '../import/nearest.ts';
import { NOTICE_COLUMNS } from '../notice/row.ts';
import type { PaperName, PaperNames } from './name.ts';
import { paperNames } from './names.ts';
import type { PaperTemplate } from './template.ts';

export interface PaperProblem {
  readonly zh: string;
  readonly en: string;
  /** Where in the template. */
  readonly path: readonly (string | number)[];
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names between double braces, as written. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** The text with the names filled in. */
export function fillText(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) => valueOf(name));
}

/** Everything that a template may name: the register's words, and those it asks for itself. */
export function namesOf(template: Pick<PaperTemplate, 'subject' | 'facts'>): PaperNames {
  const asked = Object.entries(template.facts).map(([zh, { en, columns }]): [string, PaperName] => [
    zh,
    {
      zh,
      en,
      open: true,
      ...(columns === undefined ? {} : { columns: columnsOf(columns) }),
    },
  ]);
  return new Map([...paperNames(template.subject), ...asked]);
}

function columnsOf(columns: Readonly<Record<string, string>>): PaperNames {
  return new Map(
    Object.entries(columns).map(([zh, en]): [string, PaperName] => [zh, { zh, en, open: true }]),
  );
}

const SEALED: ReadonlySet<string> = new Set(['identity', 'phone', 'account']);

/** Names of numbers that papers mask, those of lists too. */
function sealedNames(subject: PaperTemplate['subject']): ReadonlySet<string> {
  const all = [...paperNames(subject).values()].flatMap((name) => [name, ...(name.columns?.values() ?? [])]);
  return new Set(
    all.filter(({ field }) => field !== undefined && SEALED.has(field.type)).map(({ zh }) => zh),
  );
}

/** What a list of pictures has. */
const PICTURE = ['图', '宽', '高', '说明'];

/** What columns of its own a public list may have. */
const PUBLIC_COLUMNS: ReadonlySet<string> = new Set([
  '序号',
  '户主姓名',
  '村',
  '组',
  '村组',
  '人数',
  ...Object.values(NOTICE_COLUMNS).map(({ zh }) => zh),
]);

/** What is wrong with a template of the right shape: names that nobody has, lists that are none, secrets in public. */
export function checkTemplate(template: PaperTemplate): PaperProblem[] {
  const names = namesOf(template);
  const problems: PaperProblem[] = [];
  const say = (path: PaperProblem['path'], zh: string, en: string): void =>
    void problems.push({ zh, en, path });
  const known = (
    name: string,
    among: PaperNames,
    path: PaperProblem['path'],
    wanted: 'value' | 'list',
  ): void => {
    const found = among.get(name);
    if (found === undefined) {
      const near = nearest(name, among.keys(), 1)[0];
      say(
        path,
        `没有叫“${name}”的数据项${near === undefined ? '' : `，是否“${near}”`}`,
        `Nothing is called “${name}”${near === undefined ? '' : `; “${near}”?`}`,
      );
    } else if ((found.columns !== undefined) !== (wanted === 'list'))
      say(
        path,
        wanted === 'list' ? `“${name}”不是列表，不能做表格` : `“${name}”是列表，应放在 table 里`,
        wanted === 'list'
          ? `“${name}” is no list: no table can be made of it`
          : `“${name}” is a list: it belongs into a table`,
      );
    else if (template.public && wanted === 'value' && found.open !== true)
      say(path, `公示类文书不得出现“${name}”`, `“${name}” must not hang out in public`);
  };
  const words = (text: string, path: PaperProblem['path']): void => {
    for (const name of placeholdersOf(text)) known(name, names, path, 'value');
  };
  words(template.zh, ['zh']);
  words(template.note, ['note']);
  for (const [name, { kind, columns }] of Object.entries(template.facts)) {
    const path = ['facts', name];
    if (paperNames(template.subject).has(name))
      say(path, `“${name}”与登记数据重名`, `“${name}” is a name of the register already`);
    if ((kind === 'list') !== (columns !== undefined))
      say(path, '列表要写 columns，其他不写', 'A list has columns, nothing else has');
    for (const column of template.public ? Object.keys(columns ?? {}) : []) {
      if (!PUBLIC_COLUMNS.has(column))
        say(
          [...path, 'columns', column],
          `公示名单不得有“${column}”一栏`,
          `A public list has no column “${column}”`,
        );
    }
  }
  const sealed = sealedNames(template.subject);
  for (const key of ['full', 'tells'] as const) {
    template[key].forEach((name, at) => {
      if (!sealed.has(name))
        say([key, at], `“${name}”不是证件号码、电话或账号`, `“${name}” is no number that is masked`);
      else if (template.public)
        say([key, at], `公示类文书不得出现“${name}”`, `“${name}” must not hang out in public`);
    });
  }
  template.content.forEach((piece, at) => {
    const path = ['content', at];
    for (const key of ['title', 'subtitle', 'heading', 'paragraph', 'code', 'caption'] as const) {
      const value = (piece as Partial<Record<typeof key, string>>)[key];
      if (value !== undefined) words(value, [...path, key]);
    }
    if ('signatures' in piece)
      piece.signatures.forEach((one, index) => words(one, [...path, 'signatures', index]));
    if ('grid' in piece)
      piece.grid.cells.forEach((cell, index) => {
        const where = [...path, 'grid', 'cells', index];
        if (typeof cell === 'string') return known(cell, names, where, 'value');
        if (cell.name !== undefined) known(cell.name, names, [...where, 'name'], 'value');
        if (cell.name === undefined && cell.label === undefined)
          say(where, '要有 name 或 label', 'It needs a name or a label');
        for (const part of [cell.label, cell.text, cell.foot]) if (part !== undefined) words(part, where);
      });
    if ('pictures' in piece) {
      known(piece.pictures, names, [...path, 'pictures'], 'list');
      const inner = names.get(piece.pictures)?.columns;
      if (inner !== undefined) for (const part of PICTURE) known(part, inner, [...path, 'pictures'], 'value');
    }
    if ('table' in piece) {
      const { of, columns } = piece.table;
      known(of, names, [...path, 'table', 'of'], 'list');
      const inner = names.get(of)?.columns;
      columns.forEach((column, index) => {
        if (typeof column === 'object' && 'blank' in column) return;
        const where = [...path, 'table', 'columns', index];
        if (inner !== undefined)
          known(typeof column === 'string' ? column : column.name, inner, where, 'value');
      });
    }
  });
  if ((template.content.length === 0) === (template.parts.length === 0))
    say([], '要有 content（内容）或 parts（由哪些文书组成），二者选一', 'It has either content or parts');
  if (template.parts.length > 0 && template.formats.some((format) => format !== 'pdf'))
    say(['formats'], '汇总档案只能是 pdf', 'A file of several papers is a PDF');
  return problems;
}
