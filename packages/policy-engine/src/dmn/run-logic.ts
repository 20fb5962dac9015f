import { compile } from '../evaluate/compile.ts';
import { membersOf } from '../evaluate/iteration.ts';
import { type Facts, FunctionValue, isContext, isList, type Value } from '../value/value.ts';
import { coerce } from './conform.ts';
import type { FunctionLogic, Logic } from './logic.ts';
import { prepareTable } from './run-table.ts';
import type { Watch } from './trace.ts';

/** Runs logic on what is in sight. */
export type Run = (facts: Facts, watch?: Watch) => Value;

/** Logic made ready to run; its value is coerced to the type it declares. */
export function prepare(logic: Logic): Run {
  const run = prepareBare(logic);
  const { declared } = logic;
  return declared ? (facts, watch) => coerce(run(facts, watch), declared) : run;
}

function prepareBare(logic: Logic): Run {
  switch (logic.kind) {
    case 'literal':
      return compile(logic.expression);
    case 'table':
      return prepareTable(logic);
    case 'context': {
      const entries = logic.entries.map(({ name, logic: each }) => ({ name, run: prepare(each) }));
      const result = logic.result && prepare(logic.result);
      return (facts, watch) => {
        const sight = new Map(facts);
        const context = new Map<string, Value>();
        for (const { name, run } of entries) {
          const value = run(sight, watch);
          sight.set(name, value);
          context.set(name, value);
        }
        return result ? result(sight, watch) : context;
      };
    }
    case 'invocation': {
      const called = prepare(logic.function);
      const bindings = logic.bindings.map(({ parameter, value }) => ({ parameter, run: prepare(value) }));
      return (facts, watch) => {
        const value = called(facts, watch);
        if (!(value instanceof FunctionValue)) return null;
        const given = new Map(bindings.map(({ parameter, run }) => [parameter, run(facts, watch)]));
        return value.call(value.parameters.map((name) => given.get(name) ?? null));
      };
    }
    case 'list': {
      const items = logic.items.map(prepare);
      return (facts, watch) => items.map((run) => run(facts, watch));
    }
    case 'relation': {
      const rows = logic.rows.map((row) => row.map(prepare));
      return (facts, watch) =>
        rows.map((row) => new Map(logic.columns.map((name, at) => [name, row[at]?.(facts, watch) ?? null])));
    }
    case 'function':
      return prepareFunction(logic);
    case 'conditional': {
      const condition = prepare(logic.condition);
      const whenTrue = prepare(logic.whenTrue);
      const otherwise = prepare(logic.otherwise);
      return (facts, watch) => (condition(facts, watch) === true ? whenTrue : otherwise)(facts, watch);
    }
    case 'filter':
      return prepareFilter(prepare(logic.list), prepare(logic.match));
    case 'for':
    case 'some':
    case 'every':
      return prepareIterator(logic.kind, logic.name, prepare(logic.list), prepare(logic.body));
  }
}

/** The function as a value; what it sees besides its parameters is what was in sight where it is defined. */
export function prepareFunction(logic: FunctionLogic): (facts: Facts, watch?: Watch) => FunctionValue {
  const names = logic.parameters.map(({ name }) => name);
  const body = prepare(logic.body);
  return (facts, watch) =>
    new FunctionValue(names, (values) => {
      const sight = new Map(facts);
      logic.parameters.forEach(({ name, item }, at) => sight.set(name, coerce(values[at] ?? null, item)));
      const value = body(sight, watch);
      return logic.result ? coerce(value, logic.result) : value;
    });
}

function listOf(value: Value): readonly Value[] | null {
  if (value === null) return null;
  return isList(value) ? value : [value];
}

function prepareFilter(list: Run, match: Run): Run {
  return (facts, watch) => {
    const members = listOf(list(facts, watch));
    if (!members) return null;
    return members.filter((member) => {
      const sight = new Map(facts);
      if (isContext(member)) for (const [name, value] of member) sight.set(name, value);
      return match(sight.set('item', member), watch) === true;
    });
  };
}

function prepareIterator(kind: 'for' | 'some' | 'every', name: string, list: Run, body: Run): Run {
  return (facts, watch) => {
    const members = membersOf(list(facts, watch));
    if (!members) return null;
    const partial: Value[] = [];
    for (const member of members) {
      const sight = new Map(facts).set(name, member).set('partial', [...partial]);
      partial.push(body(sight, watch));
    }
    if (kind === 'for') return partial;
    const decided = kind === 'some';
    if (partial.includes(decided)) return decided;
    return partial.every((each) => each === !decided) ? !decided : null;
  };
}
