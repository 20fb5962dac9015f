import { compare, nullTest } from '../compare.ts';
import { refuse } from '../compiling.ts';
import { isScalar, truth } from '../form.ts';
import { overItems, quantify } from '../quantified.ts';
import { listArgument, listForm } from '../rows.ts';
import { argument, type FunctionForm } from './function.ts';
import { scalarItem } from './members.ts';

const contains: FunctionForm = (call, at, emit, demand) => {
  const node = argument(call, 0);
  const list = listArgument(node, at, emit);
  const element = emit(argument(call, 1), at);
  if (list.kind === 'null') return truth('cast(null as boolean)', true);
  if (list.kind === 'items') {
    return overItems(
      'some',
      list.items.map((item) => compare('=', item, element, call, at.target, demand)),
      call,
    );
  }
  if (list.kind === 'array') {
    if (!isScalar(element) || element.kind === 'number') return refuse(call, call.function);
    const has = at.target.arrayHas(list.sql, element.kind === 'null' ? 'null' : element.sql);
    if (!list.nullable || demand === 'truth') return truth(has, demand === 'truth');
    return truth(`case when ${list.sql} is not null then ${has} end`, true);
  }
  const same = compare('=', list.item, element, call, at.target, 'exact');
  const constant = element.kind === 'null' || ('constant' in element && element.constant !== undefined);
  return quantify('some', { ...list, outward: list.outward || !constant }, same, call, at, demand);
};

function over(kind: 'some' | 'every'): FunctionForm {
  return (call, at, emit, demand) => {
    const list = listArgument(argument(call, 0), at, emit);
    if (list.kind === 'null') return truth('cast(null as boolean)', true);
    if (list.kind === 'items') return overItems(kind, list.items, call);
    const rows = listForm(list, call, at);
    return rows.kind === 'rows'
      ? quantify(kind, rows, rows.item, call, at, demand)
      : refuse(call, call.function);
  };
}

const distinct: FunctionForm = (call, at, emit) => {
  const node = argument(call, 0);
  const list = listForm(emit(node, at), node, at);
  if (list.kind !== 'rows') return refuse(call, call.function);
  const item = scalarItem(list, call);
  if (item.kind === 'number' && item.over) return refuse(call, call.function);
  return { ...list, distinct: true };
};

const is: FunctionForm = (call, at, emit, demand) => {
  const [one, other] = [emit(argument(call, 0), at), emit(argument(call, 1), at)];
  if (one.kind === 'null' && isScalar(other)) return nullTest(other);
  return compare('=', one, other, call, at.target, demand);
};

/** What is asked of lists with yes or no for an answer, and what makes lists of lists. */
export const QUESTIONS: Readonly<Record<string, FunctionForm>> = {
  'list contains': contains,
  any: over('some'),
  all: over('every'),
  'distinct values': distinct,
  is,
};
