import type { Node } from '../syntax/node.ts';
import type { ComparisonOperator } from '../syntax/expression.ts';
import { Decimal } from '../value/number.ts';
import {
  type ArrayForm,
  type BooleanForm,
  type Demand,
  type Form,
  isScalar,
  type ItemsForm,
  type NumberForm,
  type ScalarForm,
  truth,
  type ValueForm,
} from './form.ts';
import { choiceIs } from './chosen.ts';
import { aligned, isNull, type Numbers, numeral } from './number.ts';
import type { Target } from './target.ts';
import { NotInSql } from './unsupported.ts';

type Ordering = '<' | '<=' | '>' | '>=';

/** SQL that is true where the value is null. */
export function nullTest(form: ScalarForm): BooleanForm {
  if (form.kind === 'null') return truth('true', false);
  if (!form.nullable) return truth('false', false);
  return truth(form.kind === 'number' ? isNull(form) : `(${form.sql} is null)`, false);
}

export function compare(
  operator: ComparisonOperator,
  a: Form,
  b: Form,
  node: Node,
  target: Target,
  demand: Demand,
): BooleanForm {
  if (operator === '=') return equal(a, b, node, target, demand);
  if (operator === '!=') return not(equal(a, b, node, target, 'exact'));
  return ordered(operator, a, b, node, target);
}

export function not({ sql, nullable }: BooleanForm): BooleanForm {
  if (sql === 'true') return truth('false', false);
  if (sql === 'false') return truth('true', false);
  return truth(`(not ${sql})`, nullable);
}

/** FEEL: null equals null, and nothing else does. */
function equal(left: Form, right: Form, node: Node, target: Target, demand: Demand): BooleanForm {
  const present = presence(left, right) ?? presence(right, left);
  if (present !== undefined) return truth(`(not coalesce(${present}, false))`, false);
  if (left.kind === 'array' && right.kind === 'null') return arrayIsNull(left);
  if (right.kind === 'array' && left.kind === 'null') return arrayIsNull(right);
  if (left.kind === 'array' && right.kind === 'items') return arrayIsItems(left, right, node);
  if (right.kind === 'array' && left.kind === 'items') return arrayIsItems(right, left, node);
  const [a, b] = [scalar(left, node), scalar(right, node)];
  if (a.kind === 'null') return nullTest(b);
  if (b.kind === 'null') return nullTest(a);
  const chosen = choiceEquals(a, b, demand) ?? choiceEquals(b, a, demand);
  if (chosen) return chosen;
  if (demand === 'truth' && a.kind === 'boolean' && b.kind === 'boolean') {
    if (b.sql === 'true') return a;
    if (b.sql === 'false') return truth(`(not ${a.sql})`, a.nullable);
  }
  const { sql, left: x, right: y, split } = sameness(a, b, node, target);
  if (sql === 'false') return truth('false', false);
  if ((!a.nullable && !b.nullable) || (demand === 'truth' && (!a.nullable || !b.nullable)))
    return truth(sql, demand === 'truth');
  if (!a.nullable || !b.nullable) return truth(`coalesce(${sql}, false)`, false);
  if (!split) return truth(`(${x} is not distinct from ${y})`, false);
  const [none, neither] = [nullTest(a).sql, nullTest(b).sql];
  return truth(`case when ${none} or ${neither} then ${none} and ${neither} else ${sql} end`, false);
}

/** A choice among texts against one that is written out. */
function choiceEquals(a: ValueForm, b: ValueForm, demand: Demand): BooleanForm | undefined {
  if (a.kind !== 'text' || b.kind !== 'text' || a.choice === undefined || b.constant === undefined)
    return undefined;
  return choiceIs(a.choice, b.constant, demand);
}

function arrayIsNull({ sql, nullable }: ArrayForm): BooleanForm {
  return nullable ? truth(`(${sql} is null)`, false) : truth('false', false);
}

/** The same texts in the same order. */
function arrayIsItems({ sql, nullable }: ArrayForm, { items }: ItemsForm, node: Node): BooleanForm {
  const texts = items.map((item) => {
    if (item.kind !== 'text') throw new NotInSql(node, '=');
    return item.sql;
  });
  if (texts.length === 0) throw new NotInSql(node, '=');
  const same = `(${sql} = array[${texts.join(', ')}])`;
  return truth(nullable ? `coalesce(${same}, false)` : same, false);
}

interface Sameness {
  /** Null when one of them is null. */
  readonly sql: string;
  readonly left: string;
  readonly right: string;
  /** Whether nullness is not that of the two sides. */
  readonly split: boolean;
}

function sameness(a: ValueForm, b: ValueForm, node: Node, target: Target): Sameness {
  if (a.kind === 'number' && b.kind === 'number') {
    const between = betweenWhole(a, b);
    if (between) return { sql: 'false', left: '', right: '', split: false };
    const { left, right } = numberSides(a, b, { target, node, fractions: new Set() });
    return { sql: `(${left} = ${right})`, left, right, split: Boolean(a.over ?? b.over) };
  }
  const [left, right] = sides(a, b, node);
  return { sql: `(${left} = ${right})`, left, right, split: false };
}

function ordered(operator: Ordering, left: Form, right: Form, node: Node, target: Target): BooleanForm {
  const [a, b] = [scalar(left, node), scalar(right, node)];
  if (a.kind === 'null' || b.kind === 'null') return truth('cast(null as boolean)', true);
  const nullable = a.nullable || b.nullable;
  if (a.kind === 'number' && b.kind === 'number')
    return truth(orderedNumbers(operator, a, b, { target, node, fractions: new Set() }), nullable);
  if (a.kind === 'boolean') throw new NotInSql(node, operator);
  const [x, y] = sides(a, b, node);
  return truth(
    a.kind === 'text' ? `(${target.ordered(x)} ${operator} ${y})` : `(${x} ${operator} ${y})`,
    nullable,
  );
}

const MIRRORED: Record<Ordering, Ordering> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function orderedNumbers(operator: Ordering, a: NumberForm, b: NumberForm, numbers: Numbers): string {
  const whole = betweenWhole(a, b);
  if (whole === 'left') return orderedNumbers(MIRRORED[operator], b, a, numbers);
  if (whole === 'right' && b.constant) {
    // Between two whole numbers: held against the one it lies above, or below.
    const scaled = b.constant.times(new Decimal(10).pow(a.shift));
    const upwards = operator === '<' || operator === '<=';
    const bound = numeral(upwards ? scaled.ceil() : scaled.floor());
    return `(${a.sql} ${upwards ? '<' : '>'} ${bound.sql})`;
  }
  const { left, right } = numberSides(a, b, numbers);
  return `(${left} ${operator} ${right})`;
}

/** Which side is a constant with more places than the other side, a whole number of its unit, has. */
function betweenWhole(a: NumberForm, b: NumberForm): 'left' | 'right' | undefined {
  if (a.over || b.over) return undefined;
  if (b.constant && b.shift > a.shift && a.digits !== undefined && !a.constant) return 'right';
  if (a.constant && a.shift > b.shift && b.digits !== undefined && !b.constant) return 'left';
  return undefined;
}

function numberSides(a: NumberForm, b: NumberForm, numbers: Numbers): { left: string; right: string } {
  // PostgreSQL compares any number with any; there the constant moves alone.
  if (!a.over && !b.over && a.digits === undefined && b.constant)
    return { left: a.sql, right: decimalNumeral(b.constant, a.shift) };
  if (!a.over && !b.over && b.digits === undefined && a.constant)
    return { left: decimalNumeral(a.constant, b.shift), right: b.sql };
  const { left, right } = aligned(a, b, numbers);
  return { left: left.sql, right: right.sql };
}

function decimalNumeral(value: Decimal, shift: number): string {
  const text = value.times(new Decimal(10).pow(shift)).toFixed();
  return text.startsWith('-') ? `(${text})` : text;
}

function sides(a: ValueForm, b: ValueForm, node: Node): [string, string] {
  if (a.kind !== b.kind || a.kind === 'number' || b.kind === 'number')
    throw new NotInSql(node, `${a.kind} = ${b.kind}`);
  return [a.sql, b.sql];
}

/** For `context = null`: whether the context is there. */
function presence(a: Form, b: Form): string | undefined {
  return a.kind === 'context' && b.kind === 'null' ? (a.present ?? 'true') : undefined;
}

function scalar(form: Form, node: Node): ScalarForm {
  if (isScalar(form)) return form;
  throw new NotInSql(node, '=', {
    zh: '列表、区间和一组数据不能比较',
    en: 'lists, ranges and contexts do not compare',
  });
}
