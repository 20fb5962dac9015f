import { type DecisionLibrary, type FactWords, type PolicyDecision, wordsOfDecision } from '@mingbai/policy';
import { typeWords } from '@mingbai/policy-engine';
import type { Box, TableBox } from '@mingbai/policy-engine/dmn';

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
    ...facts.flatMap((fact) => [...lines(fact, 1), ...namedInRows(fact, decision)]),
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

/** Of a text that no list is said for, the values that the rows of its tables name: any other meets none of them. */
function namedInRows({ name, type, codes }: FactWords, { model }: PolicyDecision): readonly string[] {
  if (type !== 'string' || codes.length > 0) return [];
  const values = [...model.program.nodes.values()]
    .flatMap((node) => ('logic' in node.element ? tablesIn(node.element.logic) : []))
    .flatMap(({ inputs, rules }) =>
      inputs.flatMap(({ text }, column) =>
        text === name ? rules.flatMap((rule) => literalsOf(rule.inputs[column] ?? '')) : [],
      ),
    );
  return values.length === 0 ? [] : [`    表中各行 · its rows: ${[...new Set(values)].join('、')}`];
}

function literalsOf(cell: string): readonly string[] {
  return [...cell.matchAll(/"([^"]*)"/g)].flatMap(([, text]) => text ?? []);
}

function tablesIn(box: Box | undefined): readonly TableBox[] {
  switch (box?.kind) {
    case 'table':
      return [box];
    case 'context':
      return box.entries.flatMap(({ value }) => tablesIn(value));
    case 'function':
      return tablesIn(box.body);
    default:
      return [];
  }
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
