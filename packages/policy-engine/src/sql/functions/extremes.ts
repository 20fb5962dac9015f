import type { Call } from '../../syntax/expression.ts';
import { carriedPart } from '../arithmetic.ts';
import { compare } from '../compare.ts';
import { numbersOf, refuse } from '../compiling.ts';
import { derived, type Form, isScalar, NULL_FORM, type Compiling } from '../form.ts';
import { aligned, settled } from '../number.ts';
import { listArgument, listForm } from '../rows.ts';
import { argument, type FunctionForm } from './function.ts';
import { known, scalarItem, whenThere } from './members.ts';

/** The least or greatest; null for none, and where one is null. */
export function extreme(name: 'min' | 'max'): FunctionForm {
  return (call, at, emit) => {
    const node = argument(call, 0);
    const list = listArgument(node, at, emit);
    if (list.kind === 'null') return NULL_FORM;
    if (list.kind === 'items') return extremeOfItems(name, list.items, call, at);
    const rows = listForm(list, node, at);
    if (rows.kind !== 'rows' || rows.item.kind === 'null') return NULL_FORM;
    const item = scalarItem(rows, call);
    if (item.kind === 'boolean') return refuse(call, name);
    if (item.kind === 'number' && item.over) at.fractions.add(call);
    const plain = item.kind === 'number' ? settled(item, numbersOf(call, at)) : item;
    const column = plain.kind === 'text' ? at.target.ordered(plain.sql) : plain.sql;
    return whenThere(rows, derived(plain, known(rows, plain, `${name}(${column})`, at), true));
  };
}

function extremeOfItems(name: 'min' | 'max', items: readonly Form[], call: Call, at: Compiling): Form {
  const [first, ...others] = items;
  if (!first || items.some(({ kind }) => kind === 'null')) return NULL_FORM;
  return others.reduce((best, each) => {
    if (!isScalar(best) || !isScalar(each) || best.kind === 'null' || each.kind === 'null')
      return refuse(call, name);
    const nullable = best.nullable || each.nullable;
    if (best.kind === 'number' && each.kind === 'number' && best.constant && each.constant) {
      return best.constant.lt(each.constant) === (name === 'min') ? best : each;
    }
    const better = compare(name === 'min' ? '<=' : '>=', best, each, call, at.target, 'exact').sql;
    const worse = compare(name === 'min' ? '>' : '<', best, each, call, at.target, 'exact').sql;
    if (best.kind === 'number' && each.kind === 'number') {
      const { left, right, over, shift } = aligned(best, each, numbersOf(call, at));
      if (over.sql !== '1') return refuse(call, name);
      const digits =
        left.digits === undefined || right.digits === undefined
          ? undefined
          : Math.max(left.digits, right.digits);
      const [x, y] = [carriedPart(left, numbersOf(call, at)), carriedPart(right, numbersOf(call, at))];
      const carrier = x.carrier === 'wide' || y.carrier === 'wide' ? 'wide' : 'narrow';
      return {
        kind: 'number',
        sql: `case when ${better} then ${x.sql} when ${worse} then ${y.sql} end`,
        digits,
        carrier,
        shift,
        nullable,
      };
    }
    return derived(each, `case when ${better} then ${best.sql} when ${worse} then ${each.sql} end`, nullable);
  }, first);
}
