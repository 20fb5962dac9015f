import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, codeListOf, isWorkingDay, regionCode } from '@mingbai/core';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../decisions/library.ts';
import { POLICY_FOLDER, readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import { loadCalendars } from './calendars.ts';
import { findProcedure, loadProcedures, proceduresOf, readProcedure } from './library.ts';

const bundle = await readBundle();
const decisions = await loadDecisions(loadRules(bundle).parameters);
const library = loadProcedures(bundle, decisions);

test('every procedure and calendar of the house is right', () => {
  expect(library.refused).toEqual([]);
  expect(loadCalendars(bundle).refused).toEqual([]);
});

test('the example that people are to write by is right too', async () => {
  const readme = await readFile(join(POLICY_FOLDER, 'README.md'), 'utf8');
  const [, example = ''] = /\n```yaml\n(id: [\s\S]*?)```/.exec(readme) ?? [];
  expect(readProcedure('README.md', example, decisions)).toMatchObject({
    procedure: { id: 'household-exit' },
  });
});

test('every reason for which a member comes or goes is written by some procedure', () => {
  const BY: Readonly<Record<string, string>> = {
    'household.open': 'identified',
    'household.split': 'split',
    'household.merge': 'merged',
  };
  const written = new Set(
    library.procedures.flatMap(({ procedure }) =>
      Object.values(procedure.actions).flatMap(({ writes }) =>
        writes.map((effect) => ('reason' in effect ? effect.reason : (BY[effect.do] ?? ''))),
      ),
    ),
  );
  const codes = codeListOf('membership-reason').codes.map(({ code }) => code);
  expect(codes.filter((code) => !written.has(code))).toEqual([]);
});

test('nobody begins a procedure without a condition: of whom it is, or that it was not done before', () => {
  const bare = library.procedures.filter(({ procedure, starts }) => starts.length === 0 && !procedure.once);
  expect(bare.map(({ file }) => file)).toEqual([]);
});

describe('a procedure is found by region and day', () => {
  const file = (id: string, region: string, on: string): string | undefined =>
    findProcedure(library, id, regionCode(region), on)?.file;
  test.each([
    ['monitoring', '411525101201', '2026-11-22', 'procedures/monitoring.yaml'],
    ['monitoring', '620522', '2026-11-22', 'procedures/monitoring.gansu.yaml'],
    ['monitoring', '340722001', '2026-11-22', 'procedures/monitoring.anhui.yaml'],
    ['monitoring', '411525', '2021-04-30', undefined],
    ['list-recheck', '411525', '2026-11-22', 'procedures/list-recheck.yaml'],
    ['list-recheck', '411526', '2026-11-22', undefined],
    ['nothing', '411525', '2026-11-22', undefined],
  ])('%s in %s on %s: %s', (id, region, on, expected) => expect(file(id, region, on)).toBe(expected));

  test('each id once', () => {
    const ids = proceduresOf(library, regionCode('34'), '2026-11-22').map(({ procedure }) => procedure.id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toContain('household-exit');
  });

  test('the latest first day wins in one region', () => {
    const text = bundle.get('procedures/change-death.yaml') ?? '';
    const later = text.replace('from: 2014-04-02', 'from: 2027-01-01');
    const two = loadProcedures(
      new Map([
        ['procedures/a.yaml', text],
        ['procedures/b.yaml', later],
      ]),
      decisions,
    );
    const on = (day: string) => findProcedure(two, 'change-death', regionCode('41'), day)?.file;
    expect([on('2026-12-31'), on('2027-01-01')]).toEqual(['procedures/a.yaml', 'procedures/b.yaml']);
    const same = loadProcedures(
      new Map([
        ['procedures/a.yaml', text],
        ['procedures/b.yaml', text],
      ]),
      decisions,
    );
    expect(same.refused.map(({ file: name }) => name)).toEqual(['procedures/b.yaml']);
  });
});

test('the version is of the text: a comment changes it too', () => {
  const text = bundle.get('procedures/change-death.yaml') ?? '';
  const version = (of: string): string => {
    const read = readProcedure('x', of, decisions);
    return Array.isArray(read) ? '' : read.version;
  };
  expect(version(text)).toMatch(/^[0-9a-f]{12}$/);
  expect(version(`${text}# noted\n`)).not.toBe(version(text));
});

describe('what is wrong stands where it is', () => {
  const exit = bundle.get('procedures/household-exit.yaml') ?? '';
  const lineOf = (text: string, words: string): number =>
    text.split('\n').findIndex((line) => line.includes(words)) + 1;
  test.each([
    ['a state that is not there', 'to: verified', 'to: verifyed', '没有这个状态：verifyed'],
    ['a fact nobody asks for', 'fact: 饮水安全', 'fact: 饮水充足', '没有决策要问“饮水充足”'],
    ['a decision that is not there', 'decision: 户退出', 'decision: 户退去', '没有决策“户退去”'],
    ['an entry it does not answer', 'result: 通过', 'result: 合格', '“户退出”的结论没有“合格”'],
    ['an answer of another kind', 'must: true', "must: '是'", '“户退出”的结论不是这一类值'],
    ['a name in the condition', '脱贫属性 in', '脱贫属相 in', '脱贫属相'],
    ['a label in the condition', '"预脱贫"', '"将脱贫"', '将脱贫'],
    ['a name in what stands', 'stands: not(是否危房户)', 'stands: not(是否微房户)', '是否微房户'],
    [
      'what stands of no fact',
      'fact: 人均纯收入\n        stands',
      'stands',
      '只有作为判断依据的问题才写 stands',
    ],
    ['a key nobody knows', 'quality: official', 'quality: official\ncolour: red', '不认识的键：colour'],
  ])('%s', (_, right, wrong, words) => {
    const text = exit.replace(right, wrong);
    const problems = readProcedure('x', text, decisions);
    if (!Array.isArray(problems)) throw new Error('taken');
    const [first] = problems;
    expect(first?.zh).toContain(words);
    expect(first?.en).not.toBe('');
    if (!wrong.includes('colour')) expect(first?.line).toBe(lineOf(text, wrong));
  });
});

describe('calendars', () => {
  const { calendar } = loadCalendars(bundle);
  const working = (year: number): number => {
    let count = 0;
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1))
      if (isWorkingDay(calendar, day)) count += 1;
    return count;
  };

  // 11 days off a year until 2024, 13 since; less those that fall on a Saturday or Sunday and are made up for.
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => expect(working(year)).toBe(days));

  const file = (holidays: string): string =>
    `year: 2030\nsource: { zh: 试, en: trial }\nquality: inferred\nholidays:\n${holidays}`;
  test.each([
    ['2030', '  - { zh: 节, en: feast, from: 2030-01-01, to: 2030-01-03 }', 0],
    ['2031', '  - { zh: 节, en: feast, from: 2030-01-01, to: 2030-01-03 }', 1],
    ['2030', '  - { zh: 节, en: feast, from: 2030-01-03, to: 2030-01-01 }', 1],
    ['2030', '  - { zh: 节, en: feast, from: 2030-01-01, to: 2030-01-03, work: [2030-01-07] }', 1],
    ['2030', '  - { zh: 节, en: feast, from: 2030-01-05, to: 2030-01-06, work: [2030-01-06] }', 1],
    [
      '2030',
      '  - { zh: 节, en: feast, from: 2030-01-01, to: 2030-01-02 }\n  - { zh: 节, en: feast, from: 2030-01-02, to: 2030-01-03 }',
      1,
    ],
    ['2030', '  - { zh: 节, from: 2030-01-01, to: 2030-01-03 }', 1],
  ])('%s.yaml with %s has %i problems', (name, holidays, count) => {
    const read = loadCalendars(new Map([[`calendars/${name}.yaml`, file(holidays)]]));
    expect(read.refused.flatMap(({ problems }) => problems)).toHaveLength(count);
    expect(Object.keys(read.calendar)).toEqual(count === 0 ? ['2030'] : []);
  });
});
