import type { Expression, Iterator } from './expression.ts';

/** What stands for a node instead, or undefined to leave it and go into its parts. */
export type Replace = (node: Expression) => Expression | undefined;

/**
 * The expression with parts of it replaced. Bindings are numbered anew by `renumber`, so that an expression
 * can be put into another without two binders sharing a number.
 */
export function rewrite(
  node: Expression,
  replace: Replace,
  renumber: (binding: number) => number,
): Expression {
  const instead = replace(node);
  if (instead) return instead;
  const go = (part: Expression): Expression => rewrite(part, replace, renumber);
  const iterators = (list: readonly Iterator[]): readonly Iterator[] =>
    list.map((each) => ({
      ...each,
      binding: renumber(each.binding),
      list: go(each.list),
      ...(each.end && { end: go(each.end) }),
    }));
  switch (node.kind) {
    case 'variable':
      return { ...node, binding: renumber(node.binding) };
    case 'path':
      return { ...node, of: go(node.of) };
    case 'arithmetic':
    case 'comparison':
      return { ...node, left: go(node.left), right: go(node.right) };
    case 'negation':
      return { ...node, operand: go(node.operand) };
    case 'and':
    case 'or':
      return { ...node, operands: node.operands.map(go) };
    case 'between':
      return { ...node, value: go(node.value), low: go(node.low), high: go(node.high) };
    case 'in':
      return {
        ...node,
        value: go(node.value),
        ...(node.binding !== undefined && { binding: renumber(node.binding) }),
        tests: node.tests.map((test) => ({ ...test, operand: go(test.operand) })),
      };
    case 'instance of':
      return { ...node, value: go(node.value) };
    case 'if':
      return {
        ...node,
        condition: go(node.condition),
        whenTrue: go(node.whenTrue),
        otherwise: go(node.otherwise),
      };
    case 'for':
      return {
        ...node,
        iterators: iterators(node.iterators),
        partial: renumber(node.partial),
        body: go(node.body),
      };
    case 'some':
    case 'every':
      return { ...node, iterators: iterators(node.iterators), condition: go(node.condition) };
    case 'filter':
      return { ...node, list: go(node.list), binding: renumber(node.binding), predicate: go(node.predicate) };
    case 'list':
      return { ...node, items: node.items.map(go) };
    case 'context':
      return {
        ...node,
        entries: node.entries.map((entry) => ({
          ...entry,
          binding: renumber(entry.binding),
          value: go(entry.value),
        })),
      };
    case 'range':
      return { ...node, low: node.low && go(node.low), high: node.high && go(node.high) };
    case 'function':
      return {
        ...node,
        parameters: node.parameters.map((each) => ({ ...each, binding: renumber(each.binding) })),
        body: go(node.body),
      };
    case 'call':
      return { ...node, arguments: node.arguments.map((argument) => argument && go(argument)) };
    case 'invocation':
      return { ...node, function: go(node.function), arguments: node.arguments.map(go) };
    default:
      return node;
  }
}
