import { describe, expect, test } from 'vitest';
import { checkTemplate } from './check.ts';
import { fillPaper, readFacts } from './fill.ts';
import { fieldNames, paperNames } from './names.ts';
import { PaperTemplate } from './template.ts';
import { dayText, paperText, yuanText } from './text.ts';

const template = (more: object): PaperTemplate =>
  PaperTemplate.parse({ id: 'x', zh: '试', en: 'Trial', subject: 'household', ...more });
const problems = (more: object): string[] => checkTemplate(template(more)).map(({ zh }) => zh);

describe('what a template may say', () => {
  test('a name that nobody has is refused, with the nearest one', () => {
    const content = [{ paragraph: '本人{{户主姓明}}' }, { grid: { cells: ['户编码'] } }];
    const found = checkTemplate(template({ content }));
    expect(found.map(({ zh }) => zh)).toEqual([
      '没有叫“户主姓明”的数据项，是否“户主姓名”',
      '没有叫“户编码”的数据项，是否“户编号”',
    ]);
    expect(found.map(({ path }) => path)).toEqual([
      ['content', 0, 'paragraph'],
      ['content', 1, 'grid', 'cells', 0],
    ]);
    for (const { en } of found) expect(en).toContain('Nothing is called');
  });

  test('lists belong into tables, values do not', () => {
    expect(problems({ content: [{ paragraph: '{{成员}}' }] })).toEqual(['“成员”是列表，应放在 table 里']);
    expect(problems({ content: [{ table: { of: '户主姓名', columns: ['姓名'] } }] })).toEqual([
      '“户主姓名”不是列表，不能做表格',
    ]);
    expect(problems({ content: [{ table: { of: '成员', columns: ['户编号'] } }] })[0]).toContain(
      '没有叫“户编号”',
    );
  });

  test.each(['户主证件号码', '户联系电话', '银行卡号', '主要致贫原因'])(
    '%s never hangs out in public',
    (name) => {
      const content = [{ paragraph: `{{${name}}}` }];
      expect(problems({ public: true, content })).toEqual([`公示类文书不得出现“${name}”`]);
    },
  );

  test('a public list has closed columns; numbers are not told there', () => {
    const facts = { 名单: { en: 'List', kind: 'list', columns: { 户主姓名: 'Head', 病情: 'Illness' } } };
    expect(problems({ public: true, facts, content: [{ title: '公示' }] })).toEqual([
      '公示名单不得有“病情”一栏',
    ]);
    expect(problems({ public: true, full: ['证件号码'], content: [{ title: '公示' }] })).toHaveLength(1);
    expect(problems({ full: ['姓名'], content: [{ title: '公示' }] })).toEqual([
      '“姓名”不是证件号码、电话或账号',
    ]);
  });

  test('a paper has content or parts', () => {
    expect(problems({})).toHaveLength(1);
    expect(problems({ parts: ['a'], formats: ['docx'] })).toEqual(['汇总档案只能是 pdf']);
  });
});

describe('filled in', () => {
  const content = [
    { paragraph: '本人{{户主姓名}}，因{{事由}}申请。' },
    { grid: { columns: 2, cells: ['户主姓名', '耕地面积', { name: '家庭住址', wide: true }, '户编号'] } },
    { table: { of: '成员', rows: 3, columns: ['序号', '姓名', { blank: '签字' }] } },
  ];
  const facts = { 事由: { en: 'Why', default: '生活困难' }, 日期: { en: 'Day', kind: 'date' } };

  test('values, blanks and defaults', () => {
    const filled = fillPaper(template({ content, facts }), {
      户主姓名: '张三',
      成员: [{ 姓名: '张三' }, { 姓名: '李四' }],
    });
    const [paragraph, grid, table] = filled.blocks;
    expect(paragraph).toMatchObject({ text: '本人张三，因生活困难申请。' });
    expect(grid).toMatchObject({
      widths: [2, 3, 2, 3],
      rows: [
        [
          { text: '户主姓名', label: true },
          { text: '张三' },
          { text: '耕地面积（亩）', label: true },
          { text: '' },
        ],
        [
          { text: '家庭住址', label: true },
          { text: '', span: 3 },
        ],
        [
          { text: '户编号', label: true },
          { text: '', span: 3 },
        ],
      ],
    });
    expect(table).toMatchObject({
      rows: [
        ['1', '张三', ''],
        ['2', '李四', ''],
        ['', '', ''],
      ],
    });
    const empty = fillPaper(template({ content, facts }), { 事由: '火灾' });
    expect(empty.blocks[0]).toMatchObject({ text: '本人＿＿＿＿＿＿＿＿，因火灾申请。' });
  });

  test('what is told is what was asked for', () => {
    const asked = { facts: template({ facts, content }).facts };
    expect(readFacts(asked, { 事由: '火灾', 日期: '2026-01-05', 别的: 1 })).toEqual({
      facts: { 事由: '火灾', 日期: '2026年1月5日' },
      unknown: ['别的'],
    });
  });
});

test('values as they stand on paper', () => {
  expect(yuanText(-123_456_789)).toBe('-1,234,567.89');
  expect(yuanText(5)).toBe('0.05');
  expect(dayText('2026-11-02')).toBe('2026年11月2日');
  expect(paperText({ type: 'month' }, '2023-05-01')).toBe('2023年5月');
  expect(paperText({ type: 'boolean' }, false)).toBe('否');
  expect(paperText({ type: 'codes', codes: 'risk' }, ['illness', 'schooling'])).toBe('因病、因学');
});

test('names are the dictionary’s; where two nouns share one, the later is said with a prefix', () => {
  const names = paperNames('household');
  expect(names.get('人均纯收入')?.field?.key).toBe('household.per_capita_net');
  expect(names.get('收入账人均纯收入')?.field?.key).toBe('income.per_capita_net');
  expect(names.get('保障核查是否危房户')?.field?.key).toBe('guarantee.unsafe_house');
  const all = fieldNames(['household', 'condition', 'guarantee', 'income']).map(({ name }) => name);
  expect(new Set(all).size).toBe(all.length);
});
