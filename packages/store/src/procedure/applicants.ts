import type { CaseRefusal } from '@mingbai/core';
import type { ReadTx } from '../db/tx.ts';
import type { Procedures } from './act.ts';
import type { Opening } from './open.ts';

/**
 * Applicants given as unregistered of whom somebody belongs to a household of the register: told before anything else
 * is asked of them, by their place among the openings.
 */
export async function applicantsRegistered(
  tx: ReadTx,
  { county, vault }: Pick<Procedures, 'county' | 'vault'>,
  openings: readonly Pick<Opening, 'subject' | 'brought'>[],
): Promise<ReadonlyMap<number, CaseRefusal>> {
  const numbers = openings.map(({ subject, brought }) => (subject === null ? numbersIn(brought.given) : []));
  const hashed = new Map(numbers.flat().map((number) => [hashOf(vault, number), number]));
  if (hashed.size === 0) return new Map();
  const rows = await tx.rows<{ hash: string; name: string; household: string }>(
    `select p.identity_no_hash::text as hash, coalesce(p.name, p.person_no) as name, h.household_no as household
     from mingbai.person p
     join mingbai.membership m on m.county = p.county and m.person_id = p.id and m."to" is null
     join mingbai.household h on h.county = m.county and h.id = m.household_id
     where p.county = $1 and p.identity_no_hash = any($2::bigint[]) order by p.identity_no_hash, p.id`,
    [county, [...hashed.keys()]],
  );
  const known = new Map(
    rows.map(({ hash, name, household }) => [hashed.get(hash) ?? '', { name, household }]),
  );
  const refused = new Map<number, CaseRefusal>();
  for (const [place, own] of numbers.entries()) {
    const one = own.flatMap((number) => known.get(number) ?? [])[0];
    if (one === undefined) continue;
    const { name: who, household } = one;
    refused.set(place, { code: 'registered-already', details: { who, household } });
  }
  return refused;
}

function numbersIn(given: Readonly<Record<string, unknown>>): string[] {
  return Object.values(given).flatMap((answer) =>
    Array.isArray(answer)
      ? answer.flatMap((row: unknown) => {
          const number: unknown = Object(row)['person.identity_no'];
          return typeof number === 'string' && number.trim() !== '' ? [number.trim().toUpperCase()] : [];
        })
      : [],
  );
}

function hashOf(vault: Procedures['vault'], number: string): string {
  return vault.find(number, 'identity').readBigInt64BE().toString();
}
