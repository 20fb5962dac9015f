import { countyOf, Problem } from '@mingbai/core';
import {
  findTrial,
  insertEdition,
  stepDraft,
  type DraftStep,
  type StoredDraft,
  type WriteTx,
} from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { checkOf, getDraft, mayAnswer } from './drafts.ts';
import { contentOf, libraryIn } from './effective.ts';

type StepCall = Call<{ readonly id: string }, unknown, { readonly reason: string }>;

/** Asks for publication. Everything that a second person will ask about has to be there. */
export async function propose(call: StepCall, trial: string | null): Promise<void> {
  await step(call, 'propose', trial, async (tx, draft) => {
    if (draft.state !== 'open') throw new Problem('conflict');
    if (call.region !== draft.region) throw new Problem('not-allowed');
    await requireReady(tx, draft, trial);
    return 'proposed';
  });
}

/** Takes a proposal back; an open draft is given up. By whoever writes policy in the region. */
export async function withdraw(call: StepCall): Promise<void> {
  await step(call, 'withdraw', null, async (_, draft) => {
    if (call.region !== draft.region) throw new Problem('not-allowed');
    if (draft.state !== 'open' && draft.state !== 'proposed') throw new Problem('conflict');
    return draft.state === 'proposed' ? 'open' : 'dropped';
  });
}

export async function refuse(call: StepCall): Promise<void> {
  await step(call, 'refuse', null, async (_, draft) => {
    requireSecond(draft, call);
    return 'open';
  });
}

/** Publishes: what was proposed becomes the next edition. Looked at once more, for rules around it may have changed. */
export async function approve(call: StepCall): Promise<void> {
  await step(call, 'approve', null, async (tx, draft, answer) => {
    requireSecond(draft, call);
    const { proposal } = draft;
    if (proposal === null) throw new Problem('conflict');
    await requireReady(tx, draft, proposal.trial);
    const content = contentOf(draft.content);
    await insertEdition(tx, {
      county: countyOf(draft.region),
      region: draft.region,
      kind: draft.kind,
      name: draft.name,
      from: content.from,
      content,
      version: draft.version,
      source: content.source,
      reason: proposal.reason,
      draft: draft.id,
      trial: proposal.trial,
      proposer: proposal,
      approver: answer,
    });
    return 'published';
  });
}

function requireSecond(draft: StoredDraft, call: StepCall): void {
  if (draft.state !== 'proposed') throw new Problem('conflict');
  if (!mayAnswer(draft, call)) throw new Problem('second-person');
}

async function step(
  call: StepCall,
  what: DraftStep['what'],
  trial: string | null,
  next: (tx: WriteTx, draft: StoredDraft, step: DraftStep) => Promise<StoredDraft['state']>,
): Promise<void> {
  const { reason } = call.body;
  const { id } = call.params;
  const { region } = await call.read((tx) => getDraft(tx, id));
  const command = { name: `policy.${what}`, region, subject: `policy_draft:${id}`, reason };
  await call.command(command, async (tx) => {
    const draft = await getDraft(tx, id);
    const said = { what, by: call.actor.id, name: call.who.name, at: tx.at.toISOString(), reason, trial };
    const state = await next(tx, draft, said);
    if (!(await stepDraft(tx, draft, state, said))) throw new Problem('conflict');
    const { kind, name, version } = draft;
    return { result: undefined, changes: { kind, name, version, state: [draft.state, state], trial } };
  });
}

/** Readable, its cases come out, it says its source, and this very version was tried where it can be. */
async function requireReady(tx: WriteTx, draft: StoredDraft, trial: string | null): Promise<void> {
  const content = contentOf(draft.content);
  const check = await checkOf(await libraryIn(tx), { ...draft, content });
  const refuseWith = (detail: string): never => {
    throw new Problem('draft-not-ready', { detail });
  };
  const [problem] = check.problems;
  if (problem) refuseWith(`${problem.zh} · ${problem.en}`);
  const wrong = check.cases.filter(({ why }) => why !== '');
  if (wrong.length > 0)
    refuseWith(`${wrong.length} 个案例不符 · ${wrong.length} cases do not come out: ${wrong[0]?.case.zh}`);
  if (content.kind === 'decision' && check.cases.length === 0) refuseWith('没有案例 · no cases');
  if (content.source.zh.trim() === '') refuseWith('没有写依据 · no source is given');
  if (content.kind === 'decision' && check.model?.subject === null) return;
  const tried = trial === null ? undefined : await findTrial(tx, trial);
  if (tried?.state !== 'done' || tried.draft !== draft.id || tried.version !== draft.version)
    refuseWith('这一版还没有试算 · this version has not been tried on the register');
}
