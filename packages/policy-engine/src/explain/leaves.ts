import type { Expression } from '../syntax/expression.ts';
import { walk } from '../syntax/walk.ts';
import type { Type } from '../type.ts';
import { type Facts, isContext, isList, type Value } from '../value/value.ts';
import type { Path } from './origin.ts';

/** A single fact that could be another: where it stands, of what type, and what it is now. Lists of codes or texts may get a member. */
export interface Leaf {
  readonly path: Path;
  readonly type: Type;
  readonly value: Value;
}

/** Households are small; of longer lists the first members are looked at. */
const MOST_MEMBERS = 30;
const MOST_LEAVES = 120;

/** The single facts that the expression speaks of, those of the members of lists included. */
export function leavesOf(expression: Expression, facts: Facts): Leaf[] {
  const roots = new Map<string, Type>();
  const names = new Set<string>();
  walk(expression, (node) => {
    if (node.kind === 'fact') roots.set(node.name, node.type);
    if (node.kind === 'path') names.add(node.name);
  });
  const leaves: Leaf[] = [];
  const visit = (path: Path, type: Type, value: Value): void => {
    if (type.kind === 'context') {
      for (const [name, entry] of Object.entries(type.entries)) {
        if (names.has(name))
          visit([...path, name], entry.type, isContext(value) ? (value.get(name) ?? null) : null);
      }
    } else if (type.kind === 'list') {
      const members = value !== null && isList(value) ? value.slice(0, MOST_MEMBERS) : [];
      members.forEach((member, at) => visit([...path, at], type.of, member));
      if (type.of.kind === 'code' || type.of.kind === 'string') leaves.push({ path, type, value });
    } else if (
      type.kind !== 'function' &&
      type.kind !== 'range' &&
      type.kind !== 'any' &&
      type.kind !== 'null'
    ) {
      leaves.push({ path, type, value });
    }
  };
  for (const [name, type] of roots) visit([name], type, facts.get(name) ?? null);
  return leaves.slice(0, MOST_LEAVES);
}

/** All texts the expression writes out. */
export function textsIn(expression: Expression): string[] {
  const texts = new Set<string>();
  walk(expression, (node) => {
    if (node.kind === 'string') texts.add(node.value);
  });
  return [...texts];
}
