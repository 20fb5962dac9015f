import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  blobKey,
  keepEvidence,
  refuseEvidence,
  runCommand,
  type Actor,
  type KeptFacts,
  type StoredEvidence,
} from '@mingbai/store';
import { examine, hashedBy, newHash, once, type Plan } from './examine.ts';
import type { EvidenceHouse } from './house.ts';
import { thumbnailOf } from './thumbnail.ts';

/**
 * An upload that has come whole: examined, then kept under its hash or refused, in the name of who brought it. May
 * end anywhere and be begun again; whoever does so at the same time does no harm, for one of them writes the entry.
 */
export async function keepReceived(house: EvidenceHouse, row: StoredEvidence): Promise<void> {
  const actor: Actor = { id: row.uploaded_by, role: row.actor_role, region: row.actor_region };
  const plan = await examine(house, row);
  try {
    if ('refused' in plan) await refuse(house, actor, row, plan.refused);
    else await keep(house, actor, row, plan);
  } catch (error) {
    if (!(error instanceof DoneAlready)) throw error;
  }
  await house.partial.remove(row.id);
}

async function keep(house: EvidenceHouse, actor: Actor, row: StoredEvidence, plan: Plan): Promise<void> {
  const facts = { ...(await putContent(house, plan)), ...plan.facts };
  const thumbnail = row.kind === 'photo' && (await putThumbnail(house, facts.sha256, plan));
  const command = {
    name: 'evidence.keep',
    region: row.region,
    subject: `evidence:${row.id}`,
    evidence: [{ name: row.name, sha256: facts.sha256 }],
  };
  await runCommand(house.database, actor, command, async (tx) => {
    if (!(await keepEvidence(tx, row.id, { ...facts, thumbnail }))) throw new DoneAlready();
    const { mediaType, bytes, received, placeRemoved } = facts;
    return {
      result: undefined,
      changes: { kind: row.kind, about: row.subject, mediaType, bytes, cameAs: received, placeRemoved },
    };
  });
}

async function refuse(
  house: EvidenceHouse,
  actor: Actor,
  row: StoredEvidence,
  why: NonNullable<StoredEvidence['why']>,
): Promise<void> {
  const command = { name: 'evidence.refuse', region: row.region, subject: `evidence:${row.id}` };
  await runCommand(house.database, actor, command, async (tx) => {
    if (!(await refuseEvidence(tx, row.id, why))) throw new DoneAlready();
    return { result: undefined, changes: { kind: row.kind, about: row.subject, why } };
  });
}

async function putContent(
  house: EvidenceHouse,
  plan: Plan,
): Promise<Pick<KeptFacts, 'received' | 'sha256' | 'bytes'>> {
  const [received, kept] = [newHash(), newHash()];
  const draft = join(house.scratch, randomUUID());
  try {
    const bytes = await house.vault.files.encrypt(hashedBy(kept, await plan.bytes(received)), draft);
    const sha256 = kept.digest('hex');
    await house.blobs.put(blobKey(sha256, 'content'), draft);
    return { received: received.digest('hex'), sha256, bytes };
  } finally {
    await rm(draft, { force: true });
  }
}

async function putThumbnail(house: EvidenceHouse, sha256: string, { picture }: Plan): Promise<boolean> {
  const small = picture === undefined ? undefined : await thumbnailOf(picture, house.onError);
  if (small === undefined) return false;
  const draft = join(house.scratch, randomUUID());
  try {
    await house.vault.files.encrypt(once(small), draft);
    await house.blobs.put(blobKey(sha256, 'thumbnail'), draft);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Somebody else kept or refused it meanwhile: our entry is not written. */
class DoneAlready extends Error {
  override readonly name = 'DoneAlready';
}
