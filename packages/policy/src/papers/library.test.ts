import { regionCode } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../load/bundle.ts';
import { findPaper, loadPapers, papersAt } from './library.ts';

const HEAD = (more: string) =>
  `id: card\nen: Card\nsubject: household\nquality: official\nsource: { zh: 试, en: Trial }\n${more}`;
const load = (files: Record<string, string>) => loadPapers(new Map(Object.entries(files)));

test('the papers of the house are all right', async () => {
  const { editions, quarantined } = loadPapers(await readBundle());
  expect(quarantined).toEqual([]);
  const ids = editions.map(({ template }) => template.id);
  for (const id of ['application', 'authorisation', 'minutes', 'notice', 'review', 'identification', 'exit'])
    expect(ids).toContain(id);
  for (const id of ['handbook', 'clear-account', 'household-file', 'village-file', 'roll-persons'])
    expect(ids).toContain(id);
});

describe('which edition holds', () => {
  const library = load({
    'papers/card.yaml': HEAD('zh: 国家\ncontent: [{ title: 卡 }]\n'),
    'papers/41/card.yaml': HEAD('zh: 省\nregion: "41"\nfrom: 2020-01-01\ncontent: [{ title: 卡 }]\n'),
    'papers/41/card-2024.yaml': HEAD('zh: 省新\nregion: "41"\nfrom: 2024-01-01\ncontent: [{ title: 卡 }]\n'),
    'papers/411525/card.yaml': HEAD('zh: 县\nregion: "411525"\nfrom: 2022-01-01\ncontent: [{ title: 卡 }]\n'),
  });
  test.each([
    ['52', '2026-01-01', '国家'],
    ['4115', '2019-12-31', '国家'],
    ['4115', '2023-01-01', '省'],
    ['4115', '2026-01-01', '省新'],
    ['411525101201', '2026-01-01', '县'],
    ['411525101201', '2021-12-31', '省'],
  ])('in %s on %s: %s', (region, on, zh) => {
    expect(library.quarantined).toEqual([]);
    expect(findPaper(library, 'card', regionCode(region), on)?.template.zh).toBe(zh);
    expect(papersAt(library, regionCode(region), on)).toHaveLength(1);
  });
});

describe('what is wrong is told with its place, in both languages', () => {
  test('a name that nobody has', () => {
    const { quarantined } = load({
      'papers/card.yaml': HEAD(
        'zh: 卡\ncontent:\n  - title: 卡\n  - grid:\n      cells: [户主姓名, 户编码]\n',
      ),
    });
    expect(quarantined).toEqual([
      {
        file: 'papers/card.yaml',
        id: 'card',
        problems: [
          {
            zh: '没有叫“户编码”的数据项，是否“户编号”',
            en: 'Nothing is called “户编码”; “户编号”?',
            line: 10,
            column: 21,
          },
        ],
      },
    ]);
  });

  test('no YAML, an unknown key, a paper twice, a part that is not there', () => {
    const { quarantined, editions } = load({
      'papers/a.yaml': 'id: [',
      'papers/b.yaml': HEAD('zh: 卡\ncontents: 1\ncontent: [{ title: 卡 }]\n'),
      'papers/c.yaml': HEAD('zh: 卡\ncontent: [{ title: 卡 }]\n'),
      'papers/d.yaml': HEAD('zh: 卡\ncontent: [{ title: 卡 }]\n'),
      'papers/e.yaml': HEAD('zh: 档\nparts: [nothing]\n')
        .replace('id: card', 'id: file')
        .concat('formats: [pdf]\n'),
    });
    expect(editions.map(({ file }) => file)).toEqual(['papers/c.yaml']);
    expect(quarantined.map(({ file }) => file)).toEqual([
      'papers/a.yaml',
      'papers/b.yaml',
      'papers/d.yaml',
      'papers/e.yaml',
    ]);
    const said = quarantined.flatMap(({ problems }) => problems);
    for (const { zh, en, line } of said) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).not.toBe('');
      expect(line).toBeGreaterThan(0);
    }
    expect(said.map(({ zh }) => zh).join()).toContain('不认识的键：contents');
    expect(said.at(-1)?.zh).toBe('没有叫“nothing”的文书');
  });
});
