import type { Words } from '../problem.ts';
import type { Type } from '../type.ts';
import { formatValue } from '../value/format.ts';
import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal, formatNumber } from '../value/number.ts';
import { isContext, isList, type Value } from '../value/value.ts';
import type { InEnglish } from './english.ts';

function both(text: string): Words {
  return { zh: text, en: text };
}

/** The value as people read it: codes by their label, numbers with their unit, lists cut short. */
export function valueWords(value: Value, type: Type, english?: InEnglish): Words {
  if (value === null) return { zh: '空', en: 'null' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (type.kind === 'code' && typeof value === 'string') {
    const member = type.list.members.find(({ code }) => code === value);
    if (member) return { zh: `“${member.zh}”`, en: `“${member.en ?? member.zh}”` };
  }
  if (typeof value === 'string') return { zh: `“${value}”`, en: `“${english?.(value, 'value') ?? value}”` };
  if (value instanceof Decimal)
    return numberWords(value, type.kind === 'number' ? type.unit : undefined, english);
  if (value instanceof CalendarDate) {
    return { zh: `${value.year}年${value.month}月${value.day}日`, en: value.toString() };
  }
  if (value instanceof Moment) return both(value.toString().replace('T', ' '));
  if (value instanceof MonthsDuration) return monthsWords(value);
  if (value instanceof DaysDuration) return daysWords(value);
  if (isList(value)) {
    const of = type.kind === 'list' ? type.of : type;
    const zh = `${value.length} 个`;
    const en = counted(value.length, 'item');
    if (value.length === 0 || value.length > 5 || value.some((each) => isContext(each))) return { zh, en };
    const each = value.map((item) => valueWords(item, of, english));
    return { zh: each.map((words) => words.zh).join('、'), en: each.map((words) => words.en).join(', ') };
  }
  return both(formatValue(value));
}

function numberWords(value: Decimal, unit: string | undefined, english: InEnglish | undefined): Words {
  // Twelve digits after the point are as many as anybody reads.
  const text = formatNumber(value.toDecimalPlaces(12));
  return unit === undefined
    ? both(text)
    : { zh: `${text}${unit}`, en: `${text} ${english?.(unit, 'unit') ?? unit}` };
}

function monthsWords({ months }: MonthsDuration): Words {
  const years = Math.trunc(months / 12);
  const rest = months % 12;
  const zh = [years ? `${years}年` : '', rest || !years ? `${rest}个月` : ''].join('');
  const en = [years ? counted(years, 'year') : '', rest || !years ? counted(rest, 'month') : '']
    .filter(Boolean)
    .join(' ');
  return { zh, en };
}

function daysWords(value: DaysDuration): Words {
  const { days, hours, minutes, seconds, nanos } = value.parts;
  if (hours || minutes || seconds || nanos) return both(value.toString());
  return { zh: `${days}天`, en: counted(days, 'day') };
}

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
