import type { Node } from '../syntax/node.ts';
import { CalendarDate } from '../value/date.ts';
import { DaysDuration, MonthsDuration } from '../value/duration.ts';
import { Moment } from '../value/moment.ts';
import { Decimal } from '../value/number.ts';
import { isTemporal, type Temporal } from '../value/temporal.ts';
import { isContext, isList, Range, type Value } from '../value/value.ts';
import { type Form, NULL_FORM, type TemporalForm, truth } from './form.ts';
import { constantNumber } from './number.ts';
import type { Target } from './target.ts';
import { NotInSql } from './unsupported.ts';

/** A value that is known when compiling, as a literal of its type. */
export function constantForm(value: Value, node: Node, target: Target): Form {
  if (value === null) return NULL_FORM;
  if (typeof value === 'boolean') return truth(String(value), false);
  if (typeof value === 'string')
    return { kind: 'text', sql: quoted(value, node, target), nullable: false, constant: value };
  if (value instanceof Decimal) return constantNumber(value);
  if (isTemporal(value)) return temporalForm(value, node);
  if (isList(value)) return { kind: 'items', items: value.map((item) => constantForm(item, node, target)) };
  if (isContext(value)) {
    return {
      kind: 'context',
      entry: (name) => {
        const held = value.get(name);
        return held === undefined ? undefined : constantForm(held, node, target);
      },
    };
  }
  if (!(value instanceof Range)) throw new NotInSql(node, 'function');
  const { low, high, lowClosed, highClosed } = value;
  const end = (at: Value): Form | null => (at === null ? null : constantForm(at, node, target));
  return { kind: 'range', low: end(low), high: end(high), lowClosed, highClosed };
}

function quoted(text: string, node: Node, target: Target): string {
  // Neither database has these in a text.
  if (/[\0\p{Cs}]/u.test(text)) {
    throw new NotInSql(node, 'string', {
      zh: '文本里有数据库不能存的字符',
      en: 'the text holds a character that no database stores',
    });
  }
  return target.quoted(text);
}

function temporalForm(value: Temporal, node: Node): TemporalForm {
  const made = (kind: TemporalForm['kind'], sql: string): TemporalForm => ({
    kind,
    sql,
    nullable: false,
    constant: value,
  });
  if (value instanceof CalendarDate) return made('date', `date '${dateText(value, node)}'`);
  if (value instanceof MonthsDuration) return made('months', bracketed(String(value.months)));
  if (value instanceof DaysDuration) {
    if (value.nanos % 1000n !== 0n) throw tooFine(node);
    return made('days', bracketed(String(value.nanos / 1000n)));
  }
  if (value instanceof Moment) {
    const { date, time } = value;
    if (time.zone) throw new NotInSql(node, 'date and time', { zh: '带时区', en: 'it has a time zone' });
    if (time.nano % 1000 !== 0) throw tooFine(node);
    const micros = String(time.nano / 1000).padStart(6, '0');
    const clock = [time.hour, time.minute, time.second]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
    return made('date and time', `timestamp '${dateText(date, node)} ${clock}.${micros}'`);
  }
  throw new NotInSql(node, 'time');
}

function dateText(date: CalendarDate, node: Node): string {
  if (date.year >= 1 && date.year <= 9999) return date.toString();
  throw new NotInSql(node, 'date', { zh: '只能是公元 1 年到 9999 年', en: 'only the years 1 to 9999' });
}

function tooFine(node: Node): NotInSql {
  return new NotInSql(node, 'duration', {
    zh: '比百万分之一秒还细',
    en: 'finer than a millionth of a second',
  });
}

function bracketed(numeral: string): string {
  return numeral.startsWith('-') ? `(${numeral})` : numeral;
}
