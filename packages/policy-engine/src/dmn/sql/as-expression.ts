import type { Expression } from '../../syntax/expression.ts';
import { rewrite } from '../../syntax/rewrite.ts';
import type { Logic } from '../logic.ts';
import type { DecisionNode, GraphNode, Program, Requirement } from '../program.ts';
import { type DecisionExpression, NotOneExpression, NULL } from './one-expression.ts';
import { tableAsExpression } from './table-as-expression.ts';

/** Names in sight and what stands for them. */
export type Sight = ReadonlyMap<
  string,
  DecisionExpression | { readonly kind: 'knowledge'; readonly node: KnowledgeNode }
>;

type KnowledgeNode = Extract<GraphNode, { kind: 'knowledge' }>;

/** Knowledge models may invoke each other so deep; one that invokes itself has no end in SQL. */
const DEEPEST = 16;

/**
 * Turns a decision graph into expressions over its input data, so that what compiles and explains expressions
 * does so for decisions. Throws `NotOneExpression` for what FEEL alone cannot say: services, lists of outcomes.
 */
export class AsExpression {
  private bindings = 1_000_000;
  private readonly made = new Map<string, DecisionExpression>();

  constructor(private readonly program: Program) {}

  decision(key: string): DecisionExpression {
    const known = this.made.get(key);
    if (known) return known;
    const node = this.program.nodes.get(key);
    if (node?.kind !== 'decision') throw new Error(`No decision has the key ${key}`);
    const made = this.decide(node);
    this.made.set(key, made);
    return made;
  }

  private decide(node: DecisionNode): DecisionExpression {
    if (!node.logic) return { kind: 'value', expression: NULL };
    return this.logic(node.logic, this.sight(node.requires), node.name, 0);
  }

  private sight(requires: readonly Requirement[]): Sight {
    const sight = new Map<string, DecisionExpression | { kind: 'knowledge'; node: KnowledgeNode }>();
    for (const { key, prefix } of requires) {
      const node = this.program.nodes.get(key);
      if (!node || node.kind === 'input') continue;
      if (node.kind === 'service' || prefix !== undefined) {
        throw new NotOneExpression(node.name, {
          zh: '决策服务和引入的模型不能编译',
          en: 'services and imported models cannot be compiled',
        });
      }
      sight.set(node.name, node.kind === 'knowledge' ? { kind: 'knowledge', node } : this.decision(key));
    }
    return sight;
  }

  private logic(logic: Logic, sight: Sight, element: string, depth: number): DecisionExpression {
    switch (logic.kind) {
      case 'literal':
        return this.spread(this.put(logic.expression, sight, element, depth));
      case 'table': {
        const put = (expression: Expression): Expression => this.put(expression, sight, element, depth);
        return tableAsExpression(logic, put, element);
      }
      case 'context': {
        const entries = new Map<string, Expression>();
        let inner: Sight = sight;
        for (const { name, logic: each } of logic.entries) {
          const value = this.logic(each, inner, element, depth);
          inner = new Map(inner).set(name, value);
          if (value.kind === 'value') entries.set(name, value.expression);
          else if (!logic.result) throw nested(element);
        }
        return logic.result ? this.logic(logic.result, inner, element, depth) : { kind: 'context', entries };
      }
      case 'conditional': {
        const parts = [logic.condition, logic.whenTrue, logic.otherwise].map((each) =>
          this.single(this.logic(each, sight, element, depth), element),
        );
        const [condition = NULL, whenTrue = NULL, otherwise = NULL] = parts;
        return {
          kind: 'value',
          expression: { kind: 'if', condition, whenTrue, otherwise, type: logic.type, from: 0, to: 0 },
        };
      }
      case 'invocation': {
        if (logic.function.kind !== 'literal' || logic.function.expression.kind !== 'fact') break;
        const called = sight.get(logic.function.expression.name);
        if (called?.kind !== 'knowledge') break;
        const given = new Map(
          logic.bindings.map(({ parameter, value }) => [
            parameter,
            this.single(this.logic(value, sight, element, depth), element),
          ]),
        );
        return this.call(called.node, (name) => given.get(name) ?? NULL, element, depth);
      }
      default:
    }
    throw new NotOneExpression(element, {
      zh: `“${logic.kind}”不能编译为一个表达式`,
      en: `“${logic.kind}” cannot be compiled to one expression`,
    });
  }

  /** The body of a knowledge model with its parameters put in. */
  private call(
    node: KnowledgeNode,
    given: (name: string) => Expression,
    element: string,
    depth: number,
  ): DecisionExpression {
    if (!node.logic || depth > DEEPEST) {
      throw new NotOneExpression(element, {
        zh: `“${node.name}”自己调用自己，或层数太深`,
        en: `“${node.name}” invokes itself, or goes too deep`,
      });
    }
    const sight = new Map(this.sight(node.requires));
    sight.set(node.name, { kind: 'knowledge', node });
    for (const { name } of node.logic.parameters) sight.set(name, { kind: 'value', expression: given(name) });
    return this.logic(node.logic.body, sight, node.name, depth + 1);
  }

  /** The expression with what its names stand for, its bindings numbered anew. */
  private put(expression: Expression, sight: Sight, element: string, depth: number): Expression {
    const numbers = new Map<number, number>();
    const renumber = (binding: number): number => {
      const number = numbers.get(binding) ?? (this.bindings += 1);
      numbers.set(binding, number);
      return number;
    };
    const replace = (node: Expression): Expression | undefined => {
      if (node.kind === 'path' && node.of.kind === 'fact') {
        const of = sight.get(node.of.name);
        if (of?.kind === 'context') return of.entries.get(node.name) ?? NULL;
      }
      if (node.kind === 'invocation' && node.function.kind === 'fact') {
        const called = sight.get(node.function.name);
        if (called?.kind !== 'knowledge') return undefined;
        const names = node.names ?? called.node.logic?.parameters.map(({ name }) => name) ?? [];
        const given = new Map(
          node.arguments.map((argument, at) => [names[at] ?? '', rewrite(argument, replace, renumber)]),
        );
        return this.single(
          this.call(called.node, (name) => given.get(name) ?? NULL, element, depth),
          element,
        );
      }
      if (node.kind !== 'fact') return undefined;
      const stands = sight.get(node.name);
      if (!stands) return undefined;
      if (stands.kind !== 'value') throw nested(element);
      return stands.expression;
    };
    return rewrite(expression, replace, renumber);
  }

  /** A context written as a literal is one for each entry, when its entries do not see each other. */
  private spread(expression: Expression): DecisionExpression {
    if (expression.kind !== 'context') return { kind: 'value', expression };
    const own = new Set(expression.entries.map(({ binding }) => binding));
    const replaceOwn = (node: Expression): Expression | undefined => {
      if (node.kind !== 'variable' || !own.has(node.binding)) return undefined;
      const entry = expression.entries.find(({ binding }) => binding === node.binding);
      return entry && rewrite(entry.value, replaceOwn, (binding) => binding);
    };
    return {
      kind: 'context',
      entries: new Map(
        expression.entries.map(({ key, value }) => [key, rewrite(value, replaceOwn, (binding) => binding)]),
      ),
    };
  }

  private single(expression: DecisionExpression, element: string): Expression {
    if (expression.kind === 'value') return expression.expression;
    throw nested(element);
  }
}

function nested(element: string): NotOneExpression {
  return new NotOneExpression(element, {
    zh: '一组数据只能在最后一步得出',
    en: 'a context can stand at the end alone',
  });
}
