import { expressionsOf, type GraphNode, type Program } from '@mingbai/policy-engine/dmn';
import { mentionedIn, type Mentioned, together } from '../check/mentioned.ts';
import type { Facts } from '../vocabulary/fact.ts';
import type { PolicyDecision } from './library.ts';

/** The facts of the register that a decision and all it rests on speak of. */
export function mentionedByDecision({ model, node }: PolicyDecision, facts: Facts): Mentioned {
  return together(
    reachable(model.program, node.key).flatMap((each) =>
      (each.kind === 'decision' || each.kind === 'knowledge') && each.logic
        ? expressionsOf(each.logic).map((expression) => mentionedIn(expression, facts))
        : [],
    ),
  );
}

function reachable(program: Program, key: string): readonly GraphNode[] {
  const seen = new Map<string, GraphNode>();
  const visit = (each: string): void => {
    const node = program.nodes.get(each);
    if (!node || seen.has(each)) return;
    seen.set(each, node);
    if (node.kind === 'service') node.outputs.forEach(visit);
    else if (node.kind !== 'input') node.requires.forEach((required) => visit(required.key));
  };
  visit(key);
  return [...seen.values()];
}
