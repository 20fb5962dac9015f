import type { RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

export type PolicyKind = 'decision' | 'parameter';

/** One step of the procedure of a draft: who asked or answered, when and why. */
export interface DraftStep {
  readonly what: 'propose' | 'approve' | 'refuse' | 'withdraw';
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly reason: string;
  readonly trial: string | null;
}

/** A draft as it is stored; what `content` is, the room of policies says. */
export interface StoredDraft {
  readonly id: string;
  readonly region: RegionCode;
  readonly kind: PolicyKind;
  readonly name: string;
  readonly based_on: string | null;
  readonly content: unknown;
  readonly version: string;
  readonly revision: number;
  readonly state: 'open' | 'proposed' | 'published' | 'dropped';
  readonly created_by: string;
  readonly creator_name: string;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly proposal: DraftStep | null;
  readonly answer: DraftStep | null;
}

type Row = StoredDraft & { [column: string]: unknown };

const COLUMNS = `id::text, lpad(region::text, 12, '0') as region, kind, name, based_on, content, version, revision, state,
  created_by, creator_name, created_at, changed_at, proposal, answer`;

export interface NewDraft {
  readonly county: string;
  readonly region: RegionCode;
  readonly kind: PolicyKind;
  readonly name: string;
  readonly basedOn: string | null;
  readonly content: unknown;
  readonly version: string;
  readonly by: string;
  readonly byName: string;
}

export async function insertDraft(tx: WriteTx, draft: NewDraft): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.policy_draft (county, region, kind, name, based_on, content, version, state, created_by, creator_name,
       created_at, changed_at, entry)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $10, $11) returning id::text`,
    [
      Number(draft.county),
      draft.region,
      draft.kind,
      draft.name,
      draft.basedOn,
      JSON.stringify(draft.content),
      draft.version,
      draft.by,
      draft.byName,
      tx.at,
      tx.entry,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

/** Within the scope; undefined outside it. */
export function findDraft(tx: ReadTx, id: string): Promise<StoredDraft | undefined> {
  return tx.find<Row>(`select ${COLUMNS} from mingbai.policy_draft where id = $1`, [id]);
}

/** The newest first; those given up are left out. */
export function listDrafts(tx: ReadTx): Promise<StoredDraft[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.policy_draft where state <> 'dropped' order by policy_draft.id desc limit 200`,
  );
}

/** Keeps what a draft says now; false when it was changed since `revision`, or is not open. */
export async function saveDraft(
  tx: WriteTx,
  id: string,
  revision: number,
  { content, version }: { readonly content: unknown; readonly version: string },
): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.policy_draft set content = $3, version = $4, revision = revision + 1, changed_at = $5, entry = $6
     where id = $1 and revision = $2 and state = 'open'`,
    [id, revision, JSON.stringify(content), version, tx.at, tx.entry],
  );
  return touched === 1;
}

/** Takes a draft from one state to the next; false when it is no longer in the first, or says something else. */
export async function stepDraft(
  tx: WriteTx,
  draft: Pick<StoredDraft, 'id' | 'state' | 'version'>,
  to: StoredDraft['state'],
  step: DraftStep,
): Promise<boolean> {
  const column = step.what === 'propose' ? 'proposal' : 'answer';
  const touched = await tx.run(
    `update mingbai.policy_draft set state = $4, ${column} = $5, changed_at = $6, entry = $7
     where id = $1 and state = $2 and version = $3`,
    [draft.id, draft.state, draft.version, to, JSON.stringify(step), tx.at, tx.entry],
  );
  return touched === 1;
}
