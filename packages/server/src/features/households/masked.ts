import { maskAccount, maskIdentity, maskPhone } from '@mingbai/core';
import type { Vault } from '@mingbai/store';

const MASKS = { identity_no: maskIdentity, phone: maskPhone, bank_account: maskAccount } as const;

/**
 * A sealed value as lists and pages show it: `4115**********1234`. `sealed` as the database gives it, bytes or
 * their hexadecimal.
 */
export function masked(
  vault: Pick<Vault, 'open'>,
  noun: 'household' | 'person' | 'responsible',
  field: keyof typeof MASKS,
  sealed: Uint8Array | string | null,
): string | null {
  if (sealed === null) return null;
  const bytes = typeof sealed === 'string' ? Buffer.from(sealed, 'hex') : sealed;
  return MASKS[field](vault.open(bytes, `${noun}.${field}`));
}
