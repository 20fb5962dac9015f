import { createHmac } from 'node:crypto';
import type { Vault } from '../vault/vault.ts';

/** Seals so that a test can see what was sealed and for which place; opens only what belongs where it is looked for. */
export const READABLE_VAULT: Pick<Vault, 'seal' | 'open' | 'find'> = {
  seal: (text, context) => Buffer.from(`${context}:${text}`),
  open(sealed, context) {
    const text = Buffer.from(sealed).toString();
    if (!text.startsWith(`${context}:`)) throw new Error('sealed for another place');
    return text.slice(context.length + 1);
  },
  find: (text, purpose) => createHmac('sha256', purpose).update(text).digest().subarray(0, 16),
};
