import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, closedFolder, give } from './account.ts';
import { PASSWORD_FILE, usesSocket } from './cluster.ts';
import type { Place } from './settings.ts';

const PORT = 5432;
/** sun_path less its closing NUL: 108 on Linux, 104 on macOS. */
const PATH_LIMIT = process.platform === 'darwin' ? 103 : 107;

export interface Address extends Place {
  readonly password: string | undefined;
  /** Removes what was made for it outside the data folder. */
  close(): Promise<void>;
}

/** The socket lives in the data folder, whose rights guard it; where that path is too long, in a private folder in /tmp. */
export async function chooseAddress(dataDir: string, account: Account | undefined): Promise<Address> {
  if (!usesSocket) {
    const password = await readFile(join(dataDir, PASSWORD_FILE), 'utf8');
    return { socketDir: undefined, port: await freePort(), password, close: async () => {} };
  }
  if (fits(dataDir)) return { socketDir: dataDir, port: PORT, password: undefined, close: async () => {} };
  const base = shortBase(account);
  const folder = await mkdtemp(join(base, 'mingbai-'));
  if (account !== undefined) await give(folder, account);
  return {
    socketDir: folder,
    port: PORT,
    password: undefined,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= PATH_LIMIT;
}

/** TMPDIR may itself be long, or closed to the database's account. */
function shortBase(account: Account | undefined): string {
  const own = tmpdir();
  const open = account === undefined || closedFolder(own, account) === undefined;
  if (open && fits(join(own, 'mingbai-XXXXXX'))) return own;
  return '/tmp';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1');
  return address.port;
}

/** A URL that `pg` and libpq both read. */
export function urlOf(address: Address, database: string, user: string): string {
  const name = encodeURIComponent(database);
  if (address.socketDir === undefined) {
    const password = address.password === undefined ? '' : `:${encodeURIComponent(address.password)}`;
    return `postgres://${encodeURIComponent(user)}${password}@127.0.0.1:${address.port}/${name}`;
  }
  const host = encodeURIComponent(address.socketDir);
  return `postgres://${encodeURIComponent(user)}@localhost/${name}?host=${host}&port=${address.port}`;
}
