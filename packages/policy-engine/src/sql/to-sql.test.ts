import { describe, expect, test } from 'vitest';
import { mentions } from './mentions.ts';
import { planAll } from './plan.ts';
import { read } from './testing/hold.ts';
import { BINDING } from './testing/world.ts';
import { toSql } from './to-sql.ts';

function sql(source: string, demand: 'exact' | 'truth' = 'truth'): string {
  const compiled = toSql(read(source).expression, BINDING, 'postgres', { demand });
  return compiled.ok ? compiled.sql : compiled.unsupported.map(({ en }) => en).join('; ');
}

describe('the SQL is what one would write by hand', () => {
  test.each([
    ['收入 < 4000.5', '(h.income < 400050)'],
    ['收入 < 监测线', '(h.income < 400050)'],
    ['收入 < 0.005', '(h.income < 1)'],
    ['人数 >= 2.5', '(h.persons > 2)'],
    ['户主 = "张三"', "(h.head = '张三'::text)"],
    ['类型 in ("户主", "配偶")', "(h.kind in ('01'::text, '02'::text))"],
    ['收入 = null', '(h.income is null)'],
    ['认定 > 检查日', "(h.registered > date '2024-02-29')"],
    [
      'count(成员[年龄 < 16]) > 2',
      '((select count(*) from member as feel_1 where feel_1.household = h.id and (feel_1.age < 16)) > 2)',
    ],
    [
      'some m in 成员 satisfies m.在校',
      'exists (select 1 from member as feel_1 where feel_1.household = h.id and feel_1.school)',
    ],
    [
      '收入 / count(成员) < 监测线',
      '(h.income < (400050 * nullif((select count(*) from member as feel_1 where feel_1.household = h.id), 0)))',
    ],
    [
      '(if 收入 < 监测线 then "线下" else if 低保 then "低保" else "线上") = "低保"',
      '(((h.income < 400050) is not true) and h.allowance)',
    ],
    [
      'some x in 风险 satisfies x in ("因病", "因灾")',
      "(cast(h.risks as text[]) && array['01'::text, '02'::text])",
    ],
    ['低保 = true or 危房 = false', '(h.allowance or (not h.unsafe))'],
  ])('%s', (source, expected) => expect(sql(source)).toBe(expected));

  test('a constant is computed when compiling', () => {
    expect(sql('收入 < 监测线 * 1.5')).toBe('(h.income < 600075)');
    expect(sql('认定 > 检查日 - duration("P1Y")')).toBe("(h.registered > date '2023-02-28')");
  });
});

test.each([
  ['收入 / 人数 > 监测线', []],
  ['round half up(收入 / 人数, 2) = 1.5', []],
  ['abs(收入 - 支出 / 人数) > 1', []],
  ['人数 > 1 and 收入 / 人数 * 人数 = 收入', ['收入 / 人数 * 人数']],
  ['收入 / 人数 + 支出 / 面积 = 1', ['收入 / 人数 + 支出 / 面积']],
])('%s: where the interpreter rounds and computes on is told', (source, expected) => {
  const compiled = toSql(read(source).expression, BINDING, 'postgres');
  const places = compiled.ok ? compiled.fractions.map(({ from, to }) => source.slice(from, to)) : undefined;
  expect(places).toEqual(expected);
});

describe('what SQL cannot say is told by name and place', () => {
  test.each([
    ['户主 = "x" and matches(户主, "(a)\\\\1")', 'matches', '(a)\\\\1'],
    ['sqrt(收入) > 3', 'sqrt', 'sqrt(收入)'],
    ['count(sort(成员.年龄)) > 1', 'sort', 'sort(成员.年龄)'],
    ['median(成员.年龄) > 1', 'median', 'median(成员.年龄)'],
    ['today() > 认定', 'today', 'today()'],
    ['人数 ** 0.5 > 1', '**', '人数 ** 0.5'],
    ['count(for i in 1..人数 return i) > 2', 'for', 'i in 1..人数'],
    ['count([1, 2, 人数][item > 1]) > 1', 'filter', '[1, 2, 人数][item > 1]'],
    ['认定 + duration("P2000Y") > 检查日', '+', '认定 + duration("P2000Y")'],
  ])('%s', (source, what, place) => {
    const compiled = toSql(read(source).expression, BINDING, 'postgres');
    if (compiled.ok) throw new Error(compiled.sql);
    const [first] = compiled.unsupported;
    expect(first?.what).toBe(what);
    expect(source.slice(first?.from, first?.to)).toContain(place);
    expect(first?.zh).toContain(what);
    expect(first?.en).toContain(what);
  });

  test('a fact that the database does not hold', () => {
    const { 收入: _, ...without } = BINDING;
    const compiled = toSql(read('收入 > 1').expression, without, 'postgres');
    expect(compiled).toMatchObject({ ok: false, unsupported: [{ what: '收入', from: 0, to: 2 }] });
  });

  test('numbers longer than DuckDB’s', () => {
    const { expression } = read('收入 ** 4 > 1');
    expect(toSql(expression, BINDING, 'duckdb')).toMatchObject({
      ok: false,
      unsupported: [{ what: 'number' }],
    });
    expect(toSql(expression, BINDING, 'postgres').ok).toBe(true);
  });
});

describe('conditions asked together', () => {
  const planned = (...sources: string[]) =>
    sources.map((source) => ({ id: source, expression: read(source).expression }));

  test('go once over a list for all of them, and ask the same question once', () => {
    const { from, columns } = planAll(
      planned(
        'count(成员[年龄 < 16]) > 2',
        '人数 = 1 and count(成员[年龄 < 16]) = 0',
        'some m in 成员 satisfies m.在校',
      ),
      BINDING,
      'postgres',
    );
    expect(from.match(/from member/g)).toHaveLength(1);
    expect(from).toContain('count(*) filter (where (feel_m1.age < 16)) as c1');
    expect(from).toContain('count(*) filter (where feel_m1.school) as c2');
    expect(from).not.toContain('c3');
    expect(columns.map(({ sql: each }) => each)).toEqual([
      '(coalesce(feel_g1.c1, 0) > 2)',
      '((h.persons = 1) and (coalesce(feel_g1.c1, 0) = 0))',
      '(coalesce(feel_g1.c2, 0) > 0)',
    ]);
  });

  test('leave what cannot be compiled aside, with its id', () => {
    const { columns, unsupported, from } = planAll(
      planned('sqrt(count(成员)) > 1', '人数 > 1'),
      BINDING,
      'postgres',
    );
    expect(columns.map(({ id }) => id)).toEqual(['人数 > 1']);
    expect(unsupported).toMatchObject([{ id: 'sqrt(count(成员)) > 1', what: 'sqrt' }]);
    expect(from).toBe('');
  });

  test('that hold a list against its own answers ask for those first', () => {
    const rules = planned('list contains(成员.姓名, max(成员.姓名))');
    for (const lists of ['grouped', 'lateral'] as const) {
      const { from, columns } = planAll(rules, BINDING, 'postgres', { lists });
      expect(from).not.toContain('feel_g1.c');
      expect(columns[0]?.sql).toContain('exists (select 1 from member as feel_m1');
    }
  });

  test('that speak of the household within its list are asked for each row', () => {
    const rules = planned('count(成员[年龄 = 人数]) > 1');
    expect(planAll(rules, BINDING, 'postgres').from).toBe('');
    expect(planAll(rules, BINDING, 'postgres', { lists: 'lateral' }).from).toContain('lateral');
  });
});

test.each([
  ['收入 / count(成员) < 监测线', ['收入', '成员', '监测线']],
  ['some m in 成员[年龄 < 16] satisfies m.姓名 = 户主', ['成员.年龄', '成员.姓名', '户主']],
  ['认定.year > 2020 and 村.人口 in (1, ? > 3)', ['认定', '村.人口']],
  ['list contains(成员.姓名, 户主)', ['成员.姓名', '户主']],
])('what %s reads', (source, expected) => {
  const names = mentions(read(source).expression).map((path) => path.join('.'));
  expect(names.toSorted()).toEqual(expected.toSorted());
});
