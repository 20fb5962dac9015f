import { describe, expect, it } from 'vitest';
import { findField, nounOf } from '../dictionary/index.ts';
import { normaliseHeader } from '../import/header.ts';
import { FORMS, formOf } from './index.ts';
import type { Form, FormColumn } from './form.ts';

const HEADERS_47 =
  '省 市 县 乡 村 户编号 人口编号 姓名 性别 出生日期 证件类型 证件号码 民族 户联系电话 成员联系电话 年度 与户主关系 ' +
  '文化程度 在校生状况 劳动技能 务工时间（月） 健康状况 政治面貌 务工企业名称 是否享受低保 是否参加城镇职工基本养老保险 ' +
  '是否参加大病保险 是否参加新型农村合作医疗（城乡居民基本医疗保险） 是否参加城乡居民基本养老保险 失学或辍学原因 ' +
  '是否会讲普通话 是否参加商业补充医疗保险 是否国外务工 产业分类 是否接受大病医疗救助 是否接受其他健康扶贫 ' +
  '公益性岗位类型 公益性岗位(月数) 就业渠道 残疾类别 务工所在地 户主姓名 户主证件号码 是否参加城镇职工基本医疗保险 ' +
  '是否特困供养人员 残疾证办证年度 识别标准';

const NOUNS_OF_ROW: Record<Form['rowOf'], readonly string[]> = {
  person: [
    'household',
    'person',
    'membership',
    'condition',
    'income',
    'guarantee',
    'work',
    'risk',
    'measure',
  ],
  household: ['household', 'condition', 'income', 'guarantee', 'risk', 'measure'],
  work: ['household', 'person', 'work'],
  responsible: ['household', 'responsible'],
  village: ['village'],
};

const names = (column: FormColumn) => [column.header, ...(column.aliases ?? [])];

describe('forms', () => {
  it('asks for exactly the 47 headers of the person sheet, in order', () => {
    const headers = formOf('person-47').columns.map((column) => column.header);
    expect(headers).toEqual(HEADERS_47.split(' '));
    expect(headers).toHaveLength(47);
  });

  it('has the 53 headers of the household sheet first', () => {
    const headers = formOf('household').columns.map((column) => column.header);
    expect(headers[52]).toBe('是否有创业致富带头人带动');
  });

  it.each(FORMS)('$id: every column leads to a field of its row, a place or an echo', (form) => {
    for (const column of form.columns) {
      if (/^(place|echo)\./.test(column.to)) continue;
      const field = findField(column.to);
      expect(field, `${column.header} → ${column.to}`).toBeDefined();
      expect(NOUNS_OF_ROW[form.rowOf], column.header).toContain(nounOf(field!));
    }
  });

  it.each(FORMS)('$id: no header or alias stands for two columns', (form) => {
    // Full-width and half-width brackets are the same to the reader of headers.
    const all = form.columns.flatMap((column) => [
      ...new Set(names(column).map((name) => name.normalize('NFKC'))),
    ]);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it.each(FORMS)(
    '$id: names of fields lead to one column, as the reader of headers compares them',
    (form) => {
      const owner = new Map<string, string>();
      const say = (name: string, to: string) => {
        const key = normaliseHeader(name);
        expect(owner.get(key) ?? to, name).toBe(to);
        owner.set(key, to);
      };
      for (const column of form.columns) {
        if (column.to === 'echo.ignored') continue;
        for (const name of names(column)) say(name, column.to);
      }
      const explicit = new Set(owner.keys());
      for (const column of form.columns) {
        const field = findField(column.to);
        const others = [field?.zh, ...(field?.aliases ?? []).map((alias) => alias.text)];
        for (const name of others)
          if (name !== undefined && !explicit.has(normaliseHeader(name))) say(name, column.to);
      }
    },
  );

  it.each(FORMS)('$id: only sets of codes are spread over several columns', (form) => {
    const targets = form.columns.map((column) => column.to).filter((to) => to !== 'echo.ignored');
    const repeated = targets.filter((to, index) => targets.indexOf(to) !== index);
    for (const to of repeated) expect(findField(to)?.type, to).toBe('codes');
  });

  it.each(FORMS)('$id: finds its village, and its household or person', (form) => {
    const required = form.columns.filter((column) => column.required).map((column) => column.to);
    expect(required).toContain('place.village');
    if (form.rowOf !== 'village') expect(required).toContain('household.household_no');
    if (form.rowOf === 'person' || form.rowOf === 'work') expect(required).toContain('person.identity_no');
  });

  it('prints the header of monitoring exports on row 3', () => {
    for (const id of [
      'monitor-object',
      'monitor-object-household',
      'monitor-household',
      'work-away',
      'work-planned',
      'monitor-village',
    ] as const) {
      expect(formOf(id).headerRow).toBe(3);
    }
  });
});
