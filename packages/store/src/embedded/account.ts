import { type Stats, readFileSync, statSync } from 'node:fs';
import { chown, lchown, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '@mingbai/core';

/** Whom the database runs as when we are root, which PostgreSQL refuses. It needs a name: initdb looks it up. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account for the server, or `undefined` for an ordinary user, who runs it as himself.
 * As root: the owner of existing data, else `mingbai` or `postgres` where the machine has one, else `nobody`.
 */
export function accountFor(dataDir: string): Account | undefined {
  const owner = find(dataDir)?.uid;
  if (!isRoot()) {
    if (owner !== undefined && process.getuid !== undefined && owner !== process.getuid())
      throw new Problem('data-of-another-user', { folder: dataDir, owner });
    return undefined;
  }
  const known = accounts();
  const chosen =
    (owner === undefined || owner === 0 ? undefined : known.find((one) => one.uid === owner)) ??
    ['mingbai', 'postgres', 'nobody'].map((name) => known.find((one) => one.name === name)).find(Boolean) ??
    known.find((one) => one.uid > 0);
  if (chosen === undefined)
    throw new Problem('database-failed', {
      detail: 'root, and /etc/passwd names no other user / 当前为 root，且 /etc/passwd 中没有其他用户',
      log: '/etc/passwd',
    });
  return chosen;
}

function accounts(): Account[] {
  const text = find('/etc/passwd') === undefined ? '' : readFileSync('/etc/passwd', 'utf8');
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length >= 4 && !parts[0]!.startsWith('#'))
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

function find(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** The first folder on the way down to `path` that the account cannot pass; `undefined`: all are open to it. */
export function closedFolder(path: string, account: Account): string | undefined {
  const way: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    way.unshift(at);
    if (at === dirname(at)) break;
  }
  for (const folder of way) {
    const found = find(folder);
    if (found === undefined) return undefined;
    if (!found.isDirectory()) continue;
    const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return folder;
  }
  return undefined;
}

/** Gives the folder and all in it to the account. Links are changed themselves, never what they point at. */
export async function give(folder: string, account: Account): Promise<void> {
  await chown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await give(path, account);
    else await lchown(path, account.uid, account.gid);
  }
}
