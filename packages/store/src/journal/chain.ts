import { createHash } from 'node:crypto';
import type { Written } from './written.ts';

/** An entry as it is hashed. Times are UTC with microseconds, ids are decimal text. */
export interface SealableEntry {
  readonly county: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly command: string;
  readonly region: string;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly changes: unknown;
  readonly evidence: unknown;
  readonly idempotency_key: string | null;
}

export type ChainAlgorithm = 'sha256' | 'sm3';

/** The select list that gives `SealableEntry`. */
export const SEALABLE_COLUMNS = `county, id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  actor, role, command, region::text, subject, reason, changes, evidence, idempotency_key`;

/** JSON with object keys in order, so that the same content always gives the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** `written`: what it wrote into the register; null for an entry sealed before that was part of its hash. */
export function hashEntry(entry: SealableEntry, written: Written | null, algorithm: ChainAlgorithm): Buffer {
  const sealed = written === null ? entry : { ...entry, written };
  return createHash(algorithm).update(canonical(sealed)).digest();
}

/** hash = H(county / number / previous / entry hashes in order). */
export function hashSeal(
  seal: { county: number; number: number; previous: Buffer; entries: readonly Buffer[] },
  algorithm: ChainAlgorithm,
): Buffer {
  const hash = createHash(algorithm)
    .update(`mingbai-seal/1/${seal.county}/${seal.number}/`)
    .update(seal.previous);
  for (const entry of seal.entries) hash.update(entry);
  return hash.digest();
}

/** What the first seal of a county follows. */
export const GENESIS = Buffer.alloc(32);
