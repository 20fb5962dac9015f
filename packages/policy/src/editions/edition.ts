import { COUNTRY, type RegionCode } from '@mingbai/core';
import type { PolicyCase } from '../decisions/policy-case.ts';
import {
  type DecisionLibrary,
  type EditionMark,
  indexDecisions,
  type PolicyModel,
  readPolicyModel,
  type RefusedModel,
} from '../decisions/library.ts';
import type { InBoth } from '../load/rule.ts';
import type { Parameters } from '../parameters/parameters.ts';
import type { ParameterValue } from '../parameters/schema.ts';

/** What a draft or an edition says. */
export type PolicyContent =
  | {
      readonly kind: 'decision';
      /** DMN. */
      readonly text: string;
      readonly cases: readonly PolicyCase[];
      readonly from: string;
      readonly source: InBoth;
    }
  | {
      readonly kind: 'parameter';
      readonly value: number;
      /** Cases of decisions that ask for it. */
      readonly cases?: readonly PolicyCase[] | undefined;
      readonly from: string;
      readonly source: InBoth;
    };

/** Something published, or about to be: what it is of, and where it holds. */
export interface Edition {
  readonly mark: EditionMark;
  /** The decision's Chinese name, or the parameter's id. */
  readonly name: string;
  readonly region: RegionCode;
  readonly content: PolicyContent;
}

/** Models by their text: an edition is read once, however often the library is put together. */
const read = new Map<string, Promise<PolicyModel | RefusedModel>>();
const KEPT = 200;

/** The library of the house with editions beside its files. Which of them holds, `findDecision` and `parameterAt` say. */
export async function withEditions(
  base: DecisionLibrary,
  editions: readonly Edition[],
): Promise<DecisionLibrary> {
  if (editions.length === 0) return base;
  const parameters = withFigures(base.parameters, editions);
  const found = await Promise.all(
    editions.map(({ mark, content }) =>
      content.kind === 'decision' ? modelOf(mark, content, base.parameters) : undefined,
    ),
  );
  const models = found.flatMap((each) => (each === undefined || 'problems' in each ? [] : [each]));
  const refused = found.flatMap((each) => (each !== undefined && 'problems' in each ? [each] : []));
  const all = [...base.models, ...models];
  return { decisions: indexDecisions(all), models: all, refused: [...base.refused, ...refused], parameters };
}

/** The parameters with the values that were published. */
export function withFigures(parameters: Parameters, editions: readonly Edition[]): Parameters {
  return editions.reduce(
    (all, { name, region, content, mark }) =>
      content.kind === 'parameter' ? withValue(all, name, region, content, mark) : all,
    parameters,
  );
}

async function modelOf(
  mark: EditionMark,
  { text, cases }: Extract<PolicyContent, { kind: 'decision' }>,
  parameters: Parameters,
): Promise<PolicyModel | RefusedModel> {
  const key = `${mark.id} ${text}`;
  let reading = read.get(key);
  if (reading === undefined) {
    reading = readPolicyModel(`editions/${mark.id}`, text, parameters, { edition: mark });
    if (read.size >= KEPT) read.clear();
    read.set(key, reading);
  }
  const model = await reading;
  return 'problems' in model ? model : { ...model, cases };
}

/** The parameters with one more value; one of the same region and day gives way to it. */
function withValue(
  parameters: Parameters,
  id: string,
  region: RegionCode,
  { value, from, source }: Extract<PolicyContent, { kind: 'parameter' }>,
  { number: edition }: EditionMark,
): Parameters {
  const parameter = parameters.get(id);
  if (!parameter) return parameters;
  const added: ParameterValue = { value, region, from, source: { ...source }, quality: 'official', edition };
  const others = parameter.values.filter((one) => (one.region ?? COUNTRY) !== region || one.from !== from);
  return new Map(parameters).set(id, { ...parameter, values: [...others, added] });
}
