import { Problem } from '@mingbai/core';
import {
  getEvidence,
  getEvidenceContent,
  getEvidenceThumbnail,
  listEvidence,
  openEvidence,
} from '@mingbai/core/api';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { contentReply, thumbnailReply } from './content.ts';
import { viewOf } from './view.ts';

/** Milliseconds that an opening lasts: a film is looked at in many requests, and is opened once. */
const OPEN = 12 * 60 * 60_000;

export const evidenceRoutes: Implementation[] = [
  implement(listEvidence, async (call) => {
    const { subject, ids } = call.query;
    const asked = subject === undefined ? { ids: (ids ?? '').split(',').slice(0, 500) } : { subject };
    return (await call.read((tx) => store.listEvidence(tx, asked))).map(viewOf);
  }),
  implement(getEvidence, async (call) =>
    viewOf(await call.read((tx) => visible(tx, call.params.id, call.who.userId))),
  ),
  implement(openEvidence, async (call) => {
    const row = await call.read((tx) => kept(tx, call.params.id));
    const { id, name, region, kind, sha256, media_type: mediaType } = row;
    if (sha256 === null || mediaType === null) throw new Problem('not-found');
    const command = {
      name: 'evidence.open',
      region,
      subject: `evidence:${id}`,
      evidence: [{ name, sha256 }],
    };
    const done = await call.command(command, async (tx) => {
      await kept(tx, id);
      return { result: undefined, changes: { kind, about: row.subject } };
    });
    return {
      entry: done.entry,
      content: `/api/evidence/${id}/content?entry=${done.entry}`,
      mediaType,
      until: new Date(Date.now() + OPEN).toISOString(),
    };
  }),
  implement(getEvidenceContent, async (call) => {
    const row = await call.read(async (tx) => {
      const found = await kept(tx, call.params.id);
      const at = await store.openedAt(tx, found, call.query.entry, call.who.userId);
      if (at === undefined || at.getTime() + OPEN < Date.now()) throw new Problem('not-found');
      return found;
    });
    return contentReply(call.services.evidence.house, row, call.request.headers.range, call.reply);
  }),
  implement(getEvidenceThumbnail, async (call) => {
    const row = await call.read((tx) => kept(tx, call.params.id));
    return thumbnailReply(call.services.evidence.house, row, call.reply);
  }),
];

/** Until it is kept its uploader alone knows of it. */
async function visible(tx: store.ReadTx, id: string, account: string): Promise<store.StoredEvidence> {
  const row = await store.findEvidence(tx, id);
  if (row === undefined || (row.state !== 'kept' && row.uploaded_by !== account))
    throw new Problem('not-found');
  return row;
}

async function kept(tx: store.ReadTx, id: string): Promise<store.StoredEvidence> {
  const row = await store.findEvidence(tx, id);
  if (row?.state !== 'kept') throw new Problem('not-found');
  return row;
}
