import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CODE_LISTS, FIELDS, FORMS } from '@mingbai/core';
import { handbook } from './render.ts';
import { table } from './table.ts';

it('names every field, form and code list', () => {
  const text = handbook();
  for (const field of FIELDS) expect(text).toContain(`| ${field.zh} | ${field.en} |`);
  for (const form of FORMS) expect(text).toContain(`### ${form.en} · ${form.zh}`);
  for (const list of CODE_LISTS) expect(text).toContain(`<a id="${list.id}"></a>`);
});

it('leads every link to a code list that is there', () => {
  const text = handbook();
  for (const [, id] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(text).toContain(`<a id="${id}"></a>`);
});

it('is what docs/data-handbook.md says', async () => {
  const file = await readFile(new URL('../../docs/data-handbook.md', import.meta.url), 'utf8');
  expect(file === handbook()).toBe(true);
});

it('leaves out columns that hold nothing, and escapes bars', () => {
  expect(
    table(
      ['a', 'b', 'c'],
      [
        ['1', '', 'x|y'],
        ['2', '', ''],
      ],
    ),
  ).toBe('| a | c |\n| --- | --- |\n| 1 | x\\|y |\n| 2 |  |');
});
