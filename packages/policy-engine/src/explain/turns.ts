import { compile } from '../evaluate/compile.ts';
import type { EvaluateOptions } from '../evaluate/run.ts';
import type { Words } from '../problem.ts';
import type { Expression } from '../syntax/expression.ts';
import { equal } from '../value/equal.ts';
import type { Facts, Value } from '../value/value.ts';
import { boundariesOf, type Probe } from './boundaries.ts';
import { type Change, changeOfKind, changeOfList, changeOnLine, triesOf } from './change.ts';
import type { Labels } from './label.ts';
import { type Leaf, leavesOf, textsIn } from './leaves.ts';
import { changer, withValue } from './origin.ts';
import { lineOf } from './scale.ts';
import { trace } from './trace.ts';
import { turnWords } from './turn-words.ts';

/** Changes that together turn the value, and what it turns to with their examples. */
export interface Turn {
  readonly changes: readonly Change[];
  readonly value: Value;
  readonly words: Words;
}

/** Pairs are looked for among so many facts, and no longer than until so many are found. */
const MOST_PAIRED = 12;
const ENOUGH_PAIRS = 3;

interface Search {
  readonly expression: Expression;
  readonly value: Value;
  readonly texts: readonly string[];
  readonly probe: Probe;
  readonly options: EvaluateOptions;
}

const probes = new WeakMap<Expression, Probe>();

/**
 * The smallest changes of single facts that turn the value; where no single one does, of two. A yes turns to no,
 * a no to yes, an unknown to either, other values to different ones. Each was tried before it is given.
 */
export function findTurns(
  expression: Expression,
  facts: Facts,
  value: Value,
  labels: Labels,
  given: EvaluateOptions,
): Turn[] {
  // Trying things out is nobody's error.
  const options: EvaluateOptions = { ...given, onError: ignore };
  const probe = probes.get(expression) ?? trace(expression, true);
  probes.set(expression, probe);
  const search: Search = { expression, value, texts: textsIn(expression), probe, options };
  const leaves = leavesOf(expression, facts);
  const single = leaves.flatMap((leaf) => singles(leaf, facts, search));
  const found = single.length > 0 ? single.map((change) => [change]) : pairs(leaves, facts, search);
  return found.map((changes) => {
    const result = compile(expression)(applied(facts, changes), options);
    return { changes, value: result, words: turnWords(changes, result, expression.type, labels) };
  });
}

function ignore(): void {}

function applied(facts: Facts, changes: readonly Change[]): Facts {
  return changes.reduce((all, { path, example }) => withValue(all, path, example), facts);
}

/** What the value may turn to, one after another: an unknown yes-or-no may turn to either. */
function wishes({ expression, value }: Search): ((result: Value) => boolean)[] {
  if (expression.type.kind === 'boolean' && value === null) {
    return [(result) => result === true, (result) => result === false];
  }
  if (typeof value === 'boolean') return [(result) => result === !value];
  return [(result) => result !== null && equal(result, value) !== true];
}

function singles(leaf: Leaf, facts: Facts, search: Search): Change[] {
  return wishes(search).flatMap((wish) => {
    const change = changeOf(leaf, facts, search, wish);
    return change ? [change] : [];
  });
}

function changeOf(
  leaf: Leaf,
  facts: Facts,
  { expression, texts, probe, options }: Search,
  wish: (result: Value) => boolean,
): Change | undefined {
  const evaluator = compile(expression);
  const change = changer(facts, leaf.path);
  const turns = (value: Value): boolean => wish(evaluator(change(value), options));
  if (lineOf(leaf.type)) {
    const boundaries = boundariesOf(leaf, facts, probe, options);
    // Amounts follow their facts all the way: only where something is compared do they turn.
    const kinds = ['boolean', 'string', 'code'];
    const found = changeOnLine(leaf, boundaries, turns, kinds.includes(expression.type.kind));
    return found ?? cleared(leaf, turns);
  }
  if (leaf.type.kind === 'list') return changeOfList(leaf, texts, turns);
  return changeOfKind(leaf, texts, turns) ?? cleared(leaf, turns);
}

function cleared({ path, value: from }: Leaf, turns: (value: Value) => boolean): Change | undefined {
  if (from === null || !turns(null)) return undefined;
  return { path, from, relation: '=', to: null, example: null, alternatives: [] };
}

function pairs(all: readonly Leaf[], facts: Facts, search: Search): Change[][] {
  const leaves = all.slice(0, MOST_PAIRED);
  const found: Change[][] = [];
  leaves.forEach((leaf, at) => {
    const tries = triesFor(leaf, facts, search);
    for (const other of leaves.slice(at + 1)) {
      if (found.length >= ENOUGH_PAIRS) return;
      const pair = pairOf(leaf, tries, other, facts, search);
      if (pair) found.push(pair);
    }
  });
  return found;
}

function triesFor(leaf: Leaf, facts: Facts, { probe, options, texts }: Search): Value[] {
  const boundaries = lineOf(leaf.type) ? boundariesOf(leaf, facts, probe, options) : [];
  return triesOf(leaf, boundaries, texts);
}

function pairOf(
  leaf: Leaf,
  tries: readonly Value[],
  other: Leaf,
  facts: Facts,
  search: Search,
): Change[] | undefined {
  for (const value of tries) {
    const [second] = singles(other, withValue(facts, leaf.path, value), search);
    if (!second) continue;
    // With the other one changed, how far must this one go?
    const [first] = singles(leaf, withValue(facts, other.path, second.example), search);
    if (first) return [first, second];
  }
  return undefined;
}
