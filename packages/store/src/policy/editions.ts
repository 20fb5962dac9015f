import { scopeOf, type RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';
import type { PolicyKind } from './drafts.ts';

/** What was published, for a region and from a day; never changed. */
export interface StoredEdition {
  readonly id: string;
  readonly region: RegionCode;
  readonly kind: PolicyKind;
  readonly name: string;
  /** 1, 2, 3 … of the name in the region. */
  readonly number: number;
  readonly from_day: string;
  readonly content: unknown;
  readonly version: string;
  readonly source_zh: string;
  readonly source_en: string;
  readonly reason: string;
  readonly trial: string | null;
  readonly proposer_name: string;
  readonly approver_name: string;
  readonly published_at: Date;
  readonly entry: string;
}

type Row = StoredEdition & { [column: string]: unknown };

const COLUMNS = `id::text, lpad(region::text, 12, '0') as region, kind, name, number, from_day::text, content, version, source_zh, source_en,
  reason, trial::text, proposer_name, approver_name, published_at, entry::text`;

/** Ids of what the asker's area may go by: its own, those of the regions above, those below. The oldest first. */
export async function editionIds(tx: ReadTx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`select id::text from mingbai.policy_edition e order by e.id`);
  return rows.map(({ id }) => id);
}

export function listEditions(tx: ReadTx): Promise<StoredEdition[]> {
  return tx.rows<Row>(`select ${COLUMNS} from mingbai.policy_edition order by policy_edition.id`);
}

export interface NewEdition {
  readonly county: string;
  readonly region: RegionCode;
  readonly kind: PolicyKind;
  readonly name: string;
  readonly from: string;
  readonly content: unknown;
  readonly version: string;
  readonly source: { readonly zh: string; readonly en: string };
  readonly reason: string;
  readonly draft: string;
  readonly trial: string | null;
  readonly proposer: { readonly by: string; readonly name: string };
  readonly approver: { readonly by: string; readonly name: string };
}

/** Publishes; its number is the next one of the name in the region. */
export async function insertEdition(
  tx: WriteTx,
  edition: NewEdition,
): Promise<{ readonly id: string; readonly number: number }> {
  const { region, kind, name } = edition;
  await tx.find('select pg_advisory_xact_lock(hashtextextended($1, 43))', [`${region}/${kind}/${name}`]);
  const row = await tx.find<{ id: string; number: number }>(
    `insert into mingbai.policy_edition (county, region, high, kind, name, number, from_day, content, version, source_zh, source_en,
       reason, draft, trial, proposer, proposer_name, approver, approver_name, published_at, entry)
     values ($1, $2, $3, $4, $5,
       1 + coalesce((select max(number) from mingbai.policy_edition where region = $2 and kind = $4 and name = $5), 0),
       $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     returning id::text, number`,
    [
      Number(edition.county),
      region,
      scopeOf(region).high,
      kind,
      name,
      edition.from,
      JSON.stringify(edition.content),
      edition.version,
      edition.source.zh,
      edition.source.en,
      edition.reason,
      edition.draft,
      edition.trial,
      edition.proposer.by,
      edition.proposer.name,
      edition.approver.by,
      edition.approver.name,
      tx.at,
      tx.entry,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row;
}
