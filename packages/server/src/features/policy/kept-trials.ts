import { countyOf, Problem, say, type RegionCode } from '@mingbai/core';
import { type KeptTrial, KeptTrialResult, PolicyDraftContent } from '@mingbai/core/api';
import {
  type DecisionLibrary,
  keepOver,
  parameterAt,
  type PolicyDecision,
  type TrialCount,
  type TrialProgress,
  type TrialSide,
  tryParameters,
  withDraft,
} from '@mingbai/policy';
import {
  advanceTrial,
  endTrial,
  findTrial,
  insertTrial,
  interruptTrial,
  markTrial,
  refreshStale,
  type Database,
  type ReadTx,
  type Scope,
  type StoredTrial,
} from '@mingbai/store';
import { z } from 'zod';
import type { Call } from '../../frame/context.ts';
import { getDraft, triedBy } from './drafts.ts';
import { contentOf, libraryIn } from './effective.ts';
import { regionNames } from './library-names.ts';
import { heldDecision, todayInChina } from './library-routes.ts';
import { asProblem, requireTriable } from './trial-routes.ts';
import { Turns } from './turns.ts';
import {
  costOf,
  groupsOf,
  outcomesOf,
  placesOf,
  sum,
  touchedOf,
  valuesOf,
  villagesOf,
} from './trial-sums.ts';
import { changedFigures } from './trial.ts';

/** What a trial asks, whole: it can be asked again when the draft says something else. */
const Request = z.object({
  decision: z.string(),
  entry: z.string().nullable(),
  on: z.string(),
  set: z.record(z.string(), z.number()),
  /** The draft as it was. */
  draft: z.object({ name: z.string(), region: z.string(), content: PolicyDraftContent }).nullable(),
});
type Request = z.infer<typeof Request>;

interface Body {
  readonly draft?: string | undefined;
  readonly decision?: string | undefined;
  readonly set?: { readonly [parameter: string]: number } | undefined;
  readonly entry?: string | undefined;
  readonly on?: string | undefined;
  readonly region?: string | undefined;
}

const UNKNOWN = new Problem('trial-refused', { detail: '内部错误 · an internal error' });
/** Longer than this, in milliseconds, and the page shows how far it is. */
const PATIENCE = 700;
/** At once: each holds a connection, and asks for a second one to say how far it is. */
const AT_ONCE = 3;
const turns = new Turns(AT_ONCE);

/** Starts a trial and answers with it: done when it was quick, else running. */
export async function startTrial(call: Call<unknown, unknown, Body>): Promise<KeptTrial> {
  const region = (call.body.region ?? call.region) as RegionCode;
  requireTriable(region, call.region);
  const { request, sides, version } = await call.read((tx) => prepare(tx, call, region));
  const scope = { ...call.scope, region };
  const id = await call.database.keep(scope, (tx) =>
    insertTrial(tx, {
      county: countyOf(region),
      region,
      decision: request.decision,
      draft: call.body.draft ?? null,
      version,
      request,
      by: call.actor.id,
      byName: call.who.name,
    }),
  );
  const running = turns
    .take(() => run(call.database, scope, id, sides, request))
    .catch((error: unknown) =>
      call.database.keep(scope, async (tx) => {
        if (error instanceof Stopped) return;
        const problem = asProblem(error);
        if (!(problem instanceof Problem)) call.services.log.error({ kind: 'trial' }, 'a trial failed');
        const { code, details } = problem instanceof Problem ? problem : UNKNOWN;
        await endTrial(tx, id, { problem: { zh: say(code, 'zh', details), en: say(code, 'en', details) } });
      }),
    );
  await Promise.race([running, new Promise((done) => setTimeout(done, PATIENCE).unref())]);
  return call.read(async (tx) => trialView(tx, await getTrial(tx, id)));
}

const INTERRUPTIONS = 40;
/** Milliseconds. */
const INTERRUPT_EVERY = 50;

/** Stops a trial that takes too long for somebody; one that has ended stays as it is. */
export async function cancelTrial(call: Call<{ readonly id: string }, unknown, unknown>): Promise<KeptTrial> {
  const { id } = call.params;
  const { region } = await call.read((tx) => getTrial(tx, id));
  const by = call.who.name;
  const problem = { zh: `${by} 已停止试算`, en: `Stopped by ${by}` };
  const scope = { ...call.scope, region };
  await call.database.keep(scope, (tx) => endTrial(tx, id, { problem }));
  for (let tries = 0; tries < INTERRUPTIONS; tries += 1) {
    if (!(await call.database.read(scope, (tx) => interruptTrial(tx, id)))) break;
    await new Promise((done) => setTimeout(done, INTERRUPT_EVERY));
  }
  return call.read(async (tx) => trialView(tx, await getTrial(tx, id)));
}

type Sides = readonly [TrialSide, TrialSide];

async function prepare(tx: ReadTx, call: Call<unknown, unknown, Body>, region: RegionCode) {
  const { draft: draftId, set = {}, entry = null } = call.body;
  const library = await libraryIn(tx);
  const draft = draftId === undefined ? undefined : await getDraft(tx, draftId);
  const content = draft && contentOf(draft.content);
  const today = todayInChina();
  const on = call.body.on ?? (content !== undefined && content.from > today ? content.from : today);
  const decision = call.body.decision ?? (draft && triedBy(library, draft)[0]);
  if (decision === undefined) throw new Problem('invalid-input', { detail: 'decision' });
  const request: Request = {
    decision,
    entry,
    on,
    set: { ...set },
    draft: draft && content ? { name: draft.name, region: draft.region, content } : null,
  };
  const sides = await sidesOf(library, request, region);
  return { request, sides, version: draft?.version ?? null };
}

/** Today's rules, and those with the draft or the other figures in their place. */
export async function sidesOf(
  library: DecisionLibrary,
  request: Request,
  region: RegionCode,
): Promise<Sides> {
  const { decision: name, on, set, draft } = request;
  const view = { county: countyOf(region), region, on, parameters: library.parameters };
  const before = heldDecision(library, name, region, on);
  const drafted = draft
    ? await withDraft(library, { ...draft, region: draft.region as RegionCode })
    : library;
  const after: PolicyDecision = heldDecision(drafted, name, region, on);
  changedFigures(library, set, region, on);
  const parameters = tryParameters(drafted.parameters, set, region);
  return [
    { decision: before, view },
    { decision: after, view: { ...view, parameters } },
  ];
}

export function requestOf(trial: StoredTrial): Request {
  return Request.parse(trial.request);
}

/** Somebody ended it meanwhile; what that person said stands already. */
class Stopped extends Error {}

/**
 * Households are asked in one transaction that sees one moment, in parts; how far it is, is said in others, where
 * everybody sees it. What it kept is of no account until the result stands beside it.
 */
async function run(
  database: Database,
  scope: Scope,
  id: string,
  [before, after]: Sides,
  request: Request,
): Promise<void> {
  const advance = async (progress: TrialProgress): Promise<void> => {
    if (!(await database.keep(scope, (tx) => advanceTrial(tx, id, progress)))) throw new Stopped();
  };
  await database.keep(scope, refreshStale);
  const { counts, amount } = await database.keepAtOnce(scope, async (tx) => {
    await markTrial(tx, id);
    // Who stopped it before this found nobody to interrupt.
    const { state } = await database.read(scope, (other) => getTrial(other, id));
    if (state !== 'running') throw new Stopped();
    await tx.run(`set local statement_timeout = '5min'`);
    return keepOver(tx, before, after, request.entry, id, { onProgress: advance });
  });
  await database.keep(scope, async (tx) => {
    const result = await resultOf(tx, [before, after], request, scope.region, counts, amount);
    await endTrial(tx, id, { result });
  });
}

async function resultOf(
  tx: ReadTx,
  [before, after]: Sides,
  request: Request,
  region: RegionCode,
  counts: readonly TrialCount[],
  amount: string | null,
): Promise<KeptTrialResult> {
  const { decision } = before;
  return {
    decision: decision.node.name,
    entry: request.entry,
    version: decision.model.version,
    subject: decision.model.subject ?? 'household',
    on: request.on,
    region,
    parameters: figuresOf(before, after, request.on, region),
    total: sum(counts),
    changed: touchedOf(counts),
    outcomes: outcomesOf(counts),
    villages: await villagesOf(tx, counts),
    values: valuesOf(counts),
    causes: groupsOf(counts, 'cause'),
    classes: groupsOf(counts, 'class'),
    places: amount === null ? [] : await placesOf(tx, counts),
    cost: costOf(amount, englishOf(decision, amount), counts),
    about: aboutOf(decision),
  };
}

/** What an entry of the decision's value is called in English. */
function englishOf({ node }: PolicyDecision, entry: string | null): string | undefined {
  const { type } = node.item;
  return type.kind === 'context' && entry !== null ? type.entries[entry]?.en : undefined;
}

function aboutOf({ model: { model } }: PolicyDecision): KeptTrialResult['about'] {
  if (model.description === undefined) return null;
  return { zh: model.description, en: model.extensions['mingbai:descriptionEn'] ?? null };
}

/** Figures that differ between the sides. */
function figuresOf(
  before: TrialSide,
  after: TrialSide,
  on: string,
  region: RegionCode,
): KeptTrialResult['parameters'] {
  return [...after.view.parameters.values()].flatMap((parameter) => {
    const known = before.view.parameters.get(parameter.id);
    const value = parameterAt(parameter, region, on)?.value;
    if (known === parameter || value === undefined) return [];
    const name = { zh: parameter.zh, en: parameter.en };
    return [
      {
        id: parameter.id,
        name,
        before: (known && parameterAt(known, region, on)?.value) ?? null,
        after: value,
      },
    ];
  });
}

export async function getTrial(tx: ReadTx, id: string): Promise<StoredTrial> {
  const trial = await findTrial(tx, id);
  if (trial === undefined) throw new Problem('not-found');
  return trial;
}

export async function trialView(tx: ReadTx, trial: StoredTrial): Promise<KeptTrial> {
  const places = await regionNames(tx, [trial.region]);
  return {
    id: trial.id,
    decision: trial.decision,
    region: trial.region,
    place: places.get(trial.region) ?? null,
    on: requestOf(trial).on,
    draft: trial.draft,
    version: trial.version,
    state: trial.state,
    seconds: Math.round(trial.seconds * 10) / 10,
    creator: trial.creator_name,
    at: trial.created_at.toISOString(),
    progress: trial.progress,
    problem: trial.problem,
    result: trial.result === null ? null : KeptTrialResult.parse(trial.result),
  };
}
