import type { Entry, Vocabulary } from '@mingbai/policy-engine';
import type { GraphNode } from '@mingbai/policy-engine/dmn';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';

type InputNode = Extract<GraphNode, { kind: 'input' }>;

/** The inputs a decision rests on, however far down, in the order they are met. */
export function inputsOf({ model, node }: PolicyDecision): readonly InputNode[] {
  const inputs = new Map<string, InputNode>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const each = model.program.nodes.get(key);
    if (!each || seen.has(key)) return;
    seen.add(key);
    if (each.kind === 'input') inputs.set(key, each);
    else if (each.kind === 'service') [...each.outputs, ...each.parameters].forEach(visit);
    else each.requires.forEach((required) => visit(required.key));
  };
  visit(node.key);
  return [...inputs.values()];
}

/** The words facts of a decision may be given in: names of its inputs, their English names, the dictionary's aliases. */
export function vocabularyOfDecision(decision: PolicyDecision, { parameters }: DecisionLibrary): Vocabulary {
  const { subject } = decision.model;
  const known = subject === null ? {} : vocabularyOf(factsOf(subject, parameters));
  return Object.fromEntries(
    inputsOf(decision).map(({ name, item, element }): [string, Entry] => {
      const entry = known[name];
      const aliases = [...(entry?.aliases ?? []), ...(element.label === undefined ? [] : [element.label])];
      return [
        name,
        { ...entry, type: item.type, ...(element.label !== undefined && { en: element.label }), aliases },
      ];
    }),
  );
}
