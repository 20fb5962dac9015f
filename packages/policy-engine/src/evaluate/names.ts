import type { Fact, Path, Unknown, Variable } from '../syntax/expression.ts';
import { isContext, isList, Range, type Value } from '../value/value.ts';
import { property } from './property.ts';
import { type Code, type Emit, fail } from './run.ts';

export function fact({ name }: Fact): Code {
  return (run) => run.facts.get(name) ?? run.options.functions?.[name] ?? null;
}

export function variable({ binding }: Variable): Code {
  return (run) => run.slots[binding] ?? null;
}

export function unknown(node: Unknown): Code {
  return (run) =>
    fail(run, node, 'unknown-name', {
      zh: `没有叫“${node.name}”的数据项`,
      en: `Nothing is called “${node.name}”`,
    });
}

export function path(node: Path, emit: Emit): Code {
  const of = emit(node.of);
  const { name } = node;
  if (node.mode === 'property') {
    return (run) => property(of(run), name) ?? null;
  }
  return (run) => {
    const value = step(of(run), name);
    if (value !== undefined) return value;
    return fail(run, node, 'unknown-name', {
      zh: `没有“${name}”这一项`,
      en: `There is no “${name}”`,
    });
  };
}

function step(value: Value, name: string): Value | undefined {
  if (isContext(value)) return value.get(name) ?? (value.has(name) ? null : undefined);
  if (isList(value)) return value.map((each) => step(each, name) ?? null);
  if (value === null) return null;
  return value instanceof Range || typeof value === 'object' ? property(value, name) : undefined;
}
