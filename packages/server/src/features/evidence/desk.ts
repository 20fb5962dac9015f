import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { COUNTRY } from '@mingbai/core';
import {
  findEvidence,
  forgetUpload,
  markReceived,
  openBlobs,
  PartialUploads,
  unfinishedEvidence,
  type Database,
  type StoredEvidence,
  type Vault,
} from '@mingbai/store';
import type { EvidenceHouse } from './house.ts';
import { keepReceived } from './keep.ts';
import { scanSetting } from './scan.ts';

/** Milliseconds after which an upload that nobody goes on with is removed. */
export const ABANDONED = 24 * 60 * 60_000;
/** Kept at a time: films need the processor, and a photo should not wait for one. */
const AT_ONCE = 2;
const SYSTEM = { region: COUNTRY, user: '' } as const;

export interface DeskOptions {
  readonly database: Database;
  readonly vault: Vault;
  /** Of uploads; without an S3 store kept files lie there too. */
  readonly files: string;
  readonly onError: (error: unknown) => void;
}

/** Takes in uploads that have come whole, beside the requests, and clears away what nobody goes on with. */
export class EvidenceDesk {
  readonly house: EvidenceHouse;
  readonly #waiting = new Set<string>();
  readonly #working = new Map<string, Promise<void>>();
  #stopped = false;

  constructor({ database, vault, files, onError }: DeskOptions) {
    const folder = join(files, 'evidence');
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    this.house = {
      database,
      vault,
      partial: new PartialUploads(join(folder, 'partial'), vault.files),
      blobs: openBlobs(files),
      scratch,
      scan: scanSetting(),
      onError,
    };
  }

  find(id: string): Promise<StoredEvidence | undefined> {
    return this.house.database.read(SYSTEM, (tx) => findEvidence(tx, id));
  }

  /** Its last byte has come. */
  async received(id: string): Promise<void> {
    await this.house.database.keep(SYSTEM, (tx) => markReceived(tx, id));
    this.#waiting.add(id);
    this.#next();
  }

  /** The uploader does not want it any more. */
  async forget(id: string): Promise<void> {
    if (await this.house.database.keep(SYSTEM, (tx) => forgetUpload(tx, id)))
      await this.house.partial.remove(id);
  }

  /** Goes on with what an ended server left, or a scanner that was out of order; removes what is a day old. */
  async sweep(now = Date.now()): Promise<void> {
    const { database, partial, scratch } = this.house;
    const rows = await database.read(SYSTEM, unfinishedEvidence);
    for (const row of rows) {
      if (this.#working.has(row.id)) continue;
      if (row.state === 'checking' || (await partial.sizeOf(row.id)) === row.length)
        await this.received(row.id);
      else if ((await touched(partial, row)) + ABANDONED < now) await this.forget(row.id);
    }
    for (const id of await partial.list()) await this.#clear(id);
    for (const left of await readdir(scratch)) {
      const path = join(scratch, left);
      const found = await stat(path).catch(() => undefined);
      if (found !== undefined && found.mtimeMs + ABANDONED < now) await rm(path, { force: true });
    }
  }

  /** Parts whose row is gone, or came to its end while the server did. */
  async #clear(id: string): Promise<void> {
    if (this.#working.has(id)) return;
    const row = await this.find(id);
    if (row === undefined || row.state === 'kept' || row.state === 'refused')
      await this.house.partial.remove(id);
  }

  /** Until nothing is being taken in. */
  async settled(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    await this.settled();
  }

  #next(): void {
    for (const id of this.#waiting) {
      if (this.#stopped || this.#working.size >= AT_ONCE) return;
      if (this.#working.has(id)) continue;
      this.#waiting.delete(id);
      const work = this.#keep(id).finally(() => {
        this.#working.delete(id);
        this.#next();
      });
      this.#working.set(id, work);
    }
  }

  async #keep(id: string): Promise<void> {
    try {
      const row = await this.find(id);
      if (row?.state === 'checking') await keepReceived(this.house, row);
    } catch (error) {
      // It stays in its state, and the next sweep tries again.
      this.house.onError(error);
    }
  }
}

/** When something of it came last, ms. */
export async function touched(partial: PartialUploads, row: StoredEvidence): Promise<number> {
  return ((await partial.touchedAt(row.id)) ?? row.created_at).getTime();
}
