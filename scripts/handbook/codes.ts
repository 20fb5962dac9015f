import { CODE_LISTS, type Code } from '@mingbai/core';
import { yearsOf } from './fields.ts';
import { table } from './table.ts';

export function codeSections(): string[] {
  return CODE_LISTS.map((list) => {
    const facts = [`\`${list.id}\``];
    if (list.standard) facts.push(`mapped to ${list.standard}`);
    if (list.open)
      facts.push('open: other words are taken in as 其他 and listed · 开放：其他说法按“其他”导入并列出');
    facts.push(list.source);
    const head = [
      'code',
      '名称',
      'name',
      'other words 其他说法',
      'numbers on forms 表上代码',
      'GB',
      'read from GB 由国标读入',
      'years 年份',
    ];
    const anchor = `<a id="${list.id}"></a>`;
    return `${anchor}\n\n### ${list.en} · ${list.zh}\n\n${facts.join('; ')}\n\n${table(head, list.codes.map(codeRow))}\n`;
  });
}

function codeRow(code: Code): string[] {
  return [
    `\`${code.code}\``,
    code.zh,
    code.en,
    (code.aliases ?? []).map((alias) => alias.text + yearsOf(alias)).join('、'),
    Object.entries(code.formCode ?? {})
      .map(([form, number]) => `${form}: ${number}`)
      .join(', '),
    code.gb ?? '',
    (code.gbReads ?? []).join(' '),
    yearsOf(code).trim(),
  ];
}
