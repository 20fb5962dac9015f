import { FORMS } from '../form/index.ts';
import { regionCode } from '../region/code.ts';
import { checkDigit } from './identity.ts';
import type { IntakeOptions } from './intake.ts';
import { createPlaceResolver } from './place-resolver.ts';
import { registerDictionary } from './register-dictionary.ts';
import type { SheetEvent, SheetRow } from './sheet.ts';

/** Small sheets for the tests of this folder: one village, invented people. */
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
const today = '2026-11-22';

export const BASE = { village: '411525100200' } as const;

export const options: IntakeOptions = {
  forms: FORMS,
  dictionary: registerDictionary(),
  places: createPlaceResolver(REGIONS, scope, today),
  scope,
  today,
};

export const HEADER = [
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
] as const;

/** The number of a man born on 1970-01-01, the `n`th of his day. */
export function identity(n: number): string {
  const seventeen = `41152519700101${String(2 * n + 1).padStart(3, '0')}`;
  return seventeen + checkDigit(seventeen);
}

/** A faultless row of the one household, a head unless `change` says otherwise; the head is 张三. */
export function person(n: number, change: Partial<Record<(typeof HEADER)[number], string>> = {}): string[] {
  const whole: Record<(typeof HEADER)[number], string> = {
    县: '固始县',
    乡: '陈淋子镇',
    村: '红花村村委会',
    户编号: '4115250001',
    人口编号: `411525000${1000 + n}`,
    姓名: '张三',
    证件号码: identity(n),
    与户主关系: '户主',
    性别: '男',
    出生日期: '1970-01-01',
    健康状况: '健康',
    户主姓名: '张三',
    ...change,
  };
  return HEADER.map((header) => whole[header]);
}

export function line(row: number, cells: readonly string[]): SheetRow {
  return { type: 'row', row, cells, kinds: cells.map((text) => (text === '' ? ' ' : 't')).join('') };
}

/** A sheet as text cells, its first line on row `from`. */
export function table(
  sheet: string,
  lines: readonly (readonly string[])[],
  from = 1,
  hidden = false,
): SheetEvent[] {
  return [
    { type: 'sheet', file: '人口.xlsx', sheet, hidden },
    ...lines.map((cells, i) => line(from + i, cells)),
  ];
}
