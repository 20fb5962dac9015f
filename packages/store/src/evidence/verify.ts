import { createHash } from 'node:crypto';
import { Problem } from '@mingbai/core';
import type { Sql } from '../db/tx.ts';
import type { SealedFiles } from '../vault/sealed-file.ts';
import { blobKey, type BlobStore } from './blobs.ts';
import { sourceBytes } from './source-bytes.ts';

/** A piece of evidence as its row and the journal have it. */
export interface ClaimedEvidence {
  readonly county: number;
  readonly id: string;
  /** Null: the journal says that it was kept, and its row is gone. */
  readonly name: string | null;
  readonly sha256: string | null;
  /** What the journal says that was kept. */
  readonly journaled: string | null;
}

/** `missing`: no file. `altered`: its bytes are others. `row`: the row is not what the journal says. */
export interface BadEvidence {
  readonly county: number;
  readonly id: string;
  readonly name: string;
  readonly why: 'missing' | 'altered' | 'row';
  readonly file: string;
}

export interface EvidenceCheck {
  readonly files: number;
  readonly bytes: number;
  readonly bad: readonly BadEvidence[];
}

/** What is held to be kept, by rows and by the journal, whichever of them says so. */
export function claimedEvidence(sql: Pick<Sql, 'rows'>): Promise<ClaimedEvidence[]> {
  return sql.rows<ClaimedEvidence & { [column: string]: unknown }>(
    `select coalesce(e.county, j.county) as county, coalesce(e.id::text, split_part(j.subject, ':', 2)) as id, e.name,
       encode(e.sha256, 'hex') as sha256, j.evidence -> 0 ->> 'sha256' as journaled
     from (select * from mingbai.evidence where state = 'kept') e
     full join (select * from mingbai.journal where command = 'evidence.keep') j on j.county = e.county and j.id = e.entry
     order by 1, coalesce(e.id, j.id)`,
  );
}

/**
 * Reads every kept file to its end and computes its hash anew; trusts neither names nor rows, but holds them to
 * the journal, whose own chain `verifyJournal` walks.
 */
export async function verifyEvidence(
  claims: readonly ClaimedEvidence[],
  blobs: BlobStore,
  files: Pick<SealedFiles, 'openFrom'>,
): Promise<EvidenceCheck> {
  const bad: BadEvidence[] = [];
  const read = new Map<string, 'missing' | 'altered' | number>();
  for (const { county, id, name, sha256, journaled } of claims) {
    const of = sha256 ?? journaled ?? '';
    const say = (why: BadEvidence['why']): void => {
      bad.push({ county, id, name: name ?? '', why, file: `${blobs.where}/${blobKey(of, 'content')}` });
    };
    if (sha256 === null || sha256 !== journaled) say('row');
    const found = read.get(of) ?? (await readAndHash(of, blobs, files));
    read.set(of, found);
    if (typeof found === 'string') say(found);
  }
  const sizes = [...read.values()].filter((found) => typeof found === 'number');
  return { files: read.size, bytes: sizes.reduce((sum, size) => sum + size, 0), bad };
}

/** Its size when all is well. */
async function readAndHash(
  sha256: string,
  blobs: BlobStore,
  files: Pick<SealedFiles, 'openFrom'>,
): Promise<'missing' | 'altered' | number> {
  const sealed = await blobs.open(blobKey(sha256, 'content'));
  if (sealed === undefined) return 'missing';
  try {
    const source = await files.openFrom(sealed);
    const hash = createHash('sha256');
    for await (const chunk of sourceBytes(source)) hash.update(chunk);
    return hash.digest('hex') === sha256 ? source.size : 'altered';
  } catch (error) {
    // A key that is not there, or a store that does not answer, says nothing about the file.
    if (error instanceof Problem && error.code === 'sealed-damaged') return 'altered';
    throw error;
  }
}
