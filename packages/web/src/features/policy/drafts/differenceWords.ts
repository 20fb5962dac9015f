import { cellWords } from '@mingbai/core';
import type { PolicyWords } from '../useWords.ts';

/**
 * What stands on one side of a difference, in English: a cell, a row of a table (`< 监测线 | - → "低于"；notes`), the
 * place of a row, or several of them in lines. Undefined: nothing of it is called otherwise than it stands there.
 */
export function differenceWords(
  text: string,
  words: Pick<PolicyWords, 'name' | 'value'>,
): string | undefined {
  const said = text
    .split('\n')
    .map((line) => lineWords(line, words))
    .join('\n');
  return said === text ? undefined : said;
}

function lineWords(line: string, { name, value }: Pick<PolicyWords, 'name' | 'value'>): string {
  const [, row] = /^第 (\d+) 行$/u.exec(line) ?? [];
  if (row !== undefined) return `row ${row}`;
  const cell = (text: string, test: boolean): string => {
    if (text.trim() === '') return text;
    const words = cellWords(text, test, (each, as) => (as === 'name' ? name(each) : value(each)));
    return words?.en ?? text;
  };
  const [, tests, answers, notes = ''] = /^(.*?) → (.*?)(；.*)?$/u.exec(line) ?? [];
  if (tests === undefined || answers === undefined) return cell(line, true);
  const side = (text: string, test: boolean) =>
    text
      .split(' | ')
      .map((each) => cell(each, test))
      .join(' | ');
  return `${side(tests, true)} → ${side(answers, false)}${notes}`;
}
