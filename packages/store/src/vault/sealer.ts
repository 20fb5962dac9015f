import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from 'node:crypto';
import { GcmBatch } from './gcm-batch.ts';
import { KeyedHash } from './keyed-hash.ts';
import type { SealingKey } from './keys.ts';
import { nonceSource } from './nonces.ts';
import type { CipherName } from './settings.ts';

/** Format byte, key number (2 bytes, big endian), nonce, tag, ciphertext. */
export interface Sealer {
  seal(text: string, context: string): Buffer;
  /** Each text under its context, as `seal` would. */
  sealMany(texts: readonly string[], contexts: readonly string[]): Buffer[];
  /** `undefined`: not what was sealed, or not under this context. */
  open(sealed: Uint8Array, context: string): string | undefined;
}

export const FORMAT: Readonly<Record<CipherName, number>> = { 'aes-256-gcm': 1, sm4: 2 };
const HEAD = 3;
const TAG = 16;

export function sealerFor(cipher: CipherName, key: SealingKey): Sealer {
  return cipher === 'sm4' ? sm4Sealer(key) : aesSealer(key);
}

function header(cipher: CipherName, key: SealingKey): Buffer {
  return Buffer.from([FORMAT[cipher], key.id >> 8, key.id & 0xff]);
}

/**
 * AES-256-GCM (NIST SP 800-38D), header and context authenticated. Nonces are random: rotate the key before 2³²
 * values (section 8.3), which is sixty for every person of the country's register.
 */
function aesSealer(key: SealingKey): Sealer {
  const secret = Buffer.from(hkdfSync('sha256', key.secret, '', 'mingbai seal aes-256-gcm', 32));
  const head = header('aes-256-gcm', key);
  const nonces = nonceSource(12);
  const bound = boundTo(head);
  const start = HEAD + 12 + TAG;
  let batch: GcmBatch | undefined;
  return {
    sealMany: (texts, contexts) => (batch ??= new GcmBatch(secret, head)).seal(texts, contexts),
    seal(text, context) {
      const nonce = nonces();
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      cipher.setAAD(bound(context));
      const body = cipher.update(text, 'utf8');
      cipher.final();
      const sealed = Buffer.allocUnsafe(start + body.length);
      sealed.set(head);
      sealed.set(nonce, HEAD);
      sealed.set(cipher.getAuthTag(), HEAD + 12);
      sealed.set(body, start);
      return sealed;
    },
    open(sealed, context) {
      if (sealed.length < start) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(HEAD, HEAD + 12), {
        authTagLength: TAG,
      });
      decipher.setAAD(bound(context)).setAuthTag(sealed.subarray(HEAD + 12, start));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** SM4-CTR (GB/T 32907-2016), then HMAC-SM3 over all of it: Node's OpenSSL has no SM4-GCM. */
function sm4Sealer(key: SealingKey): Sealer {
  const secret = Buffer.from(hkdfSync('sm3', key.secret, '', 'mingbai seal sm4-ctr', 16));
  const mac = new KeyedHash('sm3', key.secret, 'mingbai seal hmac-sm3');
  const head = header('sm4', key);
  const nonces = nonceSource(16);
  const bound = boundTo(head);
  const start = HEAD + 16 + TAG;
  const tagOf = (nonce: Uint8Array, context: string, body: Uint8Array): Buffer => {
    const about = bound(context);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(about.length);
    return mac.ofBytes([length, about, nonce, body], TAG);
  };
  return {
    sealMany(texts, contexts) {
      return texts.map((text, index) => this.seal(text, contexts[index] ?? ''));
    },
    seal(text, context) {
      const nonce = nonces();
      const body = createCipheriv('sm4-ctr', secret, nonce).update(text, 'utf8');
      const sealed = Buffer.allocUnsafe(start + body.length);
      sealed.set(head);
      sealed.set(nonce, HEAD);
      sealed.set(tagOf(nonce, context, body), HEAD + 16);
      sealed.set(body, start);
      return sealed;
    },
    open(sealed, context) {
      if (sealed.length < start) return undefined;
      const nonce = sealed.subarray(HEAD, HEAD + 16);
      const body = sealed.subarray(start);
      if (!timingSafeEqual(tagOf(nonce, context, body), sealed.subarray(HEAD + 16, start))) return undefined;
      return createDecipheriv('sm4-ctr', secret, nonce).update(body).toString('utf8');
    },
  };
}

/** Header and context as one byte string; the few contexts of an import are made once. */
function boundTo(head: Buffer): (context: string) => Buffer {
  const known = new Map<string, Buffer>();
  return (context) => {
    const found = known.get(context);
    if (found !== undefined) return found;
    const made = Buffer.concat([head, Buffer.from(context, 'utf8')]);
    if (known.size < 64) known.set(context, made);
    return made;
  };
}
