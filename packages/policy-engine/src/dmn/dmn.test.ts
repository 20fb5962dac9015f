import { expect, test } from 'vitest';
import { readTemporal } from '../value/temporal.ts';
import { Decimal } from '../value/number.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import { type CompileOptions, compileModel } from './compile-model.ts';
import { type DecisionTrace, prepareProgram } from './decide.ts';
import { readModel } from './read.ts';

/** A model of version 1.5 around these elements. */
function model(inner: string, namespace = 'urn:test'): string {
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:mingbai="urn:m" id="m" name="M" namespace="${namespace}">${inner}</definitions>`;
}

function decision(name: string, logic: string, requires = '', type?: string): string {
  const typed = type === undefined ? '' : ` typeRef="${type}"`;
  return `<decision id="d_${name}" name="${name}"><variable name="${name}"${typed}/>${requires}${logic}</decision>`;
}

const needs = (...ids: string[]): string =>
  ids
    .map((id) => {
      if (id.startsWith('k_'))
        return `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
      const kind = id.startsWith('d_') ? 'requiredDecision' : 'requiredInput';
      return `<informationRequirement><${kind} href="#${id}"/></informationRequirement>`;
    })
    .join('');

const input = (name: string, type = 'number'): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;

const literal = (text: string): string =>
  `<literalExpression><text>${text.replaceAll('<', '&lt;')}</text></literalExpression>`;

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function value(json: Json): Value {
  if (typeof json === 'number') return new Decimal(json);
  if (typeof json === 'string') return readTemporal(json) ?? json;
  if (Array.isArray(json)) return json.map(value);
  if (json !== null && typeof json === 'object') {
    return new Map(Object.entries(json).map(([name, each]) => [name, value(each)]));
  }
  return json;
}

function json(of: Value): Json {
  if (of instanceof Decimal) return Number(of);
  if (isList(of)) return of.map(json);
  if (isContext(of)) return Object.fromEntries([...of].map(([name, each]) => [name, json(each)]));
  return typeof of === 'object' && of !== null ? String(of) : of;
}

async function trace(xml: string, name: string, facts: Record<string, Json> = {}): Promise<DecisionTrace> {
  const { program } = compileModel(await readModel(xml), { strict: false });
  const inputs = new Map(Object.entries(facts).map(([key, each]) => [key, value(each)]));
  return prepareProgram(program).decide(`urn:test#d_${name}`, inputs);
}

async function decide(xml: string, name: string, facts: Record<string, Json> = {}): Promise<Json> {
  return json((await trace(xml, name, facts)).value);
}

async function problems(xml: string, options: CompileOptions = {}): Promise<string[]> {
  return compileModel(await readModel(xml), options).problems.map(({ where, en }) => `${where.en}: ${en}`);
}

function table(hit: string, rules: readonly [string, string][], more = '', inner = ''): string {
  const rows = rules.map(
    ([test, output]) =>
      `<rule><inputEntry><text>${test.replaceAll('<', '&lt;')}</text></inputEntry><outputEntry><text>${output}</text></outputEntry></rule>`,
  );
  return `<decisionTable hitPolicy="${hit}" ${more}><input label="x"><inputExpression><text>x</text></inputExpression></input><output>${inner}</output>${rows.join('')}</decisionTable>`;
}

test('a knowledge model may invoke itself', async () => {
  const fact = `<businessKnowledgeModel id="k_f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('if n < 2 then 1 else n * f(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>`;
  const xml = model(fact + input('x') + decision('a', literal('f(x)'), needs('k_f', 'i_x')));
  expect(await decide(xml, 'a', { x: 20 })).toBe(2432902008176640000);
});

test('decisions rest on decisions, and each is decided once', async () => {
  const xml = model(
    input('x') +
      decision('a', literal('x + 1'), needs('i_x')) +
      decision('b', literal('a * 2'), needs('d_a')) +
      decision('c', literal('a + b'), needs('d_a', 'd_b')),
  );
  const told = await trace(xml, 'c', { x: 1 });
  expect(json(told.value)).toBe(6);
  const [a, b] = told.requires;
  expect(b?.requires[0]).toBe(a);
});

test('a decision sees what it requires and nothing else', async () => {
  const xml = model(input('x') + decision('a', literal('x')));
  expect(await decide(xml, 'a', { x: 1 })).toBeNull();
});

test('a context sees its earlier entries; one without a name is the value of the whole', async () => {
  const entry = (name: string, text: string): string =>
    `<contextEntry>${name && `<variable name="${name}"/>`}${literal(text)}</contextEntry>`;
  const xml = (last: string): string =>
    model(decision('a', `<context>${entry('p', '2')}${entry('q', 'p * 3')}${last}</context>`));
  expect(await decide(xml(''), 'a')).toEqual({ p: 2, q: 6 });
  expect(await decide(xml(entry('', 'p + q')), 'a')).toBe(8);
});

test('an invocation binds by name', async () => {
  const minus = `<businessKnowledgeModel id="k_m" name="m"><variable name="m"/><encapsulatedLogic><formalParameter name="p"/><formalParameter name="q"/>${literal('p - q')}</encapsulatedLogic></businessKnowledgeModel>`;
  const binding = (name: string, text: string): string =>
    `<binding><parameter name="${name}"/>${literal(text)}</binding>`;
  const logic = `<invocation>${literal('m')}${binding('q', '1')}${binding('p', '10')}</invocation>`;
  expect(await decide(model(minus + decision('a', logic, needs('k_m'))), 'a')).toBe(9);
});

test('relations, lists and functions', async () => {
  const relation = `<relation><column name="p"/><column name="q"/><row>${literal('1')}${literal('"a"')}</row><row>${literal('2')}${literal('"b"')}</row></relation>`;
  const list = `<list>${literal('1')}${literal('1 + 1')}</list>`;
  const xml = model(
    decision('r', relation) +
      decision('l', list) +
      decision('s', literal('sum(r.p) + sum(l)'), needs('d_r', 'd_l')),
  );
  expect(await decide(xml, 'r')).toEqual([
    { p: 1, q: 'a' },
    { p: 2, q: 'b' },
  ]);
  expect(await decide(xml, 's')).toBe(6);
});

test('the boxed expressions of 1.4', async () => {
  const part = (name: string, text: string): string => `<${name}>${literal(text)}</${name}>`;
  const xml = model(
    decision(
      'c',
      `<conditional>${part('if', 'null')}${part('then', '1')}${part('else', '2')}</conditional>`,
    ) +
      decision('f', `<filter>${part('in', '[{v: 1}, {v: 5}]')}${part('match', 'v > 2')}</filter>`) +
      decision(
        'o',
        `<for iteratorVariable="i">${part('in', '[1, 2, 3]')}${part('return', 'i + count(partial)')}</for>`,
      ) +
      decision(
        'e',
        `<every iteratorVariable="i">${part('in', '[1, null]')}${part('satisfies', 'i > 0')}</every>`,
      ) +
      decision(
        's',
        `<some iteratorVariable="i">${part('in', '[1, null]')}${part('satisfies', 'i > 0')}</some>`,
      ),
  );
  expect(await decide(xml, 'c')).toBe(2);
  expect(await decide(xml, 'f')).toEqual([{ v: 5 }]);
  expect(await decide(xml, 'o')).toEqual([1, 3, 5]);
  expect(await decide(xml, 'e')).toBeNull();
  expect(await decide(xml, 's')).toBe(true);
});

test('a decision service is a function of its inputs', async () => {
  const service = `<decisionService id="k_s" name="s"><variable name="s"/><outputDecision href="#d_b"/><encapsulatedDecision href="#d_a"/><inputData href="#i_x"/></decisionService>`;
  const xml = model(
    input('x') +
      decision('a', literal('x + 1'), needs('i_x')) +
      decision('b', literal('a * 2'), needs('d_a')) +
      service +
      decision('c', literal('s(4) + s(x: 9)'), needs('k_s')),
  );
  expect(await decide(xml, 'c', { x: 100 })).toBe(30);
});

test.each<[string, string, Json]>([
  ['UNIQUE', 'x', null],
  ['ANY', 'x', null],
  ['FIRST', 'x', 1],
  ['RULE ORDER', 'x', [1, 2]],
  ['COLLECT', 'x', [1, 2]],
])('%s where two rows hit', async (hit, _, expected) => {
  const rules: [string, string][] = [
    ['> 1', '1'],
    ['> 2', '2'],
  ];
  const xml = model(input('x') + decision('a', table(hit, rules), needs('i_x')));
  expect(await decide(xml, 'a', { x: 3 })).toEqual(expected);
  expect(await decide(xml, 'a', { x: 2 })).toEqual(hit === 'RULE ORDER' || hit === 'COLLECT' ? [1] : 1);
});

test('a table says which rows hit, which condition a row missed, and why it gave nothing', async () => {
  const rules: [string, string][] = [
    ['> 1', '1'],
    ['> 5', '3'],
    ['> 2', '2'],
  ];
  const told = await trace(model(input('x') + decision('a', table('UNIQUE', rules), needs('i_x'))), 'a', {
    x: 3,
  });
  expect(told.tables).toHaveLength(1);
  expect(told.tables[0]?.rows).toEqual([
    { row: 0, hit: true },
    { row: 1, hit: false, missed: 0 },
    { row: 2, hit: true },
  ]);
  expect(told.tables[0]?.why?.en).toBe('One row alone may hit, and rows 1, 3 do');
  expect(told.inputs.map(({ name, value: each }) => [name, json(each)])).toEqual([['x', 3]]);
});

test('priority goes by the order of the output values, not of the rules', async () => {
  const rules: [string, string][] = [
    ['> 1', '"low"'],
    ['> 2', '"high"'],
    ['> 3', '"mid"'],
  ];
  const values = '<outputValues><text>"high", "mid", "low"</text></outputValues>';
  const xml = (hit: string): string =>
    model(input('x') + decision('a', table(hit, rules, '', values), needs('i_x')));
  expect(await decide(xml('PRIORITY'), 'a', { x: 4 })).toBe('high');
  expect(await decide(xml('OUTPUT ORDER'), 'a', { x: 4 })).toEqual(['high', 'mid', 'low']);
});

test.each<[string, Json, Json]>([
  ['SUM', 6, null],
  ['COUNT', 2, 0],
  ['MIN', 2, null],
  ['MAX', 4, null],
])('collect %s', async (aggregation, some, none) => {
  const rules: [string, string][] = [
    ['> 1', '4'],
    ['> 2', '2'],
  ];
  const xml = model(
    input('x') + decision('a', table('COLLECT', rules, `aggregation="${aggregation}"`), needs('i_x')),
  );
  expect(await decide(xml, 'a', { x: 3 })).toBe(some);
  expect(await decide(xml, 'a', { x: 0 })).toBe(none);
});

test('the default stands where no row hits', async () => {
  const otherwise = '<defaultOutputEntry><text>7</text></defaultOutputEntry>';
  const xml = model(input('x') + decision('a', table('UNIQUE', [['> 1', '1']], '', otherwise), needs('i_x')));
  expect(await decide(xml, 'a', { x: 0 })).toBe(7);
});

test('values are held against the types of the model', async () => {
  const types =
    '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>' +
    '<itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>';
  const xml = model(
    types +
      input('x', 'tGrade') +
      decision('a', literal('x'), needs('i_x'), 'tGrade') +
      decision('l', literal('x'), needs('i_x'), 'tGrades') +
      decision('o', literal('[x]'), needs('i_x'), 'tGrade') +
      decision('n', literal('x'), needs('i_x'), 'number') +
      decision('t', literal('date("2020-02-29")'), '', 'date and time'),
  );
  expect(await decide(xml, 'a', { x: 'A' })).toBe('A');
  expect(await decide(xml, 'a', { x: 'C' })).toBeNull();
  expect(await decide(xml, 'l', { x: 'B' })).toEqual(['B']);
  expect(await decide(xml, 'o', { x: 'B' })).toBe('B');
  expect(await decide(xml, 'n', { x: 'B' })).toBeNull();
  expect(await decide(xml, 't')).toBe('2020-02-29T00:00:00Z');
});

test('what is wrong is told with the element, the row and the column', async () => {
  const xml = model(
    input('x') +
      decision('a', table('UNIQUE', [['> "one"', 'y + 1']]), needs('i_x')) +
      decision('b', literal('1 +')) +
      decision('p', literal('q'), needs('d_q')) +
      decision('q', literal('p'), needs('d_p')) +
      decision('z', literal('1'), needs('i_nowhere'), 'tGone'),
  );
  const told = await problems(xml);
  expect(told).toContainEqual(expect.stringMatching(/^decision “a”, row 1, condition 1: /));
  expect(told).toContainEqual(expect.stringMatching(/^decision “a”, row 1, outcome 1: .*“y”/));
  expect(told).toContainEqual(expect.stringMatching(/^decision “b”: /));
  expect(told).toContain('decision “q”: What “q” rests on leads back to itself');
  expect(told).toContain('decision “z”: “z” rests on “i_nowhere”, which is not in the model');
  expect(told).toContainEqual(expect.stringContaining('No type is called “tGone”'));
});

test('a model may import another, and sees its names behind a prefix', async () => {
  const other = model(input('x') + decision('b', literal('x + 1'), needs('i_x')), 'urn:other');
  const xml = model(
    '<import name="o" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>' +
      decision(
        'a',
        literal('o.b * 10'),
        '<informationRequirement><requiredDecision href="urn:other#d_b"/></informationRequirement>',
      ),
  );
  const { program, problems: none } = compileModel(await readModel(xml), {
    imported: [await readModel(other)],
  });
  expect(none).toEqual([]);
  expect(json(prepareProgram(program).value('urn:test#d_a', new Map([['x', new Decimal(4)]])))).toBe(50);
});

test('facts of a dictionary type the inputs, so that codes and units are held', async () => {
  const xml = model(
    input('x', 'string') + decision('a', table('UNIQUE', [['"nowhere"', '1']]), needs('i_x')),
  );
  const list = { name: 'place', members: [{ code: '01', zh: '固始' }] };
  const vocabulary = { x: { type: { kind: 'code', list } as const } };
  expect(await problems(xml, { vocabulary })).toContainEqual(expect.stringContaining('nowhere'));
  const good = model(input('x', 'string') + decision('a', table('UNIQUE', [['"固始"', '1']]), needs('i_x')));
  const { program, problems: none } = compileModel(await readModel(good), { vocabulary });
  expect(none).toEqual([]);
  expect(json(prepareProgram(program).value('urn:test#d_a', new Map([['x', '01']])))).toBe(1);
});

test('what is no DMN is refused, and bombs of entities are not opened', async () => {
  await expect(readModel('nothing')).rejects.toThrow();
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${model(decision('a', literal('"&b;"')))}`;
  const read = await readModel(bomb).catch(() => undefined);
  expect(JSON.stringify(read ?? '')).not.toContain('aaaaaaaa');
});
