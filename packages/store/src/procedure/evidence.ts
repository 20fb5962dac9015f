import type { ReadTx } from '../db/tx.ts';

/** A file that somebody brought, as an action names it. */
interface EvidenceFile {
  readonly id: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly kind: string;
}

/** The files of these ids that are there, whole and in the asker's area. */
export async function evidenceOf(
  tx: ReadTx,
  county: string,
  brought: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, EvidenceFile>> {
  if (brought.length === 0) return new Map();
  const rows = await tx.rows<EvidenceFile & { [column: string]: unknown }>(
    `select id::text, encode(sha256, 'hex') as sha256, kind from mingbai.evidence
     where county = $1 and id = any($2::bigint[]) and state = 'kept'`,
    [county, [...new Set(brought.map(({ id }) => id))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
