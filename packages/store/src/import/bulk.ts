import type { WriteTx } from '../db/tx.ts';

/** Rows from which building indexes anew is worth that readers of the still empty table wait for it. */
const ENOUGH = 20_000;

/**
 * Takes the indexes off the tables that are still empty and are about to get many rows; answers which. First thing in
 * the transaction, because it locks them. Each is put back by `endBulk`; a commit with one missing is refused.
 */
export async function beginBulk(
  tx: WriteTx,
  expected: readonly { readonly noun: string; readonly new: number }[],
): Promise<Set<string>> {
  const many = expected.filter((one) => one.new >= ENOUGH).map(({ noun }) => noun);
  if (many.length === 0) return new Set();
  const rows = await tx.rows<{ noun: string }>('select mingbai.bulk_begin($1) as noun', [many]);
  return new Set(rows.map(({ noun }) => noun));
}

/** Builds the indexes of a noun, when they were taken off. */
export async function endBulk(tx: WriteTx, open: Set<string>, noun: string): Promise<void> {
  if (open.delete(noun)) await tx.find('select mingbai.bulk_end($1)', [noun]);
}
