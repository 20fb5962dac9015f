import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '@mingbai/core';
import { hashSetting, type HashName } from './settings.ts';

/** One sealing key. The newest seals; the older ones only open. */
export interface SealingKey {
  readonly id: number;
  readonly made: string;
  readonly secret: Buffer;
}

export interface Keys {
  readonly file: string;
  /** Fixed when the file is made: with another hash nothing would be found again. */
  readonly hash: HashName;
  /** For keyed hashes; never rotated, or every hash in the register would have to be made anew. */
  readonly find: Buffer;
  /** Oldest first, at least one. */
  readonly sealing: readonly SealingKey[];
}

/** `MINGBAI_KEY_FILE` before the home's own. */
export function keyFileIn(home: string): string {
  return process.env['MINGBAI_KEY_FILE'] ?? `${home}/keys.json`;
}

/** A new key file, readable by its owner only. Never overwrites: a lost key is lost data. */
export function createKeys(file: string, hash: HashName = hashSetting()): void {
  mkdirSync(dirname(file), { recursive: true });
  const keys: Keys = { file, hash, find: randomBytes(32), sealing: [newKey(1)] };
  const draft = writeDraft(keys);
  try {
    linkSync(draft, file);
  } catch (error) {
    throw invalid(file, (error as Error).message);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Adds a sealing key, which seals from then on; answers its number. */
export function rotateKeys(file: string): number {
  const keys = readKeys(file);
  const id = (keys.sealing.at(-1)?.id ?? 0) + 1;
  renameSync(writeDraft({ ...keys, sealing: [...keys.sealing, newKey(id)] }), file);
  return id;
}

/** Throws `key-file-invalid`. `MINGBAI_KEYS` (the text of a key file) stands before the file itself. */
export function readKeys(file: string): Keys {
  const given = process.env['MINGBAI_KEYS'];
  if (given !== undefined) return parse(given, 'MINGBAI_KEYS');
  let text: string;
  try {
    const { mode } = statSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw invalid(file, `mode ${(mode & 0o777).toString(8)}; chmod 600`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof Problem ? error : invalid(file, (error as Error).message);
  }
  return parse(text, file);
}

interface Written {
  readonly version: 1;
  readonly hash: HashName;
  readonly find: string;
  readonly sealing: readonly { readonly id: number; readonly made: string; readonly secret: string }[];
}

function parse(text: string, file: string): Keys {
  let read: Partial<Written>;
  try {
    read = JSON.parse(text) as Partial<Written>;
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw invalid(file, 'not JSON');
  }
  if (read.version !== 1 || (read.hash !== 'sha256' && read.hash !== 'sm3'))
    throw invalid(file, 'version or hash');
  const sealing = (read.sealing ?? []).map(({ id, made, secret }) => ({
    id,
    made,
    secret: secretOf(secret, file),
  }));
  const ids = sealing.map(({ id }) => id);
  const isRising = ids.every((id, at) => Number.isInteger(id) && id > (ids[at - 1] ?? 0) && id <= 0xffff);
  if (sealing.length === 0 || !isRising) throw invalid(file, 'sealing keys');
  return { file, hash: read.hash, find: secretOf(read.find, file), sealing };
}

function secretOf(text: unknown, file: string): Buffer {
  const secret = Buffer.from(typeof text === 'string' ? text : '', 'base64');
  if (secret.length !== 32) throw invalid(file, 'a key is not 32 bytes');
  return secret;
}

function newKey(id: number): SealingKey {
  return { id, made: new Date().toISOString(), secret: randomBytes(32) };
}

function writeDraft(keys: Keys): string {
  const written: Written = {
    version: 1,
    hash: keys.hash,
    find: keys.find.toString('base64'),
    sealing: keys.sealing.map(({ id, made, secret }) => ({ id, made, secret: secret.toString('base64') })),
  };
  const draft = `${keys.file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(written, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return draft;
}

function invalid(file: string, detail: string): Problem {
  return new Problem('key-file-invalid', { file, detail });
}
