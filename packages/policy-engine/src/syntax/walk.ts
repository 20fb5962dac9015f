import type { Expression } from './expression.ts';

/** The expressions an expression is made of, in the order they are written. */
export function parts(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'path':
      return [node.of];
    case 'arithmetic':
    case 'comparison':
      return [node.left, node.right];
    case 'negation':
      return [node.operand];
    case 'and':
    case 'or':
      return node.operands;
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests.map(({ operand }) => operand)];
    case 'instance of':
      return [node.value];
    case 'if':
      return [node.condition, node.whenTrue, node.otherwise];
    case 'for':
      return [...node.iterators.flatMap(({ list, end }) => (end ? [list, end] : [list])), node.body];
    case 'some':
    case 'every':
      return [...node.iterators.flatMap(({ list, end }) => (end ? [list, end] : [list])), node.condition];
    case 'filter':
      return [node.list, node.predicate];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map(({ value }) => value);
    case 'range':
      return [node.low, node.high].filter((end) => end !== null);
    case 'function':
      return [node.body];
    case 'call':
      return node.arguments.filter((argument) => argument !== undefined);
    case 'invocation':
      return [node.function, ...node.arguments];
    default:
      return [];
  }
}

/** Visits the expression and all it is made of. */
export function walk(node: Expression, visit: (node: Expression) => void): void {
  visit(node);
  for (const part of parts(node)) walk(part, visit);
}

/** Whether the expression speaks of what this binder binds. */
export function mentions(node: Expression, binding: number): boolean {
  if (node.kind === 'variable') return node.binding === binding;
  return parts(node).some((part) => mentions(part, binding));
}

/** The vocabulary's names that the expression speaks of, each once. */
export function factsOf(node: Expression): string[] {
  const names = new Set<string>();
  walk(node, (each) => {
    if (each.kind === 'fact') names.add(each.name);
  });
  return [...names];
}
