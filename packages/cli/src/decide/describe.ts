import { type DecisionLibrary, type FactWords, type PolicyDecision, wordsOfDecision } from '@mingbai/policy';
import { typeWords } from '@mingbai/policy-engine';

/** A result as a JSON document and as people read it. */
export interface Printed {
  readonly document: object;
  readonly text: string;
}

/** What a decision asks for and what it answers. */
export function describe(decision: PolicyDecision, library: DecisionLibrary): Printed {
  const { model, node } = decision;
  const { facts, result } = wordsOfDecision(decision, library);
  const text = [
    `${node.name}${node.element.label === undefined ? '' : ` · ${node.element.label}`}`,
    ...(model.model.description === undefined ? [] : [model.model.description]),
    `${model.source.zh}；自 ${model.from} 起；地区 ${model.region}；版本 ${model.version}`,
    '事实 · facts:',
    ...facts.flatMap((fact) => lines(fact, 1)),
    `结果 · result: ${typeWords(node.item.type).zh}`,
    ...result.parts.flatMap((part) => lines(part, 1)),
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
    result,
  };
  return { document, text };
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
