import { describe, expect, it } from 'vitest';
import type { Form } from '../form/form.ts';
import { FORMS } from '../form/index.ts';
import { normaliseHeader } from './header.ts';
import { recognise, type RecogniseOptions, THRESHOLD } from './recognise.ts';
import { registerDictionary } from './register-dictionary.ts';
import type { SheetRow } from './sheet.ts';

const options: RecogniseOptions = {
  dictionary: registerDictionary(),
  given: new Set(['place.county']),
};

function rowsOf(...lines: readonly (readonly string[])[]): SheetRow[] {
  return lines.map((cells, i) => ({ type: 'row', row: i + 1, cells, kinds: 't'.repeat(cells.length) }));
}

const headers = (form: Form): string[] => form.columns.map(({ header }) => header);

describe('recognising a sheet', () => {
  it.each(FORMS.map((form) => [form.id, form] as const))(
    'knows %s by its own header, below titles, in any order',
    (id, form) => {
      const found = recognise(rowsOf(['标题'], ['填报单位：'], headers(form)), FORMS, options);
      expect(found).toMatchObject({ form: { id }, headerRow: 3, missing: [] });
      expect(found?.columns.map(({ state }) => state)).toEqual(form.columns.map(() => 'mapped'));
      expect(found?.columns.map(({ position }) => form.columns[position ?? -1]?.to)).toEqual(
        form.columns.map(({ to }) => to),
      );
      const reversed = recognise(rowsOf(headers(form).toReversed()), FORMS, options);
      expect(reversed?.form.id).toBe(id);
    },
  );

  const PLAIN = ['县', '乡', '村', '户编号', '人口编号', '姓名', '证件号码', '与户主关系'];

  it('reads headers with line breaks, stars, full-width brackets, units, numbers in front', () => {
    const messy = [
      '县（市、区、旗）',
      '乡\n（镇）',
      '行政村 ',
      '*户编号',
      '人口\r\n编号',
      '7、姓 名',
      '证件号码（必填）',
      '与户主关系【单选】',
      '务工时间\n（月）',
      '家庭　人口数(人)',
    ];
    const found = recognise(rowsOf(messy), FORMS, options);
    expect(found?.missing).toEqual([]);
    expect(found?.columns.slice(0, 9).map(({ state }) => state)).toEqual(
      Array.from({ length: 9 }, () => 'mapped'),
    );
  });

  it('reads a header of two lines, groups above, single columns merged downwards', () => {
    const form = FORMS.find(({ id }) => id === 'person-47');
    const above = ['地址', '', '', '户编号', '人口编号', '姓名', '证件', '', '与户主关系', '医保情况'];
    const below = ['县', '乡', '村', '', '', '', '证件类型', '证件号码', '', '是否参加大病保险'];
    const found = recognise(rowsOf(['某县人口信息'], above, below), FORMS, options);
    expect(found).toMatchObject({ form: { id: form?.id }, headerRow: 3, missing: [] });
    expect(found?.columns.every(({ state }) => state === 'mapped')).toBe(true);
  });

  it('reads a header of three lines, and marks of footnotes on it', () => {
    const first = ['户编号', '人口编号①', '姓名¹', '', '证件', '', '与户主关系', '保障情况', '', ''];
    const second = ['', '', '', '县', '', '', '', '医保', '', '是否享受低保'];
    const third = [
      '',
      '',
      '',
      '',
      '证件类型',
      '证件号码',
      '',
      '是否参加大病保险②',
      '是否接受大病医疗救助',
      '',
    ];
    const found = recognise(
      rowsOf(['某县人口信息'], ['填报单位：甲'], first, second, third),
      FORMS.filter(({ id }) => id === 'person-47'),
      options,
    );
    expect(found).toMatchObject({ headerRow: 5 });
    expect(found?.columns.map(({ state }) => state)).toEqual(first.map(() => 'mapped'));
  });

  it('uses what was remembered, and what was told to be ignored', () => {
    const rows = rowsOf([...PLAIN, '身体咋样', '备用列']);
    const remembered = {
      [normaliseHeader('身体咋样')]: 'person.health',
      [normaliseHeader('备用列')]: 'ignore',
    };
    const found = recognise(rows, FORMS, { ...options, remembered });
    expect(found?.columns.slice(8)).toMatchObject([
      { state: 'mapped', remembered: true },
      { state: 'ignored', remembered: true },
    ]);
  });

  it('suggests near misses for the mapping screen', () => {
    const found = recognise(rowsOf([...PLAIN, '健康壮况', '身高']), FORMS, options);
    expect(found?.columns[8]).toMatchObject({
      state: 'unknown',
      suggestions: expect.arrayContaining(['person.health']),
    });
    expect(found?.columns[9]).toMatchObject({ state: 'unknown', letter: 'J' });
  });

  it('tells a column that stands twice, and one that is missing', () => {
    const form = FORMS.find(({ id }) => id === 'person-47');
    const printed =
      form === undefined ? [] : headers(form).map((header) => (header === '与户主关系' ? '姓名' : header));
    const found = recognise(rowsOf(printed), FORMS, options);
    expect(found?.form.id).toBe('person-47');
    expect(found?.columns.find(({ state }) => state !== 'mapped')).toMatchObject({
      state: 'twice',
      header: '姓名',
      letter: 'Q',
    });
    expect(found?.missing.map(({ to }) => to)).toEqual(['membership.relation']);
    expect(found?.score).toBeGreaterThan(THRESHOLD);
  });

  it('does not take a table of something else for a form', () => {
    const found = recognise(
      rowsOf(['序号', '姓名', '身份证号', '学校', '年级', '补助金额', '备注']),
      FORMS,
      options,
    );
    expect(found?.score ?? 0).toBeLessThan(THRESHOLD);
  });

  it('takes a list of names and places for no form, however short the form is', () => {
    const roster = ['序号', '户编号', '姓名', '人口编号', '身份证号', '村', '乡', '县', '是否有电动车'];
    expect(recognise(rowsOf(roster), FORMS, options)?.score).toBeLessThan(THRESHOLD);
    const away = [...roster.slice(1), '计划外出时间', '是否计划务工'];
    expect(recognise(rowsOf(away), FORMS, options)).toMatchObject({
      form: { id: 'work-planned' },
      missing: [],
    });
  });

  it('tells the custom query by persons from the one by households', () => {
    const watched = ['县', '乡', '村', '户编号', '监测对象类别', '致贫/返贫风险1', '整户无劳动力兜底保障户'];
    const formOf = (more: string[]) => recognise(rowsOf([...watched, ...more]), FORMS, options);
    expect(formOf(['户主姓名', '户主证件号码'])).toMatchObject({
      form: { id: 'monitor-object-household' },
      missing: [],
    });
    expect(formOf(['姓名', '证件号码', '与户主关系'])).toMatchObject({
      form: { id: 'monitor-object' },
      missing: [],
    });
  });
});
