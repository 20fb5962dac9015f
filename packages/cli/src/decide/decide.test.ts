import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ended, shellMade, startShell, type Ended } from '../testing.ts';

beforeAll(shellMade);

/** As somebody calls it, with the facts on standard input. */
function run(args: readonly string[], facts?: object): Promise<Ended> {
  return ended(startShell(args, { input: facts === undefined ? '' : JSON.stringify(facts) }));
}

const EXIT_FACTS = {
  未脱贫人口: 100,
  错退人口: 50,
  漏评人口: 50,
  农业户籍人口: 10000,
  调查脱贫人口: 600,
  调查错退人口: 12,
  调查未建档人口: 400,
  调查漏评人口: 8,
  认可户: 900,
  调查户: 1000,
  西部: false,
};

test('a decision answers one JSON document with its version, result and reasons', async () => {
  const { code, out } = await run(
    ['decide', '县退出', '--facts', '-', '--on', '2018-06-30', '--json'],
    EXIT_FACTS,
  );
  expect(code).toBe(0);
  const said = JSON.parse(out) as Record<string, unknown>;
  expect(Object.keys(said)).toEqual(['decision', 'version', 'on', 'region', 'result', 'explanation']);
  expect(said).toMatchObject({
    decision: '县退出',
    on: '2018-06-30',
    result: { 综合贫困发生率: 0.02, 错退率: 0.02, 漏评率: 0.02, 认可度: 0.9, 通过: true, 未通过原因: [] },
  });
  expect(said['version']).toMatch(/^[0-9a-f]{12}$/);
});

test('names may be English, and rates are numbers however many digits they have', async () => {
  const { out } = await run(['decide', 'County exit', '--facts', '-', '--json'], {
    ...EXIT_FACTS,
    认可户: undefined,
    'Households that recognise it': 899,
    调查户: 999,
  });
  const { result } = JSON.parse(out) as { result: { 认可度: unknown; 通过: boolean } };
  expect(result.认可度).toBeCloseTo(0.8999, 4);
  expect(result.通过).toBe(false);
});

test('the answer is said in English when that is asked for', async () => {
  const facts = { 作物: '冬枣', 连片面积: 120, 第几年: 1, 带贫: true };
  const { code, out } = await run(['decide', '产业奖补', '--facts', '-', '--language', 'en'], facts);
  expect(code).toBe(0);
  expect(out).toMatch(/^Industry reward = To the operator: 48000, To the village collective: 12000\n/);
  expect(out).toContain('If Contiguous area were “99” instead of “120”');
  // Which text decided is said in both languages.
  expect(out.replace('文件', '')).not.toMatch(/\p{Script=Han}/u);
});

test('what a decision asks for is listed', async () => {
  const { code, out } = await run(['decide', '产业奖补', '--describe', '--json']);
  expect(code).toBe(0);
  const { facts } = JSON.parse(out) as { facts: { name: string; en: string; unit: string | null }[] };
  expect(facts.map(({ name, unit }) => [name, unit])).toEqual([
    ['连片面积', '亩'],
    ['作物', null],
    ['第几年', null],
    ['带贫', null],
  ]);
  // A crop is any text, and only these are rewarded.
  const { out: said } = await run(['decide', '产业奖补', '--describe']);
  expect(said).toMatch(/作物 · Crop .*\n +表中各行 · its rows: .*冬枣/);
});

test('a name, a fact or a day that is wrong ends with its code, both languages and what to do', async () => {
  const [unknown, fact, day, early] = await Promise.all([
    run(['decide', '县推出', '--json']),
    run(['decide', '产业奖补', '--facts', '-'], { 连片面积: '一百', 颜色: '红' }),
    run(['decide', '县退出', '--on', '2018-02-30']),
    run(['decide', '县退出', '--on', '2010-01-01']),
  ]);
  expect([unknown, fact, day, early].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  expect(JSON.parse(unknown.out)).toMatchObject({ problem: { code: 'decision-not-found' } });
  expect(unknown.err).toContain('县退出');
  expect(fact.err).toContain('连片面积');
  expect(fact.err).toContain('颜色');
  expect(early.err).toContain('那一天没有生效的规定');
}, 120_000);

test('a model of one’s own finds what it imports beside it, and its clock is the day that is asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-model-'));
  const of = (namespace: string, inner: string) =>
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="M" namespace="${namespace}">${inner}</definitions>`;
  const text = (feel: string) => `<literalExpression><text>${feel}</text></literalExpression>`;
  writeFileSync(
    join(folder, 'other.dmn'),
    of(
      'urn:other',
      `<businessKnowledgeModel id="k" name="twice"><variable name="twice"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${text('n * 2')}</encapsulatedLogic></businessKnowledgeModel>`,
    ),
  );
  writeFileSync(
    join(folder, 'own.dmn'),
    of(
      'urn:own',
      `<import name="lib" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/><inputData id="i" name="人数"><variable name="人数" typeRef="number"/></inputData><decision id="d" name="答"><variable name="答"/><informationRequirement><requiredInput href="#i"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:other#k"/></knowledgeRequirement>${text('[lib.twice(人数), today().year]')}</decision>`,
    ),
  );
  const { out, err } = await run(
    ['decide', '答', '--model', join(folder, 'own.dmn'), '--facts', '-', '--on', '2021-05-01', '--json'],
    { 人数: 4 },
  );
  rmSync(folder, { recursive: true });
  expect((JSON.parse(out) as { result: unknown }).result, err).toEqual([8, 2021]);
}, 60_000);

test('all cases of the library come out as said', async () => {
  const { code, out } = await run(['policy', 'test', '--json']);
  expect(code).toBe(0);
  const said = JSON.parse(out) as {
    cases: number;
    wrong: unknown[];
    refused: unknown[];
    procedures: number;
    calendars: number;
  };
  expect(said.cases).toBeGreaterThan(80);
  expect(said.procedures).toBeGreaterThan(15);
  expect(said.calendars).toBeGreaterThan(2);
  expect([said.wrong, said.refused]).toEqual([[], []]);
});

test('decisions, procedures and calendars are listed together', async () => {
  const { code, out } = await run(['policy', 'list', '--json']);
  expect(code).toBe(0);
  const list = JSON.parse(out) as readonly object[];
  expect(list).toContainEqual(expect.objectContaining({ decision: '户退出' }));
  expect(list).toContainEqual(expect.objectContaining({ procedure: 'monitoring', region: '620000000000' }));
  expect(list).toContainEqual(expect.objectContaining({ calendar: 2026 }));
});

test('the SQL of a judgement over the register can be read; of another it says why not', async () => {
  const sql = await run(['policy', 'sql', '红蓝黄卡', '--region', '411525', '--on', '2020-01-01']);
  expect(sql.code).toBe(0);
  expect(sql.out).toContain("date '2020-01-01'");
  expect(sql.out).toContain('mingbai.household');
  const not = await run(['policy', 'sql', '县退出', '--region', '411525']);
  expect(not.code).toBe(2);
  expect(not.err).toContain('不在登记簿里');
});
