import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '@mingbai/core';
import { defaultHome } from '@mingbai/store/home';
import { z } from 'zod';

/** Everything an installation keeps on this machine. */
export interface Home {
  readonly folder: string;
  /** PostgreSQL's, when it is ours. */
  readonly data: string;
  /** Encrypted uploads. */
  readonly files: string;
  /** Who serves now, and where its database is. */
  readonly state: string;
  /** There while the demo county is being made, and afterwards: made by us, not by people. */
  readonly demo: string;
  readonly secrets: Secrets;
}

const Secrets = z.object({ app: z.string().min(16), auth: z.string().min(16), session: z.string().min(32) });
/** Passwords of the two database roles, and what signs the session cookies. */
type Secrets = z.infer<typeof Secrets>;

const CHECKOUT = fileURLToPath(new URL('../../../../', import.meta.url));

/** `--home`, or MINGBAI_HOME, or `.mingbai` in the checkout: where an installation lies; nothing is made. */
export function homeFolder(given: string | undefined): string {
  return resolve(given ?? process.env['MINGBAI_HOME'] ?? defaultHome(join(CHECKOUT, '.mingbai')));
}

/** For the server: made with its secrets when it is not there. */
export function openHome(given: string | undefined): Home {
  const folder = homeFolder(given);
  // Others may pass through, for the database's own account must, but not look around.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  makeSecrets(secretsIn(folder));
  const secrets = readSecrets(folder);
  return homeAt(folder, () => secrets);
}

/** For every other command: what is there. Nothing is made; asking for its secrets throws `no-installation` where there are none. */
export function findHome(given: string | undefined): Home {
  const folder = homeFolder(given);
  return homeAt(folder, () => readSecrets(folder));
}

/** `no-installation` where no server was ever started in this folder. */
export function requireHome(given: string | undefined): Home {
  const home = findHome(given);
  if (!isInstalled(home)) throw new Problem('no-installation', { folder: home.folder });
  return home;
}

export function isInstalled(home: Home): boolean {
  return existsSync(secretsIn(home.folder));
}

function homeAt(folder: string, secrets: () => Secrets): Home {
  return {
    folder,
    data: join(folder, 'postgres'),
    files: join(folder, 'files'),
    state: join(folder, 'state.json'),
    demo: join(folder, 'demo.json'),
    get secrets() {
      return secrets();
    },
  };
}

function secretsIn(folder: string): string {
  return join(folder, 'secrets.json');
}

function makeSecrets(file: string): void {
  const made = { app: secret(), auth: secret(), session: secret() };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  try {
    // The name appears with its content or not at all; of two at once, both then read the first one's.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readSecrets(folder: string): Secrets {
  const file = secretsIn(folder);
  if (!existsSync(file)) throw new Problem('no-installation', { folder });
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Problem('key-file-invalid', { file, detail: 'chmod 600' });
  }
  const parsed = Secrets.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Problem('key-file-invalid', { file, detail: 'JSON' });
  const { MINGBAI_APP_PASSWORD: app, MINGBAI_AUTH_PASSWORD: auth } = process.env;
  return { ...parsed.data, ...(app === undefined ? {} : { app }), ...(auth === undefined ? {} : { auth }) };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** `undefined` when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
