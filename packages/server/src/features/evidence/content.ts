import { evidenceFileName, Problem } from '@mingbai/core';
import { blobKey, sourceStream, type StoredEvidence } from '@mingbai/store';
import type { FastifyReply } from 'fastify';
import type { FileReply } from '../../frame/implement.ts';
import type { EvidenceHouse } from './house.ts';
import { rangeOf } from './range.ts';

/**
 * Whatever is in it, a browser runs none of it here: it is saved, not shown (pictures and films inside our own pages
 * are shown all the same), and a page made of it has no origin, no scripts and nothing to load.
 */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

export async function contentReply(
  house: EvidenceHouse,
  row: StoredEvidence,
  range: string | undefined,
  reply: FastifyReply,
): Promise<FileReply> {
  const { sha256, media_type: mediaType } = row;
  if (sha256 === null || mediaType === null) throw new Problem('not-found');
  const sealed = await house.blobs.open(blobKey(sha256, 'content'));
  if (sealed === undefined) throw new Problem('not-found');
  const source = await house.vault.files.openFrom(sealed);
  const { size } = source;
  const part = rangeOf(range, size);
  void reply.header('accept-ranges', 'bytes').header('content-security-policy', SANDBOX);
  if (part === 'none') {
    await source.close();
    void reply.code(416).header('content-range', `bytes */${size}`);
    return { name: row.name, content: new Uint8Array(), mediaType };
  }
  const { from, to } = part === 'all' ? { from: 0, to: size } : part;
  if (part !== 'all') void reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${size}`);
  void reply.header('content-length', to - from);
  return {
    name: evidenceFileName(row.name, mediaType),
    content: sourceStream(source, from, to),
    mediaType,
  };
}

export async function thumbnailReply(
  house: EvidenceHouse,
  row: StoredEvidence,
  reply: FastifyReply,
): Promise<FileReply> {
  if (!row.thumbnail || row.sha256 === null) throw new Problem('not-found');
  const sealed = await house.blobs.open(blobKey(row.sha256, 'thumbnail'));
  if (sealed === undefined) throw new Problem('not-found');
  const source = await house.vault.files.openFrom(sealed);
  void reply.header('content-security-policy', SANDBOX);
  try {
    return { name: 'thumbnail.jpg', content: await source.read(0, source.size) };
  } finally {
    await source.close();
  }
}
