import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '@mingbai/policy-engine/dmn';
import { expect, test } from 'vitest';
import { POLICY_FOLDER } from '../load/bundle.ts';
import { caseDifferences, modelDifferences } from './differences.ts';

const TEXT = readFileSync(join(POLICY_FOLDER, 'decisions/below-line.dmn'), 'utf8');

async function between(change: (text: string) => string) {
  const changed = change(TEXT);
  expect(changed).not.toBe(TEXT);
  return modelDifferences(await readModel(TEXT), await readModel(changed));
}

test('the same text differs in nothing, whatever stands on its root', async () => {
  expect(
    await between((text) => text.replace('mingbai:from="2014-01-01"', 'mingbai:from="2026-01-01"')),
  ).toEqual([]);
});

test('a cell, old beside new, with its row and column', async () => {
  expect(
    await between((text) => text.replace('<text>&lt; 监测线</text>', '<text>&lt; 监测线 * 1.5</text>')),
  ).toEqual([
    {
      subject: '低于监测线',
      where: { zh: '第 3 行', en: 'row 3' },
      column: '人均纯收入',
      before: '< 监测线',
      after: '< 监测线 * 1.5',
    },
  ]);
});

test('rows put in, taken out and moved; the hit policy; what is allowed', async () => {
  const row = /\s*<rule id="below_the_monitoring_line_table_r2">[\s\S]*?<\/rule>/;
  const [second = ''] = row.exec(TEXT) ?? [];
  const out = await between((text) => text.replace(row, ''));
  expect(out).toEqual([
    {
      subject: '低于监测线',
      where: { zh: '第 2 行', en: 'row 2' },
      column: null,
      before: '< 国家扶贫标准 → "低于扶贫标准"',
      after: null,
    },
  ]);
  const added = await between((text) =>
    text.replace(
      row,
      `${second}${second.replaceAll(/ id="[^"]*"/g, '').replace('&lt; 国家扶贫标准', '&lt; 100')}`,
    ),
  );
  expect(added).toMatchObject([{ where: { zh: '第 3 行' }, before: null, after: '< 100 → "低于扶贫标准"' }]);
  const moved = await between((text) =>
    text
      .replace(row, '')
      .replace(
        '<rule id="below_the_monitoring_line_table_r1">',
        `${second.trim()}<rule id="below_the_monitoring_line_table_r1">`,
      ),
  );
  expect(moved).toMatchObject([
    { where: { zh: '第 2 行' }, column: null, before: '第 1 行', after: '第 2 行' },
  ]);
  expect(await between((text) => text.replace('hitPolicy="FIRST"', 'hitPolicy="ANY"'))).toMatchObject([
    { where: { zh: '命中方式', en: 'hit policy' }, before: 'FIRST', after: 'ANY' },
  ]);
  expect(await between((text) => text.replace('"高于监测线", "待核实"', '"高于监测线"'))).toMatchObject([
    { subject: '线上线下' },
  ]);
});

test('expressions within boxes, by the names that lead to them', async () => {
  const text = readFileSync(join(POLICY_FOLDER, 'decisions/household-benefits.dmn'), 'utf8');
  const found = modelDifferences(await readModel(text), await readModel(text.replace('1.3 *', '1.5 *')));
  expect(found).toMatchObject([
    { subject: '特困供养金额', column: null, before: expect.stringContaining('1.3') },
  ]);
});

test('cases by what they show', () => {
  const one = {
    decision: '低于监测线',
    zh: '恰在线上',
    on: '2020-01-01',
    region: null,
    facts: { 人均纯收入: 1 },
    result: 'a',
  };
  const found = caseDifferences(
    [one, { ...one, zh: '旧的' }],
    [
      { ...one, result: 'b' },
      { ...one, zh: '新的' },
    ],
  );
  expect(found.map(({ subject, before, after }) => [subject, before !== null, after !== null])).toEqual([
    ['恰在线上', true, true],
    ['新的', false, true],
    ['旧的', true, false],
  ]);
});

test('a case whose facts stand in another order is the same case', () => {
  const one = { decision: '低于监测线', zh: '一', on: '2021-01-01', region: null, result: 'a' };
  const was = { ...one, facts: { 人口: 3, 成员: [{ 年龄: 7, 性别: '女' }] } };
  const is = { ...one, facts: { 成员: [{ 性别: '女', 年龄: 7 }], 人口: 3 } };
  expect(caseDifferences([was], [is])).toEqual([]);
});
