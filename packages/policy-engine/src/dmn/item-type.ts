import type { Expression } from '../syntax/expression.ts';
import { ANY, numberOf, type Type, type Entry } from '../type.ts';
import { typeNamed } from '../parse/type-name.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Element, ItemDefinition, Model } from './model.ts';

/** A type of a model with what it allows: what values are held against when they enter or leave a decision. */
export interface ItemType {
  readonly type: Type;
  /** For collections: what the members are. */
  readonly member?: ItemType;
  /** For structures: what the components are, by name. */
  readonly components?: Readonly<Record<string, ItemType>>;
  /** Unary tests a value must pass. */
  readonly allowed?: Expression;
  /** The values that `allowed` lists, in their order, when it lists values alone. */
  readonly listed?: readonly Expression[];
  /** Unary tests that the value as a whole must pass besides: its type's own and those of the types it rests on. */
  readonly constraints?: readonly Expression[];
}

export const ANY_ITEM: ItemType = { type: ANY };

/** Reads the unary tests of allowed values; undefined where they cannot be read, which is then told. */
export type ReadTests = (tests: string, type: Type, where: ItemDefinition) => Expression | undefined;

/** The types of a model by name, and by `import.name` those of imported models. */
export class ItemTypes {
  private readonly made = new Map<string, ItemType>();
  private readonly told = new Set<string>();
  private readonly definitions: ReadonlyMap<string, ItemDefinition>;

  constructor(
    model: Model,
    private readonly imported: ReadonlyMap<string, ItemTypes>,
    private readonly read: ReadTests,
    private readonly unknown: (name: string) => void,
    /** The extension attribute that holds the unit of a number. */
    private readonly unit: string | undefined,
  ) {
    this.definitions = new Map(model.items.map((item) => [item.name, item]));
  }

  /** FEEL types and the model's own; `feel:` and `{uri}` in front are dropped. Unknown ones are told, and any. */
  find(written: string | undefined): ItemType {
    if (written === undefined) return ANY_ITEM;
    const name = written.replace(/^(feel:|\{[^}]*\})/, '');
    const definition = this.definitions.get(name);
    if (definition) return this.make(name, definition);
    const dot = name.indexOf('.');
    const other = dot > 0 ? this.imported.get(name.slice(0, dot)) : undefined;
    if (other) return other.find(name.slice(dot + 1));
    const plain = typeNamed(name);
    if (!plain && !this.told.has(name)) {
      this.told.add(name);
      this.unknown(name);
    }
    return plain ? { type: plain } : ANY_ITEM;
  }

  /** All of them as FEEL types, for `instance of` and parameters. */
  all(): Record<string, Type> {
    const own = [...this.definitions.keys()].map((name) => [name, this.find(name).type] as const);
    const others = [...this.imported].flatMap(([prefix, types]) =>
      Object.entries(types.all()).map(([name, type]) => [`${prefix}.${name}`, type] as const),
    );
    return Object.fromEntries([...others, ...own]);
  }

  private make(name: string, definition: ItemDefinition): ItemType {
    const known = this.made.get(name);
    if (known) return known;
    // A type that holds itself is any where it meets itself.
    this.made.set(name, ANY_ITEM);
    const made = this.define(definition);
    this.made.set(name, made);
    return made;
  }

  private define(definition: ItemDefinition): ItemType {
    const base = this.base(definition);
    const tests = definition.allowedValues;
    const allowed = tests === undefined ? undefined : this.read(tests, base.type, definition);
    const one: ItemType = allowed ? { ...base, allowed, listed: listedIn(allowed) } : base;
    const whole: ItemType = definition.collection
      ? { type: { kind: 'list', of: one.type }, member: one }
      : one;
    const own =
      definition.constraint === undefined
        ? undefined
        : this.read(definition.constraint, whole.type, definition);
    return own ? { ...whole, constraints: [...(whole.constraints ?? []), own] } : whole;
  }

  private base(definition: ItemDefinition): ItemType {
    if (definition.function) {
      const { parameters, result } = definition.function;
      return {
        type: {
          kind: 'function',
          parameters: parameters.map(({ name, type }) => ({ name, type: this.find(type).type })),
          result: this.find(result).type,
        },
      };
    }
    if (definition.components.length === 0)
      return withUnit(this.find(definition.type), definition, this.unit);
    const components = definition.components.map((each) => [each, this.define(each)] as const);
    const entries: Vocabulary = Object.fromEntries(
      components.map(([each, { type }]): [string, Entry] => [each.name, entryNamed(each, type)]),
    );
    return {
      type: { kind: 'context', entries },
      components: Object.fromEntries(components.map(([{ name }, item]) => [name, item])),
    };
  }
}

/** `"high", "low"` as its values; none where anything but a value is said. */
function listedIn(tests: Expression): readonly Expression[] {
  if (tests.kind !== 'in' || tests.negated) return [];
  const values = tests.tests.flatMap(({ mode, operand }) => (mode === 'equal' ? [operand] : []));
  return values.length === tests.tests.length ? values : [];
}

/** The type with the unit that the element says for a number. */
export function withUnit(item: ItemType, element: Element, attribute: string | undefined): ItemType {
  const unit = attribute === undefined ? undefined : element.extensions[attribute];
  return unit !== undefined && item.type.kind === 'number' ? { ...item, type: numberOf(unit) } : item;
}

/** An element's label is its other name: the English one beside the Chinese. */
export function entryNamed({ label }: Element, type: Type): Entry {
  return label === undefined ? { type } : { type, en: label, aliases: [label] };
}
