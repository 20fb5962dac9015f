import { maskAccount, maskIdentity, maskPhone, may, ROLE_NAMES } from '@mingbai/core';
import type { Vault } from '@mingbai/store';

/** Whether somebody in the role may be told numbers in full; the shell of the machine holds the keys. */
export function mayTell(role: string): boolean {
  return role === 'shell' || ROLE_NAMES.some((one) => one === role && may(one, 'register.reveal'));
}

const MASKS = { identity_no: maskIdentity, phone: maskPhone, bank_account: maskAccount } as const;

/** Sealed numbers as one paper shows them: masked, but for the names it may tell in full. */
export class Numbers {
  /** Fields of the dictionary whose values were told in full, for the journal. */
  readonly told = new Set<string>();

  constructor(
    private readonly vault: Pick<Vault, 'open'>,
    private readonly full: ReadonlySet<string>,
  ) {}

  /** `name`: as the paper calls it. `sealed`: hexadecimal. */
  text(
    name: string,
    noun: 'household' | 'person' | 'responsible',
    field: keyof typeof MASKS,
    sealed: string | null,
  ): string {
    if (sealed === null) return '';
    const key = `${noun}.${field}`;
    return this.shown(name, key, field, this.vault.open(Buffer.from(sealed, 'hex'), key));
  }

  /** The same of a number in clear; `key`: its field of the dictionary. */
  shown(name: string, key: string, field: keyof typeof MASKS, value: string): string {
    if (!this.full.has(name)) return MASKS[field](value);
    this.told.add(key);
    return value;
  }
}
