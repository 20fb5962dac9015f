import { CASE_REFUSALS, FINDING_REFUSALS, PROBLEMS } from '@mingbai/core';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { wordForm } from './wordForm.ts';
import { zh } from './zh.ts';

type Tree = { readonly [key: string]: string | Tree };

function* sentences(tree: Tree, path = ''): Generator<[key: string, text: string]> {
  for (const [key, value] of Object.entries(tree))
    if (typeof value === 'string') yield [`${path}${key}`, value];
    else yield* sentences(value, `${path}${key}.`);
}

/** Every sentence with all that is filled in being this number, as pages pass it on: a number or its text. */
async function said(tree: Tree, language: 'zh' | 'en', value: number | string): Promise<[string, string][]> {
  const own = i18next.createInstance();
  await own.init({
    lng: language,
    resources: { [language]: { console: tree } },
    defaultNS: 'console',
    interpolation: { escapeValue: false },
  });
  own.services.formatter?.add('word', wordForm);
  const say = own.t as (key: string, values: Record<string, unknown>) => string;
  return [...sentences(tree)].map(([key, text]) => {
    const names = [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name);
    return [key, say(key, Object.fromEntries(names.map((name) => [name, value])))];
  });
}

/** Numbers of more than one thing; what follows a name, a share or a moment is no thing counted. */
const MANY_OF_ONE =
  /(?<![\w.,–-])1 (?:\w+ )?(?!(?:was|is|has|does|comes|takes|gives|ends|holds|belongs|lies|this)\b)[a-z]+s\b/;

test.each([1, '1'])('no sentence says "1 rows" (%j)', async (value) => {
  const all = await said(en, 'en', value);
  expect(all.length).toBeGreaterThan(1000);
  expect(
    all.filter(([, text]) => MANY_OF_ONE.test(text) || /\b1 (?:are|were|do|come|take) /.test(text)),
  ).toEqual([]);
});

test('nor does what the server says', () => {
  const all = { ...PROBLEMS, ...CASE_REFUSALS, ...FINDING_REFUSALS };
  const texts = Object.values(all).map(({ en: text }) => text.replaceAll(/\{\w+\}/g, '1'));
  expect(texts.length).toBeGreaterThan(60);
  expect(texts.filter((text) => MANY_OF_ONE.test(text))).toEqual([]);
});

test('more than one is many, whatever way the number is written', async () => {
  const all = Object.fromEntries(await said(en, 'en', '1,234'));
  expect(all['rules.total']).toBe('1,234 rules');
  expect(all['unit.households']).toBe('households');
  expect(all['findings.refused']).toBe('1,234 were not done');
  expect(Object.fromEntries(await said(en, 'en', 0))['papers.pages']).toBe('0 pages');
  expect(Object.fromEntries(await said(en, 'en', 1))['papers.pages']).toBe('1 page');
});

test('every form of a word that is asked for is there, and none is left standing in a sentence', async () => {
  for (const [language, tree] of [
    ['en', en],
    ['zh', zh],
  ] as const) {
    const left = (await said(tree, language, 1)).filter(([, text]) =>
      /\{\{|word\(|undefined|\((?:one|more):/.test(text),
    );
    expect(left).toEqual([]);
  }
});
