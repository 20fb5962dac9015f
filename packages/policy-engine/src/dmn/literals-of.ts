import { walk } from '../syntax/walk.ts';
import { expressionsOf } from './expressions-of.ts';
import type { Program } from './program.ts';

/** The words that the program speaks of: what a fact that is a text might be instead. */
export function literalsOf(program: Program): readonly string[] {
  const words = new Set<string>();
  for (const node of program.nodes.values()) {
    if (node.kind !== 'decision' || !node.logic) continue;
    for (const expression of expressionsOf(node.logic)) {
      walk(expression, (each) => {
        if (each.kind === 'string' || each.kind === 'code') words.add(each.value);
      });
    }
  }
  return [...words];
}
