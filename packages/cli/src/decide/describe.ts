import { type DecisionLibrary, type FactWords, type PolicyDecision, wordsOfDecision } from '@mingbai/policy';
import { typeWords } from '@mingbai/policy-engine';
import type { Box, TableBox } from '@mingbai/policy-engine/dmn';

/** A result as a JSON document and as people read it. */
export interface Printed {
  readonly document: object;
  readonly text: string;
}

type Say = (text: string) => string;

/** What a decision asks for and what it answers; `english`: what else is said than names, which are in both languages. */
export function describe(decision: PolicyDecision, library: DecisionLibrary, english: boolean): Printed {
  const { model, node } = decision;
  const { facts, result } = wordsOfDecision(decision, library);
  // Facts are given in Chinese: the English stands beside it.
  const valueOf = (text: string) => {
    const said = english ? model.english.values.get(text) : undefined;
    return said === undefined ? text : `${text} (${said})`;
  };
  const about =
    (english ? model.model.extensions['mingbai:descriptionEn'] : undefined) ?? model.model.description;
  const text = [
    `${node.name}${node.element.label === undefined ? '' : ` · ${node.element.label}`}`,
    ...[about].filter((each) => each !== undefined),
    english
      ? `${model.source.en}; from ${model.from}; region ${model.region}; version ${model.version}`
      : `${model.source.zh}；自 ${model.from} 起；地区 ${model.region}；版本 ${model.version}`,
    '事实 · facts:',
    ...facts.flatMap((fact) => [...lines(fact, 1, valueOf), ...namedInRows(fact, decision, valueOf)]),
    `结果 · result: ${typeWords(node.item.type)[english ? 'en' : 'zh']}`,
    ...result.parts.flatMap((part) => lines(part, 1, valueOf)),
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
function namedInRows(
  { name, type, codes }: FactWords,
  { model }: PolicyDecision,
  valueOf: Say,
): readonly string[] {
  if (type !== 'string' || codes.length > 0) return [];
  const values = [...model.program.nodes.values()]
    .flatMap((node) => ('logic' in node.element ? tablesIn(node.element.logic) : []))
    .flatMap(({ inputs, rules }) =>
      inputs.flatMap(({ text }, column) =>
        text === name ? rules.flatMap((rule) => literalsOf(rule.inputs[column] ?? '')) : [],
      ),
    );
  return values.length === 0
    ? []
    : [`    表中各行 · its rows: ${[...new Set(values)].map(valueOf).join('、')}`];
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

function lines(
  { name, en, type, unit, codes, parts }: FactWords,
  depth: number,
  valueOf: Say,
): readonly string[] {
  const said = [type, unit, codes.length > 0 ? codes.slice(0, 8).map(valueOf).join('、') : null].filter(
    (each) => each !== null,
  );
  return [
    `${'  '.repeat(depth)}${name}${en === null ? '' : ` · ${en}`} (${said.join(', ')})`,
    ...parts.flatMap((part) => lines(part, depth + 1, valueOf)),
  ];
}
