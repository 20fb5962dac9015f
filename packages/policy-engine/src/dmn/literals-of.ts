import { walk } from '../syntax/walk.ts';
import type { Logic } from './logic.ts';
import type { Program } from './program.ts';

/** The words that tables of the program test for: what a fact that is a text might be instead. */
export function literalsOf(program: Program): readonly string[] {
  const words = new Set<string>();
  for (const node of program.nodes.values()) {
    if (node.kind === 'decision' && node.logic) collect(node.logic, words);
  }
  return [...words];
}

function collect(logic: Logic, words: Set<string>): void {
  if (logic.kind !== 'table') return;
  for (const { tests } of logic.rules) {
    for (const test of tests) {
      if (test === 'any') continue;
      walk(test, (node) => {
        if (node.kind === 'string' || node.kind === 'code') words.add(node.value);
      });
    }
  }
}
