import { maskAccount, maskIdentity, maskPhone } from '@mingbai/core';
import type { Vault } from '@mingbai/store';

const MASKS = { identity_no: maskIdentity, phone: maskPhone, bank_account: maskAccount } as const;

/**
 * A sealed value as lists and pages show it: `4115**********1234`. `sealed` as the database gives it, bytes or
 * their hexadecimal. The mask is remembered, so that a list which is looked at often is not opened each time.
 */
export function masked(
  vault: Pick<Vault, 'open'>,
  noun: 'household' | 'person' | 'responsible',
  field: keyof typeof MASKS,
  sealed: Uint8Array | string | null,
): string | null {
  if (sealed === null) return null;
  const hex =
    typeof sealed === 'string'
      ? sealed
      : Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).toString('hex');
  const key = `${noun}.${field}:${hex}`;
  const masks = masksOf(vault);
  const known = masks.get(key);
  if (known !== undefined) return known;
  const mask = MASKS[field](vault.open(Buffer.from(hex, 'hex'), `${noun}.${field}`));
  if (masks.size >= REMEMBERED) masks.clear();
  masks.set(key, mask);
  return mask;
}

/** Some 200 bytes each; the full value is not kept. */
const REMEMBERED = 50_000;
const remembered = new WeakMap<Pick<Vault, 'open'>, Map<string, string>>();

function masksOf(vault: Pick<Vault, 'open'>): Map<string, string> {
  let masks = remembered.get(vault);
  if (masks === undefined) remembered.set(vault, (masks = new Map()));
  return masks;
}
