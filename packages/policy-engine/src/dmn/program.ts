import type { FunctionLogic, Logic } from './logic.ts';
import type { ItemType } from './item-type.ts';
import type { Decision, DecisionService, InputData, KnowledgeModel } from './model.ts';

/** An element of the graph, read and typed. `requires`: keys of the nodes whose names its logic sees. */
export type GraphNode = InputNode | DecisionNode | KnowledgeNode | ServiceNode;

interface Base {
  /** `namespace#id`. */
  readonly key: string;
  readonly name: string;
  readonly item: ItemType;
}

export interface InputNode extends Base {
  readonly kind: 'input';
  readonly element: InputData;
  /** Its type is the caller's vocabulary's, by which values were read; they are not held against it again. */
  readonly known?: true;
}

/** A node its logic sees, and under which name: `prefix` is that of the import it comes by. */
export interface Requirement {
  readonly key: string;
  readonly prefix?: string;
}

export interface DecisionNode extends Base {
  readonly kind: 'decision';
  readonly element: Decision;
  readonly requires: readonly Requirement[];
  readonly logic: Logic | undefined;
  /** What its value must be, or else becomes null. */
  readonly declared?: ItemType;
}

export interface KnowledgeNode extends Base {
  readonly kind: 'knowledge';
  readonly element: KnowledgeModel;
  readonly requires: readonly Requirement[];
  readonly logic: FunctionLogic | undefined;
}

export interface ServiceNode extends Base {
  readonly kind: 'service';
  readonly element: DecisionService;
  readonly outputs: readonly string[];
  /** Keys in the order of its parameters: input decisions, then input data. */
  readonly parameters: readonly string[];
}

/** Models whose FEEL is read and whose graph is without circles. */
export interface Program {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The namespace of the model that was asked for; the others are its imports. */
  readonly namespace: string;
}

/** The node of that kind and name in the main model; undefined when there is none. */
export function findNode(program: Program, name: string, kind: GraphNode['kind']): GraphNode | undefined {
  for (const node of program.nodes.values()) {
    if (node.kind === kind && node.name === name && node.key.startsWith(`${program.namespace}#`)) return node;
  }
  return undefined;
}
