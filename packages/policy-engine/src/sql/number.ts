import type { Node } from '../syntax/node.ts';
import { Decimal } from '../value/number.ts';
import type { NumberForm } from './form.ts';
import type { Target } from './target.ts';
import { NotInSql } from './unsupported.ts';

/** A whole number in SQL (or, in PostgreSQL alone, any number: then `digits` is undefined). */
export type Part = Pick<NumberForm, 'sql' | 'digits' | 'carrier'>;

const NARROW = 18;

/** How numbers are put together for one dialect, on behalf of the node that asks. */
export interface Numbers {
  readonly target: Target;
  readonly node: Node;
  /** Where a fraction goes on to be computed with. */
  readonly fractions: Set<Node>;
}

export function numeral(value: Decimal): Part {
  const text = value.toFixed(0);
  return { sql: value.isNegative() ? `(${text})` : text, digits: value.precision(true), carrier: 'literal' };
}

export function constantNumber(value: Decimal): NumberForm {
  const shift = value.decimalPlaces();
  const whole = value.times(new Decimal(10).pow(shift));
  const { sql, digits, carrier } = numeral(whole.isZero() ? new Decimal(0) : whole);
  return { kind: 'number', sql, digits, carrier, shift, nullable: false, constant: value };
}

export const ONE: Part = { sql: '1', digits: 1, carrier: 'literal' };

/** In the type that a result of so many digits has. */
export function carried(part: Part, digits: number | undefined, numbers: Numbers): string {
  const { target } = numbers;
  const wide = isWide(digits, numbers);
  if (part.carrier === 'literal') return part.sql;
  if (wide) return part.carrier === 'wide' ? part.sql : `cast(${part.sql} as ${target.wide})`;
  return part.carrier === 'narrow' ? part.sql : `cast(${part.sql} as bigint)`;
}

/** Whether numbers of so many digits need the wide type; refuses what even that does not hold. */
export function isWide(digits: number | undefined, { target, node }: Numbers): boolean {
  if ((digits ?? 0) <= target.limit) return digits === undefined || digits > NARROW;
  throw new NotInSql(node, 'number', {
    zh: `这里的数可能超过 ${target.limit} 位`,
    en: `numbers here may have more than ${target.limit} digits`,
  });
}

function made(sql: string, digits: number | undefined, numbers: Numbers): Part {
  return { sql, digits, carrier: isWide(digits, numbers) ? 'wide' : 'narrow' };
}

export function times(a: Part, b: Part, numbers: Numbers): Part {
  if (a.sql === '1') return b;
  if (b.sql === '1') return a;
  const digits = a.digits === undefined || b.digits === undefined ? undefined : a.digits + b.digits;
  return made(`(${carried(a, digits, numbers)} * ${carried(b, digits, numbers)})`, digits, numbers);
}

export function tens(part: Part, places: number, numbers: Numbers): Part {
  if (places === 0 || part.sql === '0') return part;
  const digits = part.digits === undefined ? undefined : part.digits + places;
  if (part.carrier === 'literal')
    return numeral(new Decimal(part.sql.replace(/[()]/g, '')).times(new Decimal(10).pow(places)));
  return made(`(${carried(part, digits, numbers)} * 1${'0'.repeat(places)})`, digits, numbers);
}

export function together(operator: '+' | '-', a: Part, b: Part, numbers: Numbers): Part {
  const digits =
    a.digits === undefined || b.digits === undefined ? undefined : Math.max(a.digits, b.digits) + 1;
  return made(`(${carried(a, digits, numbers)} ${operator} ${carried(b, digits, numbers)})`, digits, numbers);
}

/** Both numerators over one denominator and one scale. */
export function aligned(
  a: NumberForm,
  b: NumberForm,
  numbers: Numbers,
): { left: Part; right: Part; over: Part; shift: number } {
  const shift = Math.max(a.shift, b.shift);
  const same = a.over?.sql === b.over?.sql;
  const left = tens(a, shift - a.shift, numbers);
  const right = tens(b, shift - b.shift, numbers);
  if (same) return { left, right, over: a.over ?? ONE, shift };
  return {
    left: times(left, b.over ?? ONE, numbers),
    right: times(right, a.over ?? ONE, numbers),
    over: times(a.over ?? ONE, b.over ?? ONE, numbers),
    shift,
  };
}

export function fraction(part: Part, over: Part, shift: number, nullable: boolean): NumberForm {
  const { sql, digits, carrier } = part;
  if (over.sql === '1') return { kind: 'number', sql, digits, carrier, shift, nullable };
  const { carrier: held } = over;
  if (held === 'column') throw new Error('a denominator is never a bare column');
  return { kind: 'number', sql, digits, carrier, shift, nullable, over: { ...over, carrier: held } };
}

/** SQL that is true where the number is null. */
export function isNull({ sql, over }: NumberForm): string {
  return over && over.carrier !== 'literal' ? `(${sql} is null or ${over.sql} is null)` : `(${sql} is null)`;
}

/** The value itself, in the dialect's decimal type. A fraction without end is cut behind its 40th place, in DuckDB as far as 38 digits go. */
export function decimalSql(form: NumberForm, numbers: Numbers): string {
  const { sql, shift, digits } = settled(form, numbers);
  if (shift === 0) return sql;
  const unit = `0.${'0'.repeat(shift - 1)}1`;
  if (numbers.target.dialect === 'postgres') return `(cast(${sql} as numeric) * ${unit})`;
  isWide((digits ?? 0) > shift ? digits : shift, numbers);
  return `(cast(${sql} as decimal(38, 0)) * cast(${unit} as decimal(38, ${shift})))`;
}

/** Without a denominator: divided out. */
export function settled(form: NumberForm, numbers: Numbers): NumberForm {
  const { over, nullable, shift } = form;
  if (!over) return form;
  const { target, node } = numbers;
  if (target.dialect === 'postgres') {
    const sql = `((cast(${form.sql} as numeric) + 0.${'0'.repeat(40)}) / ${over.sql})`;
    return { kind: 'number', sql, shift, digits: undefined, carrier: 'wide', nullable };
  }
  const places = 37 - (form.digits ?? 38);
  if (places < 6) {
    throw new NotInSql(node, '/', {
      zh: '商的位数超过 DuckDB 的 38 位',
      en: 'the quotient needs more than DuckDB’s 38 digits',
    });
  }
  const up = tens(form, Math.min(places, 20), numbers);
  const sql = target.quotient(carried(up, 38, numbers), carried(over, 38, numbers), true);
  return {
    kind: 'number',
    sql,
    shift: shift + Math.min(places, 20),
    digits: up.digits,
    carrier: 'wide',
    nullable,
  };
}
