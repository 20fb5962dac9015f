import { type DecisionLibrary, inputsOf, type PolicyDecision, vocabularyOfDecision } from '@mingbai/policy';
import { type Type, typeWords } from '@mingbai/policy-engine';

interface FactWords {
  readonly name: string;
  readonly en: string | null;
  readonly type: string;
  readonly unit: string | null;
  readonly codes: readonly string[];
  readonly parts: readonly FactWords[];
}

/** A result as a JSON document and as people read it. */
export interface Printed {
  readonly document: object;
  readonly text: string;
}

/** What a decision asks for and what it answers. */
export function describe(decision: PolicyDecision, library: DecisionLibrary): Printed {
  const { model, node } = decision;
  const vocabulary = vocabularyOfDecision(decision, library);
  const parameters = new Map([...library.parameters.values()].map((each) => [each.zh, each]));
  const facts = inputsOf(decision).map(({ name, item, element }) => ({
    ...factWords(name, vocabulary[name]?.en, item.type),
    description: element.description ?? null,
    parameter: parameters.get(name)?.id ?? null,
  }));
  const text = [
    `${node.name}${node.element.label === undefined ? '' : ` · ${node.element.label}`}`,
    ...(model.model.description === undefined ? [] : [model.model.description]),
    `${model.source.zh}；自 ${model.from} 起；地区 ${model.region}；版本 ${model.version}`,
    '事实 · facts:',
    ...facts.flatMap((fact) => lines(fact, 1)),
    `结果 · result: ${typeWords(node.item.type).zh}`,
    ...(resultOf(node.item.type)?.flatMap((part) => lines(part, 1)) ?? []),
  ].join('\n');
  const document = {
    decision: node.name,
    en: node.element.label ?? null,
    version: model.version,
    from: model.from,
    to: model.to,
    region: model.region,
    source: model.source,
    quality: model.quality,
    facts,
    result: factWords(node.name, node.element.label, node.item.type),
  };
  return { document, text };
}

function resultOf(type: Type): readonly FactWords[] | undefined {
  if (type.kind === 'list') return resultOf(type.of);
  if (type.kind !== 'context') return undefined;
  return Object.entries(type.entries).map(([name, entry]) => factWords(name, entry.en, entry.type));
}

function factWords(name: string, en: string | undefined, type: Type): FactWords {
  const inner = type.kind === 'list' ? type.of : type;
  return {
    name,
    en: en ?? null,
    type: type.kind === 'list' ? `list of ${inner.kind}` : type.kind,
    unit: inner.kind === 'number' ? (inner.unit ?? null) : null,
    codes: inner.kind === 'code' ? inner.list.members.map(({ zh }) => zh) : [],
    parts: resultOf(type) ?? [],
  };
}

function lines({ name, en, type, unit, codes, parts }: FactWords, depth: number): readonly string[] {
  const said = [type, unit, codes.length > 0 ? codes.slice(0, 8).join('、') : null].filter(
    (each) => each !== null,
  );
  return [
    `${'  '.repeat(depth)}${name}${en === null ? '' : ` · ${en}`} (${said.join(', ')})`,
    ...parts.flatMap((part) => lines(part, depth + 1)),
  ];
}
