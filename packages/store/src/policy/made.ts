import type { RegionCode } from '@mingbai/core';
import type { ReadTx, WriteTx } from '../db/tx.ts';

/** A text by which something was decided, under its version. */
export interface PolicyText {
  readonly version: string;
  readonly file: string;
  readonly text: string;
}

/** Keeps a text; one that is kept already stays as it is. */
export async function keepText(tx: WriteTx, { version, file, text }: PolicyText): Promise<void> {
  await tx.run(
    'insert into mingbai.policy_text (version, file, text) values ($1, $2, $3) on conflict do nothing',
    [version, file, text],
  );
}

export function findText(tx: ReadTx, version: string): Promise<PolicyText | undefined> {
  return tx.find<PolicyText & { [column: string]: unknown }>(
    'select version, file, text from mingbai.policy_text where version = $1',
    [version],
  );
}

/** A decision that somebody recorded; shapes of the JSON are those of the room of policies. */
export interface StoredDecision {
  readonly id: string;
  readonly region: RegionCode;
  readonly household: string;
  readonly person: string | null;
  readonly person_name: string | null;
  readonly decision: string;
  readonly version: string;
  readonly on_day: string;
  readonly facts: unknown;
  readonly parameters: unknown;
  readonly result: unknown;
  readonly sentences: unknown;
  readonly note: string | null;
  readonly maker_name: string;
  readonly made_at: Date;
  readonly entry: string;
}

type Row = StoredDecision & { [column: string]: unknown };

const SELECT = `select d.id::text, lpad(d.region::text, 12, '0') as region, d.household_id::text as household, d.person_id::text as person,
    (select p.name from mingbai.person p where p.county = d.county and p.id = d.person_id) as person_name,
    d.decision, d.version, d.on_day::text, d.facts, d.parameters, d.result, d.sentences, d.note, d.maker_name, d.made_at, d.entry::text
  from mingbai.decision_made d`;

export interface NewDecision {
  readonly county: string;
  readonly region: RegionCode;
  readonly household: string;
  readonly person: string | null;
  readonly decision: string;
  readonly version: string;
  readonly on: string;
  readonly facts: unknown;
  readonly parameters: unknown;
  readonly result: unknown;
  readonly sentences: unknown;
  readonly note: string | null;
  readonly by: string;
  readonly byName: string;
}

export async function insertDecision(tx: WriteTx, made: NewDecision): Promise<string> {
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.decision_made (county, region, household_id, person_id, decision, version, on_day, facts, parameters, result,
       sentences, note, made_by, maker_name, made_at, entry)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning id::text`,
    [
      Number(made.county),
      made.region,
      made.household,
      made.person,
      made.decision,
      made.version,
      made.on,
      JSON.stringify(made.facts),
      JSON.stringify(made.parameters),
      JSON.stringify(made.result),
      JSON.stringify(made.sentences),
      made.note,
      made.by,
      made.byName,
      tx.at,
      tx.entry,
    ],
  );
  if (row === undefined) throw new Error('insert gave no row');
  return row.id;
}

/** Of a household and its members, the newest first. */
export function decisionsOf(tx: ReadTx, household: string): Promise<StoredDecision[]> {
  return tx.rows<Row>(`${SELECT} where d.household_id = $1 order by d.id desc limit 100`, [household]);
}

export function findMade(tx: ReadTx, id: string): Promise<StoredDecision | undefined> {
  return tx.find<Row>(`${SELECT} where d.id = $1`, [id]);
}
