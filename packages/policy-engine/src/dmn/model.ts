import type { Box, FunctionBox } from './box.ts';
import type { Variable } from './variable.ts';

/** What every element of a model may carry beside its own parts. */
export interface Element {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly label?: string;
  /** Attributes and elements of other namespaces, by `prefix:name` as written. */
  readonly extensions: Readonly<Record<string, string>>;
}

/** A named type of the model, or of a component. `type` is a FEEL type or the name of another definition. */
export interface ItemDefinition extends Element {
  readonly type?: string;
  readonly components: readonly ItemDefinition[];
  readonly collection: boolean;
  /** Unary tests that every value (of a collection: every member) must pass. */
  readonly allowedValues?: string;
  /** Unary tests that a value as a whole (a collection as a list) must pass. */
  readonly constraint?: string;
  /** A function's type: its parameters, and the type of its result. */
  readonly function?: { readonly parameters: readonly Variable[]; readonly result?: string };
}

/** Something asked for: its value comes from outside. */
export interface InputData extends Element {
  readonly variable: Variable;
}

export interface Decision extends Element {
  readonly variable: Variable;
  readonly question?: string;
  readonly allowedAnswers?: string;
  /** Ids of the decisions, inputs, knowledge models and services it rests on. */
  readonly requires: readonly string[];
  readonly logic?: Box;
}

/** A business knowledge model: logic that decisions invoke by its name. */
export interface KnowledgeModel extends Element {
  readonly variable: Variable;
  readonly requires: readonly string[];
  readonly logic?: FunctionBox;
}

/** Decisions offered together as one function; `inputDecisions` are given by the caller instead of decided. */
export interface DecisionService extends Element {
  readonly variable: Variable;
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

/** Where the model points for its authority: a law, a document. */
export interface KnowledgeSource extends Element {
  readonly location?: string;
}

export interface Import {
  readonly name: string;
  readonly namespace: string;
}

/** A DMN model as written, its FEEL still text. References are ids, of imported elements `namespace#id`. */
export interface Model extends Element {
  readonly namespace: string;
  /** What the reading library could make nothing of, in its words. */
  readonly leftOut: readonly string[];
  readonly imports: readonly Import[];
  readonly items: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
  readonly sources: readonly KnowledgeSource[];
}
