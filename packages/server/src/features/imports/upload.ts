import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RegionCode } from '@mingbai/core';
import { createImport, type Scope } from '@mingbai/store';
import { uploadPath, type ImportContext } from './context.ts';

export interface Delivery {
  /** As the person calls it. */
  readonly file: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The day the file speaks of. */
  readonly dataDate: string;
  /** Six digits. */
  readonly county: string;
  readonly region: RegionCode;
  readonly by: { readonly id: string; readonly name: string; readonly role: string };
}

/**
 * Takes a file in: encrypted on disk, its SHA-256 noted, a job queued. `isWhole` is asked after the last byte,
 * for uploads that are cut off at a limit; when it says no, nothing stays.
 */
export async function receive(
  context: ImportContext,
  delivery: Delivery,
  isWhole: () => boolean = () => true,
): Promise<string | undefined> {
  await mkdir(context.folder, { recursive: true, mode: 0o700 });
  const storedAs = `${randomUUID()}.sealed`;
  const path = uploadPath(context, storedAs);
  const hash = createHash('sha256');
  const bytes = await context.vault.files.encrypt(hashed(delivery.bytes, hash), path);
  if (!isWhole()) {
    await rm(path, { force: true });
    return undefined;
  }
  const scope: Scope = { region: delivery.region, user: delivery.by.id };
  return context.database.keep(scope, (tx) =>
    createImport(tx, {
      county: delivery.county,
      region: delivery.region,
      file: basename(delivery.file.replaceAll('\\', '/')).slice(0, 200) || 'file',
      bytes,
      digest: hash.digest(),
      storedAs,
      dataDate: delivery.dataDate,
      createdBy: delivery.by.id,
      creatorName: delivery.by.name,
      role: delivery.by.role,
    }),
  );
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
