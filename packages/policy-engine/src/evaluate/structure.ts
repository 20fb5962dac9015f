import type {
  Call,
  ContextLiteral,
  FunctionLiteral,
  Invocation,
  ListLiteral,
  RangeLiteral,
} from '../syntax/expression.ts';
import { compare } from '../value/equal.ts';
import type { Type } from '../type.ts';
import { FunctionValue, isList, Range, type Value } from '../value/value.ts';
import { builtin } from './builtin.ts';
import { isInstance } from './instance.ts';
import { type Code, type Emit, fail } from './run.ts';

export function list(node: ListLiteral, emit: Emit): Code {
  const items = node.items.map(emit);
  return (run) => items.map((item) => item(run));
}

export function context(node: ContextLiteral, emit: Emit): Code {
  const entries = node.entries.map(({ key, binding, value }) => ({ key, binding, value: emit(value) }));
  return (run) => {
    const made = new Map<string, Value>();
    for (const { key, binding, value } of entries) {
      const held = value(run);
      run.slots[binding] = held;
      if (made.has(key)) {
        return fail(run, node, 'bad-argument', {
          zh: `“${key}”写了两次`,
          en: `“${key}” is given twice`,
        });
      }
      made.set(key, held);
    }
    return made;
  };
}

export function range(node: RangeLiteral, emit: Emit): Code {
  const low = node.low && emit(node.low);
  const high = node.high && emit(node.high);
  const { lowClosed, highClosed } = node;
  return (run) => {
    const from = low ? low(run) : null;
    const to = high ? high(run) : null;
    // An end that should be there and is not known makes no range.
    if ((low && from === null) || (high && to === null)) return null;
    if (low && high && compare(from, to) === null) {
      return fail(run, node, 'wrong-type', {
        zh: '区间的两端不能比较',
        en: 'The ends of the range do not compare',
      });
    }
    return new Range(from, to, lowClosed, highClosed);
  };
}

export function functionLiteral(node: FunctionLiteral, emit: Emit): Code {
  const body = emit(node.body);
  const names = node.parameters.map(({ name }) => name);
  return (run) => {
    // What it sees stays as it was when the function was made.
    const seen = run.slots.slice();
    return new FunctionValue(names, (values) => {
      const slots = seen.slice();
      node.parameters.forEach(({ binding, type }, at) => {
        slots[binding] = asType(values[at] ?? null, type);
      });
      return body({ ...run, slots });
    });
  };
}

/** An argument as its parameter's type has it (DMN 10.3.2.9.4); null when it is of another. */
function asType(value: Value, type: Type): Value {
  if (value === null || type.kind === 'any' || isInstance(value, type)) return value;
  if (type.kind === 'list') return isInstance([value], type) ? [value] : null;
  const [alone = null, ...others] = isList(value) ? value : [];
  return others.length === 0 && alone !== null && isInstance(alone, type) ? alone : null;
}

export function call(node: Call, emit: Emit): Code {
  const run = builtin(node);
  const values = node.arguments.map((argument) => argument && emit(argument));
  return (given) =>
    run(
      values.map((value) => value?.(given)),
      given,
    );
}

export function invocation(node: Invocation, emit: Emit): Code {
  const called = emit(node.function);
  const values = node.arguments.map(emit);
  const { names } = node;
  return (run) => {
    const target = called(run);
    if (!(target instanceof FunctionValue)) {
      return fail(run, node.function, 'wrong-type', { zh: '这里不是函数', en: 'This is no function' });
    }
    const given = values.map((value) => value(run));
    if (!names) {
      if (given.length === target.parameters.length) return target.call(given);
    } else if (names.length === target.parameters.length) {
      const places = target.parameters.map((name) => names.indexOf(name));
      if (!places.includes(-1)) return target.call(places.map((place) => given[place] ?? null));
    }
    return fail(run, node, 'bad-argument', {
      zh: `函数要的参数是：${target.parameters.join('、')}`,
      en: `The function takes: ${target.parameters.join(', ')}`,
    });
  };
}
