import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { accountFor, closedFolder } from './account.ts';
import { SHARED_HOME } from './binaries.ts';

/**
 * Where an installation keeps its data when nobody says: `wanted`, unless we are root and the database's account
 * cannot get there (a clone under root's own home). Then a folder of `SHARED_HOME`, the same for the same clone.
 */
export function defaultHome(wanted: string): string {
  const folder = resolve(wanted);
  const account = accountFor(join(folder, 'postgres'));
  const isOpen = account === undefined || closedFolder(folder, account) === undefined;
  if (isOpen || existsSync(join(folder, 'postgres', 'PG_VERSION'))) return folder;
  const clone = dirname(folder);
  const mark = createHash('sha256').update(clone).digest('hex').slice(0, 8);
  return join(SHARED_HOME, `${basename(clone)}-${mark}`);
}
