import type { RegionCode } from '@mingbai/core';
import type { PolicyDecisionView, PolicyFact, PolicyModelView, PolicyParameter } from '@mingbai/core/api';
import {
  parameterAt,
  wordsOfDecision,
  type CaseOutcome,
  type DecisionLibrary,
  type FactWords,
  type Parameter,
  type PolicyModel,
} from '@mingbai/policy';
import { stepWords } from '@mingbai/policy-engine/dmn';
import { stepsOf } from './library-steps.ts';

interface Looker {
  readonly region: RegionCode;
  readonly on: string;
}

/** A model as the clerk reads it; figures are those in force where the reader is. */
export function modelView(
  policy: PolicyModel,
  library: DecisionLibrary,
  cases: readonly CaseOutcome[],
  looker: Looker,
  places: ReadonlyMap<string, string>,
): PolicyModelView {
  const { model, program, english } = policy;
  const decisions = [...program.nodes.values()].flatMap((node): PolicyDecisionView[] => {
    if (node.kind !== 'decision' && node.kind !== 'knowledge') return [];
    const { element } = node;
    const words =
      node.kind === 'decision'
        ? wordsOfDecision({ model: policy, node }, library)
        : { facts: [], result: { name: node.name, en: null, type: 'any', unit: null, codes: [], parts: [] } };
    return [
      {
        name: { zh: node.name, en: element.label ?? node.name },
        kind: node.kind,
        question: 'question' in element ? (element.question ?? null) : null,
        questionEn: element.extensions['mingbai:questionEn'] ?? null,
        description: element.description ?? null,
        descriptionEn: element.extensions['mingbai:descriptionEn'] ?? null,
        requires: node.requires.flatMap(({ key }) => {
          const required = program.nodes.get(key);
          return required && required.kind !== 'input' ? [required.name] : [];
        }),
        facts: words.facts.map((fact) => factView(fact, fact.description)),
        result: factView(words.result, null),
        parameters: words.facts.flatMap(({ parameter }) => {
          const known = parameter === null ? undefined : library.parameters.get(parameter);
          return known ? [parameterView(known, looker)] : [];
        }),
        steps: element.logic
          ? stepsOf(element.logic, {
              names: english.names,
              words: node.logic ? stepWords(element.logic, node.logic, english.say) : new Map(),
            })
          : [],
        cases: cases
          .filter(({ decision }) => decision === node.name || decision === element.label)
          .map(({ zh, en, on, region, facts, result, why }) => ({
            zh,
            ...(en !== undefined && { en }),
            on,
            region,
            place: (region === null ? undefined : places.get(region)) ?? null,
            facts,
            result,
            wrong: why,
          })),
      },
    ];
  });
  return {
    file: policy.file,
    name: { zh: model.name, en: model.label ?? model.name },
    description: model.description ?? null,
    descriptionEn: model.extensions['mingbai:descriptionEn'] ?? null,
    version: policy.version,
    from: policy.from,
    to: policy.to,
    region: policy.region,
    place: places.get(policy.region) ?? null,
    source: { ...policy.source },
    quality: policy.quality,
    subject: policy.subject,
    decisions: decisions.sort((a, b) => Number(b.name.zh === model.name) - Number(a.name.zh === model.name)),
  };
}

function factView({ name, en, type, unit, codes, parts }: FactWords, description: string | null): PolicyFact {
  const said = (fact: Omit<FactWords, 'parts'>) => ({
    name: { zh: fact.name, en: fact.en ?? fact.name },
    type: fact.type,
    unit: fact.unit,
    codes: [...fact.codes],
  });
  return { ...said({ name, en, type, unit, codes }), description, parts: parts.map(said) };
}

function parameterView(parameter: Parameter, { region, on }: Looker): PolicyParameter {
  const held = parameterAt(parameter, region, on);
  return {
    id: parameter.id,
    name: { zh: parameter.zh, en: parameter.en },
    unit: parameter.unit ?? null,
    held: held && {
      value: held.value,
      from: held.from,
      region: held.region,
      source: { ...held.source },
      quality: held.quality,
    },
  };
}
