import type { CaseRefusal } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { Procedures } from './standing.ts';

type Tools = Pick<Procedures, 'county' | 'vault'>;

/** A family that the register does not have: the answers, members with their numbers among them. */
export interface Applicants {
  /** By which a refusal is found again. */
  readonly key: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** Families of whom somebody belongs to a household of the register after all. */
export async function applicantsRegistered(
  tx: ReadTx,
  { county, vault }: Tools,
  families: readonly Applicants[],
): Promise<ReadonlyMap<string, CaseRefusal>> {
  const hashes = new Map(families.map(({ key, given }) => [key, applicantsIn(given, vault)]));
  const asked = [...hashes.values()].flat();
  if (asked.length === 0) return new Map();
  const rows = await tx.rows<{ hash: string; who: string; household: string }>(
    `select p.identity_no_hash::text as hash, coalesce(p.name, p.person_no) as who, h.household_no as household
     from mingbai.person p
     join mingbai.membership m on m.county = p.county and m.person_id = p.id and m."to" is null
     join mingbai.household h on h.county = m.county and h.id = m.household_id
     where p.county = $1 and p.identity_no_hash = any($2::bigint[]) order by p.identity_no_hash, p.id`,
    [county, asked],
  );
  const known = new Map(rows.map(({ hash, who, household }) => [hash, { who, household }]));
  return refusedBy(hashes, (hash) => {
    const details = known.get(hash);
    return details === undefined ? undefined : { code: 'registered-already', details };
  });
}

/**
 * Families with an open case of the procedure, or named twice among these. Who asks for the same person at the same
 * time waits until this transaction ends, and is told then.
 */
export async function applicantsWaiting(
  tx: WriteTx,
  { county, vault }: Tools,
  procedure: string,
  families: readonly Applicants[],
): Promise<ReadonlyMap<string, CaseRefusal>> {
  const hashes = new Map(families.map(({ key, given }) => [key, applicantsIn(given, vault)]));
  const asked = [...new Set([...hashes.values()].flat())];
  if (asked.length === 0) return new Map();
  await tx.run(
    `select pg_advisory_xact_lock(hashtextextended($1 || '/applicant/' || hash, 42))
     from (select hash from unnest($2::text[]) hash order by hash) one`,
    [county, asked],
  );
  const rows = await tx.rows<{ hash: string; who: string }>(
    `select unnest(applicants)::text as hash, title as who from mingbai.procedure_case
     where county = $1 and procedure = $2 and ended is null and applicants && $3::bigint[]`,
    [county, procedure, asked],
  );
  const waiting = new Map(rows.map(({ hash, who }) => [hash, who]));
  const here = new Map<string, string>();
  return refusedBy(hashes, (hash, key) => {
    const who = waiting.get(hash);
    if (who !== undefined) return { code: 'applied-already', details: { who } };
    if (!here.has(hash)) here.set(hash, key);
    return here.get(hash) === key ? undefined : { code: 'open-already', details: {} };
  });
}

/** Keyed hashes of the identity numbers of the members that were given, as decimal text; each once. */
export function applicantsIn(
  given: Readonly<Record<string, unknown>>,
  vault: Pick<Procedures['vault'], 'find'>,
): string[] {
  const numbers = Object.values(given).flatMap((answer) =>
    Array.isArray(answer)
      ? answer.flatMap((row: unknown) => {
          const number: unknown = Object(row)['person.identity_no'];
          return typeof number === 'string' && number.trim() !== '' ? [number.trim().toUpperCase()] : [];
        })
      : [],
  );
  return [...new Set(numbers)].map((number) => vault.find(number, 'identity').readBigInt64BE().toString());
}

function refusedBy(
  hashes: ReadonlyMap<string, readonly string[]>,
  why: (hash: string, key: string) => CaseRefusal | undefined,
): ReadonlyMap<string, CaseRefusal> {
  const refused = new Map<string, CaseRefusal>();
  for (const [key, own] of hashes) {
    const refusal = own.map((hash) => why(hash, key)).find((one) => one !== undefined);
    if (refusal !== undefined) refused.set(key, refusal);
  }
  return refused;
}
