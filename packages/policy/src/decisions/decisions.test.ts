import type { RegionCode } from '@mingbai/core';
import { beforeAll, expect, test } from 'vitest';
import { readBundle } from '../load/bundle.ts';
import { loadParameters } from '../load/load-parameters.ts';
import { readCases, runCases } from './cases.ts';
import { decide, turnsOf } from './decide.ts';
import { documentOf } from './document.ts';
import { findDecision } from './find.ts';
import {
  type DecisionLibrary,
  indexDecisions,
  loadDecisions,
  type PolicyModel,
  readPolicyModel,
} from './library.ts';
import { plain } from './plain.ts';

let library: DecisionLibrary;

beforeAll(async () => {
  library = await loadDecisions(loadParameters(await readBundle()).parameters);
});

test('every model loads, and every case comes out as said', async () => {
  expect(library.refused).toEqual([]);
  const outcomes = await runCases(library);
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.filter(({ why }) => why !== '')).toEqual([]);
});

test('every decision that is asked by name has cases', async () => {
  const tried = new Set((await runCases(library)).map(({ decision }) => decision));
  const asked = library.models.map(({ model }) => model.name);
  expect(asked.filter((name) => !tried.has(name))).toEqual([]);
});

test('the reasons of every case are words, in English no Chinese ones: no function, quantifier or comparison as FEEL writes it', async () => {
  const feel =
    /satisfies|list contains|string length|count ?[(（]|\bnot ?\(|[<>!]=?|\bnull\b|\.\.|[a-z] ?（|= ?(true|false)/u;
  const raw = new Set<string>();
  const chinese = new Set<string>();
  let count = 0;
  for (const each of await readCases()) {
    const found = findDecision(library, each.decision, undefined, each.on);
    if (typeof found === 'string') continue;
    const decided = decide(library, found, each.facts, { on: each.on });
    if (!('value' in decided)) continue;
    for (const { zh, en } of decided.sentences) {
      count += 1;
      for (const text of [zh, en]) if (feel.test(text)) raw.add(text);
      if (/\p{Script=Han}/u.test(en)) chinese.add(en);
    }
  }
  expect(count).toBeGreaterThan(500);
  expect([...raw]).toEqual([]);
  expect([...chinese]).toEqual([]);
});

/** A model that says where it is from. */
async function model(text: string, said: string): Promise<PolicyModel> {
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:mingbai="https://mingbai.org/schema/policy" id="m" name="线" namespace="urn:m" ${said}><inputData id="i" name="监测线"><variable name="监测线" typeRef="number"/></inputData><decision id="d" name="线" label="Line"><variable name="线"/><informationRequirement><requiredInput href="#i"/></informationRequirement><literalExpression><text>${text}</text></literalExpression></decision></definitions>`;
  const read = await readPolicyModel('decisions/m.dmn', xml, library.parameters);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read;
}

test('the nearest region decides, then the latest day; nothing before its day', async () => {
  const models = [
    await model('"country"', 'mingbai:from="2016-01-01"'),
    await model('"country later"', 'mingbai:from="2018-01-01"'),
    await model('"province"', 'mingbai:from="2017-01-01" mingbai:region="41"'),
    await model('"county"', 'mingbai:from="2017-06-01" mingbai:to="2017-12-31" mingbai:region="411525"'),
  ];
  const own = { ...library, decisions: indexDecisions(models) };
  const at = (region: string | undefined, on: string): unknown => {
    const found = findDecision(own, 'Line', region as RegionCode | undefined, on);
    if (typeof found === 'string') return found;
    const decided = decide(own, found, {}, { region: region as RegionCode | undefined, on });
    return 'value' in decided ? plain(decided.value) : decided;
  };
  expect(at(undefined, '2016-05-01')).toBe('country');
  expect(at(undefined, '2019-05-01')).toBe('country later');
  expect(at('411525000000', '2017-02-01')).toBe('province');
  expect(at('411525100000', '2017-07-01')).toBe('county');
  expect(at('411525100000', '2018-07-01')).toBe('province');
  expect(at('520000000000', '2018-07-01')).toBe('country later');
  expect(at(undefined, '2015-12-31')).toBe('day');
  expect(findDecision(own, 'Lines', undefined, '2019-01-01')).toBe('name');
});

test('without a region the one region that has it answers', () => {
  const found = findDecision(library, '产业奖补', undefined, '2020-01-01');
  expect(typeof found === 'string' ? found : found.model.region).toBe('411525000000');
  expect(findDecision(library, '产业奖补', '520000000000' as RegionCode, '2020-01-01')).toBe('region');
});

test('a parameter that is not given is taken by region and day, and told', async () => {
  const own = { ...library, decisions: indexDecisions([await model('监测线', 'mingbai:from="2016-01-01"')]) };
  const found = findDecision(own, '线', undefined, '2024-01-01');
  if (typeof found === 'string') throw new Error(found);
  const ask = (region: string, given = {}): ReturnType<typeof decide> =>
    decide(own, found, given, { region: region as RegionCode, on: '2024-06-01' });
  const guizhou = ask('520000000000');
  expect('value' in guizhou && plain(guizhou.value)).toBe(7300);
  expect('value' in guizhou && guizhou.taken.map(({ value }) => value.source.zh)).toEqual([
    '贵州某县核查规则',
  ]);
  const given = ask('520000000000', { 监测线: 5000 });
  expect('value' in given && [plain(given.value), given.taken]).toEqual([5000, []]);
});

test('facts that are not known or not of their type are told by name, and nothing is decided', () => {
  const found = findDecision(library, '产业奖补', undefined, '2020-01-01');
  if (typeof found === 'string') throw new Error(found);
  const decided = decide(library, found, { 连片面积: '一百', 面积: 100 }, { on: '2020-01-01' });
  expect(Array.isArray(decided) && decided.map(({ path }) => path.join('.'))).toEqual(['连片面积', '面积']);
});

test('what would have changed it is the nearest value, decided again', () => {
  const found = findDecision(library, 'Industry reward', undefined, '2020-01-01');
  if (typeof found === 'string') throw new Error(found);
  const facts = { Crop: '冬枣', 'Contiguous area': 99.9, Year: 1, 'Brings poor along': true };
  const decided = decide(library, found, facts, { on: '2020-01-01' });
  if (!('value' in decided)) throw new Error('facts');
  expect(turnsOf(decided).map(({ fact, to, value }) => [fact, plain(to), plain(value)])).toEqual([
    ['连片面积', 100, { 经营者奖补: 40000, 村集体奖补: 10000 }],
  ]);
  expect(decided.sentences.map(({ zh }) => zh)).toContain(
    '第 2 行符合：连片不足 100 亩不奖；县会议讲话：100 亩以上',
  );
});

test('codes among what would have changed it are said by their labels, and so are those it rests on', () => {
  const found = findDecision(library, '红蓝黄卡', undefined, '2020-01-01');
  if (typeof found === 'string') throw new Error(found);
  const decided = decide(library, found, { 脱贫属性: '未脱贫', 成员: [{ 年龄: 40 }] }, { on: '2020-01-01' });
  if (!('value' in decided)) throw new Error('facts');
  expect(documentOf(decided).explanation.changes).toContainEqual({
    fact: '脱贫属性',
    from: '未脱贫',
    to: '已脱贫',
    result: '不发卡',
  });
  expect(decided.sentences[0]?.en).toContain('(State of exit = Not yet out of poverty, ');
});

test('a model with a wrong cell is refused with the row and what is near', async () => {
  const broken = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="x" namespace="urn:m"><decision id="d" name="x"><variable name="x"/><literalExpression><text>人口 + </text></literalExpression></decision></definitions>`;
  const read = await readPolicyModel('decisions/x.dmn', broken, library.parameters);
  expect('problems' in read && read.problems[0]?.where?.zh).toBe('决策“x”');
  const none = await readPolicyModel('decisions/y.dmn', 'no xml', library.parameters);
  expect('problems' in none && none.problems[0]?.en).toContain('no readable DMN');
});
