import type { RegionCode } from '@mingbai/core';
import { Decimal, type Json, toFacts, type Value } from '@mingbai/policy-engine';
import type { Sentence } from '@mingbai/policy-engine/dmn';
import { NOUN_TABLES, saidSql, type ReadTx } from '@mingbai/store';
import type { RegisterView } from '../bind/register.ts';
import { factJson } from '../check/fact-json.ts';
import type { InBoth } from '../load/rule.ts';
import { type Decided, decideOn } from './decide.ts';
import { inputsOf, vocabularyOfDecision } from './inputs.ts';
import { type DecisionLibrary, indexDecisions, type PolicyDecision, readPolicyModel } from './library.ts';
import { decideThese } from './of-household.ts';
import { plain } from './plain.ts';

/** A figure as a decision took it. */
export interface RecordedFigure {
  readonly name: InBoth;
  readonly value: number;
  readonly from: string;
  readonly source: InBoth;
}

/** What a decision rested on and what it said, to be kept: JSON, in the words that people give facts in. */
export interface RecordedDecision {
  readonly facts: { readonly [name: string]: Json };
  readonly figures: readonly RecordedFigure[];
  readonly result: Json;
  readonly sentences: readonly Sentence[];
}

export function recordOf(decided: Decided): RecordedDecision {
  const taken = new Set(decided.taken.map(({ parameter }) => parameter.zh));
  const facts = inputsOf(decided.decision).flatMap(({ name, item }): [string, Json][] => {
    const value = decided.facts.get(name);
    return value === undefined || taken.has(name) ? [] : [[name, factJson(value, item.type) as Json]];
  });
  return {
    facts: Object.fromEntries(facts),
    figures: decided.taken.map(({ parameter, value }) => ({
      name: { zh: parameter.zh, en: parameter.en },
      value: value.value,
      from: value.from,
      source: { ...value.source },
    })),
    result: plain(decided.value, decided.decision.node.item.type),
    sentences: decided.sentences,
  };
}

/** A past decision: its rules by their text, what it rested on, where and on which day. */
export interface PastDecision {
  readonly decision: string;
  readonly text: string;
  readonly file: string;
  readonly facts: { readonly [name: string]: Json };
  readonly figures: readonly RecordedFigure[];
  readonly region: RegionCode;
  readonly on: string;
}

/** The rules of a past decision, read again; undefined when they are no longer read, or have no such decision. */
export async function rulesOf(
  library: DecisionLibrary,
  { decision, text, file }: PastDecision,
): Promise<PolicyDecision | undefined> {
  const model = await readPolicyModel(file, text, library.parameters);
  if ('problems' in model) return undefined;
  return indexDecisions([model]).get(decision)?.[0];
}

/** The past decision once more, by its own rules on what was kept; undefined when the facts no longer fit them. */
export function decideAgain(
  library: DecisionLibrary,
  rules: PolicyDecision,
  past: PastDecision,
): Decided | undefined {
  const read = toFacts(vocabularyOfDecision(rules, library), past.facts);
  if (!read.ok) return undefined;
  return decideOn(library, rules, new Map([...read.facts, ...figuresOf(past)]), past);
}

/** By the same rules and figures, on what the register said on a day as it was known at a moment. */
export async function decideAsBelieved(
  tx: ReadTx,
  library: DecisionLibrary,
  rules: PolicyDecision,
  past: PastDecision,
  of: {
    readonly county: string;
    readonly household: string;
    readonly person: string | null;
    readonly at: Date;
  },
): Promise<Decided | undefined> {
  const { region, on } = past;
  const view = { county: of.county, region, on, parameters: library.parameters, tables: believedAt(of.at) };
  const found = await decideThese(tx, library, view, of.household, [rules], figuresOf(past));
  return found?.find(({ person }) => person === of.person)?.decided;
}

function figuresOf({ figures }: PastDecision): ReadonlyMap<string, Value> {
  return new Map(figures.map(({ name, value }) => [name.zh, new Decimal(String(value))]));
}

/** The tables as what they said at a moment; what was recorded in the same millisecond is among it. */
function believedAt(at: Date): NonNullable<RegisterView['tables']> {
  const when = {
    asOf: `date '${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)}'`,
    knownBefore: `timestamptz '${new Date(at.getTime() + 1).toISOString()}'`,
  };
  return Object.fromEntries(NOUN_TABLES.map(({ noun }) => [noun, `(${saidSql(noun, 'true', when)})`]));
}
