import { columnLetters, COUNTRY, type Fault, maskFault, type TypedRow } from '@mingbai/core';
import { besideToo } from '@mingbai/exchange';
import { checkFiles, type FileFinding, FileRows, loadRules, readBundle, rulesAtWork } from '@mingbai/policy';
import { dayOf, regionOf } from '../asked.ts';
import { EXIT } from '../exit.ts';
import { checkAnyFile, type FileCheck } from '../import/check.ts';
import { mark } from '../import/mark.ts';
import { MarkedOut } from '../import/marked-out.ts';
import { answer, say } from '../output.ts';
import type { CheckOptions } from './options.ts';

/** An import's fault, or what a rule found; the same shape for both. */
type Wrong = Omit<Fault, 'rule' | 'severity'> & Pick<FileFinding, 'rule' | 'severity' | 'beside'>;

/** Import faults and rule hits of all files together: rows of one household are held against each other. */
export async function checkTheFiles(files: readonly string[], options: CheckOptions): Promise<number> {
  const on = dayOf(options.on);
  const region = regionOf(options.region);
  const out = options.marked === undefined ? undefined : new MarkedOut(options.marked, files, options.force);
  const set = loadRules(await readBundle());
  const rows = new FileRows();
  const checks: FileCheck[] = [];
  for (const file of files) {
    const typed: TypedRow[] = [];
    const checked = await checkAnyFile(file, region, on, (batch) => {
      for (const row of batch) typed.push(row);
    });
    checks.push(checked);
    if (!checked.refused) gather(rows, checked, typed);
  }
  const view = { on, region: region ?? COUNTRY, parameters: set.parameters };
  const work = rulesAtWork(set, view, 'file');
  const hits: Wrong[] = [...checkFiles(rows, work, view)].sort(inOrder);
  const wrong: Wrong[] = [...checks.flatMap(({ faults }) => faults), ...hits];
  if (out !== undefined)
    for (const [index, path] of files.entries()) {
      const checked = checks[index];
      if (checked === undefined) continue;
      const { file: name } = checked;
      // As an import marks them: a rule keeps no row out.
      const marked = [
        ...checks.flatMap(({ faults }) => faults),
        ...hits.map((hit) => ({ ...hit, doubt: true })),
      ].flatMap(besideToo);
      const own = marked.filter(({ file }) => file === name || file.startsWith(`${name}/`));
      await mark(path, checked, own, out);
    }
  for (const { file, id, problems } of set.quarantined)
    say(
      `规则未载入 · Rule not loaded: ${file} ${id ?? ''} ${problems[0]?.zh ?? ''} · ${problems[0]?.en ?? ''}`,
    );
  answer(
    {
      on,
      rows: sum(checks, 'rows'),
      good: sum(checks, 'good'),
      bad: sum(checks, 'bad'),
      rules: work.rules.length,
      faults: wrong,
      files: checks.map((one) => ({ file: one.file, rows: one.rows, good: one.good, bad: one.bad })),
    },
    options.json,
    () => textOf(checks, wrong),
  );
  if (checks.some(({ refused }) => refused)) return EXIT.fileRefused;
  return wrong.some(({ severity }) => severity === 'error') ? EXIT.faults : EXIT.ok;
}

/** A cell that could not be read is not blank: nothing is concluded from it. */
function gather(rows: FileRows, { faults, sheets }: FileCheck, typed: readonly TypedRow[]): void {
  const unread = new Map<string, Set<string>>();
  for (const { file, sheet, row, field, severity } of faults) {
    if (severity !== 'error') continue;
    const place = `${file}\n${sheet}\n${row}`;
    const fields = unread.get(place);
    if (fields === undefined) unread.set(place, new Set([field]));
    else fields.add(field);
  }
  const columns = sheets.map((sheet) => {
    const letters = new Map<string, string>();
    for (const { to, index, ignored } of sheet.columns)
      if (to !== null && !ignored && !letters.has(to)) letters.set(to, columnLetters(index));
    return letters;
  });
  for (const { sheetIndex, row, form, values, region } of typed) {
    const sheet = sheets[sheetIndex];
    if (sheet === undefined) continue;
    const all = columns[sheetIndex] ?? new Map<string, string>();
    const not = unread.get(`${sheet.file}\n${sheet.sheet}\n${row}`);
    const read = not === undefined ? all : new Map([...all].filter(([to]) => !not.has(to)));
    rows.add({ file: sheet.file, sheet: sheet.sheet, row, form, values, region, columns: read });
  }
}

const WORDS = { error: '错误', warning: '提醒', notice: '提示' } as const;

function textOf(checks: readonly FileCheck[], wrong: readonly Wrong[]): string {
  const heads = checks.map((one) =>
    one.refused
      ? `${one.file}: 未能读取 not read`
      : `${one.file}: ${one.rows} 行 rows, ${one.good} 正确 good, ${one.bad} 有误 bad`,
  );
  const lines = wrong
    .map(maskFault)
    .map(
      ({ file, sheet, column, row, severity, rule, value, message }) =>
        `  ${sheet === '' ? file : `${file} ${sheet}!${column}${row}`}\t${WORDS[severity]}\t${rule}\t${value}\t${message.zh} · ${message.en}`,
    );
  return [...heads, ...lines].join('\n');
}

function inOrder(a: Wrong, b: Wrong): number {
  const places = a.file.localeCompare(b.file) || a.sheet.localeCompare(b.sheet) || a.row - b.row;
  return places || a.column.length - b.column.length || a.column.localeCompare(b.column);
}

function sum(checks: readonly FileCheck[], key: 'rows' | 'good' | 'bad'): number {
  return checks.reduce((total, one) => total + one[key], 0);
}
