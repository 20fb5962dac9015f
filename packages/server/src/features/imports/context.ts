import { join } from 'node:path';
import type { Database, ImportRow, Scope, CloseDraft, Vault } from '@mingbai/store';

/** What an import needs, in the server's thread, in a worker's or in the shell. */
export interface ImportContext {
  readonly database: Database;
  readonly vault: Vault;
  /** Where uploads lie, encrypted. */
  readonly folder: string;
  /** Seals large files beside the reading; without it the reading seals too. */
  readonly seal?: CloseDraft;
}

/** The import sees and writes what the person who brought it may see and write. */
export function scopeOfJob(job: ImportRow): Scope {
  return { region: job.region, user: job.created_by };
}

export function uploadPath(context: ImportContext, storedAs: string): string {
  return join(context.folder, storedAs);
}

/** Somebody asked to stop. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
