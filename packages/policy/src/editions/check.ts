import { findRegionCode, type RegionCode } from '@mingbai/core';
import { Decimal, type Value } from '@mingbai/policy-engine';
import { analyseTable, type TableFinding, tablesOf } from '@mingbai/policy-engine/dmn';
import type { PolicyCase } from '../decisions/policy-case.ts';
import { judgeCase } from '../decisions/cases.ts';
import { decide } from '../decisions/decide.ts';
import { findDecision } from '../decisions/find.ts';
import {
  type DecisionLibrary,
  type PolicyModel,
  readPolicyModel,
  type RefusedModel,
  versionOf,
} from '../decisions/library.ts';
import { inputsOf } from '../decisions/inputs.ts';
import type { InBoth } from '../load/rule.ts';
import { parameterAt } from '../parameters/parameters.ts';
import type { Parameter } from '../parameters/schema.ts';
import { type PolicyContent, withEditions } from './edition.ts';
import { stampModel } from './stamp.ts';

/** What is being written, and for where. */
export interface Draft {
  readonly name: string;
  readonly region: RegionCode;
  readonly content: PolicyContent;
}

export interface DraftCheck {
  /** What it would be known by. */
  readonly version: string;
  readonly problems: RefusedModel['problems'];
  /** Null when it cannot be read, and for a parameter. */
  readonly model: PolicyModel | null;
  readonly cases: readonly CheckedCase[];
  readonly findings: readonly (TableFinding & { readonly decision: string })[];
  readonly unsure: readonly (InBoth & { readonly decision: string })[];
}

export interface CheckedCase {
  readonly case: PolicyCase;
  /** Empty when it comes out as said. */
  readonly why: string;
  /** Whether the draft can make a difference to it. A case of another day or region says nothing of a new figure. */
  readonly touched: boolean;
  /** The draft's own, and not of the house. */
  readonly own: boolean;
}

/** Greater than the id of any edition: a draft comes after them all. */
const DRAFT = { id: String(2n ** 63n - 1n), number: 0 };

/** The content as it is kept: the model with region, day and source on it. */
export function stamped({ region, content }: Pick<Draft, 'region' | 'content'>): PolicyContent {
  if (content.kind === 'parameter') return content;
  return { ...content, text: stampModel(content.text, { region, ...content }) };
}

/** The library as if the draft had been published. */
export function withDraft(library: DecisionLibrary, draft: Draft): Promise<DecisionLibrary> {
  return withEditions(library, [{ ...draft, content: stamped(draft), mark: DRAFT }]);
}

/** Reads a draft as the loader would, runs its cases, and looks through its tables. `cases`: those of the house. */
export async function checkDraft(
  library: DecisionLibrary,
  draft: Draft,
  cases: readonly PolicyCase[],
): Promise<DraftCheck> {
  const content = stamped(draft);
  return content.kind === 'decision'
    ? checkDecision(library, draft, content)
    : checkParameter(library, draft, content, cases);
}

const NOTHING = { model: null, cases: [], findings: [], unsure: [] } as const;

async function checkDecision(
  library: DecisionLibrary,
  { name, region }: Draft,
  content: Extract<PolicyContent, { kind: 'decision' }>,
): Promise<DraftCheck> {
  const version = versionOf(content.text);
  const model = await readPolicyModel(name, content.text, library.parameters, { edition: DRAFT });
  if ('problems' in model) return { ...NOTHING, version, problems: model.problems };
  const own = new Map(
    [...model.program.nodes.values()].flatMap((node) =>
      node.kind === 'decision' ? [[node.name, { model, node }] as const] : [],
    ),
  );
  const problems: RefusedModel['problems'][number][] = [];
  if (!own.has(name)) {
    problems.push({ zh: `模型里没有叫“${name}”的决策`, en: `No decision of the model is called “${name}”` });
  }
  const facts = new Map<string, Value>(
    [...library.parameters.values()].map((each) => {
      const held = parameterAt(each, region, content.from);
      return [each.zh, held === null ? null : new Decimal(String(held.value))];
    }),
  );
  const tables = tablesOf(model.program).map(({ name: decision, table }) => ({
    decision,
    ...analyseTable(table, facts),
  }));
  return {
    version,
    problems,
    model,
    cases: content.cases.map((each) => {
      const decision = own.get(each.decision);
      return {
        case: each,
        why: decision ? judgeCase(library, each, decision) : '没有这样的决策 · no such decision',
        touched: true,
        own: true,
      };
    }),
    findings: tables.flatMap(({ decision, findings }) => findings.map((one) => ({ ...one, decision }))),
    unsure: tables.flatMap(({ decision, unsure }) => unsure.map((one) => ({ ...one, decision }))),
  };
}

/** A figure has no cases of its own: those of the decisions that ask for it must come out as before. */
async function checkParameter(
  library: DecisionLibrary,
  draft: Draft,
  content: Extract<PolicyContent, { kind: 'parameter' }>,
  cases: readonly PolicyCase[],
): Promise<DraftCheck> {
  const { value, from } = content;
  const version = versionOf(JSON.stringify([draft.name, draft.region, from, value]));
  const parameter = library.parameters.get(draft.name);
  if (!parameter) {
    const said = { zh: `没有叫“${draft.name}”的标准`, en: `No figure is called “${draft.name}”` };
    return { ...NOTHING, version, problems: [said] };
  }
  const asking = decisionsAsking(library, parameter.zh);
  const after = await withDraft(library, draft);
  return {
    ...NOTHING,
    version,
    problems: [],
    cases: [
      ...(content.cases ?? []).map((each) => ({ each, own: true })),
      ...cases.filter(({ decision }) => asking.has(decision)).map((each) => ({ each, own: false })),
    ].map(({ each, own }) => ({
      case: each,
      own,
      why: judgeCase(after, each),
      touched: takesNew(after, each, parameter),
    })),
  };
}

/** Whether the case is decided by a value of the parameter that was not there before. */
function takesNew(after: DecisionLibrary, each: PolicyCase, before: Parameter): boolean {
  const region = each.region === null ? undefined : findRegionCode(each.region);
  const found = findDecision(after, each.decision, region, each.on);
  if (typeof found === 'string') return false;
  const decided = decide(after, found, each.facts, { region, on: each.on });
  if (!('taken' in decided)) return false;
  return decided.taken.some(
    ({ parameter, value }) => parameter.id === before.id && !before.values.includes(value),
  );
}

/** Names of the decisions that rest on a parameter, by its Chinese name. */
export function decisionsAsking(library: DecisionLibrary, parameter: string): ReadonlySet<string> {
  const names = [...library.decisions].flatMap(([name, decisions]) =>
    decisions.some((decision) => inputsOf(decision).some((input) => input.name === parameter)) ? [name] : [],
  );
  return new Set(names);
}
