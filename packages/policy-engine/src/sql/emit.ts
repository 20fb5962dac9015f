import { evaluate } from '../evaluate/compile.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Arithmetic, Between, If, Logic } from '../syntax/operators.ts';
import type { Path, Variable } from '../syntax/names.ts';
import { parts, walk } from '../syntax/walk.ts';
import { added, carriedPart, divided, multiplied, negated, power } from './arithmetic.ts';
import { compare, type Demand, not } from './compare.ts';
import { type Compiling, numbersOf, refuse } from './compiling.ts';
import { constantForm } from './constant.ts';
import { factForm } from './facts.ts';
import { type Form, isScalar, NULL_FORM, type NumberForm, type ScalarForm, truth } from './form.ts';
import { FUNCTION_FORMS } from './functions/index.ts';
import { inForm } from './membership.ts';
import { aligned, fraction, ONE } from './number.ts';
import { booleanSql, eachForm, entryOf, filterForm, forForm, overItems, quantifiedForm } from './rows.ts';
import { propertyForm, temporalArithmetic } from './temporal.ts';

/** What the expression is in SQL; throws `NotInSql`. */
export function emit(node: Expression, at: Compiling, demand: Demand = 'exact'): Form {
  if (isConstant(node, at)) return constantForm(evaluate(node, at.constants), node, at.target);
  switch (node.kind) {
    case 'fact':
      return factForm(node.name, node.type, node, at);
    case 'variable':
      return variableForm(node, at);
    case 'path':
      return pathForm(node, at);
    case 'arithmetic':
      return arithmeticForm(node, at);
    case 'negation':
      return negationForm(node.operand, at);
    case 'comparison': {
      const [left, right] = [emit(node.left, at), emit(node.right, at)];
      return compare(node.operator, left, right, node, at.target, demand);
    }
    case 'and':
    case 'or':
      return logicForm(node, at, demand);
    case 'between':
      return betweenForm(node, at, demand);
    case 'in':
      return inForm(node, at, demand, emit);
    case 'if':
      return ifForm(node, at, demand);
    case 'for':
      return forForm(node, at, emit);
    case 'some':
    case 'every':
      return quantifiedForm(node, at, demand, emit);
    case 'filter':
      return filterForm(node, at, emit);
    case 'list':
      return { kind: 'items', items: node.items.map((item) => emit(item, at)) };
    case 'range': {
      const { lowClosed, highClosed } = node;
      return {
        kind: 'range',
        low: node.low && emit(node.low, at),
        high: node.high && emit(node.high, at),
        lowClosed,
        highClosed,
      };
    }
    case 'call': {
      if (node.function === 'not') return negatedTruth(node, at);
      const form = Object.hasOwn(FUNCTION_FORMS, node.function) ? FUNCTION_FORMS[node.function] : undefined;
      return form ? form(node, at, emit, demand) : refuse(node, node.function);
    }
    default:
      return refuse(node, node.kind === 'unknown' ? node.name : node.kind);
  }
}

/** Whether it is the same for every row, so that its value can be written into the SQL. */
function isConstant(node: Expression, { constants }: Compiling): boolean {
  let constant = true;
  const own = new Set<number>();
  walk(node, (each) => {
    for (const iterator of 'iterators' in each ? each.iterators : []) own.add(iterator.binding);
    if (each.kind === 'for') own.add(each.partial);
    if ((each.kind === 'filter' || each.kind === 'in') && each.binding !== undefined) own.add(each.binding);
    if (each.kind === 'variable' && !own.has(each.binding)) constant = false;
    if (each.kind === 'fact' && !constants.has(each.name)) constant = false;
    if (['unknown', 'function', 'invocation', 'context'].includes(each.kind)) constant = false;
    if (each.kind === 'call' && (each.function === 'now' || each.function === 'today')) constant = false;
  });
  return constant;
}

function variableForm(node: Variable, at: Compiling): Form {
  const bound = at.bound.get(node.binding);
  if (!bound) return refuse(node, node.name);
  if (bound.depth < at.depth && bound.depth === 0) at.outward.count += 1;
  return bound.form;
}

function pathForm(node: Path, at: Compiling): Form {
  const of = emit(node.of, at);
  if (of.kind === 'null') return NULL_FORM;
  if (node.mode === 'property') return propertyForm(node, of, at);
  if (node.mode === 'dynamic') return refuse(node, node.name);
  return node.mode === 'each' ? eachForm(node, of, at) : entryOf(of, node, at);
}

function arithmeticForm(node: Arithmetic, at: Compiling): Form {
  const [a, b] = [emit(node.left, at), emit(node.right, at)];
  if (a.kind === 'null' || b.kind === 'null') return NULL_FORM;
  const { operator } = node;
  if (a.kind === 'text' && b.kind === 'text' && operator === '+') {
    return { kind: 'text', sql: `(${a.sql} || ${b.sql})`, nullable: a.nullable || b.nullable };
  }
  if (a.kind !== 'number' || b.kind !== 'number') return temporalArithmetic(node, a, b, at);
  const numbers = numbersOf(node, at);
  switch (operator) {
    case '+':
    case '-':
      return added(operator, a, b, numbers);
    case '*':
      return multiplied(a, b, numbers);
    case '/':
      return divided(a, b, numbers);
    case '**':
      return power(a, b.constant, numbers);
  }
}

function negationForm(operand: Expression, at: Compiling): Form {
  const form = emit(operand, at);
  if (form.kind === 'null') return NULL_FORM;
  if (form.kind === 'number') return negated(form, numbersOf(operand, at));
  if (form.kind !== 'days' && form.kind !== 'months') return refuse(operand, '-');
  return { kind: form.kind, sql: `(-${form.sql})`, nullable: form.nullable };
}

function logicForm(node: Logic, at: Compiling, demand: Demand): Form {
  const operands = node.operands.map((operand) => emit(operand, at, demand));
  return overItems(node.kind === 'and' ? 'every' : 'some', operands, node);
}

function negatedTruth(node: Expression, at: Compiling): Form {
  const [operand] = parts(node);
  if (!operand) return refuse(node, 'not');
  const form = emit(operand, at);
  if (form.kind === 'null') return NULL_FORM;
  return form.kind === 'boolean' ? not(form) : refuse(node, 'not');
}

function betweenForm(node: Between, at: Compiling, demand: Demand): Form {
  const value = emit(node.value, at);
  const low = compare('>=', value, emit(node.low, at), node, at.target, demand);
  const high = compare('<=', value, emit(node.high, at), node, at.target, demand);
  return overItems('every', [low, high], node);
}

function ifForm(node: If, at: Compiling, demand: Demand): Form {
  const condition = booleanSql(emit(node.condition, at, 'truth'), node.condition);
  const yes = emit(node.whenTrue, at, demand);
  const no = emit(node.otherwise, at, demand);
  if (yes.kind === 'null' && no.kind === 'null') return NULL_FORM;
  if (!isScalar(yes) || !isScalar(no))
    return refuse(node, 'if', { zh: '列表和一组数据的选择', en: 'a choice between lists or contexts' });
  if (yes.kind === 'number' || no.kind === 'number') return numberChoice(condition, yes, no, node, at);
  const one = yes.kind === 'null' ? no : yes;
  if (one.kind === 'null' || (yes.kind !== 'null' && no.kind !== 'null' && yes.kind !== no.kind)) {
    return refuse(node, 'if', { zh: '两个结果类型不同', en: 'results of two types' });
  }
  const sql = `case when ${condition} then ${sqlOf(yes)} else ${sqlOf(no)} end`;
  const nullable = isNullable(yes) || isNullable(no);
  if (one.kind === 'boolean') return truth(`(${sql})`, nullable);
  return { kind: one.kind, sql: `(${sql})`, nullable };
}

function sqlOf(form: ScalarForm): string {
  return form.kind === 'null' ? 'null' : form.sql;
}

function isNullable(form: ScalarForm): boolean {
  return form.kind === 'null' || form.nullable;
}

function topOf(form: NumberForm): NumberForm {
  return fraction(form, ONE, form.shift, form.nullable);
}

function numberChoice(condition: string, yes: ScalarForm, no: ScalarForm, node: If, at: Compiling): Form {
  const numbers = numbersOf(node, at);
  const one = yes.kind === 'number' ? yes : no;
  const other = yes.kind === 'number' ? no : yes;
  if (one.kind !== 'number') return NULL_FORM;
  if (other.kind === 'null') {
    const { sql, digits, carrier } = carriedPart(one, numbers);
    const chosen =
      one === yes
        ? `case when ${condition} then ${sql} end`
        : `case when ${condition} then null else ${sql} end`;
    const { kind, shift, over } = one;
    return {
      kind,
      shift,
      ...(over && { over }),
      sql: `(${chosen})`,
      digits,
      carrier: carrier === 'literal' ? 'column' : carrier,
      nullable: true,
    };
  }
  if (yes.kind !== 'number' || no.kind !== 'number')
    return refuse(node, 'if', { zh: '两个结果类型不同', en: 'results of two types' });
  if (yes.over || no.over) {
    // Each over its own denominator; the wrong one's zero must not spoil the right one.
    const over = `case when ${condition} then ${yes.over?.sql ?? '1'} else ${no.over?.sql ?? '1'} end`;
    const digits = [yes.over?.digits, no.over?.digits].some(
      (each, index) => each === undefined && [yes, no][index]?.over,
    )
      ? undefined
      : Math.max(yes.over?.digits ?? 1, no.over?.digits ?? 1);
    const top = numberChoice(condition, topOf(yes), topOf(no), node, at);
    if (top.kind !== 'number') return top;
    return {
      ...top,
      nullable: true,
      over: { sql: `(${over})`, digits, carrier: (digits ?? 99) > 18 ? 'wide' : 'narrow' },
    };
  }
  const { left, right, shift } = aligned(yes, no, numbers);
  const digits =
    left.digits === undefined || right.digits === undefined ? undefined : Math.max(left.digits, right.digits);
  const [x, y] = [carriedPart(left, numbers), carriedPart(right, numbers)];
  const wide = x.carrier === 'wide' || y.carrier === 'wide';
  const carrier = wide ? 'wide' : x.carrier === 'literal' && y.carrier === 'literal' ? 'column' : 'narrow';
  return {
    kind: 'number',
    sql: `(case when ${condition} then ${x.sql} else ${y.sql} end)`,
    digits,
    carrier,
    shift,
    nullable: yes.nullable || no.nullable,
  };
}
