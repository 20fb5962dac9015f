import { expect, test } from 'vitest';
import { formatValue } from '../value/format.ts';
import { Decimal } from '../value/number.ts';
import { readTemporal } from '../value/temporal.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import { compileModel } from './compile-model.ts';
import { prepareProgram } from './decide.ts';
import { findNode } from './program.ts';
import { readModel } from './read.ts';
import {
  allowed,
  component,
  constraint,
  context,
  decision,
  definitions,
  input,
  invoke,
  item,
  knowledge,
  lambda,
  literal,
  part,
  service,
  table,
  typeRef,
  VERSIONS,
} from './testing/write.ts';

/** Models of our own over what DMN 1.2 to 1.5 let a model say, read as the standard reads it. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

function value(json: Json): Value {
  if (typeof json === 'number') return new Decimal(json);
  if (typeof json === 'string') return readTemporal(json) ?? json;
  if (json === null || typeof json === 'boolean') return json;
  if (Array.isArray(json)) return json.map(value);
  return new Map(Object.entries(json).map(([name, each]) => [name, value(each)]));
}

function json(of: Value): Json {
  if (of instanceof Decimal) return of.toNumber();
  if (isList(of)) return of.map(json);
  if (isContext(of)) return Object.fromEntries([...of].map(([name, each]) => [name, json(each)]));
  return typeof of === 'object' && of !== null ? formatValue(of) : of;
}

/** What the decision of that name gives. Other models are imported. */
async function decide(
  xml: string,
  name: string,
  facts: Readonly<Record<string, Json>> = {},
  imported: readonly string[] = [],
): Promise<Json> {
  const { program } = compileModel(await readModel(xml), {
    strict: false,
    imported: await Promise.all(imported.map(readModel)),
  });
  const node = findNode(program, name, 'decision');
  if (!node) throw new Error(`no decision ${name}`);
  const given = new Map(Object.entries(facts).map(([key, each]) => [key, value(each)]));
  return json(prepareProgram(program).value(node.key, given));
}

const X = [{ text: 'x' }];
const ABOVE = [
  ['> 1', '10'],
  ['> 2', '30'],
  ['> 3', '20'],
] as const;

test.each<[string, Json, Json, Json]>([
  // One row hits at 2, three at 4, none at 0.
  ['UNIQUE', 10, null, null],
  ['ANY', 10, null, null],
  ['FIRST', 10, 10, null],
  ['RULE ORDER', [10], [10, 30, 20], []],
  ['COLLECT', [10], [10, 30, 20], []],
  ['COLLECT/SUM', 10, 60, null],
  ['COLLECT/MIN', 10, 10, null],
  ['COLLECT/MAX', 10, 30, null],
  ['COLLECT/COUNT', 1, 3, 0],
])('%s where one row hits, where several do, where none does', async (policy, one, several, none) => {
  const xml = definitions(input('x', 'number') + decision('a', table(policy, X, [{}], ABOVE), ['i:x']));
  expect(await decide(xml, 'a', { x: 2 })).toEqual(one);
  expect(await decide(xml, 'a', { x: 4 })).toEqual(several);
  expect(await decide(xml, 'a', { x: 0 })).toEqual(none);
});

test('priority and output order go by the values of the output, or of its type', async () => {
  const rules = [
    ['> 1', '"low"'],
    ['> 2', '"high"'],
    ['> 3', '"middle"'],
  ];
  const order = '"high", "middle", "low"';
  const typed = item('tRank', typeRef('string') + allowed(order));
  for (const policy of ['PRIORITY', 'OUTPUT ORDER']) {
    const listed = table(policy, X, [{ type: 'string', values: order }], rules);
    const named = table(policy, X, [{ type: 'tRank' }], rules);
    for (const logic of [listed, named]) {
      const xml = definitions(typed + input('x', 'number') + decision('a', logic, ['i:x']));
      expect(await decide(xml, 'a', { x: 4 })).toEqual(
        policy === 'PRIORITY' ? 'high' : ['high', 'middle', 'low'],
      );
    }
  }
});

test('several outputs make a context; collected they make a list of contexts', async () => {
  const outputs = [{ name: 'p' }, { name: 'q', otherwise: '"none"' }];
  const rules = [
    ['"a"', '1', '"x"'],
    ['"a","b"', '2', '"y"'],
  ];
  const of = (policy: string) =>
    definitions(input('x', 'string') + decision('a', table(policy, X, outputs, rules), ['i:x']));
  expect(await decide(of('UNIQUE'), 'a', { x: 'b' })).toEqual({ p: 2, q: 'y' });
  expect(await decide(of('COLLECT'), 'a', { x: 'a' })).toEqual([
    { p: 1, q: 'x' },
    { p: 2, q: 'y' },
  ]);
  expect(await decide(of('UNIQUE'), 'a', { x: 'c' })).toEqual({ p: null, q: 'none' });
});

test('cells test in every way that unary tests can be written', async () => {
  const cells: [string, Json, boolean][] = [
    ['-', null, true],
    ['null', null, true],
    ['null', 1, false],
    ['not(null)', 1, true],
    ['5', 5, true],
    ['< 5', 4, true],
    ['[1..5)', 5, false],
    [']1..5]', 1, false],
    ['not(1, 2)', 3, true],
    ['not([1..3])', 2, false],
    ['1, [4..6], > 10', 5, true],
    ['1, [4..6], > 10', 7, false],
    ['? > 3 and ? < 6', 5, true],
    ['even(?)', 4, true],
    ['y', 7, true],
    ['< y', 6, true],
    ['[y - 1..y + 1]', 8, true],
    ['list', 2, true],
    ['list', 3, false],
    ['-1', -1, true],
    ['not(-1)', -1, false],
    ['?', true, true],
    ['true', true, true],
    ['= 5', 5, true],
    ['!= 5', 5, false],
    ['count(list) = 2', 9, true],
    ['if y = 7 then ? = 1 else false', 1, true],
    ['some l in list satisfies l = ?', 2, true],
    ['? in list', 2, true],
    ['y, 1', 1, true],
  ];
  for (const [cell, x, hit] of cells) {
    const rules = [[cell, 'true']];
    const xml = definitions(
      input('x') +
        input('y') +
        input('list') +
        decision('a', table('FIRST', X, [{ otherwise: 'false' }], rules), ['i:x', 'i:y', 'i:list']),
    );
    expect([cell, x, await decide(xml, 'a', { x, y: 7, list: [1, 2] })]).toEqual([cell, x, hit]);
  }
});

test('cells over text, days and durations', async () => {
  const cells: [string, Json, boolean][] = [
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'a', false],
    ['contains(?, "x")', 'axb', true],
    ['starts with(?, "a")', 'axb', true],
    ['["a".."f"]', 'c', true],
    ['< date("2020-01-01")', '2019-12-31', true],
    ['[@"2020-01-01"..@"2020-12-31"]', '2020-06-30', true],
    ['> @"P1D"', 'PT25H', true],
    ['>= duration("P1Y")', 'P12M', true],
    ['before(?, @"2020-01-01")', '2019-12-31', true],
    ['?.year = 2019', '2019-12-31', true],
  ];
  for (const [cell, x, hit] of cells) {
    const xml = definitions(
      input('x') + decision('a', table('FIRST', X, [{ otherwise: 'false' }], [[cell, 'true']]), ['i:x']),
    );
    expect([cell, await decide(xml, 'a', { x })]).toEqual([cell, hit]);
  }
});

test('input values refuse what is not among them', async () => {
  const logic = table('FIRST', [{ text: 'x', values: '[0..10]' }], [{}], [['-', '"hit"']]);
  const xml = definitions(input('x', 'number') + decision('a', logic, ['i:x']));
  expect(await decide(xml, 'a', { x: 5 })).toBe('hit');
  expect(await decide(xml, 'a', { x: 11 })).toBeNull();
});

test('names with spaces, signs, digits and Chinese characters', async () => {
  const names = [
    'Applicant age',
    'pre-bureau risk',
    'a + b',
    '人均纯收入',
    "child's name",
    'x2 y3',
    'rate/100',
    '户.数',
  ];
  for (const name of names) {
    const xml = definitions(
      input(name, 'number') +
        decision('half of it', literal(`${name} / 2`), [`i:${name}`]) +
        decision('a', literal('half of it * 2 + 1'), ['d:half of it']),
    );
    expect([name, await decide(xml, 'a', { [name]: 4 })]).toEqual([name, 5]);
  }
});

test('knowledge models: several parameters, typed, by position and by name, of each other', async () => {
  const models =
    knowledge('times', ['p:number', 'q:number'], literal('p * q')) +
    knowledge('area of', ['w:number', 'h:number'], literal('times(w, h) + offset'), {
      required: ['k:times'],
    }).replace('offset', '1') +
    knowledge(
      'grade',
      ['score:number'],
      table(
        'FIRST',
        [{ text: 'score' }],
        [{}],
        [
          ['>= 90', '"A"'],
          ['-', '"B"'],
        ],
      ),
    );
  const asks = (text: string) =>
    definitions(models + decision('a', literal(text), ['k:times', 'k:area of', 'k:grade']));
  expect(await decide(asks('area of(2, 3)'), 'a')).toBe(7);
  expect(await decide(asks('area of(h: 2, w: 5)'), 'a')).toBe(11);
  expect(await decide(asks('times(1)'), 'a')).toBeNull();
  expect(await decide(asks('times(p: 1, r: 2)'), 'a')).toBeNull();
  expect(await decide(asks('times("a", 2)'), 'a')).toBeNull();
  expect(await decide(asks('[95, 80][grade(item) = "A"]'), 'a')).toEqual([95]);
  expect(await decide(asks('for s in [95, 80] return grade(s)'), 'a')).toEqual(['A', 'B']);
  const boxed = definitions(models + decision('a', invoke('area of', { w: '1 + 1', h: '4' }), ['k:area of']));
  expect(await decide(boxed, 'a')).toBe(9);
});

test('an invocation of what is typed coerces: a list of one to its member, what does not fit to null', async () => {
  const models = knowledge('shown', ['p:number'], literal('if p = null then "none" else string(p)'), {
    type: 'string',
  });
  const asks = (text: string) => definitions(models + decision('a', literal(text), ['k:shown']));
  expect(await decide(asks('shown([7])'), 'a')).toBe('7');
  expect(await decide(asks('shown("x")'), 'a')).toBe('none');
  expect(await decide(asks('(function(n: number) n)("x")'), 'a')).toBeNull();
});

test('functions are values: in contexts, as arguments, made by functions', async () => {
  const logic = context([
    ['twice', lambda(['f', 'x'], literal('f(f(x))'))],
    ['add', lambda(['n: number'.replace(' ', '')], lambda(['m'], literal('n + m')))],
    ['', literal('twice(add(3), 10)')],
  ]);
  expect(await decide(definitions(decision('a', logic)), 'a')).toBe(16);
  expect(await decide(definitions(decision('a', literal('{f: function(x) x + 1, r: f(f(1))}.r'))), 'a')).toBe(
    3,
  );
  expect(
    await decide(definitions(decision('a', literal('sort([1, 3, 2], function(p, q) p > q)'))), 'a'),
  ).toEqual([3, 2, 1]);
});

test('a function of a context may invoke itself', async () => {
  const logic = context([
    ['fact', lambda(['n'], literal('if n < 2 then 1 else n * fact(n - 1)'))],
    ['', literal('fact(5)')],
  ]);
  expect(await decide(definitions(decision('a', logic)), 'a')).toBe(120);
});

test('boxed contexts type their entries, see those before, and answer their last', async () => {
  const logic = context([
    ['Net income', literal('income - cost'), 'number'],
    ['per head', literal('Net income / people'), 'number'],
    ['wrong', literal('"text"'), 'number'],
    ['', literal('if per head < 100 then "low" else string(wrong)')],
  ]);
  const xml = definitions(
    input('income', 'number') +
      input('cost', 'number') +
      input('people', 'number') +
      decision('a', logic, ['i:income', 'i:cost', 'i:people']),
  );
  expect(await decide(xml, 'a', { income: 500, cost: 100, people: 5 })).toBe('low');
  expect(await decide(xml, 'a', { income: 900, cost: 100, people: 5 })).toBeNull();
});

test('lists, relations, and what is nested in them', async () => {
  const xml = definitions(
    decision(
      'l',
      `<list>${literal('1')}<list>${literal('2')}</list>${context([['k', literal('3')]])}</list>`,
    ) +
      decision(
        'r',
        `<relation><column name="name"/><column name="pay" typeRef="number"/><row>${literal('"a"')}${literal('10')}</row><row>${literal('"b"')}${literal('"x"')}</row></relation>`,
      ) +
      decision('a', literal('r[name = "a"].pay'), ['d:r']),
  );
  expect(await decide(xml, 'l')).toEqual([1, [2], { k: 3 }]);
  expect(await decide(xml, 'a')).toEqual([10]);
  expect(await decide(xml, 'r')).toEqual([
    { name: 'a', pay: 10 },
    { name: 'b', pay: null },
  ]);
});

test('boxed iterations count through ranges, and a boxed filter sees its members', async () => {
  const cases: [string, Json][] = [
    [`<for iteratorVariable="i">${part('in', '[1..3]')}${part('return', 'i * i')}</for>`, [1, 4, 9]],
    [`<for iteratorVariable="i">${part('in', '(1..4)')}${part('return', 'i')}</for>`, [2, 3]],
    [`<for iteratorVariable="i">${part('in', '1..count([7, 8])')}${part('return', 'i')}</for>`, [1, 2]],
    [
      `<for iteratorVariable="i">${part('in', '@"2020-02-28"..@"2020-03-01"')}${part('return', 'i.day')}</for>`,
      [28, 29, 1],
    ],
    [`<some iteratorVariable="i">${part('in', '[" .. "]')}${part('satisfies', 'i = " .. "')}</some>`, true],
    [
      `<for iteratorVariable="i">${part('in', '[@"2020-02-28"..@"2020-03-01"]')}${part('return', 'i.day')}</for>`,
      [28, 29, 1],
    ],
    [
      `<for iteratorVariable="i">${part('in', '[1, 2, 3]')}${part('return', 'if i = 1 then 1 else partial[-1] * i')}</for>`,
      [1, 2, 6],
    ],
    [`<some iteratorVariable="i">${part('in', '[1..3]')}${part('satisfies', 'i > 2')}</some>`, true],
    [`<every iteratorVariable="i">${part('in', '[]')}${part('satisfies', 'false')}</every>`, true],
    [`<every iteratorVariable="i">${part('in', '[1, 2]')}${part('satisfies', '"x"')}</every>`, null],
    [`<filter>${part('in', '[1, 2, 3]')}${part('match', 'item > 1')}</filter>`, [2, 3]],
    [`<filter>${part('in', '[{a: 1}, {a: 2}]')}${part('match', 'a = 2')}</filter>`, [{ a: 2 }]],
    [`<filter>${part('in', 'null')}${part('match', 'item > 1')}</filter>`, null],
    [`<conditional>${part('if', '1 > 2')}${part('then', '1')}${part('else', '2')}</conditional>`, 2],
    [`<conditional>${part('if', 'null')}${part('then', '1')}${part('else', '2')}</conditional>`, 2],
  ];
  for (const [logic, expected] of cases)
    expect([logic, await decide(definitions(decision('a', logic)), 'a')]).toEqual([logic, expected]);
});

test('a boxed filter sees the entries of members whose type nobody says, before what is around it', async () => {
  const match = (inner: string) => `<filter>${part('in', 'xs')}<match>${inner}</match></filter>`;
  const xs = [
    { n: 1, k: 'a', ys: [{ v: 1 }, { v: 2 }] },
    { n: 2, k: 'a', ys: [] },
    { n: 3, k: 'b', ys: [{ v: 3 }] },
  ];
  const cases: [string, number[]][] = [
    [literal('n > 1'), [2, 3]],
    [literal('n > 1 and item.k = "a"'), [2]],
    [literal('n > y'), [3]],
    [literal('count(ys[v > y]) = 1 and k = "b"'), [3]],
    [`<some iteratorVariable="q">${part('in', 'ys')}${part('satisfies', 'q.v = n')}</some>`, [1, 3]],
    [
      table(
        'FIRST',
        [{ text: 'n' }],
        [{}],
        [
          ['> 1', 'true'],
          ['-', 'false'],
        ],
      ),
      [2, 3],
    ],
    [literal('nothing > 1'), []],
  ];
  for (const [logic, expected] of cases) {
    const xml = definitions(
      input('xs') +
        input('y') +
        decision('a', match(logic), ['i:xs', 'i:y']) +
        decision('b', literal('a.n'), ['d:a']),
    );
    expect([logic, await decide(xml, 'b', { xs, y: 2 })]).toEqual([logic, expected]);
  }
});

test('a decision service hides what is inside and takes its inputs by position and by name', async () => {
  const model = (text: string) =>
    definitions(
      input('x', 'number') +
        input('y', 'number') +
        decision('inner', literal('x + y'), ['i:x', 'i:y']) +
        decision('given', literal('1000')) +
        decision('out', literal('inner * 10 + given'), ['d:inner', 'd:given']) +
        decision('second', literal('inner'), ['d:inner']) +
        service('one', { outputs: ['out'], inner: ['inner'], decisions: ['given'], data: ['x', 'y'] }) +
        service('two', { outputs: ['out', 'second'], inner: ['inner', 'given'], data: ['x', 'y'] }) +
        decision('a', literal(text), ['k:one', 'k:two']),
    );
  expect(await decide(model('one(given: 7, x: 1, y: 2)'), 'a')).toBe(37);
  expect(await decide(model('two(1, 2)'), 'a')).toEqual({ out: 1030, second: 3 });
  expect(await decide(model('two(1, 2).second'), 'a')).toBe(3);
  expect(await decide(model('one(1)'), 'a')).toBeNull();
  expect(await decide(model('two("a", 2).second'), 'a')).toBeNull();
});

test('types: values, ranges, structures, collections, what is allowed of each', async () => {
  const items =
    item('tAge', typeRef('number') + allowed('[0..150]')) +
    item('tKind', typeRef('string') + allowed('"poor", "not poor"')) +
    item('tPerson', component('name', 'string') + component('age', 'tAge')) +
    item('tPeople', typeRef('tPerson'), true) +
    item('tKinds', typeRef('tKind'), true) +
    item('tScores', typeRef('number') + allowed('[0..10]'), true) +
    item('tFew', typeRef('tNumbers') + constraint('count(?) < 3')) +
    item('tNumbers', typeRef('number'), true) +
    item('tEven', typeRef('number') + constraint('even(?)')) +
    item('tAgain', typeRef('tAge'));
  const shown = async (type: string, given: Json) =>
    decide(definitions(items + input('x', type) + decision('a', literal('x'), ['i:x'])), 'a', { x: given });
  expect(await shown('tAge', 150)).toBe(150);
  expect(await shown('tAge', 151)).toBeNull();
  expect(await shown('tAgain', 151)).toBeNull();
  expect(await shown('tKind', 'poor')).toBe('poor');
  expect(await shown('tKind', 'rich')).toBeNull();
  expect(await shown('tPerson', { name: 'a', age: 5 })).toEqual({ name: 'a', age: 5 });
  expect(await shown('tPerson', { name: 'a', age: 500 })).toBeNull();
  expect(await shown('tPeople', [{ name: 'a', age: 5 }])).toEqual([{ name: 'a', age: 5 }]);
  expect(await shown('tPeople', [{ name: 'a', age: 'x' }])).toBeNull();
  expect(await shown('tKinds', ['poor', 'not poor'])).toEqual(['poor', 'not poor']);
  expect(await shown('tKinds', ['rich'])).toBeNull();
  expect(await shown('tScores', [1, 10])).toEqual([1, 10]);
  expect(await shown('tScores', [1, 11])).toBeNull();
  expect(await shown('tFew', [1, 2])).toEqual([1, 2]);
  expect(await shown('tFew', [1, 2, 3])).toBeNull();
  expect(await shown('tEven', 4)).toBe(4);
  expect(await shown('tEven', 5)).toBeNull();
});

test('what a decision gives is coerced to its type', async () => {
  const given = async (type: string, text: string) =>
    decide(definitions(decision('a', literal(text), [], type)), 'a');
  expect(await given('number', '"x"')).toBeNull();
  expect(await given('number', '[5]')).toBe(5);
  expect(await given('date and time', '@"2020-01-01"')).toBe('2020-01-01T00:00:00Z');
  expect(await given('string', 'null')).toBeNull();
  expect(await given('Any', '[5]')).toEqual([5]);
  expect(await given('boolean', 'true and null')).toBeNull();
});

test('every version of the namespace is read, with what stands in front of names', async () => {
  for (const version of Object.keys(VERSIONS) as (keyof typeof VERSIONS)[]) {
    const inner = input('x', 'number') + decision('a', literal('x + 1'), ['i:x'], 'number');
    expect(await decide(definitions(inner, { version }), 'a', { x: 1 })).toBe(2);
    const prefixed = definitions(inner, { version })
      .replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1dmn:')
      .replace('xmlns=', 'xmlns:dmn=')
      .replaceAll('typeRef="number"', 'typeRef="feel:number"');
    expect(await decide(prefixed, 'a', { x: 1 })).toBe(2);
  }
});

test('a model sees decisions, knowledge, types and data of those it imports', async () => {
  const other = definitions(
    item('tAge', typeRef('number') + allowed('< 150')) +
      input('age', 'tAge') +
      decision('grown', literal('age >= 18'), ['i:age']) +
      knowledge('twice', ['n:number'], literal('n * 2')),
    { namespace: 'urn:other' },
  );
  const own = definitions(
    `<import name="lib" namespace="urn:other" importType="${VERSIONS['1.5']}"/>` +
      input('x', 'lib.tAge') +
      `<decision id="d_a" name="a"><variable name="a"/><informationRequirement><requiredDecision href="urn:other#d_grown"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:other#k_twice"/></knowledgeRequirement><informationRequirement><requiredInput href="#i_x"/></informationRequirement>${literal('if lib.grown then lib.twice(x) else -1')}</decision>`,
  );
  expect(await decide(own, 'a', { age: 20, x: 4 }, [other])).toBe(8);
  expect(await decide(own, 'a', { age: 10, x: 4 }, [other])).toBe(-1);
  expect(await decide(own, 'a', { age: 20, x: 400 }, [other])).toBeNull();
});

test('a decision without logic is null, and so is what rests on it', async () => {
  const xml = definitions(decision('empty', '') + decision('a', literal('empty + 1'), ['d:empty']));
  expect(await decide(xml, 'empty')).toBeNull();
  expect(await decide(xml, 'a')).toBeNull();
});

test('logic outside FEEL is not run', async () => {
  const java = lambda(
    ['x:number'],
    context([
      ['class', literal('"java.lang.Math"')],
      ['method signature', literal('"abs(double)"')],
    ]),
  ).replace('<functionDefinition', '<functionDefinition kind="Java"');
  const xml = definitions(
    decision(
      'a',
      context([
        ['f', java],
        ['', literal('f(1)')],
      ]),
    ),
  );
  expect(await decide(xml, 'a')).toBeNull();
});
