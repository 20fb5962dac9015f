import type { Syntax } from './syntax.ts';

/**
 * The grammar reads what follows `in` as far as it goes: `x in [1..5] and y` as `x in ([1..5] and y)`, and
 * `x in > 3 and y` likewise. Here `and`, `or` and comparisons are grouped anew by how tightly they bind.
 */
export function regroup(tree: Syntax, source: string): Syntax {
  if (INFIX.has(tree.name) || isPrefixed(tree)) return rebuilt(flatten(tree, source), source);
  return { ...tree, children: tree.children.map((child) => regroup(child, source)) };
}

const INFIX = new Set(['Conjunction', 'Disjunction', 'Comparison']);

/** `> 3`, which may have swallowed what follows its 3. */
function isPrefixed({ name, children }: Syntax): boolean {
  return name === 'SimplePositiveUnaryTest' && children[0]?.name === 'CompareOp' && children.length === 2;
}

/** An operand, with the operator that stands before it, and what belongs to that operator besides. */
interface Item {
  readonly operand: Syntax;
  readonly operator?: Syntax;
  /** How the operand of `in` was written, or what stands between `between` and its upper end. */
  readonly rest?: readonly Syntax[];
}

/** The operands from left to right, whatever the grammar grouped; what has brackets stays one. */
function flatten(tree: Syntax, source: string): Item[] {
  const [first, second, third, ...others] = tree.children;
  if (isPrefixed(tree) && first && second) {
    const [head, ...tail] = flatten(second, source);
    if (!head) return [{ operand: tree }];
    return [{ operand: span('SimplePositiveUnaryTest', [first, head.operand], source) }, ...tail];
  }
  if (!INFIX.has(tree.name) || !first || !second || !third) return [{ operand: regroup(tree, source) }];
  const left = flatten(first, source);
  if (second.name === 'between' || (second.name === 'in' && third.name !== 'PositiveUnaryTest')) {
    // `between a and b`, and `in (…)`, end where they end.
    const rest = [third, ...others].map((each) => regroup(each, source));
    const operand = rest.at(-1);
    return operand ? [...left, { operator: second, operand, rest }] : left;
  }
  const written = second.name === 'in' ? third.children[0] : third;
  const [head, ...tail] = written ? flatten(written, source) : [];
  return head ? [...left, { ...head, operator: second }, ...tail] : left;
}

function span(name: string, children: readonly Syntax[], source: string): Syntax {
  const from = children[0]?.from ?? 0;
  const to = children.at(-1)?.to ?? from;
  return { name, from, to, text: source.slice(from, to), children, isError: false };
}

/** Groups the items anew: `or` loosest, then `and`, then comparisons from left to right. */
function rebuilt(items: readonly Item[], source: string): Syntax {
  for (const [word, name] of [
    ['or', 'Disjunction'],
    ['and', 'Conjunction'],
  ] as const) {
    const at = items.findLastIndex(({ operator }) => operator?.name === word);
    const item = items[at];
    if (!item?.operator) continue;
    const left = rebuilt(items.slice(0, at), source);
    const { operand } = item;
    const right = rebuilt([{ operand }, ...items.slice(at + 1)], source);
    return span(name, [left, item.operator, right], source);
  }
  const [first, ...others] = items;
  if (!first) throw new Error('FEEL grammar: nothing to group');
  return others.reduce((left, { operator, operand, rest }) => {
    if (!operator) return left;
    if (rest) return span('Comparison', [left, operator, ...rest], source);
    const right = operator.name === 'in' ? span('PositiveUnaryTest', [operand], source) : operand;
    return span('Comparison', [left, operator, right], source);
  }, first.operand);
}
