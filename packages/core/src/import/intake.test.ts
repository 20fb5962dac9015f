import { describe, expect, it } from 'vitest';
import { CODE_LISTS, findField } from '../dictionary/index.ts';
import { FORMS } from '../form/index.ts';
import { regionCode } from '../region/code.ts';
import { checkDigit } from './identity.ts';
import { createIntake, type IntakeOptions } from './intake.ts';
import { createPlaceResolver } from './place-resolver.ts';
import type { SheetEvent, SheetRow } from './sheet.ts';
import type { ImportDictionary } from './value.ts';

const dictionary: ImportDictionary = {
  field: findField,
  list: (id) => CODE_LISTS.find((list) => list.id === id),
};
const REGIONS = [
  { code: '41', name: '河南省' },
  { code: '4115', name: '信阳市' },
  { code: '411525', name: '固始县' },
  { code: '411524', name: '商城县' },
  { code: '411525100', name: '陈淋子镇' },
  { code: '411525100200', name: '红花村村委会' },
  { code: '411525100201', name: '孙滩村村委会' },
];
const scope = regionCode('411525');

function intake(over: Partial<IntakeOptions> = {}): ReturnType<typeof createIntake> {
  return createIntake({
    forms: FORMS,
    dictionary,
    places: createPlaceResolver(REGIONS, scope),
    scope,
    today: '2026-11-22',
    ...over,
  });
}

const HEADER = [
  '县',
  '乡',
  '村',
  '户编号',
  '人口编号',
  '姓名',
  '证件号码',
  '与户主关系',
  '性别',
  '出生日期',
  '健康状况',
  '户主姓名',
];

function row(number: number, cells: readonly string[], kinds?: string): SheetRow {
  return {
    type: 'row',
    row: number,
    cells,
    kinds: kinds ?? cells.map((text) => (text === '' ? ' ' : 't')).join(''),
  };
}

function identity(seventeen: string): string {
  return seventeen + checkDigit(seventeen);
}

const HEAD = identity('41152519700101123');
const WIFE = identity('41152519720315204');

function sheet(rows: readonly SheetRow[]): SheetEvent[] {
  return [{ type: 'sheet', file: '人口.xlsx', sheet: 'Sheet1', hidden: false }, ...rows];
}

describe('intake', () => {
  it('reads a sheet under a title, with a note and a total below', () => {
    const reading = intake();
    const first = reading.push(
      sheet([
        row(1, ['固始县人口信息表']),
        row(3, HEADER),
        row(4, [
          '固始县',
          '陈淋子镇',
          '红花村',
          '4115250001',
          '41152500010001',
          '张三',
          HEAD,
          '户主',
          '男',
          '1970-01-01',
          '健康',
          '张三',
        ]),
        row(5, [
          '固始县',
          '陈淋子镇',
          '红花村',
          '4115250001',
          '41152500010002',
          '李 四',
          WIFE.toLowerCase(),
          '妻子',
          '女',
          '1972.3.15',
          '残疾,长期慢性病',
          '张三',
        ]),
        row(6, ['合计', '', '', '', '', '2人']),
        row(8, ['注：数据截至 11 月']),
      ]),
    );
    const { rest, sheets, faults } = reading.finish();
    expect(first.rows).toEqual([]);
    expect(faults).toEqual([]);
    expect(sheets).toMatchObject([
      { form: 'person-47', headerRow: 3, rows: 2, good: 2, bad: 0, missing: [] },
    ]);
    expect(rest.notes.map(({ row: at, kind }) => [at, kind])).toEqual([
      [1, 'title'],
      [6, 'total'],
      [8, 'remark'],
    ]);
    expect(rest.rows.map(({ region }) => region)).toEqual(['411525100200', '411525100200']);
    expect(rest.repairs.map(({ column, how }) => [column, how])).toEqual(
      expect.arrayContaining([
        ['F', 'inner-space'],
        ['H', 'old-name'],
        ['J', 'date-shape'],
      ]),
    );
  });
});
