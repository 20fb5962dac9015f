import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '@mingbai/core';
import { createDatabase, startEmbedded, type Embedded } from '@mingbai/store';
import { z } from 'zod';
import { say } from '../output.ts';
import { isInstalled, jsonOf, type Home } from './home.ts';
import { urlAs } from './urls.ts';

export const DATABASE = 'mingbai';

/** Where the database is and how to get in, for one command or for as long as the server runs. */
export interface Place {
  readonly home: Home;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  /** Ours and started by this process; undefined when it is somebody's server, or the one that runs already. */
  readonly embedded: Embedded | undefined;
  close(): Promise<void>;
}

export interface PlaceOptions {
  /** Whether a database that another process of ours runs will do: yes for commands, no for the server. */
  readonly share: boolean;
  /** Whether a database is made where none is: only for the server. */
  readonly make?: boolean;
  readonly onLost?: () => void;
}

/**
 * `DATABASE_URL` (of the owner) before the embedded database in the home. Throws `no-installation` and
 * `database-not-named` where there is none and none is to be made.
 */
export async function openPlace(home: Home, options: PlaceOptions): Promise<Place> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return placeAt(home, given, undefined);
  if (options.make !== true && !existsSync(join(home.data, 'PG_VERSION'))) {
    // A server that was told where its database is, has said so here for as long as it runs.
    const running = options.share ? findPlace(home) : undefined;
    if (running !== undefined) return running;
    throw new Problem(isInstalled(home) ? 'database-not-named' : 'no-installation', { folder: home.folder });
  }
  try {
    const embedded = await startEmbedded({
      dataDir: home.data,
      log: say,
      ...(options.onLost === undefined ? {} : { onLost: options.onLost }),
    });
    await createDatabase(embedded.url, DATABASE);
    return placeAt(home, embedded.urlFor(DATABASE), embedded);
  } catch (error) {
    const running = options.share && isInUse(error) ? readState(home) : undefined;
    if (running === undefined) throw error;
    return placeAt(home, running.database, undefined);
  }
}

/** A database that answers without our starting one: `DATABASE_URL`, or that of the server that runs. */
export function findPlace(home: Home): Place | undefined {
  const given = process.env['DATABASE_URL'];
  const running = readState(home);
  const url =
    given !== undefined && given !== '' ? given : running && isAlive(running.pid) && running.database;
  return url ? placeAt(home, url, undefined) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof Problem && error.code === 'data-in-use';
}

function placeAt(home: Home, ownerUrl: string, embedded: Embedded | undefined): Place {
  return {
    home,
    ownerUrl,
    // Asked for when needed: the owner alone needs no folder of the installation.
    get appUrl() {
      return urlAs(ownerUrl, 'mingbai_app', home.secrets.app);
    },
    get authUrl() {
      return urlAs(ownerUrl, 'mingbai_auth', home.secrets.auth);
    },
    embedded,
    async close() {
      await embedded?.stop();
    },
  };
}

const State = z.object({ pid: z.number(), database: z.string(), address: z.string() });
type State = z.infer<typeof State>;

/** Says where the server and its database are, to commands that come meanwhile. Readable by its owner only. */
export function writeState(home: Home, state: State): void {
  rmSync(home.state, { force: true });
  writeFileSync(home.state, `${JSON.stringify(state)}\n`, { mode: 0o600 });
}

export function clearState(home: Home): void {
  rmSync(home.state, { force: true });
}

export function readState(home: Home): State | undefined {
  try {
    const parsed = State.safeParse(jsonOf(readFileSync(home.state, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
