import { COUNTRY, type RegionCode } from '@mingbai/core';
import {
  ANY,
  Decimal,
  type FactProblem,
  type Facts,
  type Json,
  Moment,
  readTemporal,
  toFacts,
  type Type,
  type Value,
} from '@mingbai/policy-engine';
import {
  type DecisionTrace,
  type DecisionTurn,
  findTurns,
  sayDecision,
  type Sentence,
} from '@mingbai/policy-engine/dmn';
import type { InBoth } from '../load/rule.ts';
import { parameterAt } from '../parameters/parameters.ts';
import type { Parameter, ParameterValue } from '../parameters/schema.ts';
import { complete } from './complete.ts';
import { inputsOf, vocabularyOfDecision } from './inputs.ts';
import type { DecisionLibrary, PolicyDecision } from './library.ts';

/** A parameter that a decision took because it was not given. */
export interface TakenParameter {
  readonly parameter: Parameter;
  readonly value: ParameterValue;
}

export interface Decided {
  readonly decision: PolicyDecision;
  readonly on: string;
  readonly region: RegionCode;
  readonly value: Value;
  readonly facts: Facts;
  readonly trace: DecisionTrace;
  readonly sentences: readonly Sentence[];
  readonly taken: readonly TakenParameter[];
  /** Inputs that nobody gave and no parameter holds. */
  readonly missing: readonly string[];
  /** Why something in it became null: a division by zero and the like. */
  readonly notes: readonly InBoth[];
}

/**
 * Decides on facts as people write them (JSON, Chinese or English names, labels for codes). What is given and
 * not known, or not of its type, is a problem; nothing is then decided.
 */
export function decide(
  library: DecisionLibrary,
  decision: PolicyDecision,
  given: { readonly [name: string]: Json },
  { region = COUNTRY, on }: { readonly region?: RegionCode | undefined; readonly on: string },
): Decided | readonly FactProblem[] {
  const read = toFacts(vocabularyOfDecision(decision, library), given);
  return read.ok ? decideOn(library, decision, read.facts, { region, on }) : read.problems;
}

/** As `decide`, on values that are the vocabulary's already. */
export function decideOn(
  library: DecisionLibrary,
  decision: PolicyDecision,
  given: Facts,
  { region, on }: { readonly region: RegionCode; readonly on: string },
): Decided {
  const facts = new Map(given);
  const taken: TakenParameter[] = [];
  const missing: string[] = [];
  const byName = new Map([...library.parameters.values()].map((each) => [each.zh, each]));
  for (const { name, item } of inputsOf(decision)) {
    const value = facts.get(name);
    if (value !== undefined) {
      facts.set(name, complete(value, item.type));
      continue;
    }
    const parameter = byName.get(name);
    const held = parameter && parameterAt(parameter, region, on);
    if (parameter && held) {
      facts.set(name, new Decimal(held.value));
      taken.push({ parameter, value: held });
    } else {
      missing.push(name);
    }
  }
  const notes: InBoth[] = [];
  const { decider, program, english } = decision.model;
  const trace = decider.decide(decision.node.key, facts, {
    ...clockOf(on),
    onError: ({ zh, en }) => void notes.push({ zh, en }),
  });
  const sentences = sayDecision(program, trace, english.say);
  return { decision, on, region, value: trace.value, facts, trace, sentences, taken, missing, notes };
}

/** A turn, and what the fact is: its values are codes where it is one. */
interface FactTurn extends DecisionTurn {
  readonly type: Type;
}

/** What would have changed it: the nearest other value of each single fact. */
export function turnsOf({ decision, facts, on }: Decided): readonly FactTurn[] {
  const { program, decider } = decision.model;
  const types = new Map(inputsOf(decision).map(({ name, item }) => [name, item.type]));
  return findTurns(program, decider, decision.node.key, facts, clockOf(on)).map((turn) => ({
    ...turn,
    type: types.get(turn.fact) ?? ANY,
  }));
}

/** `today()` and `now()` are those of the day whose rules hold: a decision replayed says what it said. */
function clockOf(on: string): { readonly now?: Moment } {
  const now = readTemporal(`${on}T00:00:00+08:00`);
  return now instanceof Moment ? { now } : {};
}
