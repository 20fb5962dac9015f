import type { ReadTx } from '../db/tx.ts';

/** What a decision that was journaled did, for whoever presses the button twice. */
export async function findRecorded(
  tx: ReadTx,
  county: string,
  entry: string,
): Promise<{ accepted: number; refusals: Record<string, number> }> {
  const row = await tx.find<{ accepted: number | null; refusals: Record<string, number> | null }>(
    `select (changes ->> 'accepted')::integer as accepted, changes -> 'refusals' as refusals
     from mingbai.journal where county = $1 and id = $2`,
    [county, entry],
  );
  return { accepted: row?.accepted ?? 0, refusals: row?.refusals ?? {} };
}
