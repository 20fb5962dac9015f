import type { EvaluateOptions } from '../evaluate/run.ts';
import { type Facts, FunctionValue, type Value } from '../value/value.ts';
import { coerce } from './conform.ts';
import type {
  DecisionNode,
  GraphNode,
  InputNode,
  KnowledgeNode,
  Program,
  Requirement,
  ServiceNode,
} from './program.ts';
import { prepare, prepareFunction, type Run } from './run-logic.ts';
import type { TableTrace } from './trace.ts';

/** How one decision came about: what it saw, the tables it went through, its value. */
export interface DecisionTrace {
  readonly name: string;
  readonly key: string;
  readonly value: Value;
  /** What it rests on directly: names with their values. */
  readonly inputs: readonly { readonly name: string; readonly value: Value }[];
  readonly tables: readonly TableTrace[];
  readonly requires: readonly DecisionTrace[];
}

/** A program made ready: each element's logic is compiled once, and decides for any number of facts. */
export interface Decider {
  /** Facts by the names of the input data; those not given are null. */
  decide(key: string, facts: Facts, options?: EvaluateOptions): DecisionTrace;
  /** The value alone, without looking on. */
  value(key: string, facts: Facts, options?: EvaluateOptions): Value;
}

export function prepareProgram(program: Program): Decider {
  const logics = new Map<string, Run>();
  for (const node of program.nodes.values()) {
    if (node.kind === 'decision' && node.logic) logics.set(node.key, prepare(node.logic));
    if (node.kind === 'knowledge' && node.logic) logics.set(node.key, prepareFunction(node.logic));
  }
  return {
    decide: (key, facts, options = {}) => new Session(program, logics, facts, options, true).decision(key),
    value: (key, facts, options = {}) =>
      new Session(program, logics, facts, options, false).decision(key).value,
  };
}

/** One set of facts going through the graph; what was decided once is kept. */
class Session {
  private readonly decided = new Map<string, DecisionTrace>();

  constructor(
    private readonly program: Program,
    private readonly logics: ReadonlyMap<string, Run>,
    private readonly facts: Facts,
    private readonly options: EvaluateOptions,
    private readonly watching: boolean,
    private readonly given: ReadonlyMap<string, Value> = new Map(),
  ) {}

  decision(key: string): DecisionTrace {
    const known = this.decided.get(key);
    if (known) return known;
    const node = this.program.nodes.get(key);
    if (node?.kind !== 'decision') throw new Error(`No decision has the key ${key}`);
    const made = this.run(node);
    this.decided.set(key, made);
    return made;
  }

  private run(node: DecisionNode): DecisionTrace {
    const tables: TableTrace[] = [];
    const sight = this.sight(node.requires);
    const watch = this.watching
      ? { ...this.options, table: (trace: TableTrace) => void tables.push(trace) }
      : this.options;
    const run = this.logics.get(node.key);
    const found = run ? run(sight, watch) : null;
    const value = node.declared ? coerce(found, node.declared) : found;
    const nodes = node.requires.flatMap(({ key }) => this.program.nodes.get(key) ?? []);
    return {
      name: node.name,
      key: node.key,
      value,
      tables,
      inputs: this.watching
        ? nodes.flatMap((each) => (isData(each) ? [{ name: each.name, value: this.valueOf(each) }] : []))
        : [],
      requires: nodes.flatMap((each) =>
        each.kind === 'decision' && !this.given.has(each.key) ? [this.decision(each.key)] : [],
      ),
    };
  }

  private sight(requires: readonly Requirement[]): Map<string, Value> {
    const sight = new Map<string, Value>();
    for (const { key, prefix } of requires) {
      const node = this.program.nodes.get(key);
      if (!node) continue;
      const value = this.valueOf(node);
      if (prefix === undefined) {
        sight.set(node.name, value);
        continue;
      }
      const others = sight.get(prefix);
      sight.set(prefix, new Map(others instanceof Map ? others : []).set(node.name, value));
    }
    return sight;
  }

  private valueOf(node: GraphNode): Value {
    switch (node.kind) {
      case 'input':
        return this.given.get(node.key) ?? this.input(node);
      case 'decision':
        return this.given.has(node.key) ? (this.given.get(node.key) ?? null) : this.decision(node.key).value;
      case 'knowledge':
        return this.knowledge(node);
      case 'service':
        return this.service(node);
    }
  }

  private input(node: InputNode): Value {
    const value = this.facts.get(node.name) ?? null;
    return node.known ? value : coerce(value, node.item);
  }

  private knowledge(node: KnowledgeNode): Value {
    const sight = this.sight(node.requires);
    const value = this.logics.get(node.key)?.(sight, this.options) ?? null;
    // Put in sight after it was made, so that it may invoke itself.
    sight.set(node.name, value);
    return value;
  }

  private service(node: ServiceNode): FunctionValue {
    const names = node.parameters.map((key) => this.program.nodes.get(key)?.name ?? key);
    return new FunctionValue(names, (values) => {
      const given = new Map(this.given);
      node.parameters.forEach((key, at) => {
        const item = this.program.nodes.get(key)?.item;
        given.set(key, item ? coerce(values[at] ?? null, item) : null);
      });
      const inner = new Session(this.program, this.logics, new Map(), this.options, this.watching, given);
      const results = node.outputs.map((key) => inner.decision(key));
      const [first] = results;
      return results.length === 1 && first
        ? first.value
        : new Map(results.map(({ name, value }): [string, Value] => [name, value]));
    });
  }
}

function isData(node: GraphNode): boolean {
  return node.kind === 'input' || node.kind === 'decision';
}
