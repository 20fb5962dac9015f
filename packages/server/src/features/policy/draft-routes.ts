import { countyOf, Problem } from '@mingbai/core';
import {
  approvePolicyDraft,
  checkPolicyDraft,
  createPolicyDraft,
  getPolicyDraft,
  listPolicyDrafts,
  listPolicyEditions,
  proposePolicyDraft,
  refusePolicyDraft,
  savePolicyDraft,
  withdrawPolicyDraft,
} from '@mingbai/core/api';
import { insertDraft, listDrafts, listEditions, saveDraft } from '@mingbai/store';
import type { Call } from '../../frame/context.ts';
import { implement, type Implementation } from '../../frame/implement.ts';
import { approve, propose, refuse, withdraw } from './draft-steps.ts';
import { beginning, checkOf, checkView, draftView, getDraft, keptContent, opened } from './drafts.ts';
import { contentOf, libraryIn, titleOf } from './effective.ts';
import { regionNames } from './library-names.ts';

export const draftRoutes: Implementation[] = [
  implement(listPolicyDrafts, (call) =>
    call.read(async (tx) => {
      const [drafts, library] = await Promise.all([listDrafts(tx), libraryIn(tx)]);
      return { drafts: await Promise.all(drafts.map((draft) => draftView(tx, library, draft, call))) };
    }),
  ),
  implement(createPolicyDraft, async (call) => {
    const { region, body } = call;
    const { kind } = body;
    const begun = await call.read(async (tx) => beginning(tx, await libraryIn(tx), body, region));
    const library = await call.read(libraryIn);
    const { name, basedOn } = begun;
    const content = keptContent(region, begun.content);
    const { version } = await checkOf(library, { name, region, content });
    const done = await call.command({ name: 'policy.draft', region }, async (tx) => {
      const id = await insertDraft(tx, {
        county: countyOf(region),
        region,
        kind,
        name,
        basedOn,
        content,
        version,
        by: call.actor.id,
        byName: call.who.name,
      });
      return { result: id, subject: `policy_draft:${id}`, changes: { kind, name, basedOn, version } };
    });
    if (done.repeated) throw new Problem('conflict');
    return { id: done.result };
  }),
  implement(getPolicyDraft, (call) => opened(call, call.params.id)),
  implement(checkPolicyDraft, (call) =>
    call.read(async (tx) => {
      const [draft, library] = await Promise.all([getDraft(tx, call.params.id), libraryIn(tx)]);
      if (call.body.kind !== draft.kind) throw new Problem('invalid-input', { detail: 'kind' });
      const typed = { ...draft, content: call.body };
      return checkView(call.database, await checkOf(library, typed), library, typed);
    }),
  ),
  implement(savePolicyDraft, async (call) => {
    const { id } = call.params;
    const { revision } = call.body;
    const [before, library] = await call.read((tx) => Promise.all([getDraft(tx, id), libraryIn(tx)]));
    const { region, kind, name } = before;
    if (region !== call.region) throw new Problem('not-allowed');
    if (call.body.content.kind !== kind) throw new Problem('invalid-input', { detail: 'kind' });
    const content = keptContent(region, call.body.content);
    const { version } = await checkOf(library, { name, region, content });
    const command = { name: 'policy.draft', region, subject: `policy_draft:${id}` };
    await call.command(command, async (tx) => {
      if (!(await saveDraft(tx, id, revision, { content, version }))) throw new Problem('conflict');
      return { result: undefined, changes: { kind, name, version: [before.version, version] } };
    });
    const { words: _, ...reply } = await opened(call, id);
    return reply;
  }),
  implement(proposePolicyDraft, async (call) => {
    await propose(call, call.body.trial);
    return current(call, call.params.id);
  }),
  implement(withdrawPolicyDraft, async (call) => {
    await withdraw(call);
    return current(call, call.params.id);
  }),
  implement(approvePolicyDraft, async (call) => {
    await approve(call);
    return current(call, call.params.id);
  }),
  implement(refusePolicyDraft, async (call) => {
    await refuse(call);
    return current(call, call.params.id);
  }),
  implement(listPolicyEditions, (call) =>
    call.read(async (tx) => {
      const [stored, library] = await Promise.all([listEditions(tx), libraryIn(tx)]);
      const places = await regionNames(tx, [...new Set(stored.map(({ region }) => region))]);
      const editions = stored.toReversed().map((edition) => {
        const content = contentOf(edition.content);
        return {
          id: edition.id,
          number: edition.number,
          kind: edition.kind,
          name: edition.name,
          title: titleOf(library, edition.kind, edition.name),
          region: edition.region,
          place: places.get(edition.region) ?? null,
          from: edition.from_day,
          version: edition.version,
          value: content.kind === 'parameter' ? content.value : null,
          source: { zh: edition.source_zh, en: edition.source_en },
          reason: edition.reason,
          proposer: edition.proposer_name,
          approver: edition.approver_name,
          at: edition.published_at.toISOString(),
          trial: edition.trial,
          entry: edition.entry,
        };
      });
      return { editions };
    }),
  ),
];

function current(call: Call<unknown, unknown, unknown>, id: string) {
  return call.read(async (tx) => {
    const [draft, library] = await Promise.all([getDraft(tx, id), libraryIn(tx)]);
    return draftView(tx, library, draft, call);
  });
}
