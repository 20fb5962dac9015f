import type { Json } from '@mingbai/policy-engine';
import type { Sentence } from '@mingbai/policy-engine/dmn';
import type { InBoth } from '../load/rule.ts';
import { type Decided, turnsOf } from './decide.ts';
import type { PolicyModel } from './library.ts';
import { plain } from './plain.ts';

/** `number` is null for a file. */
export interface DecidedBy {
  readonly kind: 'file' | 'published';
  readonly file: string;
  readonly number: number | null;
}

export function decidedBy({ file, edition }: PolicyModel): DecidedBy {
  return { kind: edition === null ? 'file' : 'published', file, number: edition?.number ?? null };
}

/** What was decided and why, as one JSON document: the shell prints it, the server answers with it. */
export interface DecisionDocument {
  readonly decision: string;
  readonly version: string;
  readonly on: string;
  readonly region: string;
  readonly result: Json;
  readonly explanation: {
    readonly source: InBoth;
    readonly quality: string;
    readonly from: string;
    readonly modelRegion: string;
    /** Which text decided: a file of the house, or what an office published, by its number in its region. */
    readonly edition: DecidedBy;
    readonly sentences: Sentence[];
    readonly parameters: {
      readonly name: string;
      readonly value: number;
      readonly from: string;
      readonly region: string;
      readonly source: InBoth;
      readonly quality: string;
      readonly edition: number | null;
    }[];
    readonly missing: string[];
    readonly notes: InBoth[];
    /** The nearest other value of each single fact after which the result is another. */
    readonly changes: {
      readonly fact: string;
      readonly from: Json;
      readonly to: Json;
      readonly result: Json;
    }[];
  };
}

export function documentOf(decided: Decided): DecisionDocument {
  const { decision, on, region, sentences, taken, missing, notes, value } = decided;
  const { model, node } = decision;
  const { type } = node.item;
  return {
    decision: node.name,
    version: model.version,
    on,
    region,
    result: plain(value, type),
    explanation: {
      source: model.source,
      quality: model.quality,
      from: model.from,
      modelRegion: model.region,
      edition: decidedBy(model),
      sentences: [...sentences],
      parameters: taken.map(({ parameter, value: each }) => ({
        name: parameter.zh,
        value: each.value,
        from: each.from,
        region: each.region,
        source: each.source,
        quality: each.quality,
        edition: each.edition ?? null,
      })),
      missing: [...missing],
      notes: [...notes],
      changes: turnsOf(decided).map((turn) => ({
        fact: turn.fact,
        from: plain(turn.from, turn.type),
        to: plain(turn.to, turn.type),
        result: plain(turn.value, type),
      })),
    },
  };
}
