import { may, Problem, type RegionCode } from '@mingbai/core';
import type { PolicyCheck, PolicyDraft, PolicyDraftContent, PolicyWord } from '@mingbai/core/api';
import {
  checkDraft,
  decisionsAsking,
  type DecisionLibrary,
  type DraftCheck,
  factsOf,
  findDecision,
  parameterAt,
  type PolicyCase,
  readCases,
  stamped,
  vocabularyOf,
} from '@mingbai/policy';
import {
  findDraft,
  listEditions,
  type Database,
  type DraftStep,
  type ReadTx,
  type StoredDraft,
} from '@mingbai/store';
import { formatValue, type Type, type Value } from '@mingbai/policy-engine';
import type { Call } from '../../frame/context.ts';
import { contentOf, libraryIn, titleOf } from './effective.ts';
import { comparedWith } from './differences.ts';
import { caseRegionNames, regionNames } from './library-names.ts';
import { modelView } from './library-view.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** Within the caller's area, or not found. */
export async function getDraft(tx: ReadTx, id: string): Promise<StoredDraft> {
  const draft = await findDraft(tx, id);
  if (draft === undefined) throw new Problem('not-found');
  return draft;
}

/** The content from which a draft begins: what holds in the region on its first day. */
export async function beginning(
  tx: ReadTx,
  library: DecisionLibrary,
  asked: { readonly kind: 'decision' | 'parameter'; readonly name: string; readonly from: string },
  region: RegionCode,
): Promise<{ readonly name: string; readonly basedOn: string | null; readonly content: PolicyDraftContent }> {
  const { kind, from } = asked;
  const source = { zh: '', en: '' };
  if (kind === 'parameter') {
    const parameter = library.parameters.get(asked.name);
    if (!parameter) throw new Problem('decision-not-found', { name: asked.name, detail: 'parameter' });
    const value = parameterAt(parameter, region, from)?.value ?? null;
    return {
      name: parameter.id,
      basedOn: value === null ? null : String(value),
      content: { kind, value: value ?? 0, from, source },
    };
  }
  const held = findDecision(library, asked.name, region, from);
  if (typeof held === 'string') throw new Problem('decision-not-found', { name: asked.name, detail: held });
  const { model } = held;
  const names = new Set(
    [...model.program.nodes.values()].flatMap(({ kind: is, name, element }) =>
      is === 'decision' ? [name, element.label ?? name] : [],
    ),
  );
  const edition = (await listEditions(tx)).find(({ id }) => id === model.edition?.id);
  const published = edition && contentOf(edition.content);
  const cases: readonly PolicyCase[] =
    published?.kind === 'decision'
      ? published.cases
      : (await readCases()).filter(({ decision }) => names.has(decision));
  return {
    name: model.model.name,
    basedOn: model.version,
    content: {
      kind,
      text: model.text,
      cases: cases.map(({ decision, zh, en, on, region: where, facts, result }) => ({
        ...(en !== undefined && { en }),
        decision: library.decisions.get(decision)?.[0]?.node.name ?? decision,
        zh,
        on,
        region: where,
        facts: { ...facts },
        result,
      })),
      from,
      source,
    },
  };
}

/** The content as it is kept. */
export function keptContent(region: RegionCode, content: PolicyDraftContent): PolicyDraftContent {
  return contentOf(stamped({ region, content }));
}

/** Reads a draft, runs its cases, looks through its tables. */
export async function checkOf(
  library: DecisionLibrary,
  draft: { readonly name: string; readonly region: RegionCode; readonly content: PolicyDraftContent },
): Promise<DraftCheck> {
  const cases = draft.content.kind === 'parameter' ? await readCases() : [];
  return checkDraft(library, draft, cases);
}

/** What the editor is answered: the check, and how the draft differs from what is in force. */
export async function checkView(
  database: Pick<Database, 'read'>,
  check: DraftCheck,
  library: DecisionLibrary,
  draft: { readonly name: string; readonly region: RegionCode; readonly content: PolicyDraftContent },
): Promise<PolicyCheck> {
  const { version, model, problems, cases, findings, unsure } = check;
  const { region } = draft;
  const compared = comparedWith(library, draft, check, await readCases());
  const places = await caseRegionNames(database, [
    ...cases.map(({ case: each }) => each),
    ...(compared.against === null ? [] : [compared.against]),
  ]);
  const shown = cases.map(({ case: each, why, touched, own }) => ({
    decision: each.decision,
    zh: each.zh,
    ...(each.en !== undefined && { en: each.en }),
    on: each.on,
    region: each.region,
    facts: { ...each.facts },
    result: each.result,
    wrong: why,
    touched,
    own,
    place: (each.region === null ? undefined : places.get(each.region)) ?? null,
  }));
  return {
    version,
    ...compared,
    against: compared.against && {
      ...compared.against,
      place: places.get(compared.against.region) ?? null,
    },
    problems: problems.map(({ zh, en, where, text, from = 0, to = 0 }) => ({
      zh,
      en,
      where: where ?? null,
      text: text ?? null,
      from,
      to,
    })),
    model:
      model &&
      modelView(
        model,
        library,
        cases.map(({ case: each, why }) => ({ ...each, file: model.file, why })),
        { region, on: model.from },
        places,
      ),
    cases: shown,
    findings: findings.map(({ decision, kind, rows, example }) => ({
      decision,
      kind,
      rows: rows.map((row) => row + 1),
      example: example.map(({ input, value }) => ({
        input: input.label,
        value: sayValue(value, input.expression.type),
      })),
    })),
    unsure: unsure.map(({ decision, zh, en }) => ({ decision, zh, en })),
  };
}

function sayValue(value: Value, type: Type): string {
  if (type.kind === 'code') {
    const member = type.list.members.find(({ code }) => code === value);
    if (member) return member.zh;
  }
  return value === null ? '' : typeof value === 'boolean' ? (value ? '是' : '否') : formatValue(value);
}

export async function draftView(
  tx: ReadTx,
  library: DecisionLibrary,
  draft: StoredDraft,
  call: AnyCall,
): Promise<PolicyDraft> {
  const places = await regionNames(tx, [draft.region]);
  const content = contentOf(draft.content);
  const step = (one: DraftStep | null): PolicyDraft['proposal'] => one && { ...one };
  return {
    id: draft.id,
    region: draft.region,
    place: places.get(draft.region) ?? null,
    kind: draft.kind,
    name: draft.name,
    title: titleOf(library, draft.kind, draft.name),
    basedOn: draft.based_on,
    version: draft.version,
    revision: draft.revision,
    from: content.from,
    state: draft.state,
    createdBy: draft.creator_name,
    createdAt: draft.created_at.toISOString(),
    changedAt: draft.changed_at.toISOString(),
    proposal: step(draft.proposal),
    answer: step(draft.answer),
    mayAnswer: mayAnswer(draft, call),
    tries: triedBy(library, draft),
  };
}

/** The decisions by which a draft is looked at: its own, or all of the register that rest on the figure. */
export function triedBy(
  library: DecisionLibrary,
  { kind, name }: { readonly kind: 'decision' | 'parameter'; readonly name: string },
): string[] {
  if (kind === 'decision') return [name];
  const asking = decisionsAsking(library, library.parameters.get(name)?.zh ?? name);
  const own = library.models.filter(({ subject, model }) => subject !== null && asking.has(model.name));
  return [...new Set(own.map(({ model }) => model.name))];
}

/** A second person of the same region, whose role publishes. */
export function mayAnswer(draft: StoredDraft, call: AnyCall): boolean {
  return (
    draft.state === 'proposed' &&
    may(call.role, 'policy.publish') &&
    call.region === draft.region &&
    draft.proposal?.by !== call.actor.id
  );
}

/** Draft, content and check in one: what the editor opens with. */
export async function opened(call: AnyCall, id: string) {
  return call.read(async (tx) => {
    const [stored, library] = await Promise.all([getDraft(tx, id), libraryIn(tx)]);
    const content = contentOf(stored.content);
    const check = await checkOf(library, { ...stored, content });
    return {
      draft: await draftView(tx, library, stored, call),
      content,
      check: await checkView(call.database, check, library, { ...stored, content }),
      words: wordsOf(library, check),
    };
  });
}

/** What cells of this model may say: its own inputs and decisions, figures, and the register's facts of its subject. */
function wordsOf(library: DecisionLibrary, { model }: DraftCheck): PolicyWord[] {
  if (model === null) return [];
  const words = new Map<string, PolicyWord>();
  const put = (name: string, en: string, kind: PolicyWord['kind'], type: Type): void => {
    const inner = type.kind === 'list' ? type.of : type;
    const codes = inner.kind === 'code' ? inner.list.members.map(({ zh }) => zh) : [];
    if (!words.has(name)) words.set(name, { name, en, kind, type: type.kind, codes });
  };
  for (const { kind, name, item, element } of model.program.nodes.values())
    put(name, element.label ?? name, kind === 'input' ? 'fact' : 'decision', item.type);
  for (const { zh, en, unit } of library.parameters.values())
    put(zh, en, 'parameter', { kind: 'number', ...(unit && { unit }) });
  if (model.subject !== null) {
    const vocabulary = vocabularyOf(factsOf(model.subject, library.parameters));
    for (const [name, { en, type }] of Object.entries(vocabulary)) put(name, en ?? name, 'fact', type);
  }
  return [...words.values()];
}
