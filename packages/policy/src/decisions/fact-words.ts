import type { Type } from '@mingbai/policy-engine';
import { inputsOf, vocabularyOfDecision } from './inputs.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';

/** A fact or a part of one: how it is called, what it is. `parts` are the entries of a structure. */
export interface FactWords {
  readonly name: string;
  readonly en: string | null;
  /** `number`, `code`, `list of context` … */
  readonly type: string;
  readonly unit: string | null;
  /** Labels of a code list. */
  readonly codes: readonly string[];
  readonly parts: readonly FactWords[];
}

export interface AskedFact extends FactWords {
  readonly description: string | null;
  /** Id of the parameter that answers when nobody gives it. */
  readonly parameter: string | null;
}

/** The facts a decision asks for, and the shape of what it answers. */
export function wordsOfDecision(
  decision: PolicyDecision,
  library: DecisionLibrary,
): { readonly facts: readonly AskedFact[]; readonly result: FactWords } {
  const { name: own, element: said, item: answer } = decision.node;
  const vocabulary = vocabularyOfDecision(decision, library);
  const parameters = new Map([...library.parameters.values()].map((each) => [each.zh, each]));
  const facts = inputsOf(decision).map(({ name, item, element }) => ({
    ...factWords(name, vocabulary[name]?.en, item.type),
    description: element.description ?? null,
    parameter: parameters.get(name)?.id ?? null,
  }));
  return { facts, result: factWords(own, said.label, answer.type) };
}

function factWords(name: string, en: string | undefined, type: Type): FactWords {
  const inner = type.kind === 'list' ? type.of : type;
  return {
    name,
    en: en ?? null,
    type: type.kind === 'list' ? `list of ${inner.kind}` : type.kind,
    unit: inner.kind === 'number' ? (inner.unit ?? null) : null,
    codes: inner.kind === 'code' ? inner.list.members.map(({ zh }) => zh) : [],
    parts:
      inner.kind === 'context'
        ? Object.entries(inner.entries).map(([part, entry]) => factWords(part, entry.en, entry.type))
        : [],
  };
}
