import type { Expression } from '../syntax/expression.ts';
import { parts } from '../syntax/walk.ts';

/** From a fact inwards: `['户', '成员', '年龄']`. */
export type Mention = readonly string[];

/** Every fact that the expression reads, with the way to it; those of a list's members as those of the list. */
export function mentions(expression: Expression): readonly Mention[] {
  const found = new Map<string, Mention>();
  const bound = new Map<number, Mention>();
  const note = (path: Mention): void => void found.set(JSON.stringify(path), path);

  function pathOf(node: Expression): Mention | undefined {
    if (node.kind === 'fact') return [node.name];
    if (node.kind === 'variable') return bound.get(node.binding);
    if (node.kind === 'filter') return pathOf(node.list);
    if (node.kind !== 'path') return undefined;
    const of = pathOf(node.of);
    if (!of) return undefined;
    return node.mode === 'property' ? of : [...of, node.name];
  }

  function bind(binding: number | undefined, node: Expression): void {
    const path = pathOf(node);
    if (binding !== undefined && path) bound.set(binding, path);
  }

  function visit(node: Expression): void {
    if (node.kind === 'for' || node.kind === 'some' || node.kind === 'every') {
      for (const { binding, list } of node.iterators) bind(binding, list);
    }
    if (node.kind === 'filter') bind(node.binding, node.list);
    if (node.kind === 'in') bind(node.binding, node.value);
    const path = pathOf(node);
    if (path) note(path);
    for (const part of parts(node)) visit(part);
  }

  visit(expression);
  // `户` is not read when only `户.成员` is; `成员` is read when its members are counted or gone through.
  const all = [...found.values()];
  return all.filter(
    (path) =>
      !all.some((other) => other.length > path.length && path.every((name, at) => other[at] === name)),
  );
}
