import { Problem } from '@mingbai/core';
import { KeyedHash } from './keyed-hash.ts';
import { readKeys } from './keys.ts';
import { cipherSetting, type HashName, type CipherName } from './settings.ts';
import { type SealedFiles, sealedFiles } from './sealed-file.ts';
import { FORMAT, type Sealer, sealerFor } from './sealer.ts';

/** Seals sensitive values and finds them again by keyed hash. Holds its keys in memory only. */
export interface Vault {
  /**
   * Well-formed text to bytes: 31 (AES) or 35 (SM4) more than its UTF-8. `context` says where it belongs, e.g.
   * `person.identity`; sealed for one place, it does not open in another.
   */
  seal(text: string, context: string): Buffer;
  /** Each text under its context: a fifth of the time that `seal` takes for them one by one. */
  sealMany(texts: readonly string[], contexts: readonly string[]): Buffer[];
  /** Throws `sealed-damaged`, `key-missing`. */
  open(sealed: Uint8Array, context: string): string;
  /** 16 bytes that are the same for the same text and purpose (`identity`, `identity-tail`, `phone`). */
  find(text: string, purpose: string): Buffer;
  /** Sealed anew under the newest key and cipher, or `undefined` when it is so already. */
  renew(sealed: Uint8Array, context: string): Buffer | undefined;
  /** Number of the key that seals. */
  readonly keyId: number;
  /** Uploads, kept encrypted on disk. */
  readonly files: SealedFiles;
}

export interface VaultOptions {
  /** The setting `MINGBAI_CIPHER` unless told; both are opened whichever seals. */
  readonly cipher?: CipherName;
  /** Must be the one that the key file was made for; that one unless told. */
  readonly hash?: HashName;
}

/** Throws `key-file-invalid`. */
export function openVault(keyFile: string, options: VaultOptions = {}): Vault {
  const cipher = options.cipher ?? cipherSetting();
  const keys = readKeys(keyFile);
  if (options.hash !== undefined && options.hash !== keys.hash)
    throw new Problem('key-file-invalid', {
      file: keys.file,
      detail: `hash ${keys.hash}, not ${options.hash}`,
    });
  const current = keys.sealing.at(-1);
  if (current === undefined) throw new Problem('key-file-invalid', { file: keys.file, detail: 'empty' });

  const sealers = new Map<number, Sealer>();
  for (const key of keys.sealing)
    for (const name of ['aes-256-gcm', 'sm4'] as const)
      sealers.set(mark(FORMAT[name], key.id), sealerFor(name, key));
  const sealer = sealerFor(cipher, current);
  const hashes = new Map<string, KeyedHash>();

  function open(sealed: Uint8Array, context: string): string {
    const [format = 0, high = 0, low = 0] = sealed;
    const id = (high << 8) | low;
    if (!Object.values(FORMAT).includes(format)) throw new Problem('sealed-damaged');
    const found = sealers.get(mark(format, id));
    if (found === undefined) throw new Problem('key-missing', { key: id, file: keys.file });
    const text = found.open(sealed, context);
    if (text === undefined) throw new Problem('sealed-damaged');
    return text;
  }

  return {
    keyId: current.id,
    files: sealedFiles(keys),
    seal: (text, context) => sealer.seal(text, context),
    sealMany: (texts, contexts) => sealer.sealMany(texts, contexts),
    open,
    find(text, purpose) {
      let keyed = hashes.get(purpose);
      if (keyed === undefined)
        hashes.set(purpose, (keyed = new KeyedHash(keys.hash, keys.find, `mingbai find ${purpose}`)));
      return keyed.ofText(text, 16);
    },
    renew(sealed, context) {
      const text = open(sealed, context);
      const isNewest =
        sealed[0] === FORMAT[cipher] && (((sealed[1] ?? 0) << 8) | (sealed[2] ?? 0)) === current.id;
      return isNewest ? undefined : sealer.seal(text, context);
    },
  };
}

function mark(format: number, id: number): number {
  return format * 0x10000 + id;
}
