import { nearest } from '../suggest.ts';
import type { Type, Entry } from '../type.ts';
import { ANY } from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { type Building, buildFunction, buildLogic } from './build-logic.ts';
import { ANY_ITEM, entryNamed, type ItemType, ItemTypes, withUnit } from './item-type.ts';
import type { Decision, DecisionService, Element, KnowledgeModel, Model } from './model.ts';
import type { GraphNode, Program, Requirement } from './program.ts';
import { type ModelProblem, Reader } from './reader.ts';

export interface CompileOptions {
  /** Models that are imported, by their namespace. */
  readonly imported?: readonly Model[];
  /**
   * Types and code lists that input data go by when they are named so: facts of a dictionary. They come
   * before what the model says of them.
   */
  readonly vocabulary?: Vocabulary;
  /** The extension attribute of inputs, components and decisions that holds the unit of a number: `my:unit`. */
  readonly unitAttribute?: string;
  /** As for `parse`. Default true. */
  readonly strict?: boolean;
}

export interface Compiled {
  readonly program: Program;
  readonly problems: readonly ModelProblem[];
}

/** Reads all FEEL of a model, types its graph, and tells what is wrong and where. Never throws for what is written. */
export function compileModel(model: Model, options: CompileOptions = {}): Compiled {
  const compiler = new Compiler([model, ...(options.imported ?? [])], options);
  for (const each of compiler.models.keys()) compiler.compileAll(each);
  return { program: { nodes: compiler.nodes, namespace: model.namespace }, problems: compiler.problems };
}

class Compiler {
  readonly nodes = new Map<string, GraphNode>();
  readonly problems: ModelProblem[] = [];
  readonly models: ReadonlyMap<string, Model>;
  private readonly types = new Map<string, ItemTypes>();
  private readonly elements = new Map<
    string,
    { readonly namespace: string; readonly make: () => GraphNode }
  >();
  private readonly making = new Set<string>();

  constructor(
    models: readonly Model[],
    private readonly options: CompileOptions,
  ) {
    this.models = new Map(models.map((model) => [model.namespace, model]));
    for (const model of models) {
      const put = (element: Element, make: (key: string) => GraphNode): void => {
        const key = `${model.namespace}#${element.id}`;
        this.elements.set(key, { namespace: model.namespace, make: () => make(key) });
      };
      for (const element of model.inputs) {
        put(element, (key) => {
          const { name } = element.variable;
          const known = this.options.vocabulary?.[name];
          const said = this.typeOf(model, element)(element.variable.type);
          const declared = withUnit(said, element, this.options.unitAttribute);
          return {
            kind: 'input',
            key,
            name,
            element,
            item: known ? { ...declared, type: known.type } : declared,
            ...(known && { known: true as const }),
          };
        });
      }
      for (const element of model.decisions) put(element, (key) => this.decision(key, model, element));
      for (const element of model.knowledge) put(element, (key) => this.knowledge(key, model, element));
      for (const element of model.services) put(element, (key) => this.service(key, model, element));
    }
  }

  compileAll(namespace: string): void {
    for (const [key, element] of this.elements) if (element.namespace === namespace) this.node(key);
  }

  private node(key: string): GraphNode | undefined {
    const made = this.nodes.get(key);
    if (made) return made;
    const element = this.elements.get(key);
    if (!element || this.making.has(key)) return undefined;
    this.making.add(key);
    const node = element.make();
    this.making.delete(key);
    this.nodes.set(key, node);
    return node;
  }

  private decision(key: string, model: Model, element: Decision): GraphNode {
    const building = this.building(model, element, '决策', 'decision');
    const requires = this.requirements(model, element, element.requires, building.reader);
    const said = element.variable.type === undefined ? ANY_ITEM : building.typeOf(element.variable.type);
    const wanted = withUnit(said, element, this.options.unitAttribute);
    const logic = element.logic && buildLogic(element.logic, this.sight(requires), building, wanted);
    const item = wanted.type.kind === 'any' && logic ? { type: logic.type } : wanted;
    const declared = wanted.type.kind === 'any' ? {} : { declared: wanted };
    return {
      kind: 'decision',
      key,
      name: element.variable.name,
      element,
      requires,
      logic,
      item,
      ...declared,
    };
  }

  private knowledge(key: string, model: Model, element: KnowledgeModel): GraphNode {
    const building = this.building(model, element, '业务知识', 'knowledge model');
    const requires = this.requirements(model, element, element.requires, building.reader);
    const wanted = building.typeOf(element.variable.type);
    const { name } = element.variable;
    // It may invoke itself.
    const sight = { ...this.sight(requires), [name]: { type: functionType(element, building) } };
    const logic = element.logic && buildFunction(element.logic, sight, building, wanted);
    return {
      kind: 'knowledge',
      key,
      name,
      element,
      requires,
      logic,
      item: logic ? { type: logic.type } : wanted,
    };
  }

  private service(key: string, model: Model, element: DecisionService): GraphNode {
    const keys = (ids: readonly string[]): string[] => ids.map((id) => keyOf(model, id));
    const outputs = keys(element.outputDecisions);
    const parameters = keys([...element.inputDecisions, ...element.inputData]);
    const results = outputs.map((each) => this.node(each)).filter((each) => each !== undefined);
    const given = parameters.map((each) => this.node(each)).filter((each) => each !== undefined);
    const [first] = results;
    const result: Type =
      results.length === 1 && first
        ? first.item.type
        : { kind: 'context', entries: Object.fromEntries(results.map((each) => entryOf(each))) };
    const types = given.map(({ name, item }) => ({ name, type: item.type }));
    return {
      kind: 'service',
      key,
      name: element.variable.name,
      element,
      outputs,
      parameters,
      item: { type: { kind: 'function', parameters: types, result } },
    };
  }

  private requirements(
    model: Model,
    element: Element,
    ids: readonly string[],
    reader: Reader,
  ): readonly Requirement[] {
    return ids.flatMap((id): readonly Requirement[] => {
      const key = keyOf(model, id);
      if (!this.elements.has(key)) {
        const near = nearest(id, [...this.elements.keys()]);
        reader.report({
          code: 'unknown-name',
          from: 0,
          to: 0,
          zh: `“${element.name}”依据的“${id}”不在模型中`,
          en: `“${element.name}” rests on “${id}”, which is not in the model`,
          ...(near !== undefined && { suggestion: near }),
        });
        return [];
      }
      if (this.making.has(key)) {
        reader.report({
          code: 'circle',
          from: 0,
          to: 0,
          zh: `“${element.name}”的依据绕了一圈，又回到它自己`,
          en: `What “${element.name}” rests on leads back to itself`,
        });
        return [];
      }
      const namespace = this.elements.get(key)?.namespace;
      const prefix =
        namespace === model.namespace
          ? undefined
          : model.imports.find((each) => each.namespace === namespace)?.name;
      return [prefix ? { key, prefix } : { key }];
    });
  }

  private sight(requires: readonly Requirement[]): Vocabulary {
    const sight: Record<string, Entry> = {};
    const imported = new Map<string, Record<string, Entry>>();
    for (const { key, prefix } of requires) {
      const node = this.node(key);
      if (!node) continue;
      const [name, entry] = entryOf(node, this.options.vocabulary);
      if (prefix === undefined) sight[name] = entry;
      else imported.set(prefix, { ...imported.get(prefix), [name]: entry });
    }
    for (const [prefix, entries] of imported) sight[prefix] = { type: { kind: 'context', entries } };
    return sight;
  }

  private building(model: Model, element: Element, zh: string, en: string): Building {
    const where = { zh: `${zh}“${element.name}”`, en: `${en} “${element.name}”` };
    const reader = new Reader(
      this.problems,
      this.options.strict ?? true,
      () => this.typesOf(model).all(),
      element.id,
      where,
    );
    return { reader, typeOf: this.typeOf(model, element) };
  }

  private typeOf(model: Model, element: Element): (written: string | undefined) => ItemType {
    return (written) => this.typesOf(model, element).find(written);
  }

  private typesOf(model: Model, element: Element = model): ItemTypes {
    const made = this.types.get(model.namespace);
    if (made) return made;
    const imported = new Map<string, ItemTypes>();
    for (const { name, namespace } of model.imports) {
      const other = this.models.get(namespace);
      if (other) imported.set(name, this.typesOf(other));
    }
    const reader = (at: Element): Reader =>
      new Reader(this.problems, this.options.strict ?? true, () => ({}), at.id, {
        zh: `类型“${at.name}”`,
        en: `type “${at.name}”`,
      });
    const types = new ItemTypes(
      model,
      imported,
      (tests, type, item) => reader(item).read(tests, { '?': { type } }, { dialect: 'unary tests' }),
      (name) =>
        reader(element).report({
          code: 'unknown-name',
          from: 0,
          to: 0,
          zh: `没有叫“${name}”的类型`,
          en: `No type is called “${name}”`,
        }),
      this.options.unitAttribute,
    );
    this.types.set(model.namespace, types);
    return types;
  }
}

function keyOf(model: Model, id: string): string {
  return id.includes('#') ? id : `${model.namespace}#${id}`;
}

function entryOf({ name, item, element }: GraphNode, vocabulary: Vocabulary = {}): [string, Entry] {
  return [name, { ...entryNamed(element, item.type), ...vocabulary[name], type: item.type }];
}

function functionType({ logic }: KnowledgeModel, building: Building): Type {
  const parameters = (logic?.parameters ?? []).map(({ name, type }) => ({
    name,
    type: building.typeOf(type).type,
  }));
  return { kind: 'function', parameters, result: ANY };
}
