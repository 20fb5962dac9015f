import { evaluate } from '../evaluate/compile.ts';
import type { Expression, Path, Variable, Arithmetic, Between, In, Logic } from '../syntax/expression.ts';
import { parts, walk } from '../syntax/walk.ts';
import { added, divided, multiplied, negated, power } from './arithmetic.ts';
import { ifForm } from './choice.ts';
import { compare, not } from './compare.ts';
import { numbersOf, refuse } from './compiling.ts';
import { constantForm } from './constant.ts';
import { factForm } from './facts.ts';
import { filterForm } from './filter.ts';
import { forForm } from './for.ts';
import { type Form, NULL_FORM, type Demand, type Compiling } from './form.ts';
import { FUNCTION_FORMS } from './functions/index.ts';
import { inForm } from './membership.ts';
import { overItems, quantifiedForm } from './quantified.ts';
import { eachForm, entryOf } from './rows.ts';
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
      if (demand === 'truth' && node.operator === '=' && isYes(node.right))
        return emit(node.left, at, demand);
      const [left, right] = [emit(node.left, at), emit(node.right, at)];
      return compare(node.operator, left, right, node, at.target, demand);
    }
    case 'and':
    case 'or':
      return logicForm(node, at, demand);
    case 'between':
      return betweenForm(node, at, demand);
    case 'in':
      if (demand === 'truth' && asksWhetherTrue(node)) return emit(node.value, at, demand);
      return inForm(node, at, demand, emit);
    case 'if':
      return ifForm(node, at, demand, emit);
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

function isYes(node: Expression): boolean {
  return node.kind === 'boolean' && node.value;
}

/** `value in (true)`: where only what is true matters, the value itself. */
function asksWhetherTrue({ tests, negated }: In): boolean {
  const [only] = tests;
  return !negated && tests.length === 1 && only?.mode === 'equal' && isYes(only.operand);
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
