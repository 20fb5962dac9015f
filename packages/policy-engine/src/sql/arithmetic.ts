import { Decimal } from '../value/number.ts';
import { NULL_FORM, type NullForm, type NumberForm } from './form.ts';
import {
  aligned,
  carried,
  constantNumber,
  fraction,
  isWide,
  type Numbers,
  numeral,
  ONE,
  type Part,
  tens,
  times,
  together,
} from './number.ts';
import { NotInSql } from './unsupported.ts';

export function added(operator: '+' | '-', a: NumberForm, b: NumberForm, numbers: Numbers): NumberForm {
  if (a.over && b.over) numbers.fractions.add(numbers.node);
  const { left, right, over, shift } = aligned(a, b, numbers);
  return fraction(together(operator, left, right, numbers), over, shift, a.nullable || b.nullable);
}

export function multiplied(a: NumberForm, b: NumberForm, numbers: Numbers): NumberForm {
  if (a.over ?? b.over) numbers.fractions.add(numbers.node);
  const over = times(a.over ?? ONE, b.over ?? ONE, numbers);
  return fraction(times(a, b, numbers), over, a.shift + b.shift, a.nullable || b.nullable);
}

/** Null where the divisor is zero. */
export function divided(a: NumberForm, b: NumberForm, numbers: Numbers): NumberForm | NullForm {
  if (a.over ?? b.over) numbers.fractions.add(numbers.node);
  if (b.constant) return byConstant(a, b.constant, numbers);
  const shift = a.shift - b.shift;
  const top = tens(times(a, b.over ?? ONE, numbers), Math.max(0, -shift), numbers);
  const divisor = carriedPart(b, numbers);
  const over: Part = {
    ...divisor,
    sql: `nullif(${b.counted ? divisor.sql : `abs(${divisor.sql})`}, 0)`,
  };
  // The denominator keeps no sign, so that both sides of a comparison can be multiplied by it.
  const numerator = b.counted ? top : signedBy(divisor.sql, carriedPart(top, numbers));
  return fraction(numerator, times(a.over ?? ONE, over, numbers), Math.max(0, shift), true);
}

function signedBy(divisor: string, { sql, digits, carrier }: Part): Part {
  const chosen = `(case when ${divisor} < 0 then -${sql} else ${sql} end)`;
  return { sql: chosen, digits, carrier: carrier === 'literal' ? 'column' : carrier };
}

/** In a type that arithmetic does not overflow. */
export function carriedPart(part: Part, numbers: Numbers): Part {
  const sql = carried(part, part.digits, numbers);
  const carrier = part.carrier === 'literal' ? 'literal' : isWide(part.digits, numbers) ? 'wide' : 'narrow';
  return { sql, digits: part.digits, carrier };
}

function byConstant(a: NumberForm, divisor: Decimal, numbers: Numbers): NumberForm | NullForm {
  if (divisor.isZero()) return NULL_FORM;
  const inverse = new Decimal(1).div(divisor);
  if (inverse.times(divisor).eq(1) && inverse.precision() < 30)
    return multiplied(a, constantNumber(inverse), numbers);
  const { shift, sql, digits } = constantNumber(divisor.abs());
  const top = tens(a, shift, numbers);
  const signed = divisor.isNegative() ? negatedPart(top, numbers) : top;
  return fraction(
    signed,
    times(a.over ?? ONE, { sql, digits, carrier: 'literal' }, numbers),
    a.shift,
    a.nullable,
  );
}

function negatedPart(part: Part, numbers: Numbers): Part {
  if (part.carrier === 'literal') return numeral(new Decimal(part.sql.replace(/[()]/g, '')).neg());
  const { digits } = part;
  const { sql, carrier } = carriedPart(part, numbers);
  return { sql: `(-${sql})`, digits, carrier };
}

export function negated(a: NumberForm, numbers: Numbers): NumberForm {
  return fraction(negatedPart(a, numbers), a.over ?? ONE, a.shift, a.nullable);
}

export function absolute(a: NumberForm, numbers: Numbers): NumberForm {
  const { sql, digits, carrier } = carriedPart(a, numbers);
  return fraction({ sql: `abs(${sql})`, digits, carrier }, a.over ?? ONE, a.shift, a.nullable);
}

const LARGEST_POWER = 12;

/** By whole numbers only: other powers are no decimals. */
export function power(a: NumberForm, exponent: Decimal | undefined, numbers: Numbers): NumberForm | NullForm {
  if (!exponent?.isInteger() || exponent.abs().gt(LARGEST_POWER)) {
    throw new NotInSql(numbers.node, '**', {
      zh: `只能是不超过 ${LARGEST_POWER} 的整数次方`,
      en: `only whole powers up to ${LARGEST_POWER}`,
    });
  }
  let result = constantNumber(new Decimal(1));
  for (let at = 0; at < exponent.abs().toNumber(); at += 1) result = multiplied(result, a, numbers);
  // Also to the power of nothing, null is null.
  if (exponent.isZero())
    return {
      ...result,
      sql: `case when ${a.sql} is not null then 1 end`,
      nullable: a.nullable,
      carrier: 'column',
    };
  return exponent.isNegative() ? divided(constantNumber(new Decimal(1)), result, numbers) : result;
}

/** With the sign of the divisor; null where that is zero. */
export function modulo(a: NumberForm, b: NumberForm, numbers: Numbers): NumberForm {
  if (a.over ?? b.over) numbers.fractions.add(numbers.node);
  const { left, right, over, shift } = aligned(a, b, numbers);
  const digits = left.digits === undefined || right.digits === undefined ? undefined : right.digits + 1;
  const x = carriedPart(left, numbers).sql;
  const y = carriedPart(right, numbers).sql;
  const divisor = b.constant && !b.constant.isZero() ? y : `nullif(${y}, 0)`;
  const sql = `((${x} % ${divisor} + ${y}) % ${divisor})`;
  return fraction(
    { sql, digits, carrier: isWide(left.digits, numbers) || isWide(digits, numbers) ? 'wide' : 'narrow' },
    over,
    shift,
    true,
  );
}
