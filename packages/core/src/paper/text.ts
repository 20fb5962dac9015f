import { labelOf } from '../dictionary/index.ts';
import type { Field } from '../dictionary/field.ts';

/** A value as the register gives it: fen, ISO days, codes. */
type Stored = string | number | boolean | readonly string[] | null | undefined;

/** As it stands on paper, without its unit; '' for no value. */
export function paperText(field: Pick<Field, 'type' | 'codes'>, value: Stored): string {
  if (value === null || value === undefined || value === '') return '';
  const label = (code: string): string =>
    field.codes === undefined ? code : labelOf(field.codes, code, 'zh');
  if (typeof value === 'object') return value.map(label).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  switch (field.type) {
    case 'code':
      return label(String(value));
    case 'money':
      return yuanText(Number(value));
    case 'date':
      return dayText(String(value));
    case 'month':
      return dayText(String(value)).replace(/月.*$/, '月');
    default:
      return String(value);
  }
}

/** 1234560 fen → `12,345.60`; always with two decimals, so that columns stand below each other. */
export function yuanText(fen: number): string {
  const whole = String(Math.trunc(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

/** `2026-01-05` → `2026年1月5日`; what is no day stays. */
export function dayText(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  return year === undefined ? day : `${year}年${Number(month)}月${Number(date)}日`;
}
