import { COUNTRY, Problem, type RegionCode, type Role } from '@mingbai/core';
import {
  findInstallation,
  hasAccounts,
  insertInstallation,
  loadRegions,
  lockInstallation,
  openRegionCatalogue,
  runCommand,
  type Actor,
  type WriteTx,
} from '@mingbai/store';
import { removeCredentials } from '../../auth/credentials.ts';
import { insertWithCredentials } from '../users/create.ts';
import type { Door } from '../users/door.ts';
import { insertChecked } from '../users/grants.ts';

export interface FirstAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly mustChangePassword: boolean;
  readonly role: Role;
  readonly region: RegionCode;
  readonly department?: string;
}

/** The first run acts before anybody is there: over the whole country, in nobody's role. */
export function founder(id: string): Actor {
  return { id, role: 'setup', region: COUNTRY };
}

export async function needsSetup(door: Pick<Door, 'database'>): Promise<boolean> {
  return door.database.read(
    { region: COUNTRY, user: '' },
    async (tx) => (await findInstallation(tx)) === undefined && !(await hasAccounts(tx)),
  );
}

/**
 * The first run: regions, the county, its first accounts, all in one journaled transaction. Of two at once the
 * second waits and then hears `already-set-up`.
 */
export async function install(
  door: Door,
  actor: Actor,
  county: RegionCode,
  accounts: readonly FirstAccount[],
): Promise<void> {
  const catalogue = openRegionCatalogue();
  if (catalogue.county(county.slice(0, 6)).length === 0)
    throw new Problem('invalid-input', { detail: 'county', detailZh: '县（市、区）' });
  const made: string[] = [];
  try {
    await runCommand(door.database, actor, { name: 'installation.create', region: county }, async (tx) => {
      await lockInstallation(tx);
      if ((await findInstallation(tx)) !== undefined || (await hasAccounts(tx)))
        throw new Problem('already-set-up');
      const regions = await loadRegions(tx, catalogue, county);
      await insertInstallation(tx, county);
      for (const account of accounts) made.push(await insertFirst(door, tx, account, county));
      const names = accounts.map(({ username, role, region }) => ({ username, role, region }));
      return { result: undefined, changes: { county, regions, accounts: names } };
    });
  } catch (error) {
    for (const id of made) await removeCredentials(door.library, id);
    throw error;
  }
}

/** More accounts with their roles, each journaled as one command: for the demo and the shell. */
export async function createAccounts(
  door: Door,
  actor: Actor,
  home: RegionCode,
  accounts: readonly FirstAccount[],
): Promise<void> {
  for (const account of accounts) {
    let id: string | undefined;
    try {
      await runCommand(door.database, actor, { name: 'account.create', region: home }, async (tx) => {
        id = await insertFirst(door, tx, account, home);
        const { username, name, role, region } = account;
        return { result: undefined, subject: `account:${id}`, changes: { username, name, role, region } };
      });
    } catch (error) {
      if (id !== undefined) await removeCredentials(door.library, id);
      throw error;
    }
  }
}

async function insertFirst(
  door: Door,
  tx: WriteTx,
  account: FirstAccount,
  home: RegionCode,
): Promise<string> {
  const { role, region, department, ...person } = account;
  const userId = await insertWithCredentials(door, tx, { ...person, region: home });
  await insertChecked(tx, { userId, role, region, department });
  return userId;
}
