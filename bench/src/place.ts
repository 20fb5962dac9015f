import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { regionCode, type Role } from '@mingbai/core';
import { createAccounts, founder, install, openDoor, type FirstAccount } from '@mingbai/server';
import { createDatabase, createKeys, migrate, startEmbedded, type Embedded } from '@mingbai/store';
import pg from 'pg';
import { COUNTY } from './inputs.ts';

/** What a server needs to know of its installation; plain data, for a child process. */
export interface Installed {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly authSecret: string;
  readonly keyFile: string;
  readonly files: string;
}

/** A database server of the bench's own, with the settings that the product uses: a crash loses nothing. */
export interface Cluster {
  readonly embedded: Embedded;
  readonly folder: string;
  stop(): Promise<void>;
}

export const CLERK = 'clerk';
export const PASSWORD = 'a bench has no secrets 7';
const PASSWORDS = { app: 'bench-app-password', auth: 'bench-auth-password' };
const AUTH_SECRET = 'sessions of a bench, 32 signs or more';

export async function startCluster(folder: string, remove: boolean): Promise<Cluster> {
  const embedded = await startEmbedded({ dataDir: join(folder, 'postgres') });
  return {
    embedded,
    folder,
    async stop() {
      await embedded.stop();
      if (remove) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where an installation's database and files are; nothing is made. */
export function installed(cluster: Cluster, name: string): Installed {
  const as = (user: string, password: string): string => {
    const url = new URL(cluster.embedded.urlFor(name, user));
    url.password = password;
    return url.href;
  };
  return {
    ownerUrl: cluster.embedded.urlFor(name),
    appUrl: as('mingbai_app', PASSWORDS.app),
    authUrl: as('mingbai_auth', PASSWORDS.auth),
    authSecret: AUTH_SECRET,
    keyFile: join(cluster.folder, `${name}.keys.json`),
    files: join(cluster.folder, `${name}.files`),
  };
}

/** A new database with the county, its regions and these accounts, and nobody in the register. */
export async function installNew(
  cluster: Cluster,
  name: string,
  accounts: readonly BenchAccount[] = [{ username: CLERK, role: 'county_clerk' }],
): Promise<Installed> {
  const place = installed(cluster, name);
  await createDatabase(cluster.embedded.url, name);
  await migrate(place.ownerUrl, PASSWORDS);
  createKeys(place.keyFile);
  const door = openDoor(place);
  try {
    await install(door, founder('bench'), regionCode(COUNTY), []);
    await createAccounts(door, founder('bench'), regionCode(COUNTY), accounts.map(full));
  } finally {
    await door.close();
  }
  return place;
}

/** Brings a kept database up to date; throws when it was made by migrations that have been rewritten since. */
export async function migrated(place: Installed): Promise<Installed> {
  await migrate(place.ownerUrl, PASSWORDS);
  return place;
}

export interface BenchAccount {
  readonly username: string;
  readonly role: Role;
  readonly region?: string;
}

export function full({ username, role, region = COUNTY }: BenchAccount): FirstAccount {
  return {
    username,
    name: username,
    role,
    region: regionCode(region),
    password: PASSWORD,
    mustChangePassword: false,
  };
}

/** As the owner, past row-level security. */
export async function asOwner<T>(place: Installed, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: place.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What one measurement left unwritten is not to be written during the next. */
export function settle(place: Installed): Promise<void> {
  return asOwner(place, async (client) => void (await client.query('checkpoint')));
}
