import type { EvidenceKind, EvidenceRefusal, GeoPlace, MediaType, RegionCode } from '@mingbai/core';
import type { KeepTx, ReadTx, WriteTx } from '../db/tx.ts';

/** A row of `mingbai.evidence`. */
export interface StoredEvidence {
  readonly id: string;
  readonly county: number;
  readonly region: RegionCode;
  readonly subject: string | null;
  readonly kind: EvidenceKind;
  readonly name: string;
  /** Bytes announced for the upload. */
  readonly length: number;
  readonly state: 'uploading' | 'checking' | 'kept' | 'refused';
  readonly why: EvidenceRefusal | null;
  readonly keeps_place: boolean;
  readonly uploaded_by: string;
  readonly uploader_name: string;
  readonly actor_role: string;
  readonly actor_region: RegionCode;
  readonly created_at: Date;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly media_type: MediaType | null;
  readonly taken_at: Date | null;
  readonly place: GeoPlace | null;
  readonly place_removed: boolean;
  readonly thumbnail: boolean;
  readonly entry: string | null;
}

type Row = StoredEvidence & { [column: string]: unknown };

const COLUMNS = `id::text, county, lpad(region::text, 12, '0') as region, subject, kind, name, length::float8, state, why,
  keeps_place, uploaded_by, uploader_name, actor_role, lpad(actor_region::text, 12, '0') as actor_region, created_at,
  encode(sha256, 'hex') as sha256, bytes::float8, media_type, taken_at, place, place_removed, thumbnail, entry::text`;

export interface NewEvidence {
  readonly county: string;
  readonly region: RegionCode;
  readonly subject: string | null;
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly length: number;
  readonly keepsPlace: boolean;
  readonly by: {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly region: RegionCode;
  };
}

/** A row for an upload that is to come. */
export async function createEvidence(tx: KeepTx, made: NewEvidence): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.evidence (county, region, subject, kind, name, length, keeps_place, uploaded_by, uploader_name, actor_role, actor_region)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id::text`,
    [
      made.county,
      made.region,
      made.subject,
      made.kind,
      made.name,
      made.length,
      made.keepsPlace,
      made.by.id,
      made.by.name,
      made.by.role,
      made.by.region,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

export function findEvidence(tx: ReadTx, id: string): Promise<StoredEvidence | undefined> {
  return tx.find<Row>(`select ${COLUMNS} from mingbai.evidence where id = $1`, [id]);
}

/** Kept ones, and the asker's own that are not kept yet or were refused; newest first. */
export function listEvidence(
  tx: ReadTx,
  asked: { readonly subject: string } | { readonly ids: readonly string[] },
): Promise<StoredEvidence[]> {
  const which = 'subject' in asked ? 'subject = $1' : 'id = any($1::bigint[])';
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.evidence
     where ${which} and (state = 'kept' or uploaded_by = (select mingbai.scope_user())) order by id desc limit 500`,
    ['subject' in asked ? asked.subject : asked.ids],
  );
}

export async function countUnfinished(tx: ReadTx, account: string): Promise<number> {
  const row = await tx.find<{ n: number }>(
    `select count(*)::int as n from mingbai.evidence where uploaded_by = $1 and state = 'uploading'`,
    [account],
  );
  return row?.n ?? 0;
}

/** All its bytes are there. */
export async function markReceived(tx: KeepTx, id: string): Promise<void> {
  await tx.run(`update mingbai.evidence set state = 'checking' where id = $1 and state = 'uploading'`, [id]);
}

/** Uploads that are not at their end, oldest first. */
export function unfinishedEvidence(tx: ReadTx): Promise<StoredEvidence[]> {
  return tx.rows<Row>(
    `select ${COLUMNS} from mingbai.evidence where state in ('uploading', 'checking') order by id`,
  );
}

/** Says whether there was one to forget: only an upload that is not complete goes. */
export async function forgetUpload(tx: KeepTx, id: string): Promise<boolean> {
  return (await tx.run(`delete from mingbai.evidence where id = $1 and state = 'uploading'`, [id])) === 1;
}

/** What the checks found. */
export interface KeptFacts {
  /** Hex. */
  readonly received: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: MediaType;
  readonly takenAt: string | null;
  readonly place: GeoPlace | null;
  readonly placeRemoved: boolean;
  readonly thumbnail: boolean;
}

/** Says whether it was still to be kept: somebody else may have done so meanwhile. */
export async function keepEvidence(tx: WriteTx, id: string, facts: KeptFacts): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.evidence set state = 'kept', received = decode($2, 'hex'), sha256 = decode($3, 'hex'), bytes = $4,
       media_type = $5, taken_at = $6, place = $7, place_removed = $8, thumbnail = $9, entry = $10
     where id = $1 and state = 'checking'`,
    [
      id,
      facts.received,
      facts.sha256,
      facts.bytes,
      facts.mediaType,
      facts.takenAt,
      facts.place === null ? null : JSON.stringify(facts.place),
      facts.placeRemoved,
      facts.thumbnail,
      tx.entry,
    ],
  );
  return touched === 1;
}

export async function refuseEvidence(tx: WriteTx, id: string, why: EvidenceRefusal): Promise<boolean> {
  const touched = await tx.run(
    `update mingbai.evidence set state = 'refused', why = $2, entry = $3 where id = $1 and state = 'checking'`,
    [id, why, tx.entry],
  );
  return touched === 1;
}

/** Whether this account opened this evidence by this entry, and when. */
export async function openedAt(
  tx: ReadTx,
  evidence: StoredEvidence,
  entry: string,
  account: string,
): Promise<Date | undefined> {
  const row = await tx.find<{ at: Date }>(
    `select at from mingbai.journal
     where county = $1 and id = $2 and command = 'evidence.open' and subject = $3 and actor = $4`,
    [evidence.county, entry, `evidence:${evidence.id}`, account],
  );
  return row?.at;
}

/** Evidence of villages of a county that bear another code, or were merged. */
export function moveEvidence(
  tx: WriteTx,
  county: string,
  moved: readonly { readonly from: string; readonly to: string }[],
): Promise<number> {
  return tx.run(
    `update mingbai.evidence e set region = w."to",
       actor_region = case when e.actor_region = w."from" then w."to" else e.actor_region end
     from unnest($2::bigint[], $3::bigint[]) as w("from", "to")
     where e.county = $1 and e.region = w."from"`,
    [county, moved.map(({ from }) => from), moved.map(({ to }) => to)],
  );
}

/** Evidence about households that moved lies where the households lie now; what is on its way stays its uploader's. */
export function followEvidence(tx: WriteTx, county: string, households: readonly string[]): Promise<number> {
  return tx.run(
    `update mingbai.evidence e set region = h.region from mingbai.household h
     where e.county = $1 and e.subject = any($2) and h.county = e.county and e.subject = 'household:' || h.id
       and h.id = any($3::bigint[]) and e.region <> h.region and e.state in ('kept', 'refused')`,
    [county, households.map((id) => `household:${id}`), households],
  );
}
